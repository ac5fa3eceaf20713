/** Which machines of applications talk to each other, and what for. */
import { applicationsOf } from '../apps/machines.ts';
import { stepsOfService, type Applications, type HandlerSpec } from '../apps/applications.ts';
import type { SceneLink } from '../view/scene.ts';

/** The part of a topology that says who calls whom. */
interface CallingTopology {
  readonly applications?: Applications;
  readonly consumers: readonly {
    readonly name: string;
    readonly processing: { readonly handler?: HandlerSpec };
  }[];
}

type Pairs = ReadonlyMap<string, SceneLink['purpose']>;

const pairsOf = new WeakMap<CallingTopology, Pairs>();

function findPairs(topology: CallingTopology): Pairs {
  const pairs = new Map<string, SceneLink['purpose']>();
  const add = (from: string, to: string, purpose: SceneLink['purpose']): void =>
    void pairs.set(`${from}>${to}`, purpose);
  const { services, callers } = applicationsOf(topology);
  for (const { name, service } of callers) add(name, service, 'call');
  for (const { name, processing } of topology.consumers) {
    if (processing.handler !== undefined) add(name, processing.handler.service, 'call');
  }
  for (const service of services) {
    for (const step of stepsOfService(service)) {
      if (step.do === 'call') add(service.name, step.service, 'call');
      if (step.do === 'transaction') add(service.name, step.database, 'apply');
      if (step.do === 'once' && step.store !== 'memory') add(service.name, step.store, 'apply');
    }
    for (const { rows } of service.periodic ?? []) add(service.name, rows.database, 'apply');
  }
  return pairs;
}

/** What a link between machines of applications is for; null: nothing. Whoever asks sends requests over it. */
export function applicationLinkPurpose(
  topology: CallingTopology,
  names: readonly string[],
  from: number,
  to: number,
): SceneLink['purpose'] | null {
  const known = pairsOf.get(topology) ?? findPairs(topology);
  pairsOf.set(topology, known);
  return known.get(`${names[from] ?? ''}>${names[to] ?? ''}`) ?? null;
}
