/** The shop whose first leader falls asleep, or loses sight of the controller, and wakes up as a zombie. */
import type { Action, Scenario } from '../../sim-engine/scenario/types.ts';
import { startOf } from '../forms.ts';
import type { Deed, RunPlan } from '../lesson.ts';
import { choices } from './forms.ts';
import json from './scenario.json' with { type: 'json' };

/** acks=1, and nothing breaks. */
const shop = json as unknown as Scenario;

const at = (seconds: number, operation: string, given: Action['arguments'] = {}): Action => ({
  at: seconds * 1_000_000,
  operation,
  arguments: given,
});

const leader = { node: 'broker-1' };
const cable = { a: 'broker-1', b: 'controller' };
const NEXT = 'broker-2';
const FROM = 4.7;

/** The process of broker-1 stands still: a long garbage collection. Its clock, its disk and its cables go on. */
const asleep = (seconds: number): readonly Action[] => [
  at(FROM, 'pause', leader),
  at(FROM + seconds, 'resume', leader),
];

/** broker-1 no longer hears the controller, nor the controller broker-1. Everybody else hears both. */
const cutOff = (seconds: number): readonly Action[] => [at(FROM, 'cut', cable), at(FROM + seconds, 'healLink', cable)];

/** A shorter sleep, and the letter that tells broker-2 that it leads is held up until broker-1 has been awake for a while. */
const lateLetter: readonly Action[] = [
  ...asleep(4),
  at(7.3, 'hold', { from: 'controller', to: NEXT }),
  at(9.5, 'release', { from: 'controller', to: NEXT }),
].toSorted((left, right) => left.at - right.at);

/** What the repaired shop has to survive, in the order in which the page lists it. */
export const ACCIDENTS = [asleep(13), cutOff(13), asleep(2)] as const;

/** The shop with producer settings. */
function withProducer(scenario: Scenario, settings: Scenario['settings']): Scenario {
  const producers = scenario.topology.producers.map((producer) => ({
    ...producer,
    settings: { ...producer.settings, ...settings },
  }));
  return { ...scenario, topology: { ...scenario.topology, producers } };
}

/** The shop with chosen settings, an accident and a seed; open long enough to see how it recovers. */
export function shopWith(options: {
  readonly settings: Readonly<Record<string, string>>;
  readonly faults: readonly Action[];
  readonly seed: number;
}): Scenario {
  const chosen = { ...startOf({ choices }).settings, ...options.settings };
  const longer = shop.topology.producers.map((producer) => ({ ...producer, records: 24 }));
  const scenario: Scenario = {
    ...shop,
    seed: options.seed,
    faults: options.faults,
    horizonMillis: 30_000,
    topology: { ...shop.topology, producers: longer },
    settings: { ...shop.settings, 'broker.session.timeout.ms': Number(chosen['broker.session.timeout.ms']) },
  };
  return withProducer(scenario, {
    acks: chosen['acks'] ?? '1',
    'request.timeout.ms': Number(chosen['request.timeout.ms']),
  });
}

/** One order, sent two seconds after the controller can have given up the first leader: what a search of a repair looks at. */
export function laterOrder(settings: Readonly<Record<string, string>>): Scenario {
  const scenario = shopWith({ settings, faults: [], seed: shop.seed });
  const startMillis = FROM * 1_000 + Number(scenario.settings['broker.session.timeout.ms']) + 2_000;
  const producers = scenario.topology.producers.map((each) => ({ ...each, records: 1, startMillis }));
  return { ...scenario, topology: { ...scenario.topology, producers } };
}

/** One order, sent by hand to a cluster whose messages all take the same time: small enough to be searched to the end. */
const oneOrder: Scenario = {
  ...withProducer(shop, { acks: 'all' }),
  name: 'leaders-epochs-zombies-one-order',
  horizonMillis: 12_000,
  network: { latencyMicros: 2_000, jitterMicros: 0 },
  topology: {
    ...shop.topology,
    producers: shop.topology.producers.map((producer) => ({ ...producer, records: 0, settings: { acks: 'all' } })),
  },
  faults: [at(1, 'send', { producer: 'a', key: 'a' })],
};

const elect = (seconds: number, node: string): Action =>
  at(seconds, 'electLeader', { topic: 'orders', partition: 0, node });

/** Two elections in quick succession, and one message from the controller that is late. */
const late: readonly Action[] = [
  at(0.99, 'hold', { from: 'controller', to: 'broker-2' }),
  elect(1.02, 'broker-2'),
  elect(1.03, 'broker-3'),
  at(2, 'healAll'),
];

export const runs: Readonly<Record<string, RunPlan>> = {
  hook: { scenario: { ...shop, name: 'leaders-epochs-zombies-hook', healAtMillis: 12_700 } },
  frozen: { scenario: { ...shop, faults: asleep(8) } },
  'late-letter': { scenario: { ...shop, faults: lateLetter } },
  severed: { scenario: { ...withProducer(shop, { acks: 'all' }), faults: cutOff(8) } },
  'severed-one': { scenario: { ...shop, faults: cutOff(8) } },
  'one-order': { scenario: oneOrder },
  'old-rule': { scenario: { ...oneOrder, guards: { truncateByEpoch: false } }, actions: late },
  'new-rule': { scenario: oneOrder, actions: late },
};

export const deeds: readonly Deed[] = [
  {
    label: { en: 'Freeze broker-1 at this moment', 'zh-cn': '就在此刻让 broker-1 卡住' },
    operation: 'pause',
    arguments: leader,
  },
];
