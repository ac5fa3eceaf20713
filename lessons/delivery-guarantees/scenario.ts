/** Three orders are paid one after the other, and the acknowledgement stands in one of several places. */
import type { Step } from '../../sim-engine/apps/applications.ts';
import type { Action } from '../../sim-engine/scenario/types.ts';
import type { RabbitScenario } from '../../sim-engine/systems/rabbitmq/vocabulary.ts';
import type { Deed, RunPlan } from '../lesson.ts';
import json from './scenario.json' with { type: 'json' };

/** Payment charges, prints a receipt, and acknowledges when all is done. */
export const late = json as unknown as RabbitScenario;

/**
 * Where the acknowledgement stands. `sent`: RabbitMQ counts a message as done once it has sent it. `early`: before the charge.
 * `instant`: in the very step of the charge. `late`: after the receipt.
 */
export const POSITIONS = ['sent', 'early', 'instant', 'late'] as const;
export type Position = (typeof POSITIONS)[number];

const ACKNOWLEDGE: Readonly<Record<Position, string>> = {
  sent: 'automatic',
  early: 'before-processing',
  instant: 'after-processing',
  late: 'after-processing',
};

/** The program of payment with something changed in its list of steps. */
function withSteps(scenario: RabbitScenario, change: (step: Step) => readonly Step[]): RabbitScenario {
  const { applications } = scenario.topology;
  if (applications === undefined) throw new Error('the shop has applications');
  const services = applications.services.map((service) =>
    service.name === 'payment'
      ? { ...service, endpoints: { charge: (service.endpoints['charge'] ?? []).flatMap(change) } }
      : service,
  );
  return { ...scenario, topology: { ...scenario.topology, applications: { ...applications, services } } };
}

/** Payment answers its consumer right after the charge; the receipt is printed while the acknowledgement is on its way. */
const answeringAtOnce = (scenario: RabbitScenario): RabbitScenario =>
  withSteps(scenario, (step) => (step.do === 'effect' ? [step, { do: 'reply' }] : [step]));

/** The bank refuses a second charge under the same key, and the key is the order. */
export const keyed = (scenario: RabbitScenario): RabbitScenario =>
  withSteps(scenario, (step) => [step.do === 'effect' ? { ...step, idempotencyKey: 'order' } : step]);

/** The shop with the acknowledgement in a place. */
export function shopAt(position: Position): RabbitScenario {
  const consumers = late.topology.consumers.map((each) => ({
    ...each,
    settings: { ...each.settings, acknowledge: ACKNOWLEDGE[position] },
  }));
  const shop = { ...late, topology: { ...late.topology, consumers } };
  return position === 'instant' ? answeringAtOnce(shop) : shop;
}

/** Only one order: what a search looks at. */
export function oneOrder(scenario: RabbitScenario): RabbitScenario {
  const { applications } = scenario.topology;
  if (applications === undefined) throw new Error('the shop has applications');
  const callers = applications.callers.map((each) => ({ ...each, phases: [{ seconds: 1, ratePerSecond: 1 }] }));
  return { ...scenario, topology: { ...scenario.topology, applications: { ...applications, callers } } };
}

const at = (seconds: number, operation: string, args: Action['arguments']): Action => ({
  at: Math.round(seconds * 1_000_000),
  operation,
  arguments: args,
});

/** The card machine of payment dies in the middle of a charge. */
export const DIED: readonly Action[] = [
  at(1.15, 'crash', { node: 'payment' }),
  at(1.7, 'restart', { node: 'payment' }),
];

/** After the charge nothing of what payment says arrives at RabbitMQ any more. */
export const SILENT: readonly Action[] = [at(1.45, 'cutOneWay', { from: 'payment-in', to: 'rabbit-1' })];

export const runs: Readonly<Record<string, RunPlan>> = {
  hook: { scenario: { ...late, name: 'delivery-guarantees-hook' } },
  answer: { scenario: { ...late, faults: SILENT } },
  died: { scenario: { ...late, faults: DIED } },
  early: { scenario: { ...shopAt('early'), faults: DIED } },
  'ack-last': { scenario: late },
  'ack-first': { scenario: shopAt('early') },
  instant: { scenario: oneOrder(shopAt('instant')) },
  keyed: { scenario: oneOrder(keyed(late)) },
};

export const deeds: readonly Deed[] = [
  {
    label: { en: 'Crash payment', 'zh-cn': '让 payment 崩溃' },
    operation: 'crash',
    arguments: { node: 'payment' },
  },
  {
    label: { en: 'Crash the broker', 'zh-cn': '让 broker 崩溃' },
    operation: 'crash',
    arguments: { node: 'rabbit-1' },
  },
];
