/** The shop whose payment does ten orders a second, whatever comes: a sale of two seconds, and a load that stays a fifth too high. */
import type { ArrivalPhase, CallerSpec } from '../../sim-engine/apps/applications.ts';
import type { Scenario } from '../../sim-engine/scenario/types.ts';
import type { RabbitScenario } from '../../sim-engine/systems/rabbitmq/vocabulary.ts';
import { startOf } from '../forms.ts';
import type { Deed, RunPlan } from '../lesson.ts';
import { choices } from './forms.ts';
import json from './scenario.json' with { type: 'json' };

/** Four quiet seconds, two seconds of sale, and quiet again. */
const sale = json as unknown as RabbitScenario;

/** When customers begin to come. */
const START_SECONDS = 1;

/** What comes, and what payment can do: everything that an estimate needs. */
export interface Load {
  readonly quietPerSecond: number;
  readonly burstPerSecond: number;
  readonly burstSeconds: number;
  readonly paidPerSecond: number;
}

/** Seconds of the run at which a burst begins. */
export const BURST_FROM_SECONDS = 5;

export const SALE: Load = { quietPerSecond: 5, burstPerSecond: 40, burstSeconds: 2, paidPerSecond: 10 };
/** A school class comes: a smaller burst, on which the arithmetic is tried. */
export const CLASS: Load = { quietPerSecond: 5, burstPerSecond: 25, burstSeconds: 3, paidPerSecond: 10 };
export const ANNIVERSARY: Load = { quietPerSecond: 8, burstPerSecond: 50, burstSeconds: 3, paidPerSecond: 20 };
/** Too much by a fifth, for a minute. */
export const OVERLOAD = { perSecond: 12, seconds: 60 } as const;
/** More than this the shop must never hold, in the queue and in the hands of consumers together. */
export const HELD_MAX = 100;

const phasesOf = ({ quietPerSecond, burstPerSecond, burstSeconds }: Load): readonly ArrivalPhase[] => [
  { seconds: BURST_FROM_SECONDS - START_SECONDS, ratePerSecond: quietPerSecond },
  { seconds: burstSeconds, ratePerSecond: burstPerSecond },
  { seconds: 16, ratePerSecond: quietPerSecond },
];

/** The shop under other arrivals, and with a payment that is as fast as it is said. */
function loaded(
  phases: readonly ArrivalPhase[],
  {
    paidPerSecond = SALE.paidPerSecond,
    arrivals = 'random',
  }: { readonly paidPerSecond?: number; readonly arrivals?: CallerSpec['arrivals'] } = {},
): RabbitScenario {
  const applications = sale.topology.applications;
  if (applications === undefined) throw new Error('the shop has applications');
  const seconds = phases.reduce((sum, phase) => sum + phase.seconds, START_SECONDS);
  return {
    ...sale,
    horizonMillis: (seconds + 1) * 1_000,
    topology: {
      ...sale.topology,
      applications: {
        ...applications,
        services: applications.services.map((service) =>
          service.name === 'payment'
            ? {
                ...service,
                endpoints: {
                  charge: [
                    { do: 'work', micros: 1_000_000 / paidPerSecond },
                    { do: 'effect', name: 'charged' },
                  ],
                },
              }
            : service,
        ),
        callers: applications.callers.map((caller) => ({ ...caller, phases, arrivals })),
      },
    },
  };
}

const quiet = loaded([{ seconds: 24, ratePerSecond: SALE.quietPerSecond }]);
const anniversary = loaded(phasesOf(ANNIVERSARY), { paidPerSecond: ANNIVERSARY.paidPerSecond });
/** Evenly, so that the arithmetic comes out. */
const schoolClass = loaded(phasesOf(CLASS), { arrivals: 'even' });
/** Evenly, so that no luck is to blame. */
const overload = loaded([{ seconds: OVERLOAD.seconds, ratePerSecond: OVERLOAD.perSecond }], { arrivals: 'even' });

/** Consumers of the queue, all of the one payment service. */
function consumersOf(count: number, prefetch: number): RabbitScenario['topology']['consumers'] {
  const [consumer] = sale.topology.consumers;
  if (consumer === undefined) throw new Error('the shop has a consumer');
  return Array.from({ length: count }, (_, index) => ({
    ...consumer,
    name: count === 1 ? consumer.name : `${consumer.name}-${index + 1}`,
    settings: { prefetch },
  }));
}

/** The shop with chosen settings. */
function withSettings(scenario: RabbitScenario, settings: Readonly<Record<string, string>>): RabbitScenario {
  const chosen = { ...startOf({ choices }).settings, ...settings };
  const limit = chosen['x-max-length'] ?? 'none';
  const consumers = consumersOf(Number(chosen['consumers']), Number(chosen['prefetch']));
  const { applications, queues } = scenario.topology;
  if (applications === undefined) throw new Error('the shop has applications');
  return {
    ...scenario,
    topology: {
      ...scenario.topology,
      queues: queues.map((queue) => ({
        ...queue,
        settings: {
          'x-overflow': chosen['x-overflow'] ?? 'drop-head',
          ...(limit !== 'none' && { 'x-max-length': Number(limit) }),
        },
      })),
      consumers,
      applications: {
        ...applications,
        services: applications.services.map((service) =>
          service.name === 'payment' ? { ...service, clients: consumers.map(({ name }) => name) } : service,
        ),
      },
    },
  };
}

/** The days that the repaired shop has to live through, in the order in which the page lists them. */
export const DAYS: readonly RabbitScenario[] = [sale, overload];

/** The shop with chosen settings, on a day and under a seed. */
export function shopWith(options: {
  readonly settings: Readonly<Record<string, string>>;
  readonly day: RabbitScenario;
  readonly seed: number;
}): Scenario {
  return { ...withSettings(options.day, options.settings), seed: options.seed };
}

export const runs: Readonly<Record<string, RunPlan>> = {
  hook: { scenario: { ...quiet, name: 'peak-shaving-hook' } },
  sale: { scenario: sale },
  class: { scenario: schoolClass },
  anniversary: { scenario: anniversary },
  overload: { scenario: overload },
};

const payment = { node: 'payment' };

export const deeds: readonly Deed[] = [
  { label: { en: 'Send payment to lunch', 'zh-cn': '让支付去吃午饭' }, operation: 'pause', arguments: payment },
  { label: { en: 'Call payment back', 'zh-cn': '叫支付回来' }, operation: 'resume', arguments: payment },
];
