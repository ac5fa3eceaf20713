/** Series of runs: exact points of small spans, and of a lesson's run. */
import { describe, expect, test } from 'vitest';
import { percentileOf } from '../../lessons/percentile.ts';
import {
  durationSeries,
  levelSeries,
  percentileSeries,
  sendSpans,
  STANDARD_PLOTS,
  thinned,
  utilisationSeries,
} from '../../lessons/plots.ts';
import { plotOf } from '../../site/lessons/checking.ts';
import { lessonNamed, runOf } from '../lessons/support.ts';

const replicas = lessonNamed('replicas-isr-quorum');

const name = { en: 'in the shop', 'zh-cn': '店里' };
/** Two overlap, the third is still there at the end. */
const SPANS = [
  { from: 1_000_000, to: 3_000_000 },
  { from: 2_000_000, to: 3_000_000 },
  { from: 8_000_000, to: null },
];

describe('spans of time', () => {
  test('give how many are inside at every change, from the beginning to the end', () => {
    expect(levelSeries(name, SPANS, 10_000_000).points).toEqual([
      { atMicros: 0, value: 0 },
      { atMicros: 1_000_000, value: 1 },
      { atMicros: 2_000_000, value: 2 },
      { atMicros: 3_000_000, value: 0 },
      { atMicros: 8_000_000, value: 1 },
      { atMicros: 10_000_000, value: 1 },
    ]);
  });

  test('give how long each took when it was over, and leave out what is not', () => {
    expect(durationSeries(name, SPANS).points).toEqual([
      { atMicros: 3_000_000, value: 2_000 },
      { atMicros: 3_000_000, value: 1_000 },
    ]);
  });

  test('give a percentile for each window in which something was over', () => {
    const options = { percent: 50, windowMicros: 2_000_000, endMicros: 10_000_000 };
    expect(percentileSeries(name, SPANS, options).points).toEqual([{ atMicros: 4_000_000, value: 1_000 }]);
  });

  test('give how busy two workers were: a span that is not over counts until the end', () => {
    const options = { concurrency: 2, windowMicros: 5_000_000, endMicros: 10_000_000 };
    expect(utilisationSeries(name, SPANS, options).points).toEqual([
      { atMicros: 5_000_000, value: 30 },
      { atMicros: 10_000_000, value: 20 },
    ]);
  });
});

test('a percentile is a value that was there', () => {
  expect([1, 50, 51, 99, 100].map((percent) => percentileOf([10, 20], percent))).toEqual([10, 10, 20, 20, 20]);
  expect(percentileOf([], 50)).toBeUndefined();
});

test('thinning keeps the highest and the lowest of every stretch, in order', () => {
  const points = Array.from({ length: 1_000 }, (_, at) => ({ atMicros: at, value: at === 777 ? 50 : at % 7 }));
  const few = thinned(points, 100);
  expect(few.length).toBeLessThanOrEqual(100);
  expect(few).toContainEqual({ atMicros: 777, value: 50 });
  expect(few.map(({ atMicros }) => atMicros)).toEqual(few.map(({ atMicros }) => atMicros).toSorted((a, b) => a - b));
  expect(thinned(points, 1_000)).toBe(points);
});

describe('plots that every run has', () => {
  const run = runOf(replicas, 'power');

  test('are six, each with a series that is not empty', () => {
    expect(Object.keys(STANDARD_PLOTS)).toEqual(['depth', 'lag', 'inSystem', 'latency', 'percentiles', 'distribution']);
    for (const draw of Object.values(STANDARD_PLOTS)) {
      const plot = draw(run);
      const lengths =
        plot.kind === 'distribution'
          ? [plot.distributions[0]!.values.length]
          : plot.kind === 'time'
            ? plot.series.map(({ points }) => points.length)
            : [];
      expect(lengths.length).toBeGreaterThan(0);
      for (const length of lengths) expect(length).toBeGreaterThan(1);
    }
  });

  test('mark the faults of the run and nothing else', () => {
    const plot = STANDARD_PLOTS['inSystem']!(run);
    const marks = plot.kind === 'time' ? plot.marks : [];
    const kinds = run.milestones.filter(({ kind }) => kind === 'fault' || kind === 'heal').map(({ kind }) => kind);
    expect(marks.map(({ kind }) => kind)).toEqual(kinds);
    expect(kinds.filter((kind) => kind === 'fault')).toHaveLength(3);
    expect(marks.every(({ label }) => label.en !== label['zh-cn'])).toBe(true);
  });

  test('count a record from its first hand-over to its first acknowledgement', () => {
    const acknowledged = new Set(
      run.operations.flatMap((each) => (each.f === 'send' && each.type === 'ok' ? [each.value] : [])),
    );
    expect(sendSpans(run).filter(({ to }) => to !== null)).toHaveLength(acknowledged.size);
  });
});

test('the worker draws a named run, any plan, and another seed; it refuses a plot that nobody has', () => {
  const named = plotOf(replicas, { plot: 'latency', of: 'power' });
  expect(plotOf(replicas, { plot: 'latency', of: replicas.runs['power']! })).toEqual(named);
  expect(plotOf(replicas, { plot: 'latency', of: 'power', seed: 1_000 })).not.toEqual(named);
  expect(() => plotOf(replicas, { plot: 'weather', of: 'power' })).toThrow('has no plot named weather');
});

test("a lesson's own plot comes before the one of the same name", () => {
  const own = { kind: 'distribution', title: name, unit: name, distributions: [] } as const;
  const lesson = { ...replicas, checks: { ...replicas.checks, plots: { lag: () => own } } };
  expect(plotOf(lesson, { plot: 'lag', of: 'power' })).toBe(own);
});
