/** The shop whose payment takes a tenth of a second for an order on average, under arrivals that keep it more and more busy. */
import type { CallerSpec, WorkTime } from '../../sim-engine/apps/applications.ts';
import type { Scenario } from '../../sim-engine/scenario/types.ts';
import type { RabbitScenario } from '../../sim-engine/systems/rabbitmq/vocabulary.ts';
import { startOf } from '../forms.ts';
import type { Deed, RunPlan } from '../lesson.ts';
import { choices } from './forms.ts';
import json from './scenario.json' with { type: 'json' };

/** Friday: five orders a second, one consumer. */
const friday = json as unknown as RabbitScenario;

/** When customers begin to come. */
export const START_SECONDS = 1;

export interface Shop {
  readonly perSecond: number;
  /** How long customers keep coming. */
  readonly seconds?: number;
  readonly arrivals?: CallerSpec['arrivals'];
  /** Consumers of the queue, each with a worker of its own. */
  readonly consumers?: number;
  readonly prefetch?: number;
  readonly workMicros?: number;
  readonly spread?: NonNullable<WorkTime['spread']>;
  readonly seed?: number;
}

/** A mean piece of work, in microseconds. */
export const WORK_MICROS = 100_000;
export const SECONDS = 150;
/** Time for those who are still there when nobody comes any more. */
const REST_SECONDS = 20;

/** The shop as it is on some day. */
export function shop({
  perSecond,
  seconds = SECONDS,
  arrivals = 'random',
  consumers = 1,
  prefetch = 1,
  workMicros = WORK_MICROS,
  spread = 'exponential',
  seed = friday.seed,
}: Shop): RabbitScenario {
  const { applications, consumers: given } = friday.topology;
  const [consumer] = given;
  if (applications === undefined || consumer === undefined) throw new Error('the shop has applications and a consumer');
  const line = Array.from({ length: consumers }, (_, index) => ({
    ...consumer,
    name: consumers === 1 ? consumer.name : `${consumer.name}-${index + 1}`,
    settings: { prefetch },
  }));
  const payment = {
    concurrency: consumers,
    clients: line.map(({ name }) => name),
    endpoints: { charge: [{ do: 'work', micros: workMicros, spread }] as const },
  };
  return {
    ...friday,
    seed,
    horizonMillis: (START_SECONDS + seconds + REST_SECONDS) * 1_000,
    topology: {
      ...friday.topology,
      consumers: line,
      applications: {
        ...applications,
        services: applications.services.map((each) => (each.name === 'payment' ? { ...each, ...payment } : each)),
        callers: applications.callers.map((caller) => ({
          ...caller,
          arrivals,
          phases: [{ seconds, ratePerSecond: perSecond }],
        })),
      },
    },
  };
}

/** Orders in a second for the points of the curve: payment could do ten. */
export const RATES: readonly number[] = [3, 5, 6, 7, 8, 9, 9.5];

/** Sunday: two consumers, and work that takes longer. */
export const SUNDAY = { perSecond: 10, seconds: 120, consumers: 2, workMicros: 150_000 } as const;

/** The evening for which the learner hires people. */
export const EVENING = { perSecond: 24, seconds: 25 } as const;
/** 99 of 100 orders must not take longer, in milliseconds. */
export const BOUND_MILLIS = 650;
/** More than these are not needed. */
export const FEWEST = 4;

/** The evening with chosen settings, under a seed. */
export function eveningWith(settings: Readonly<Record<string, string>>, seed: number): Scenario {
  const chosen = { ...startOf({ choices }).settings, ...settings };
  return shop({
    ...EVENING,
    consumers: Number(chosen['consumers']),
    prefetch: Number(chosen['prefetch']),
    seed,
  });
}

export const runs: Readonly<Record<string, RunPlan>> = {
  hook: { scenario: { ...shop({ perSecond: 5, seconds: 60 }), name: 'littles-law-hook' } },
  saturday: { scenario: shop({ perSecond: 9 }) },
  even: { scenario: shop({ perSecond: 9, spread: 'fixed' }) },
  clockwork: { scenario: shop({ perSecond: 9.5, seconds: 60, spread: 'fixed', arrivals: 'even' }) },
  thursday: { scenario: shop({ perSecond: 8 }) },
  sunday: { scenario: shop(SUNDAY) },
};

const slower = (millis: number): Deed => ({
  label: { en: `${millis} ms slower`, 'zh-cn': `慢 ${millis} 毫秒` },
  operation: 'slowNode',
  arguments: { node: 'payment', micros: millis * 1_000 },
});

export const deeds: readonly Deed[] = [slower(20), slower(40), slower(60)];
