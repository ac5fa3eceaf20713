/** The shop with every order on three brokers and acks=all, and the accidents that happen to it. */
import type { Action, Scenario } from '../../sim-engine/scenario/types.ts';
import { startOf } from '../forms.ts';
import type { Deed, RunPlan } from '../lesson.ts';
import { choices } from './forms.ts';
import json from './scenario.json' with { type: 'json' };

/** min.insync.replicas=1, and nothing breaks. */
export const shop = json as unknown as Scenario;

const at = (seconds: number, operation: string, node: string): Action => ({
  at: seconds * 1_000_000,
  operation,
  arguments: { node },
});

/** The switch of the second rack dies: two followers are out of reach. */
const rackAway: readonly Action[] = [at(5, 'isolate', 'broker-2'), at(5, 'isolate', 'broker-3')];

/** … and while they are away the leader loses its power, and with it what it has not flushed. */
const rackAwayThenPower: readonly Action[] = [...rackAway, at(12, 'powerLoss', 'broker-1')];

const oneAway: readonly Action[] = [at(5, 'crash', 'broker-3')];

/** A follower that missed orders comes back first. */
const staleReturn: readonly Action[] = [
  ...oneAway,
  at(10, 'crash', 'broker-1'),
  at(10, 'crash', 'broker-2'),
  at(12, 'restart', 'broker-3'),
];

/** What the repaired shop has to survive, in the order in which the page lists it. */
export const ACCIDENTS = [rackAwayThenPower, oneAway, staleReturn] as const;

/** One order, sent when who was away has long been left out. */
export function oneOrder(options: {
  readonly settings: Readonly<Record<string, string>>;
  readonly away: 'rack' | 'one';
}): Scenario {
  const { settings, away } = options;
  const gone = away === 'rack' ? ['broker-2', 'broker-3'] : ['broker-3'];
  const scenario = shopWith({ settings, seed: shop.seed, faults: gone.map((node) => at(0.5, 'isolate', node)) });
  const producers = scenario.topology.producers.map((each) => ({ ...each, records: 1, startMillis: 5_000 }));
  return { ...scenario, topology: { ...scenario.topology, producers } };
}

export const runs: Readonly<Record<string, RunPlan>> = {
  hook: { scenario: shop },
  alone: { scenario: { ...shop, faults: rackAway } },
  power: { scenario: { ...shop, faults: rackAwayThenPower } },
  shop: { scenario: shop },
};

export const deeds: readonly Deed[] = [1, 2, 3].map((number) => ({
  label: { en: `Pull the plug of broker-${number}`, 'zh-cn': `拔掉 broker-${number} 的电源` },
  operation: 'powerLoss',
  arguments: { node: `broker-${number}` },
}));

/** The shop with chosen settings, an accident and a seed. */
export function shopWith(options: {
  readonly settings: Readonly<Record<string, string>>;
  readonly faults: readonly Action[];
  readonly seed: number;
}): Scenario {
  const { settings, faults, seed } = options;
  const chosen = { ...startOf({ choices }).settings, ...settings };
  return {
    ...shop,
    seed,
    faults,
    settings: {
      ...shop.settings,
      'min.insync.replicas': Number(chosen['min.insync.replicas']),
      'unclean.leader.election.enable': chosen['unclean.leader.election.enable'] === 'true',
    },
    topology: {
      ...shop.topology,
      producers: shop.topology.producers.map((producer) => ({
        ...producer,
        settings: { ...producer.settings, acks: chosen['acks'] ?? 'all' },
      })),
    },
  };
}

/** When the switch of the second rack is mended, in the completion. */
export const RACK_BACK_SECONDS = 11;

/** The rack is away for six seconds, and an order needs two copies. */
export const priced = (seed: number): Scenario => ({
  ...shopWith({
    settings: { 'min.insync.replicas': '2', 'unclean.leader.election.enable': 'false' },
    faults: rackAway,
    seed,
  }),
  healAtMillis: RACK_BACK_SECONDS * 1_000,
});
