import {
  repeatedOrders,
  unfulfilledOrders,
  acceptedOrders,
  effectCounts,
} from '../../sim-engine/apps/measures/orders.ts';
import type { RecordedOperation } from '../../sim-engine/host/world.ts';
import { wrong } from '../forms.ts';
import type { FormAnswer, LessonChecks, Outcome, RunReader, Task } from '../lesson.ts';
import { faultStep } from '../reading.ts';
import { ACCIDENTS, ACCIDENT_NAMES, shopWith, type Accident, type Memory } from './scenario.ts';
import { meta } from './meta.ts';

/** The order that every accident hits. */
export const VICTIM = 'a3';
export const EFFECT = 'charged';
const CUSTOMERS = 'customers';

/** The first step at or after another at which an operation is recorded that fits; -1 when there is none. */
export function stepWhere(run: RunReader, fits: (operation: RecordedOperation) => boolean, from = 0): number {
  return run.operations.find((operation) => operation.step >= from && fits(operation))?.step ?? -1;
}

/** Steps at which an order is charged. */
export const chargedSteps = (run: RunReader, order: string): readonly number[] =>
  run.operations.flatMap((each) =>
    each.f === 'effect' && each.type === 'ok' && each.order === order ? [each.step] : [],
  );

/** Steps at which the consumer is given a message of an order. */
export const deliveredSteps = (run: RunReader, order: string): readonly number[] =>
  run.operations.flatMap((each) =>
    each.f === 'poll' && each.records.some(({ value }) => value.startsWith(`${order}~`)) ? [each.step] : [],
  );

/** Messages that were sent for an order: their names. */
export const messagesOf = (run: RunReader, order: string): readonly string[] =>
  run.operations.flatMap((each) =>
    each.f === 'send' && each.type === 'invoke' && each.value.startsWith(`${order}~`) ? [each.value] : [],
  );

export const twice = (run: RunReader): readonly string[] => repeatedOrders(run.operations, EFFECT);
export const never = (run: RunReader): readonly string[] =>
  unfulfilledOrders(run.operations, { caller: CUSTOMERS, effect: EFFECT });

/** Seconds between the charge of an order and the last delivery of a message about it. */
export function lastCopySeconds(run: RunReader, order: string): number {
  const [charged = 0] = chargedSteps(run, order);
  return (run.timeOf(deliveredSteps(run, order).at(-1) ?? charged) - run.timeOf(charged)) / 1_000_000;
}

/** What the settings of the form mean. */
export function memoryOf({ key, store, ttl }: FormAnswer['settings']): Memory {
  if (store !== 'memory' && store !== 'own' && store !== 'same') return { store: 'none' };
  const ttlSeconds = ttl === 'ever' ? null : Number(ttl);
  return { store, key: key === 'order' ? 'order' : 'message', ttlSeconds };
}

const PUBLIC_SEED = meta.seeds.public;
const place = (accident: Accident): number => ACCIDENT_NAMES.indexOf(accident);
/** A wrong answer, and the accident that shows it. */
const shown = (outcome: ReturnType<typeof wrong>, accident: Accident): Outcome => ({
  ...outcome,
  place: place(accident),
});

const repair: Task<FormAnswer> = {
  kind: 'R',
  unseen: 'must-hold',
  plans: ({ settings }, seed) =>
    ACCIDENT_NAMES.map((name) => ({
      scenario: shopWith({ memory: memoryOf(settings), faults: ACCIDENTS[name], seed }),
    })),
  judge({ settings }, runs) {
    const after = (accident: Accident): RunReader => {
      const run = runs[place(accident)];
      if (run === undefined) throw new Error('there is a run for every accident');
      return run;
    };
    if (memoryOf(settings).store === 'none') {
      const count = runs.filter((run) => twice(run).length > 0).length;
      return shown(wrong('nothing', { runs: count }), 'printing');
    }
    if (never(after('adding')).length > 0) return shown(wrong('apart'), 'adding');
    if (twice(after('printing')).length > 0) return shown(wrong('memory'), 'printing');
    if (twice(after('again')).length > 0) {
      return shown(wrong('message-id', { messages: messagesOf(after('again'), VICTIM).join(', ') }), 'again');
    }
    if (twice(after('evening')).length > 0) {
      const seconds = Math.round(lastCopySeconds(after('evening'), VICTIM));
      return shown(wrong('too-short', { ttl: String(settings['ttl']), seconds }), 'evening');
    }
    const kept = keysKept(after('again'));
    if (kept > 0) return shown(wrong('grows', { kept }), 'again');
    return { passed: true, parameters: {} };
  },
  leftGoal(run) {
    const repeated = twice(run).flatMap((order) => chargedSteps(run, order).slice(1, 2));
    if (repeated.length > 0) return Math.min(...repeated);
    const [order] = never(run);
    return order === undefined ? -1 : skippedStep(run, order);
  },
  /** Keys that are kept for ever break no promise: a table that grows is no fault to look for. */
  search({ settings }) {
    const memory = memoryOf(settings);
    if (memory.store === 'same' && memory.key === 'order' && memory.ttlSeconds === null) return null;
    return {
      scenario: shopWith({ memory, faults: [], seed: PUBLIC_SEED }),
      promises: ['effect-once', 'every-order-done'],
      anomalies: ['repeated-effect', 'missing-effect'],
      faults: { crash: 1 },
      targets: ['checkout', 'checkout-out', 'rabbit-1', 'payment'],
      fromMillis: 3_900,
      untilMillis: 5_200,
      statesMax: 6_000,
    };
  },
};

/** Accidents in which a3 comes twice, of which the completion asks. */
export const COPIES = ['printing', 'again'] as const satisfies readonly Accident[];

/** What two deliveries of the victim have in common: message and order, only the order, or nothing. */
export function inCommon(run: RunReader): string {
  const given = run.operations.flatMap((each) =>
    each.f === 'poll' ? each.records.flatMap(({ value }) => (value.startsWith(`${VICTIM}~`) ? [value] : [])) : [],
  );
  if (given.length < 2) return 'nothing';
  return new Set(given).size === 1 ? 'both' : 'order';
}

/** The completion: which key is the same on the second try. */
const sameKey: Task<FormAnswer> = {
  kind: 'P',
  unseen: 'none',
  plans: (_answer, seed) =>
    COPIES.map((name) => ({ scenario: shopWith({ memory: { store: 'none' }, faults: ACCIDENTS[name], seed }) })),
  judge({ settings }, runs) {
    const off = COPIES.find((name, copy) => {
      const run = runs[copy];
      return run === undefined || settings[name] !== inCommon(run);
    });
    return off === undefined ? { passed: true, parameters: {} } : wrong(`${off}-${settings[off] ?? ''}`);
  },
};

/** Keys that stand in the table at the end of a run. */
export const keysKept = (run: RunReader): number =>
  run.observe(run.steps).tables?.find(({ table }) => table === 'seen')?.rows.length ?? 0;

/** Payment lets a message go without working on it, because it knows the key. */
export const skippedStep = (run: RunReader, order: string): number =>
  stepWhere(run, (each) => each.f === 'apply' && each.type === 'fail' && each.record.value.startsWith(`${order}~`));

/** How often the victim is charged in the end, as the predictions call it. */
function fateOf(run: RunReader): string {
  const count = chargedSteps(run, VICTIM).length;
  if (count > 1) return 'twice';
  return count === 0 ? 'never' : 'known';
}

const crashed = (run: RunReader): number => faultStep(run, 'crash', 'payment');
const chargedFirst = (run: RunReader): number => chargedSteps(run, VICTIM)[0] ?? -1;
const chargedAgain = (run: RunReader): number => chargedSteps(run, VICTIM)[1] ?? -1;
const deliveredAgain = (run: RunReader): number => deliveredSteps(run, VICTIM)[1] ?? -1;

const conflict = (run: RunReader): number =>
  stepWhere(run, (each) => each.f === 'write' && each.type === 'fail' && each.error === 'CONFLICT');

export const checks: LessonChecks = {
  moments: {
    hook: { start: chargedFirst },
    list: { decisive: crashed, twice: chargedAgain },
    again: {
      decisive: (run) => stepWhere(run, (each) => each.f === 'call' && each.order === VICTIM && each.attempt === 2) - 1,
      twice: chargedAgain,
    },
    apart: { decisive: crashed, skipped: (run) => skippedStep(run, VICTIM) },
    together: {
      charged: chargedFirst,
      crashed,
      delivered: deliveredAgain,
      refused: conflict,
      acknowledged: (run) =>
        stepWhere(run, (each) => each.f === 'settle' && each.record.value.startsWith(`${VICTIM}~`), conflict(run)),
    },
    evening: {},
  },
  predictions: {
    list: { run: 'list', truth: fateOf },
    again: { run: 'again', truth: fateOf },
    apart: { run: 'apart', truth: (run) => chargedSteps(run, VICTIM).length },
  },
  tasks: { repair, 'same-key': sameKey },
  cards: {
    'how-long': {
      run: 'evening',
      values: (run) => ({ seconds: Math.round(lastCopySeconds(run, VICTIM)) }),
    },
  },
  tally: {
    count: (run) => ({
      orders: acceptedOrders(run.operations, CUSTOMERS).size,
      charges: [...effectCounts(run.operations, EFFECT).values()].reduce((sum, count) => sum + count, 0),
      names: twice(run).join(', '),
    }),
    broken: ({ names }) => names !== '',
    well: {
      en: '{orders} {orders|order|orders} accepted, {charges} {charges|charge|charges} made.',
      'zh-cn': '接了 {orders} 个订单，扣了 {charges} 次款。',
    },
    harm: {
      en: '{orders} {orders|order|orders} accepted, {charges} {charges|charge|charges} made: {names} has paid twice.',
      'zh-cn': '接了 {orders} 个订单，扣了 {charges} 次款：{names} 被扣了两次。',
    },
  },
};
