import { effectCounts, repeatedOrders, unfulfilledOrders } from '../../sim-engine/apps/measures/orders.ts';
import type { Action, Scenario } from '../../sim-engine/scenario/types.ts';
import { wrong } from '../forms.ts';
import type { LessonChecks, Outcome, RunReader, ScriptAnswer, Task } from '../lesson.ts';
import { faultsIn, faultStep } from '../reading.ts';
import { runs, SILENT } from './scenario.ts';

export const FAULTS_MAX = 2;
const OPERATOR: readonly string[] = [
  'configure',
  'publish',
  'stopNode',
  'purgeQueue',
  'addBinding',
  'deleteBinding',
  'setMemoryAlarm',
  'clearMemoryAlarm',
  'setDiskAlarm',
  'clearDiskAlarm',
  'transferLeader',
  'syncMirror',
];
/** Machines that are the process of payment. */
const PAYMENT: readonly unknown[] = ['payment', 'payment-in'];
/** Faults of a machine itself, as opposed to those of its wires. */
const OF_MACHINES: readonly string[] = ['crash', 'powerLoss', 'diskLoss', 'pause', 'slowNode'];
const FORGETTING: readonly string[] = ['crash', 'powerLoss', 'diskLoss'];

/** Customers were told ok, and their order was never charged. */
export const neverCharged = (run: RunReader): readonly string[] =>
  unfulfilledOrders(run.operations, { caller: 'customers', effect: 'charged' });
export const chargedTwice = (run: RunReader): readonly string[] => repeatedOrders(run.operations, 'charged');
export const timesCharged = (run: RunReader, order: string): number =>
  effectCounts(run.operations, 'charged').get(order) ?? 0;

/** Steps in which the money for an order is taken. */
export function chargeSteps(run: RunReader, order: string): readonly number[] {
  return run.operations.flatMap((each) =>
    each.f === 'effect' && each.type === 'ok' && each.order === order ? [each.step] : [],
  );
}

/** Steps in which payment gets an order from RabbitMQ. */
export function deliverySteps(run: RunReader, order: string): readonly number[] {
  return run.operations.flatMap((each) =>
    each.f === 'poll' && each.records.some(({ value }) => value === order) ? [each.step] : [],
  );
}

/** Steps in which payment says that it has done with an order. */
export function settleSteps(run: RunReader): readonly number[] {
  return run.operations.flatMap((each) => (each.f === 'settle' && each.type === 'ok' ? [each.step] : []));
}

/** Steps in which a program of payment begins an order. */
export function beginSteps(run: RunReader, order: string): readonly number[] {
  return run.operations.flatMap((each) =>
    each.f === 'serve' && each.type === 'invoke' && each.process === 'payment' && each.order === order
      ? [each.step]
      : [],
  );
}

const ORDERS = ['a1', 'a2', 'a3'] as const;

/** What is wrong with a script before one looks at what it does; null when nothing is. */
function against(actions: readonly Action[]): Outcome | null {
  const operator = actions.find(({ operation }) => OPERATOR.includes(operation));
  if (operator !== undefined) return wrong('operator', { operation: operator.operation });
  const used = faultsIn(actions).length;
  if (used === 0) return wrong('nothing');
  return used > FAULTS_MAX ? wrong('too-many', { used, most: FAULTS_MAX }) : null;
}

/** Is some order delivered and not charged, or charged and not finished, when a fault strikes? */
function isInHand(run: RunReader, actions: readonly Action[]): boolean {
  return faultsIn(actions).some(({ at }) =>
    ORDERS.some((order) => {
      const [begun] = beginSteps(run, order);
      const ended = run.operations.find(
        (each) => each.f === 'serve' && each.type !== 'invoke' && each.process === 'payment' && each.order === order,
      );
      return begun !== undefined && run.timeOf(begun) <= at && (ended === undefined || ended.at >= at);
    }),
  );
}

function scenarioOf(name: string): Scenario {
  const plan = runs[name];
  if (plan === undefined) throw new Error(`there is no run named ${name}`);
  return plan.scenario;
}

const twice: Task<ScriptAnswer> = {
  kind: 'B',
  unseen: 'for-information',
  plans: ({ actions }, seed) => [{ scenario: { ...scenarioOf('ack-last'), seed }, actions }],
  judge({ actions }, [run]) {
    if (run === undefined) throw new Error('there is one run');
    const refused = against(actions);
    if (refused !== null) return refused;
    const onPayment = faultsIn(actions).find(
      ({ operation, arguments: { node } }) => OF_MACHINES.includes(operation) && PAYMENT.includes(node),
    );
    if (onPayment !== undefined) return wrong('payment-is-a-rock', { operation: onPayment.operation });
    const [order] = chargedTwice(run);
    if (order !== undefined) return { passed: true, parameters: { order } };
    return wrong(isInHand(run, actions) ? 'not-noticed' : 'nobody-in-hand');
  },
};

const never: Task<ScriptAnswer> = {
  kind: 'B',
  unseen: 'for-information',
  plans: ({ actions }, seed) => [{ scenario: { ...scenarioOf('ack-first'), seed }, actions }],
  judge({ actions }, [run]) {
    if (run === undefined) throw new Error('there is one run');
    const refused = against(actions);
    if (refused !== null) return refused;
    if (faultsIn(actions).some(({ operation }) => operation === 'diskLoss')) return wrong('disk');
    const [order] = neverCharged(run);
    if (order !== undefined) return { passed: true, parameters: { order } };
    const [repeated] = chargedTwice(run);
    if (repeated !== undefined) return wrong('twice-instead', { order: repeated });
    const crashed = faultsIn(actions).filter(
      ({ operation, arguments: { node } }) => FORGETTING.includes(operation) && PAYMENT.includes(node),
    );
    if (crashed.length === 0) return wrong('nobody-forgets');
    return wrong(isInHand(run, crashed) ? 'after-the-charge' : 'empty-handed');
  },
};

/** What RabbitMQ does with an order of whose end it has not heard. */
function afterSilence(run: RunReader): string {
  if (deliverySteps(run, 'a1').length > 1) return timesCharged(run, 'a1') > 1 ? 'again' : 'asks';
  return run.observe(run.steps).logs.some(({ replicas }) => replicas.some(({ records }) => records.length > 0))
    ? 'aside'
    : 'forgets';
}

const silentStep = (run: RunReader): number => run.stepAt(SILENT[0]?.at ?? 0);
const crashStep = (run: RunReader): number => faultStep(run, 'crash', 'payment');
const secondDelivery = (run: RunReader): number => deliverySteps(run, 'a1')[1] ?? -1;

export const checks: LessonChecks = {
  moments: {
    hook: { start: (run) => chargeSteps(run, 'a1')[0] ?? -1 },
    answer: {
      delivered: (run) => deliverySteps(run, 'a1')[0] ?? -1,
      charged: (run) => chargeSteps(run, 'a1')[0] ?? -1,
      decisive: silentStep,
      said: (run) => settleSteps(run).find((step) => step > silentStep(run)) ?? -1,
      again: secondDelivery,
      second: (run) => chargeSteps(run, 'a1')[1] ?? -1,
      end: (run) => run.steps,
    },
    died: {
      delivered: (run) => deliverySteps(run, 'a1')[0] ?? -1,
      crash: crashStep,
      again: secondDelivery,
      charged: (run) => chargeSteps(run, 'a1')[0] ?? -1,
    },
    early: {
      decisive: (run) => settleSteps(run)[0] ?? -1,
      end: (run) => run.steps,
    },
    'ack-last': { start: (run) => deliverySteps(run, 'a1')[0] ?? -1 },
    'ack-first': { start: (run) => deliverySteps(run, 'a1')[0] ?? -1 },
  },
  predictions: {
    answer: { run: 'answer', truth: afterSilence },
    early: { run: 'early', truth: (run) => timesCharged(run, 'a1') },
  },
  tasks: { twice, never },
  tally: {
    count: (run) => ({
      charged: effectCounts(run.operations, 'charged').size,
      twice: chargedTwice(run).length,
    }),
    broken: ({ twice: repeated }) => Number(repeated) > 0,
    well: {
      en: '{charged} customers have paid, each of them once.',
      'zh-cn': '{charged} 位顾客付了款，每人一次。',
    },
    harm: {
      en: '{charged} customers have paid, {twice} of them twice.',
      'zh-cn': '{charged} 位顾客付了款，其中 {twice} 位付了两次。',
    },
  },
};
