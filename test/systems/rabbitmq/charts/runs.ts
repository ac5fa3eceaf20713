/** Runs of whole RabbitMQ scenarios in which clients and queues go through all that a chart knows. */
import type { Action } from '../../../../sim-engine/host/action.ts';
import { parseScenario } from '../../../../sim-engine/scenario/parse.ts';
import type { Scenario } from '../../../../sim-engine/scenario/types.ts';
import { RABBIT_PRESETS } from '../../../../sim-engine/systems/rabbitmq/presets/index.ts';
import { VOCABULARIES } from '../../../../sim-engine/systems/vocabularies.ts';

interface Run {
  readonly name: string;
  readonly scenario: Scenario;
  readonly actions: readonly Action[];
}

function at(millis: number, operation: string, args: Action['arguments'] = {}): Action {
  return { at: millis * 1_000, operation, arguments: args };
}

function parsed(scenario: unknown): Scenario {
  const result = parseScenario(scenario, VOCABULARIES);
  if (!result.ok) throw new Error(result.errors.map(({ message }) => message.en).join('\n'));
  return result.scenario;
}

const processing = { micros: 300_000, idempotent: false };
const QUICK = { 'network-recovery-interval-ms': 1_000 };

/** One node, short queues, and clients of every temper. */
const everything = parsed({
  version: 1,
  name: 'everything',
  system: 'rabbitmq',
  horizonMillis: 30_000,
  topology: {
    brokers: 1,
    exchanges: [{ name: 'orders', type: 'direct' }],
    queues: [
      { name: 'short', type: 'classic', settings: { 'x-max-length': 4, 'x-overflow': 'reject-publish' } },
      {
        name: 'work',
        type: 'quorum',
        settings: { 'x-delivery-limit': 2, 'x-delayed-retry-type': 'all', 'x-delayed-retry-min': 400 },
      },
      { name: 'plain', type: 'classic' },
    ],
    bindings: [
      { from: 'orders', to: 'short', key: 'short' },
      { from: 'orders', to: 'work', key: 'work' },
      { from: 'orders', to: 'plain', key: 'plain' },
    ],
    producers: [
      {
        name: 'careful',
        exchange: 'orders',
        routingKeys: ['work', 'short', 'nowhere'],
        settings: {
          'publisher-confirms': 'individual',
          mandatory: true,
          republish: 'unconfirmed',
          'confirm-timeout-ms': 2_000,
          ...QUICK,
        },
        ratePerSecond: 5,
        records: 60,
        poisonEvery: 5,
      },
      {
        name: 'resigned',
        exchange: 'orders',
        routingKeys: ['short', 'plain', 'nowhere'],
        settings: {
          'publisher-confirms': 'individual',
          mandatory: true,
          republish: 'never',
          'confirm-timeout-ms': 2_000,
          ...QUICK,
        },
        ratePerSecond: 5,
        records: 60,
      },
      {
        name: 'careless',
        exchange: 'orders',
        routingKeys: ['plain'],
        settings: { 'publisher-confirms': 'none', ...QUICK },
        ratePerSecond: 5,
        records: 60,
        poisonEvery: 9,
      },
    ],
    consumers: [
      { name: 'requeues', queue: 'work', settings: { prefetch: 2, 'on-poison': 'requeue', ...QUICK }, processing },
      {
        name: 'crashes',
        queue: 'plain',
        settings: { prefetch: 5, 'on-poison': 'crash', 'work-after-loss': 'continue', ...QUICK },
        processing,
      },
      { name: 'early', queue: 'plain', settings: { acknowledge: 'automatic', ...QUICK }, processing },
      {
        name: 'slow',
        queue: 'short',
        settings: { prefetch: 1, ...QUICK },
        processing: { micros: 2_000_000, idempotent: false },
      },
    ],
  },
});

const NODE = 'rabbit-1';

/** Alarms, lost connections, lost answers, a node that goes down, a database that does not answer. */
const trouble: readonly Action[] = [
  at(2_000, 'setMemoryAlarm', { node: NODE }),
  at(3_000, 'clearMemoryAlarm', { node: NODE }),
  at(3_500, 'slowLink', { a: 'db', b: 'requeues', micros: 400_000 }),
  at(4_500, 'crash', { node: 'db' }),
  at(5_000, 'restart', { node: 'db' }),
  at(6_000, 'purgeQueue', { queue: 'work' }),
  at(7_000, 'hold', { from: NODE, to: 'resigned' }),
  at(7_000, 'hold', { from: NODE, to: 'careful' }),
  at(10_500, 'healAll'),
  at(12_000, 'crash', { node: NODE }),
  at(14_000, 'restart', { node: NODE }),
];

export const rabbitRuns: readonly Run[] = [
  { name: 'play', scenario: RABBIT_PRESETS.play, actions: [] },
  { name: 'everything', scenario: everything, actions: [] },
  { name: 'everything, in trouble', scenario: everything, actions: trouble },
];
