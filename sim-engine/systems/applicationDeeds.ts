/** What the history tells of services and customers so far: effects, answers, refusals. Read once for all machines of a scene. */
import { stepsOfService, type ServiceSpec } from '../apps/applications.ts';
import type { World } from '../host/world.ts';
import type { SceneCustomers } from '../view/scene.ts';

/** Orders with an effect, and how often each has it, in the order of the latest time. */
type EffectCounts = Map<string, number>;

export interface Deeds {
  /** By service and name of the effect. */
  readonly effects: ReadonlyMap<string, EffectCounts>;
  /** By caller. */
  readonly told: ReadonlyMap<string, SceneCustomers['told']>;
  /** By service: requests refused because nobody was free. */
  readonly refused: ReadonlyMap<string, number>;
}

const NOTHING_TOLD: SceneCustomers['told'] = { ok: 0, fail: 0, unknown: 0 };
const BUSY_MILESTONE = 'app.service.busy';

const known = new WeakMap<World['history'], Deeds>();

const place = (service: string, effect: string): string => `${service}/${effect}`;

function read(world: World): Deeds {
  const effects = new Map<string, EffectCounts>();
  const told = new Map<string, SceneCustomers['told']>();
  for (const each of world.history.slice(0, world.history.length)) {
    if (each.f === 'effect' && each.type === 'ok') {
      const at = place(each.process, each.name);
      const counts = effects.get(at) ?? new Map<string, number>();
      const before = counts.get(each.order) ?? 0;
      counts.delete(each.order);
      effects.set(at, counts.set(each.order, before + 1));
    }
    if (each.f === 'call' && each.type !== 'invoke') {
      const before = told.get(each.process) ?? NOTHING_TOLD;
      const outcome = each.type === 'info' ? 'unknown' : each.type;
      told.set(each.process, { ...before, [outcome]: before[outcome] + 1 });
    }
  }
  const refused = new Map<string, number>();
  for (const { sentence } of world.milestones.slice(0, world.milestones.length)) {
    if (sentence.key !== BUSY_MILESTONE) continue;
    const service = String(sentence.params['service']);
    refused.set(service, (refused.get(service) ?? 0) + 1);
  }
  return { effects, told, refused };
}

function deedsOf(world: World): Deeds {
  const deeds = known.get(world.history) ?? read(world);
  known.set(world.history, deeds);
  return deeds;
}

/** The effects that a service's programs can make, each with the orders that have it. */
export function effectsOf(
  world: World,
  service: ServiceSpec,
): readonly { readonly name: string; readonly orders: readonly (readonly [string, number])[] }[] {
  const names = new Set(stepsOfService(service).flatMap((step) => (step.do === 'effect' ? [step.name] : [])));
  const { effects } = deedsOf(world);
  return [...names].map((name) => ({ name, orders: [...(effects.get(place(service.name, name)) ?? [])] }));
}

/** What customers of a caller were told so far. */
export function toldTo(world: World, caller: string): SceneCustomers['told'] {
  return deedsOf(world).told.get(caller) ?? NOTHING_TOLD;
}

/** Requests that a service has refused so far because nobody was free. */
export function refusedBy(world: World, service: string): number {
  return deedsOf(world).refused.get(service) ?? 0;
}
