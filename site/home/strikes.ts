/**
 * The run of the home page as data: a bubble-tea shop with two counters (shop-a, shop-b), a topic of orders with three
 * copies, and a kitchen that makes what it reads. What may strike it, and what repairs it.
 *
 * The way between the brokers is 40 ms longer than to the clients: so a copy is on the road long enough to be seen.
 */
import type { Action, Scenario } from '../../sim-engine/scenario/types.ts';
import type { Micros } from '../../sim-engine/kernel/time.ts';
import type { MilestoneKind } from '../../sim-engine/host/sentence.ts';
import type { StrikeName } from './strikeNames.ts';
import json from './scenario.json' with { type: 'json' };

export type RepairName = 'acksAll' | 'idempotent';

type Fault = Pick<Action, 'operation' | 'arguments'>;

export interface Strike {
  readonly name: StrikeName;
  /** All at the same moment. */
  readonly faults: readonly Fault[];
  /** What makes the same strike harmless. */
  readonly repair: RepairName;
  /** Beside the strike itself, the run rests for a moment at the first event of each kind. */
  readonly beats: readonly MilestoneKind[];
}

export const SHOP = json as unknown as Scenario;

/** The order that is on its way when the page opens, and whose confirmation the strikes follow. */
export const ORDER = 'a3';

export const LEADER = 'broker-1';

const cut = (other: string): Fault => ({ operation: 'cut', arguments: { a: LEADER, b: other } });

export const STRIKES: Readonly<Record<StrikeName, Strike>> = {
  crash: {
    name: 'crash',
    faults: [{ operation: 'crash', arguments: { node: LEADER } }],
    repair: 'acksAll',
    beats: ['election', 'heal', 'truncation'],
  },
  /** Its clients still reach it; the other brokers and the controller do not. */
  cut: {
    name: 'cut',
    faults: [cut('broker-2'), cut('broker-3'), cut('controller')],
    repair: 'acksAll',
    beats: ['election', 'heal', 'truncation'],
  },
  pause: {
    name: 'pause',
    faults: [{ operation: 'pause', arguments: { node: 'kitchen-1' } }],
    repair: 'idempotent',
    beats: ['timeout', 'heal', 'redelivery'],
  },
};

/** What a visitor did, as the run's actions. */
export function actionsOf({ faults }: Strike, at: Micros): readonly Action[] {
  return faults.map((fault) => ({ at, ...fault }));
}

/** The same shop with one thing changed. */
export function repairedWith(repair: RepairName): Scenario {
  const { topology } = SHOP;
  const producers = topology.producers.map((producer) => ({
    ...producer,
    settings: { ...producer.settings, acks: 'all' },
  }));
  const consumers = topology.consumers.map((consumer) => ({
    ...consumer,
    processing: { ...consumer.processing, idempotent: true },
  }));
  return { ...SHOP, topology: { ...topology, ...(repair === 'acksAll' ? { producers } : { consumers }) } };
}
