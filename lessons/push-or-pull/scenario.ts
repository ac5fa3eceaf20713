/** One queue, three quick workers and one that takes twenty times as long; what differs is how much the broker may push. And a log that is pulled. */
import type { Action, Scenario } from '../../sim-engine/scenario/types.ts';
import type { RabbitScenario } from '../../sim-engine/systems/rabbitmq/vocabulary.ts';
import { startOf } from '../forms.ts';
import type { Deed, RunPlan } from '../lesson.ts';
import { asking, tuning } from './forms.ts';
import kafka from './kafka.json' with { type: 'json' };
import json from './scenario.json' with { type: 'json' };

/** Nobody has set a prefetch: RabbitMQ pushes without limit. */
const flood = json as unknown as RabbitScenario;
/** One consumer that pulls, one order a second, and a broker that may hold a fetch for 500 ms. */
const pull = kafka as unknown as Scenario;

export const QUICK: readonly string[] = ['quick-1', 'quick-2', 'quick-3'];
export const SLOW = 'slow';
const SLEEPER = 'quick-2';

export const NAP_SECONDS = 3.5;
const nap: readonly Action[] = [
  { at: NAP_SECONDS * 1_000_000, operation: 'pause', arguments: { node: SLEEPER } },
  { at: (NAP_SECONDS + 2) * 1_000_000, operation: 'resume', arguments: { node: SLEEPER } },
];

/** How many messages each kind of worker may hold; 0: any number. */
interface Limits {
  readonly quick: number;
  readonly slow: number;
}

const limited = ({ quick, slow }: Limits): RabbitScenario => ({
  ...flood,
  topology: {
    ...flood.topology,
    consumers: flood.topology.consumers.map((consumer) => ({
      ...consumer,
      settings: { prefetch: consumer.name === SLOW ? slow : quick },
    })),
  },
});

/** One worker whose order takes longer than the journeys; `busyMillis`: with the way to the database and back. */
export const LONE = { workMillis: 60, busyMillis: 120, perSecond: 7, orders: 60 } as const;

/** That worker alone, with a prefetch. */
export function alone(prefetch: number, seed: number): RabbitScenario {
  const { consumers, producers } = flood.topology;
  return {
    ...flood,
    seed,
    topology: {
      ...flood.topology,
      producers: producers.map((shop) => ({ ...shop, ratePerSecond: LONE.perSecond, records: LONE.orders })),
      consumers: consumers.slice(0, 1).map((worker) => ({
        ...worker,
        settings: { prefetch },
        processing: { ...worker.processing, micros: LONE.workMillis * 1_000 },
      })),
    },
  };
}

/** The rush with the learner's settings, and a nap in the middle. */
export function shopWith(options: {
  readonly settings: Readonly<Record<string, string>>;
  readonly seed: number;
}): RabbitScenario {
  const { quick, slow } = { ...startOf(tuning).settings, ...options.settings };
  return { ...limited({ quick: Number(quick), slow: Number(slow) }), faults: nap, seed: options.seed };
}

/** The log that is pulled, with what its worker asks for. */
export function pulledWith(options: {
  readonly settings: Readonly<Record<string, string>>;
  readonly seed: number;
}): Scenario {
  const asked = { ...startOf(asking).settings, ...options.settings };
  const settings = Object.fromEntries(Object.entries(asked).map(([name, value]) => [name, Number(value)]));
  return {
    ...pull,
    topology: {
      ...pull.topology,
      consumers: pull.topology.consumers.map((consumer) => ({
        ...consumer,
        settings: { ...consumer.settings, ...settings },
      })),
    },
    seed: options.seed,
  } as Scenario;
}

export const runs: Readonly<Record<string, RunPlan>> = {
  hook: {
    scenario: {
      ...flood,
      name: 'push-or-pull-hook',
      topology: {
        ...flood.topology,
        consumers: flood.topology.consumers.filter(({ name }) => name !== SLOW),
      },
    },
  },
  flood: { scenario: flood },
  one: { scenario: limited({ quick: 1, slow: 1 }) },
  pull: { scenario: pull },
  eager: { scenario: pulledWith({ settings: { 'fetch.min.bytes': '1', 'fetch.max.wait.ms': '20' }, seed: pull.seed }) },
};

export const deeds: readonly Deed[] = [
  {
    label: { en: 'Let quick-2 doze off', 'zh-cn': '让 quick-2 打个盹' },
    operation: 'pause',
    arguments: { node: SLEEPER },
  },
  { label: { en: 'Wake quick-2', 'zh-cn': '叫醒 quick-2' }, operation: 'resume', arguments: { node: SLEEPER } },
];
