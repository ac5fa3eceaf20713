/** The shop charges prepaid cards that its own database keeps: what a repeat costs depends on what payment remembers, and where. */
import type { KeyKind, PeriodicSpec, ServiceSpec, Step, Write } from '../../sim-engine/apps/applications.ts';
import type { Action, Scenario } from '../../sim-engine/scenario/types.ts';
import type { Deed, RunPlan } from '../lesson.ts';
import json from './scenario.json' with { type: 'json' };

const base = json as unknown as Scenario;

const DATABASE = 'shop-db';
/** Payment adds up what an order costs: before anything is written. */
const ADDING_MICROS = 150_000;
/** Payment prints the label for the cup: after the charge, before the acknowledgement. */
const PRINTING_MICROS = 400_000;

/** What payment remembers of what it has done: nothing, or a key, somewhere, for a while. `null`: for ever. */
export type Memory = { readonly store: 'none' } | Remembering;

export interface Remembering {
  readonly key: KeyKind;
  /** `memory` of the process; `own`: a transaction of its own before the charge; `same`: in the transaction of the charge. */
  readonly store: 'memory' | 'own' | 'same';
  readonly ttlSeconds: number | null;
}

const CHARGE: Write = {
  op: 'insert',
  table: 'charges',
  by: 'order',
  state: 'charged',
  unique: false,
  effect: 'charged',
};

const remembered = (by: KeyKind): Write => ({ op: 'insert', table: 'seen', by, state: 'seen', unique: true });

/** Longer than any run: what is kept for ever. */
const FOR_EVER_SECONDS = 3_600;

function onceOf({ key, store, ttlSeconds }: Remembering): Step {
  const ttlMillis = (ttlSeconds ?? FOR_EVER_SECONDS) * 1_000;
  return { do: 'once', by: key, store: store === 'memory' ? 'memory' : DATABASE, ttlMillis };
}

/** What payment does with a message, with the memory in its place. */
function programOf(memory: Memory): readonly Step[] {
  const before = memory.store === 'memory' || memory.store === 'own' ? [onceOf(memory)] : [];
  const isTogether = memory.store === 'same';
  const writes = isTogether ? [remembered(memory.key), CHARGE] : [CHARGE];
  return [
    ...before,
    { do: 'work', micros: ADDING_MICROS },
    // Refused means charged before. Was the label printed, too? Nobody knows, so it is printed again.
    { do: 'transaction', database: DATABASE, writes, onFailure: isTogether ? 'continue' : 'fail' },
    { do: 'work', micros: PRINTING_MICROS },
  ];
}

/** Deletes rows of the table `seen` that are older than their time. */
function cleanerOf(memory: Memory): readonly ServiceSpec[] {
  if (memory.store !== 'same' || memory.ttlSeconds === null) return [];
  const periodic: PeriodicSpec = {
    everyMillis: 1_000,
    rows: { database: DATABASE, table: 'seen', state: 'seen', olderThanMillis: memory.ttlSeconds * 1_000, limit: 100 },
    steps: [
      {
        do: 'transaction',
        database: DATABASE,
        writes: [{ op: 'delete', table: 'seen', by: 'message' }],
        onFailure: 'stop',
      },
    ],
  };
  return [{ name: 'cleaner', concurrency: 1, backlog: 0, endpoints: {}, periodic: [periodic] }];
}

/** The shop with a memory, an accident and a seed. */
export function shopWith(options: {
  readonly memory: Memory;
  readonly faults: readonly Action[];
  readonly seed: number;
}): Scenario {
  const { memory, faults, seed } = options;
  const { applications } = base.topology;
  if (applications === undefined) throw new Error('the shop has services');
  const services = applications.services.map((service) =>
    service.name === 'payment' ? { ...service, endpoints: { charge: programOf(memory) } } : service,
  );
  return {
    ...base,
    seed,
    faults,
    topology: {
      ...base.topology,
      applications: { ...applications, services: [...services, ...cleanerOf(memory)] },
    },
  };
}

const fault = (seconds: number, operation: string, given: Action['arguments']): Action => ({
  at: Math.round(seconds * 1_000_000),
  operation,
  arguments: given,
});

/** Payment is down from one time to another. */
const down = (from: number, to: number): readonly Action[] => [
  fault(from, 'crash', { node: 'payment' }),
  fault(to, 'restart', { node: 'payment' }),
];

const CONFIRMS = { a: 'checkout-out', b: 'rabbit-1' };

/** What the repaired shop has to survive, in the order in which the page lists it. a3 is its victim. */
export const ACCIDENTS = {
  /** The confirm comes so late that the customer presses the button again. */
  again: [fault(3.95, 'slowLink', { ...CONFIRMS, micros: 600_000 }), fault(4.9, 'healLink', CONFIRMS)],
  /** While the label is printed: after the commit, before the acknowledgement. */
  printing: down(4.4, 5.4),
  /** While payment adds up: before the charge. */
  adding: down(4.08, 5.08),
  /** As `printing`, but nobody is there to restart it for a long time. */
  evening: down(4.4, 16.4),
} as const;

export type Accident = keyof typeof ACCIDENTS;
export const ACCIDENT_NAMES = Object.keys(ACCIDENTS) as readonly Accident[];

/** Nothing is remembered. */
const NONE: Memory = { store: 'none' };

const runOf = (memory: Memory, accident?: Accident): RunPlan => ({
  scenario: shopWith({ memory, faults: accident === undefined ? [] : ACCIDENTS[accident], seed: base.seed }),
});

/** The reference: the order's own name, in the transaction of the charge, kept longer than any copy is late. */
export const RIGHT: Remembering = { key: 'order', store: 'same', ttlSeconds: 30 };

export const runs: Readonly<Record<string, RunPlan>> = {
  hook: runOf(NONE),
  list: runOf({ key: 'message', store: 'memory', ttlSeconds: null }, 'printing'),
  again: runOf({ key: 'message', store: 'same', ttlSeconds: null }, 'again'),
  apart: runOf({ key: 'order', store: 'own', ttlSeconds: null }, 'adding'),
  together: runOf({ key: 'order', store: 'same', ttlSeconds: null }, 'printing'),
  evening: runOf({ ...RIGHT, ttlSeconds: 10 }, 'evening'),
};

export const deeds: readonly Deed[] = [
  { label: { en: 'Crash payment', 'zh-cn': '让支付服务崩溃' }, operation: 'crash', arguments: { node: 'payment' } },
  { label: { en: 'Start it again', 'zh-cn': '重新启动' }, operation: 'restart', arguments: { node: 'payment' } },
];
