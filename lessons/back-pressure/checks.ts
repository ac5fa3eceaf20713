import { wrong } from '../forms.ts';
import type { FormAnswer, LessonChecks, Outcome, RunReader, Task } from '../lesson.ts';
import { percentileOf } from '../percentile.ts';
import type { PlotData, TimePlot } from '../plot.ts';
import { durationSeries, faultMarks, levelSeries, timePlot, type Span } from '../plots.ts';
import { stepOf } from '../reading.ts';
import { designOf, runs, shopWith } from './scenario.ts';

const MICROS_PER_SECOND = 1_000_000;

/** 99 of 100 codes are to be sent within so many seconds. */
export const LATE_SECONDS = 1;
/** Texts that may be anywhere in the house at once. */
export const HOUSE_MAX = 150;
/** Of 100 coupons, so many may be lost. */
export const SHED_PERCENT_MAX = 20;
export const isCode = (value: string): boolean => value.startsWith('p');
export const isCoupon = (value: string): boolean => value.startsWith('c');

/** Sentences that say that a queue has thrown a message away. */
const DROPPED: ReadonlySet<string> = new Set(['rabbit.queue.dropped-head', 'rabbit.queue.dropped-highest-priority']);

/** A text from being handed to its publisher until it is sent, thrown away or given up. */
export interface TextSpan extends Span {
  readonly value: string;
  readonly fate: 'sent' | 'dropped' | 'refused' | 'open';
}

/** All texts, in the order in which they were written. */
export function texts(run: RunReader): readonly TextSpan[] {
  const spans = new Map<string, TextSpan>();
  const end = (value: string, to: number, fate: TextSpan['fate']): void => {
    const span = spans.get(value);
    if (span !== undefined && (span.to === null || to < span.to)) spans.set(value, { ...span, to, fate });
  };
  for (const each of run.operations) {
    if (each.f === 'send' && each.type === 'invoke' && !spans.has(each.value))
      spans.set(each.value, { value: each.value, from: each.at, to: null, fate: 'open' });
    if (each.f === 'send' && each.type === 'info') end(each.value, each.at, 'refused');
    if (each.f === 'apply' && each.type === 'ok') end(each.record.value, each.at, 'sent');
  }
  for (const { at, sentence } of run.milestones)
    if (DROPPED.has(sentence.key)) end(String(sentence.params['value']), at, 'dropped');
  return [...spans.values()];
}

/** The most texts in the house at once: in queues, in hands, and with those who wrote them. */
export function fullest(run: RunReader): number {
  const changes = texts(run).flatMap(({ from, to }) => [
    { at: from, by: 1 },
    ...(to === null ? [] : [{ at: to, by: -1 }]),
  ]);
  let count = 0;
  let most = 0;
  for (const { by } of changes.toSorted((left, right) => left.at - right.at || left.by - right.by)) {
    count += by;
    most = Math.max(most, count);
  }
  return most;
}

/** Waits of the codes that were sent, in seconds, ascending; infinite for those that never were. */
export function waits(run: RunReader): readonly number[] {
  return texts(run)
    .flatMap(({ value, from, to, fate }) =>
      isCode(value) ? [to === null || fate !== 'sent' ? Infinity : (to - from) / MICROS_PER_SECOND] : [],
    )
    .toSorted((left, right) => left - right);
}

export const p99Seconds = (run: RunReader): number => percentileOf(waits(run), 99) ?? 0;

/** Texts of a kind that had an end of a kind. */
export const withFate = (run: RunReader, isMeant: (value: string) => boolean, fate: TextSpan['fate']) =>
  texts(run).filter((text) => isMeant(text.value) && text.fate === fate);

/** Coupons in a hundred that were never sent. */
export function shedPercent(run: RunReader): number {
  const coupons = texts(run).filter(({ value }) => isCoupon(value));
  return (coupons.filter(({ fate }) => fate !== 'sent').length * 100) / Math.max(1, coupons.length);
}

/** How often the campaign was told no. */
export const refusals = (run: RunReader): number =>
  run.milestones.filter(
    ({ sentence }) =>
      (sentence.key === 'rabbit.publisher.nacked-again' || sentence.key === 'rabbit.publisher.nacked') &&
      isCoupon(String(sentence.params['value'])),
  ).length;

// --- the task ---

/** Why codes were lost. */
const whyLost = (settings: FormAnswer['settings']): string =>
  designOf(settings).queues === 'priorities' ? 'most-urgent-first' : 'pushed-out';

/** Why there were too many texts in the house. */
function whyFull(settings: FormAnswer['settings']): string {
  const { maxLength } = designOf(settings);
  return maxLength !== null && maxLength < HOUSE_MAX ? 'in-hand' : 'bigger-buffer';
}

/** Why codes came late. */
function whyLate(settings: FormAnswer['settings']): string {
  const { prefetch, queues } = designOf(settings);
  if (prefetch > 1) return 'in-hand';
  return queues === 'one' ? 'same-line' : 'refused-too';
}

/** Why too many coupons are gone. */
const whyShed = (settings: FormAnswer['settings']): string =>
  designOf(settings).overflow === 'drop-head' ? 'thrown-away' : 'not-listening';

const rounded = (value: number): number => Math.round(value * 10) / 10;

const tune: Task<FormAnswer> = {
  kind: 'T',
  unseen: 'must-hold',
  plans: ({ settings }, seed) => [{ scenario: shopWith({ settings, seed }) }],
  judge({ settings }, [run]): Outcome {
    if (run === undefined) throw new Error('there is one run');
    const codes = withFate(run, isCode, 'dropped').length;
    if (codes > 0) return wrong(whyLost(settings), { codes });
    const most = fullest(run);
    if (most > HOUSE_MAX) return wrong(whyFull(settings), { most });
    const seconds = rounded(p99Seconds(run));
    if (p99Seconds(run) > LATE_SECONDS) return wrong(whyLate(settings), { seconds });
    const percent = Math.round(shedPercent(run));
    if (percent > SHED_PERCENT_MAX) return wrong(whyShed(settings), { percent, refusals: refusals(run) });
    return { passed: true, parameters: { most, seconds, percent } };
  },
  par: {
    unit: { en: 'percent of the coupons that are not sent', 'zh-cn': '没发出去的优惠券占多少（%）' },
    score: (_answer, [run]) => (run === undefined ? 0 : shedPercent(run)),
    better: 'less',
  },
  leftGoal(run) {
    const all = texts(run);
    const dropped = all.find(({ value, fate }) => isCode(value) && fate === 'dropped');
    if (dropped !== undefined) return stepOfEnd(run, dropped);
    const late = all.find(
      ({ value, from, to }) => isCode(value) && (to ?? Infinity) - from > LATE_SECONDS * MICROS_PER_SECOND,
    );
    const full = firstAbove(all, HOUSE_MAX);
    const lateAt = late === undefined ? Infinity : late.from + LATE_SECONDS * MICROS_PER_SECOND;
    const at = Math.min(full, lateAt);
    if (at < Infinity) return run.stepAt(at);
    const gone = all.find(({ fate }) => fate === 'dropped' || fate === 'refused');
    return gone === undefined ? -1 : stepOfEnd(run, gone);
  },
};

const stepOfEnd = (run: RunReader, { to }: TextSpan): number => (to === null ? -1 : run.stepAt(to));

/** When there are first more texts in the house than so many; never: Infinity. */
function firstAbove(all: readonly TextSpan[], most: number): number {
  const changes = all.flatMap(({ from, to }) => [{ at: from, by: 1 }, ...(to === null ? [] : [{ at: to, by: -1 }])]);
  let count = 0;
  for (const { at, by } of changes.toSorted((left, right) => left.at - right.at || left.by - right.by)) {
    count += by;
    if (count > most) return at;
  }
  return Infinity;
}

// --- the completion ---

/** Seconds from the first coupon to the first no. */
export function secondsUntilFull(run: RunReader): number {
  const first = run.operations.find((each) => each.f === 'send' && isCoupon(each.value))?.at ?? 0;
  const said = run.milestones.find(({ sentence }) => sentence.key === 'rabbit.publisher.nacked-again')?.at ?? 0;
  return (said - first) / MICROS_PER_SECOND;
}

export const longestWait = (run: RunReader): number => waits(run).at(-1) ?? 0;

/** How far off a number may be: whole seconds are asked for. */
const ABOUT_SECONDS = 0.6;

const fill: Task<FormAnswer> = {
  kind: 'E',
  unseen: 'none',
  plans: (_answer, seed) => {
    const plan = runs['filling'] as { readonly scenario: RunReader['scenario'] };
    return [{ scenario: { ...plan.scenario, seed } }];
  },
  judge({ numbers }, [run]) {
    if (run === undefined) throw new Error('there is one run');
    const [full, wait] = [numbers['full'] ?? 0, numbers['wait'] ?? 0];
    if (Math.abs(full - secondsUntilFull(run)) > ABOUT_SECONDS) {
      return wrong(full === 1 || full === 2 ? 'only-inflow' : 'full-off', { number: full });
    }
    if (Math.abs(wait - longestWait(run)) > ABOUT_SECONDS) return wrong('wait-off', { number: wait });
    return { passed: true, parameters: {} };
  },
};

// --- predictions ---

/** When the campaign was told that its last coupon is in a queue, in seconds after its first one. */
export function campaignSeconds(run: RunReader): number {
  const coupons = run.operations.filter((each) => each.f === 'send' && isCoupon(each.value));
  const accepted = coupons.filter(({ type }) => type === 'ok');
  return ((accepted.at(-1)?.at ?? 0) - (coupons[0]?.at ?? 0)) / MICROS_PER_SECOND;
}

/** How fast the campaign was that waits for confirms. */
function pace(run: RunReader): string {
  const { producers } = run.scenario.topology;
  const campaign = producers.find(({ keys }) => keys.includes('c'));
  const own = (campaign?.records ?? 0) / (campaign?.ratePerSecond ?? 1);
  const accepted = run.operations.filter(
    (each) => each.f === 'send' && each.type === 'ok' && isCoupon(each.value),
  ).length;
  if (accepted < (campaign?.records ?? 0)) return 'stops';
  return campaignSeconds(run) < own * 1.1 ? 'own' : 'senders';
}

/** What a full queue throws away that serves the codes first. */
function thrownAway(run: RunReader): string {
  if (withFate(run, isCode, 'dropped').length > 0) return 'codes-too';
  if (withFate(run, isCoupon, 'dropped').length > 0) return 'old-coupons';
  return 'new-coupons';
}

// --- moments ---

function operationStep(run: RunReader, type: 'invoke' | 'ok', isMeant: (value: string) => boolean): number {
  return run.operations.find((each) => each.f === 'send' && each.type === type && isMeant(each.value))?.step ?? -1;
}

const refusedFirst = (run: RunReader): string => {
  const found = run.milestones.find(
    ({ sentence }) => sentence.key === 'rabbit.publisher.nacked-again' && isCoupon(String(sentence.params['value'])),
  );
  return String(found?.sentence.params['value'] ?? '');
};

function lastCouponStep(run: RunReader): number {
  return run.operations.findLast((each) => each.f === 'send' && each.type === 'ok' && isCoupon(each.value))?.step ?? -1;
}

const nacked = (run: RunReader): number => {
  const value = refusedFirst(run);
  return (
    run.milestones.find(
      ({ sentence }) => sentence.key === 'rabbit.publisher.nacked-again' && sentence.params['value'] === value,
    )?.step ?? -1
  );
};

// --- plots ---

/** A plot over the whole run. Each refusal and each dropped text would be a mark; only what somebody did to a machine is. */
function plotOver(run: RunReader, plot: Omit<TimePlot, 'kind' | 'endMicros' | 'marks'>): TimePlot {
  const times = new Set([...run.scenario.faults, ...run.actions].map(({ at }) => at));
  return { ...timePlot(run, plot), marks: faultMarks(run).filter(({ atMicros }) => times.has(atMicros)) };
}

function house(run: RunReader): PlotData {
  return plotOver(run, {
    title: { en: 'Texts in the house', 'zh-cn': '店里积着多少短信' },
    unit: { en: 'texts', 'zh-cn': '条' },
    series: [
      levelSeries(
        { en: 'in queues, in hands, with those who wrote them', 'zh-cn': '在队列里、在手里、在写的人那里' },
        texts(run),
        run.timeOf(run.steps),
      ),
    ],
    reference: { name: { en: 'allowed in the task', 'zh-cn': '任务里的上限' }, value: HOUSE_MAX },
  });
}

function codes(run: RunReader): PlotData {
  const spans = texts(run).filter(({ value, fate }) => isCode(value) && fate === 'sent');
  return plotOver(run, {
    title: { en: 'How long each pickup code took', 'zh-cn': '每个取餐码花了多久' },
    unit: { en: 'ms', 'zh-cn': '毫秒' },
    series: [durationSeries({ en: 'from the till to the phone', 'zh-cn': '从收银台到手机' }, spans)],
    reference: { name: { en: 'wanted', 'zh-cn': '要求' }, value: LATE_SECONDS * 1_000 },
  });
}

const lateCodes = (run: RunReader): number => waits(run).filter((wait) => wait > LATE_SECONDS).length;

export const checks: LessonChecks = {
  moments: {
    hook: { start: (run) => operationStep(run, 'ok', (value) => value === 'c20') },
    roomy: { decisive: (run) => operationStep(run, 'invoke', isCoupon), end: (run) => run.steps },
    confirmed: {
      decisive: (run) => operationStep(run, 'invoke', isCoupon),
      done: lastCouponStep,
    },
    refused: {
      begins: (run) => operationStep(run, 'ok', isCoupon),
      full: (run) => stepOf(run, 'retry', { key: 'rabbit.publisher.nacked-again' }),
      told: nacked,
      again: (run) => operationStep(run, 'ok', (value) => value === refusedFirst(run)),
      done: lastCouponStep,
    },
    head: {
      decisive: (run) => operationStep(run, 'invoke', isCoupon),
      end: (run) => run.steps,
    },
  },
  predictions: {
    roomy: { run: 'roomy', truth: (run) => Math.round(waits(run).at(-1) ?? 0), tolerance: 1 },
    confirmed: { run: 'confirmed', truth: pace },
    head: { run: 'head', truth: thrownAway },
  },
  tasks: { tune, fill },
  plots: { house, codes },
  cards: {
    'priority-drop-head': {
      run: 'head',
      values: (run) => ({
        codes: withFate(run, isCode, 'dropped').length,
        coupons: withFate(run, isCoupon, 'dropped').length,
      }),
    },
  },
  tally: {
    count: (run) => ({ late: lateCodes(run), codes: waits(run).length, most: fullest(run) }),
    broken: ({ late }) => Number(late) > 0,
    well: {
      en: 'All {codes} pickup codes come within a second. At most {most} texts wait at once.',
      'zh-cn': '{codes} 个取餐码都在一秒内送到，最多同时积着 {most} 条短信。',
    },
    harm: {
      en: 'Of {codes} pickup codes {late} come late. Up to {most} texts wait at once.',
      'zh-cn': '{codes} 个取餐码里有 {late} 个迟到，最多同时积着 {most} 条短信。',
    },
  },
};
