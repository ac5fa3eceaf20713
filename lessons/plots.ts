/**
 * Makes series of a finished run, and the plots that every lesson has without writing one.
 *
 * Spans are what applications are measured in (`sim-engine/apps/measures`): somebody was somewhere from one time to another.
 */
import { say } from '../sim-engine/view/words.ts';
import type { RunReader, Text } from './lesson.ts';
import { percentileOf } from './percentile.ts';
import type { Distribution, PlotData, PlotMark, PlotPoint, Series, TimePlot } from './plot.ts';

/** From one time to another, in microseconds; `to` null: not over when the run ended. */
export interface Span {
  readonly from: number;
  readonly to: number | null;
}

/** More points than this are not told apart on any screen. */
const POINTS_MAX = 400;
const SAMPLES = 200;

const MILLISECONDS: Text = { en: 'ms', 'zh-cn': '毫秒' };

/** Of many points, the lowest and the highest of each stretch: no peak is lost. */
export function thinned(points: readonly PlotPoint[], most = POINTS_MAX): readonly PlotPoint[] {
  if (points.length <= most) return points;
  const size = Math.ceil((points.length * 2) / most);
  const kept: PlotPoint[] = [];
  for (let first = 0; first < points.length; first += size) {
    const stretch = points.slice(first, first + size);
    const ascending = stretch.toSorted((left, right) => left.value - right.value);
    const ends = new Set([ascending[0], ascending.at(-1)]);
    kept.push(...stretch.filter((point) => ends.has(point)));
  }
  return kept;
}

/** Only points at which a level changes, and the last one. */
function changes(points: readonly PlotPoint[]): readonly PlotPoint[] {
  return points.filter(({ value }, place) => value !== points[place - 1]?.value || place === points.length - 1);
}

/** A level that is asked for at evenly spaced moments, such as the lag. */
export function sampledSeries(name: Text, run: RunReader, levelAt: (step: number) => number): Series {
  const end = run.timeOf(run.steps);
  const points = Array.from({ length: SAMPLES + 1 }, (_, index) => {
    const atMicros = Math.floor((end * index) / SAMPLES);
    return { atMicros, value: levelAt(run.stepAt(atMicros)) };
  });
  return { name, form: 'steps', points: changes(points) };
}

/** How many are inside at once: N(t). */
export function levelSeries(name: Text, spans: readonly Span[], endMicros: number): Series {
  const steps = spans
    .flatMap(({ from, to }) => [{ at: from, by: 1 }, ...(to === null ? [] : [{ at: to, by: -1 }])])
    .toSorted((left, right) => left.at - right.at);
  let value = 0;
  const points: PlotPoint[] = [{ atMicros: 0, value }];
  for (const { at, by } of steps) {
    value += by;
    if (points.at(-1)?.atMicros === at) points.pop();
    points.push({ atMicros: at, value });
  }
  return { name, form: 'steps', points: [...thinned(points), { atMicros: endMicros, value }] };
}

/** How long each took, in milliseconds, at the time at which it was over. */
export function durationSeries(name: Text, spans: readonly Span[]): Series {
  const points = spans
    .flatMap(({ from, to }) => (to === null ? [] : [{ atMicros: to, value: (to - from) / 1_000 }]))
    .toSorted((left, right) => left.atMicros - right.atMicros);
  return { name, form: 'dots', points: thinned(points) };
}

/** How long they took, in milliseconds, ascending: only what is over. */
export function durations(spans: readonly Span[]): readonly number[] {
  return spans
    .flatMap(({ from, to }) => (to === null ? [] : [(to - from) / 1_000]))
    .toSorted((left, right) => left - right);
}

/** A percentile of what was over in each window, in milliseconds; windows in which nothing was over have no point. */
export function percentileSeries(
  name: Text,
  spans: readonly Span[],
  options: { readonly percent: number; readonly windowMicros: number; readonly endMicros: number },
): Series {
  const { percent, windowMicros, endMicros } = options;
  const points: PlotPoint[] = [];
  for (let from = 0; from < endMicros; from += windowMicros) {
    const inside = durations(spans.filter(({ to }) => to !== null && to >= from && to < from + windowMicros));
    const value = percentileOf(inside, percent);
    if (value !== undefined) points.push({ atMicros: Math.min(endMicros, from + windowMicros), value });
  }
  return { name, form: 'line', points };
}

/** Of the time of so many workers, the percentage in which they were busy, for each window. */
export function utilisationSeries(
  name: Text,
  spans: readonly Span[],
  options: { readonly concurrency: number; readonly windowMicros: number; readonly endMicros: number },
): Series {
  const { concurrency, windowMicros, endMicros } = options;
  const points: PlotPoint[] = [];
  for (let from = 0; from < endMicros; from += windowMicros) {
    const until = Math.min(endMicros, from + windowMicros);
    const busy = spans.reduce(
      (sum, span) => sum + Math.max(0, Math.min(until, span.to ?? until) - Math.max(from, span.from)),
      0,
    );
    points.push({ atMicros: until, value: Math.round((busy * 100) / ((until - from) * concurrency)) });
  }
  return { name, form: 'line', points };
}

export const distribution = (name: Text, spans: readonly Span[]): Distribution => ({ name, values: durations(spans) });

/** Faults and repairs of a run, as the page tells them. */
export function faultMarks(run: RunReader): readonly PlotMark[] {
  return run.milestones.flatMap(({ at, kind, sentence }) =>
    kind === 'fault' || kind === 'heal'
      ? [{ atMicros: at, kind, label: { en: say(sentence, 'en'), 'zh-cn': say(sentence, 'zh-cn') } }]
      : [],
  );
}

/** The frame of a plot over the whole run, with its faults. */
export function timePlot(run: RunReader, plot: Omit<TimePlot, 'kind' | 'endMicros' | 'marks'>): TimePlot {
  return { kind: 'time', endMicros: run.timeOf(run.steps), marks: faultMarks(run), ...plot };
}

/** Records from being handed to a producer until its acknowledgement. */
export function sendSpans(run: RunReader): readonly Span[] {
  const spans = new Map<string, { from: number; to: number | null }>();
  for (const operation of run.operations) {
    if (operation.f !== 'send') continue;
    const { value, type, at } = operation;
    if (type === 'invoke' && !spans.has(value)) spans.set(value, { from: at, to: null });
    const span = spans.get(value);
    if (type === 'ok' && span !== undefined) span.to ??= at;
  }
  return [...spans.values()];
}

const WINDOWS = 15;
const windowOf = (run: RunReader): number => Math.max(1, Math.ceil(run.timeOf(run.steps) / WINDOWS));

const percent = (number: number): Text => ({ en: `p${number}`, 'zh-cn': `p${number}` });

function depth(run: RunReader): PlotData {
  const name: Text = { en: 'messages waiting or in hand', 'zh-cn': '等待中和处理中的消息' };
  return timePlot(run, {
    title: { en: 'How long the queue is', 'zh-cn': '队列有多长' },
    unit: { en: 'messages', 'zh-cn': '条' },
    series: [sampledSeries(name, run, (step) => run.lag(step))],
  });
}

function lag(run: RunReader): PlotData {
  const name: Text = { en: 'records not yet committed by their group', 'zh-cn': '消费组还没有提交的记录' };
  return timePlot(run, {
    title: { en: 'Lag', 'zh-cn': '积压' },
    unit: { en: 'records', 'zh-cn': '条' },
    series: [sampledSeries(name, run, (step) => run.lag(step))],
  });
}

function inSystem(run: RunReader): PlotData {
  const name: Text = { en: 'sent, not yet acknowledged', 'zh-cn': '已发送、还没有确认' };
  return timePlot(run, {
    title: { en: 'How many are under way at once', 'zh-cn': '同时有多少在途' },
    unit: { en: 'messages', 'zh-cn': '条' },
    series: [levelSeries(name, sendSpans(run), run.timeOf(run.steps))],
  });
}

function latency(run: RunReader): PlotData {
  return timePlot(run, {
    title: { en: 'How long each acknowledgement took', 'zh-cn': '每次确认花了多久' },
    unit: MILLISECONDS,
    series: [durationSeries({ en: 'from send to acknowledgement', 'zh-cn': '从发送到确认' }, sendSpans(run))],
  });
}

function percentiles(run: RunReader): PlotData {
  const options = { windowMicros: windowOf(run), endMicros: run.timeOf(run.steps) };
  return timePlot(run, {
    title: { en: 'Half of them, and the slow ones', 'zh-cn': '一半的请求，以及慢的那些' },
    unit: MILLISECONDS,
    series: [50, 99].map((each) => percentileSeries(percent(each), sendSpans(run), { ...options, percent: each })),
  });
}

function spread(run: RunReader): PlotData {
  return {
    kind: 'distribution',
    title: { en: 'How many were no slower', 'zh-cn': '有多少不比它慢' },
    unit: MILLISECONDS,
    distributions: [distribution({ en: 'from send to acknowledgement', 'zh-cn': '从发送到确认' }, sendSpans(run))],
  };
}

/** Plots of every run, by the name that `<Plot series="…">` gives. A lesson's own plot of the same name comes first. */
export const STANDARD_PLOTS: Readonly<Record<string, (run: RunReader) => PlotData>> = {
  depth,
  lag,
  inSystem,
  latency,
  percentiles,
  distribution: spread,
};
