/** The shop from the customer's button to the cup, with one failure at each of five places. */
import type { Action, Scenario } from '../../sim-engine/scenario/types.ts';
import type { QueueSpec, RabbitScenario } from '../../sim-engine/systems/rabbitmq/vocabulary.ts';
import type { ServiceSpec } from '../../sim-engine/apps/applications.ts';
import { startOf } from '../forms.ts';
import type { Deed, FormAnswer, RunPlan } from '../lesson.ts';
import { choices } from './forms.ts';
import json from './scenario.json' with { type: 'json' };

/** One broker, nothing is confirmed, written or acknowledged: as cheap as it gets. */
export const shop = json as unknown as RabbitScenario;

const at = (seconds: number, operation: string, args: Action['arguments']): Action => ({
  at: Math.round(seconds * 1_000_000),
  operation,
  arguments: args,
});

const BROKER = { node: 'rabbit-1' };
const TO_BROKER = { from: 'checkout-out', to: 'rabbit-1' };

const offAndOn = (node: string, from: number, until: number): readonly Action[] => [
  at(from, 'crash', { node }),
  at(until, 'restart', { node }),
];

/** The network stands still for a moment, and then the process that waits for it dies. */
const buffer: readonly Action[] = [
  at(3, 'hold', TO_BROKER),
  ...offAndOn('checkout', 3.9, 4.4),
  at(4.4, 'release', TO_BROKER),
];
const memory: readonly Action[] = offAndOn('rabbit-1', 4.1, 4.6);
const disk: readonly Action[] = [at(4.1, 'powerLoss', BROKER), at(4.6, 'restart', BROKER)];
/** Nobody starts this machine again. */
const replica: readonly Action[] = [at(4.1, 'powerLoss', BROKER)];
/** Once between cup and acknowledgement, once in the middle of the work. */
const consumer: readonly Action[] = [...offAndOn('kitchen', 3.45, 4), ...offAndOn('kitchen', 5.2, 5.7)];

/** One failure at each place, in the order of a message's way. */
export const PLACES = ['buffer', 'memory', 'disk', 'replica', 'consumer'] as const;
export type Place = (typeof PLACES)[number];

export const ACCIDENTS: Readonly<Record<Place, readonly Action[]>> = { buffer, memory, disk, replica, consumer };

/** When it happens, for the step at which something was lost. */
export const STRUCK: Readonly<Record<Place, { readonly operation: string; readonly node: string }>> = {
  buffer: { operation: 'crash', node: 'checkout' },
  memory: { operation: 'crash', node: 'rabbit-1' },
  disk: { operation: 'powerLoss', node: 'rabbit-1' },
  replica: { operation: 'powerLoss', node: 'rabbit-1' },
  consumer: { operation: 'crash', node: 'kitchen' },
};

/** Confirmed, persistent, acknowledged when the work is done; on one machine. */
export const CAREFUL = { told: 'confirmed', queue: 'persistent', acknowledge: 'after-processing' } as const;

/** The same, but the kitchen acknowledges a tea when it begins it. */
export const HASTY = { ...CAREFUL, acknowledge: 'before-processing' } as const;

/** When checkout says “your tea is coming”: once send() has returned, or once the broker has confirmed. */
const ANSWERS = {
  sent: { confirms: 'none', wait: 'no' },
  unawaited: { confirms: 'individual', wait: 'no' },
  confirmed: { confirms: 'individual', wait: 'confirmed' },
} as const;

const MEMBERS: Readonly<Record<string, number>> = { 'quorum-1': 1, 'quorum-3': 3, 'quorum-far': 3 };

/** What a message needs from one continent to another. */
const OVERSEAS_MICROS = 100_000;
const CLUSTER = ['rabbit-1', 'rabbit-2', 'rabbit-3'] as const;
const OVERSEAS: readonly Action[] = CLUSTER.flatMap((a, place) =>
  CLUSTER.slice(place + 1).map((b) => at(0, 'slowLink', { a, b, micros: OVERSEAS_MICROS })),
);

function queueOf(kind: string): QueueSpec {
  const members = MEMBERS[kind];
  if (members === undefined) return { name: 'orders', type: 'classic' };
  return { name: 'orders', type: 'quorum', settings: { 'x-quorum-initial-group-size': members } };
}

function waiting(service: ServiceSpec, wait: 'no' | 'confirmed'): ServiceSpec {
  const endpoints = Object.fromEntries(
    Object.entries(service.endpoints).map(([name, steps]) => [
      name,
      steps.map((step) => (step.do === 'send' ? { ...step, wait } : step)),
    ]),
  );
  return { ...service, endpoints };
}

/** The shop with chosen settings, failures and a seed. */
export function shopWith(options: {
  readonly settings: FormAnswer['settings'];
  readonly faults: readonly Action[];
  readonly seed?: number;
  /** The first second only: four orders, and the last of them waits in the queue. */
  readonly first?: true;
}): Scenario {
  const { faults, seed = shop.seed, first } = options;
  const chosen = { ...startOf({ choices }).settings, ...options.settings };
  const queue = chosen['queue'] ?? '';
  const { confirms, wait } = ANSWERS[(chosen['told'] ?? 'sent') as keyof typeof ANSWERS];
  const { producers, consumers, applications } = shop.topology;
  if (applications === undefined) throw new Error('the shop has applications');
  return {
    ...shop,
    seed,
    faults: queue === 'quorum-far' ? [...OVERSEAS, ...faults] : faults,
    topology: {
      ...shop.topology,
      brokers: MEMBERS[queue] === 3 ? 3 : 1,
      queues: [queueOf(queue)],
      producers: producers.map((producer) => ({
        ...producer,
        settings: {
          ...producer.settings,
          'publisher-confirms': confirms,
          republish: confirms === 'none' ? 'never' : 'unconfirmed',
          persistent: queue !== 'transient',
        },
      })),
      consumers: consumers.map((each) => ({
        ...each,
        settings: { ...each.settings, acknowledge: chosen['acknowledge'] ?? 'automatic' },
      })),
      applications: {
        ...applications,
        services: applications.services.map((each) => waiting(each, wait)),
        callers: applications.callers.map((each) => ({
          ...each,
          phases: first === true ? each.phases.map((phase) => ({ ...phase, seconds: 1 })) : each.phases,
        })),
      },
    },
  } as RabbitScenario;
}

const REPAIRED = { ...CAREFUL, queue: 'quorum-3' } as const;

export const runs: Readonly<Record<string, RunPlan>> = {
  hook: { scenario: { ...shop, name: 'five-places-hook', healAtMillis: 5_000 } },
  sent: { scenario: shopWith({ settings: { ...REPAIRED, told: 'sent' }, faults: buffer }) },
  way: { scenario: shopWith({ settings: REPAIRED, faults: [] }) },
  power: { scenario: shopWith({ settings: CAREFUL, faults: disk }) },
  kitchen: { scenario: shopWith({ settings: CAREFUL, faults: consumer }) },
};

export const deeds: readonly Deed[] = [
  {
    label: { en: 'Crash the broker', 'zh-cn': '让 broker 崩溃' },
    operation: 'crash',
    arguments: { node: 'rabbit-1' },
  },
  {
    label: { en: 'Crash the kitchen', 'zh-cn': '让厨房崩溃' },
    operation: 'crash',
    arguments: { node: 'kitchen' },
  },
];
