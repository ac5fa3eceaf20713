import { isWithin, wrong } from '../forms.ts';
import type { FormAnswer, LessonChecks, Outcome, RunReader, Task } from '../lesson.ts';
import type { PlotData } from '../plot.ts';
import { sampledSeries, timePlot } from '../plots.ts';
import { faultStep, queuesHolding, sentStep } from '../reading.ts';
import { ANALYTICS, DAYS, HELPER, helped, shopWith, WORKERS } from './scenario.ts';

const FIRST = 'a1';

interface Given {
  readonly step: number;
  readonly program: string;
}

interface Done {
  readonly step: number;
  readonly value: string;
  readonly consumer: string;
  readonly queue: string;
}

/** Orders as they were finished by some of the consumers, one entry for each time. */
export function doneBy(run: RunReader, consumers: readonly string[]): readonly Done[] {
  return run.operations.flatMap((each) =>
    each.f === 'apply' && each.type === 'ok' && consumers.includes(each.consumer ?? '')
      ? [{ step: each.step, value: each.record.value, consumer: each.consumer ?? '', queue: each.group }]
      : [],
  );
}

export const billings = (run: RunReader): readonly Done[] => doneBy(run, WORKERS);
export const analyses = (run: RunReader): readonly Done[] => doneBy(run, [ANALYTICS]);

/** Orders that the shop has published. */
export const published = (run: RunReader): readonly string[] =>
  run.operations.flatMap((each) => (each.f === 'send' && each.type === 'invoke' ? [each.value] : []));

/** Published orders that are not among those done. */
export function missing(run: RunReader, done: readonly Done[]): readonly string[] {
  const values = new Set(done.map(({ value }) => value));
  return published(run).filter((value) => !values.has(value));
}

/** How often one order was done. */
export const times = (done: readonly Done[], order: string): number =>
  done.filter(({ value }) => value === order).length;

/** The most often that any order was done. */
export const mostTimes = (run: RunReader, done: readonly Done[]): number =>
  Math.max(0, ...published(run).map((value) => times(done, value)));

/** Messages in a queue after a step, those in the hands of its consumers included. */
export function depthOf(run: RunReader, step: number, queue: string): number {
  return run.observe(step).logs.find(({ topic }) => topic === queue)?.replicas[0]?.records.length ?? 0;
}

/** What waits for analytics when it comes back. */
export const waitingAtReturn = (run: RunReader): number =>
  depthOf(run, faultStep(run, 'restart', ANALYTICS) - 1, 'analytics');

/** The first time that an order was given to a consumer. */
function handedStep(run: RunReader, consumer: string): number {
  return run.operations.find((each) => each.f === 'poll' && each.process === consumer)?.step ?? -1;
}

/** The first step from which as many queues hold the order. */
export function heldStep(run: RunReader, options: { readonly value: string; readonly queues: number }): number {
  const { value, queues } = options;
  for (let step = Math.max(0, sentStep(run, value)); step <= run.steps; step += 1)
    if (queuesHolding(run, step, value).length >= queues) return step;
  return -1;
}

/** The first step after which a queue holds the order no more. */
export function forgottenStep(run: RunReader, value: string, queue: string): number {
  for (let step = heldStep(run, { value, queues: 2 }); step <= run.steps; step += 1)
    if (!queuesHolding(run, step, value).includes(queue)) return step;
  return -1;
}

/** Workers who have billed nothing all day. */
const idle = (run: RunReader): readonly string[] =>
  WORKERS.filter((worker) => !billings(run).some(({ consumer }) => consumer === worker));

/** Which queues are filled and read by nobody: what is left in them at the end of the day. */
function unread(run: RunReader): readonly string[] {
  return run.observe(run.steps).logs.flatMap(({ topic }) => (depthOf(run, run.steps, topic) > 3 ? [topic] : []));
}

/** What is wrong with the billing of a day, worst first. */
function againstBilling(run: RunReader): Outcome | null {
  const billed = billings(run);
  if (billed.length === 0) return wrong('nothing-billed');
  const free = missing(run, billed).length;
  if (free > 0) return wrong('shared', { free, analysed: analyses(run).length });
  const most = mostTimes(run, billed);
  if (most > 1) return wrong('billed-again', { times: most });
  const [lazy] = idle(run);
  return lazy === undefined ? null : wrong('idle-worker', { worker: lazy });
}

const wire: Task<FormAnswer> = {
  kind: 'C',
  unseen: 'must-hold',
  plans: (answer, seed) => DAYS.map((faults) => ({ scenario: shopWith({ answer, faults, seed }) })),
  judge(_answer, [well, away]) {
    if (well === undefined || away === undefined) throw new Error('there is a run for each day');
    const billing = againstBilling(well);
    if (billing !== null) return billing;
    if (analyses(well).length === 0) return wrong('not-analysed');
    const gap = missing(away, analyses(away)).length;
    if (gap > 0) return { ...wrong('gone-while-away', { missing: gap }), place: 1 };
    const [queue] = unread(well);
    if (queue !== undefined) return wrong('nobody-reads', { queue, waiting: depthOf(well, well.steps, queue) });
    const holds = missing(away, billings(away)).length === 0 && mostTimes(away, billings(away)) === 1;
    return holds && mostTimes(away, analyses(away)) === 1 ? { passed: true, parameters: {} } : wrong('billed-again');
  },
  leftGoal(run, place) {
    const stolen = analyses(run).find(({ queue }) => billings(run).some((each) => each.queue === queue));
    const again = billings(run).find(({ value, step }) =>
      billings(run).some((other) => other.value === value && other.step < step),
    );
    const first = Math.min(stolen?.step ?? run.steps, again?.step ?? run.steps);
    return place === 1 && first === run.steps ? faultStep(run, 'crash', ANALYTICS) : first;
  },
};

/** How far off a number of orders may be: who gets one more is chance. */
const SHARE_TOLERANCE = 0.15;

/** The completion: where the helper of analytics is plugged in. */
const helper: Task<FormAnswer> = {
  kind: 'C',
  unseen: 'none',
  plans: ({ settings }, seed) => [{ scenario: helped(settings['reads'] ?? '', seed) }],
  judge({ numbers }, [run]) {
    if (run === undefined) throw new Error('there is one run');
    const free = missing(run, billings(run)).length;
    if (free > 0) return wrong('from-billing', { free });
    const both = doneBy(run, [ANALYTICS, HELPER]);
    if (mostTimes(run, both) > 1) return wrong('counted-twice', { done: both.length, sent: published(run).length });
    const [own, { own: said = null }] = [analyses(run).length, numbers];
    if (isWithin(said, own, SHARE_TOLERANCE)) return { passed: true, parameters: {} };
    return wrong(isWithin(said, published(run).length, 0) ? 'does-all' : 'share-off');
  },
  leftGoal: (run) => doneBy(run, [HELPER])[0]?.step ?? -1,
};

/** What becomes of an order that analytics takes from the shared queue. */
function fate(run: RunReader): string {
  const [taken] = analyses(run);
  if (taken === undefined) return 'refused';
  return times(billings(run), taken.value) > 0 ? 'copy' : 'share';
}

function waiting(run: RunReader): PlotData {
  return {
    ...timePlot(run, {
      title: { en: 'What waits in each queue', 'zh-cn': '每个队列里等着多少' },
      unit: { en: 'orders', 'zh-cn': '个' },
      series: ['billing', 'analytics'].map((queue) =>
        sampledSeries({ en: queue, 'zh-cn': queue }, run, (step) => depthOf(run, step, queue)),
      ),
    }),
    predictedAs: { atMicros: run.timeOf(faultStep(run, 'restart', ANALYTICS) - 1) },
  };
}

/** The queue has forgotten the first order that analytics took. */
function takenStep(run: RunReader): number {
  const [taken] = analyses(run);
  if (taken === undefined) return -1;
  for (let step = taken.step; step <= run.steps; step += 1)
    if (!queuesHolding(run, step, taken.value).includes(taken.queue)) return step;
  return -1;
}

/** The programs that were given an order, in the order in which they got it. */
export function givenTo(run: RunReader, order: string): readonly Given[] {
  return run.operations.flatMap((each) =>
    each.f === 'poll' && each.records.some(({ value }) => value === order)
      ? [{ step: each.step, program: each.process }]
      : [],
  );
}

export const checks: LessonChecks = {
  moments: {
    hook: { start: (run) => sentStep(run, 'a8') },
    shared: {
      decisive: (run) => handedStep(run, ANALYTICS),
      taken: takenStep,
      end: (run) => run.steps,
    },
    threefold: {
      decisive: (run) => sentStep(run, FIRST),
      charged: (run) => billings(run).filter(({ value }) => value === FIRST)[2]?.step ?? -1,
      end: (run) => run.steps,
    },
    two: {
      published: (run) => sentStep(run, FIRST),
      copied: (run) => heldStep(run, { value: FIRST, queues: 2 }),
      forgotten: (run) => forgottenStep(run, FIRST, 'analytics'),
      billed: (run) => billings(run).find(({ value }) => value === FIRST)?.step ?? -1,
      end: (run) => run.steps,
    },
    away: {
      decisive: (run) => faultStep(run, 'crash', ANALYTICS),
      back: (run) => faultStep(run, 'restart', ANALYTICS),
      end: (run) => run.steps,
    },
    groups: {
      decisive: (run) => sentStep(run, FIRST),
      given: (run) => givenTo(run, FIRST).at(-1)?.step ?? -1,
      end: (run) => run.steps,
    },
  },
  predictions: {
    share: { run: 'shared', truth: fate },
    threefold: { run: 'threefold', truth: (run) => times(billings(run), FIRST) },
    away: { run: 'away', truth: waitingAtReturn, tolerance: 3 },
    groups: { run: 'groups', truth: (run) => givenTo(run, FIRST).length },
  },
  tasks: { helper, wire },
  plots: { waiting },
  cards: {
    'shared-queue': {
      run: 'shared',
      values: (run) => ({ orders: published(run).length, free: missing(run, billings(run)).length }),
    },
  },
  tally: {
    count: (run) => ({ sent: published(run).length, free: missing(run, billings(run)).length }),
    broken: ({ free }) => Number(free) > 0,
    well: {
      en: 'All {sent} {sent|order|orders} of the day {sent|is|are} billed.',
      'zh-cn': '这一天的 {sent} 个订单全都收了款。',
    },
    harm: {
      en: '{free} {free|order|orders} of {sent} will never be billed. Free tea!',
      'zh-cn': '{sent} 个订单里，有 {free} 个再也不会收款。免费的奶茶！',
    },
  },
};
