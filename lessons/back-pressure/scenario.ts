/** The shop that sends texts: pickup codes, which cannot wait, and a campaign of coupons, which can. */
import type { Action } from '../../sim-engine/scenario/types.ts';
import type { QueueSpec, RabbitProducerSpec, RabbitScenario } from '../../sim-engine/systems/rabbitmq/vocabulary.ts';
import { startOf } from '../forms.ts';
import type { Deed, RunPlan } from '../lesson.ts';
import { choices } from './forms.ts';
import json from './scenario.json' with { type: 'json' };

/** Till and campaign, and one sender of four. */
const shop = json as unknown as RabbitScenario;

export const TILL = 'till';
export const CAMPAIGN = 'campaign';
const SENDERS = 4;

/** How the texts are queued, and what the campaign does. */
export interface Design {
  readonly queues: 'one' | 'priorities' | 'two';
  readonly prefetch: number;
  /** Of the queue in which the coupons are. null: none. */
  readonly maxLength: number | null;
  readonly overflow: 'drop-head' | 'reject-publish';
  readonly refused: 'drop' | 'pause';
  /** Coupons that may be unconfirmed at once. 0: no limit. */
  readonly unconfirmed: number;
}

const naive: Design = {
  queues: 'one',
  prefetch: 1,
  maxLength: null,
  overflow: 'drop-head',
  refused: 'drop',
  unconfirmed: 0,
};

const PAUSE_MILLIS = 100;

/** Publishers with other settings. */
function publishers(scenario: RabbitScenario, { refused, unconfirmed }: Design): readonly RabbitProducerSpec[] {
  const again = refused === 'drop' ? 'never' : 'nacked';
  return scenario.topology.producers.map((producer) =>
    producer.name === CAMPAIGN
      ? {
          ...producer,
          settings: {
            ...producer.settings,
            republish: again,
            'republish-pause-ms': PAUSE_MILLIS,
            'max-unconfirmed': unconfirmed,
          },
        }
      : producer,
  );
}

function limits({ maxLength, overflow }: Design): QueueSpec['settings'] {
  return maxLength === null ? {} : { 'x-max-length': maxLength, 'x-overflow': overflow };
}

/** The shop with a design. Of two queues, two senders read each. */
export function designed(design: Design): RabbitScenario {
  const limited = limits(design) ?? {};
  const priorities = design.queues === 'priorities' ? { 'x-max-priority': 9 } : {};
  const apart = design.queues === 'two';
  const queues: readonly QueueSpec[] = apart
    ? [
        { name: 'codes', type: 'classic' },
        { name: 'coupons', type: 'classic', settings: limited },
      ]
    : [{ name: 'texts', type: 'classic', settings: { ...limited, ...priorities } }];
  const [sender] = shop.topology.consumers;
  if (sender === undefined) throw new Error('there is a sender');
  const consumers = Array.from({ length: SENDERS }, (_, place) => ({
    ...sender,
    name: `sender-${place + 1}`,
    queue: apart ? (place < SENDERS / 2 ? 'codes' : 'coupons') : 'texts',
    settings: { prefetch: design.prefetch },
  }));
  const bindings = shop.topology.bindings.map((binding) =>
    apart ? { ...binding, to: binding.key === 'code' ? 'codes' : 'coupons' } : binding,
  );
  const topology = { ...shop.topology, queues, consumers, bindings, producers: publishers(shop, design) };
  return { ...shop, topology };
}

/** The campaign with another rate, and so many coupons and codes. */
function crowded(
  scenario: RabbitScenario,
  { rate, coupons, codes }: { readonly rate: number; readonly coupons: number; readonly codes: number },
): RabbitScenario {
  const producers = scenario.topology.producers.map((producer) =>
    producer.name === CAMPAIGN
      ? { ...producer, ratePerSecond: rate, records: coupons }
      : { ...producer, records: codes },
  );
  return { ...scenario, topology: { ...scenario.topology, producers } };
}

const at = (seconds: number, operation: string, node: string): Action => ({
  at: Math.round(seconds * 1_000_000),
  operation,
  arguments: { node },
});

const freeze = 'pause';

/** A quiet campaign: the senders keep up as long as all four are there. */
const hook: RabbitScenario = {
  ...crowded(designed(naive), { rate: 30, coupons: 240, codes: 60 }),
  name: 'back-pressure-hook',
};

/** How it was before somebody gave the queue more room. */
export const narrow: RabbitScenario = designed({ ...naive, maxLength: 50 });

export const runs: Readonly<Record<string, RunPlan>> = {
  hook: { scenario: hook },
  roomy: { scenario: designed({ ...naive, maxLength: 2_000 }) },
  head: { scenario: designed({ ...naive, queues: 'priorities', maxLength: 50 }) },
  confirmed: { scenario: designed({ ...naive, unconfirmed: 10 }) },
  /** Room for more, and it says no. */
  filling: { scenario: designed({ ...naive, maxLength: 120, overflow: 'reject-publish', refused: 'pause' }) },
  refused: { scenario: designed({ ...naive, maxLength: 50, overflow: 'reject-publish', refused: 'pause' }) },
};

export const deeds: readonly Deed[] = [1, 2].map((number) => ({
  label: { en: `Freeze sender-${number}`, 'zh-cn': `让 sender-${number} 卡住` },
  operation: freeze,
  arguments: { node: `sender-${number}` },
}));

// --- the task ---

/** When two senders freeze, and when they are back. */
const FROZEN = [
  at(4, freeze, 'sender-1'),
  at(4, freeze, 'sender-3'),
  at(6, 'resume', 'sender-1'),
  at(6, 'resume', 'sender-3'),
];

/** What was chosen, as a design. */
export function designOf(settings: Readonly<Record<string, string>>): Design {
  const chosen = { ...startOf({ choices }).settings, ...settings };
  const length = chosen['x-max-length'];
  return {
    queues: (chosen['queues'] ?? 'one') as Design['queues'],
    prefetch: Number(chosen['prefetch']),
    maxLength: length === 'none' ? null : Number(length),
    overflow: chosen['x-overflow'] === 'reject-publish' ? 'reject-publish' : 'drop-head',
    refused: (chosen['refused'] ?? 'drop') as Design['refused'],
    unconfirmed: 0,
  };
}

/** The shop with chosen settings and a seed. */
export function shopWith(options: {
  readonly settings: Readonly<Record<string, string>>;
  readonly seed: number;
}): RabbitScenario {
  const { settings, seed } = options;
  const built = crowded(designed(designOf(settings)), { rate: 75, coupons: 300, codes: 120 });
  return { ...built, seed, faults: FROZEN, horizonMillis: 28_000 };
}
