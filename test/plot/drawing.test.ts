/** What a plot draws and says: places of curves and predictions, sentences, tables. */
import { describe as suite, expect, test } from 'vitest';
import type { CurvePlot, DistributionPlot, TimePlot } from '../../lessons/plot.ts';
import { plotWords } from '../../site/i18n/plot/index.ts';
import { compared, drawingOf } from '../../site/plot/curves.ts';
import { describe, shareAbove, tableOf, written } from '../../site/plot/describe.ts';
import { frameOf, HEIGHT, MARGIN, overlayOf, pathOf } from '../../site/plot/frame.ts';

const text = (en: string) => ({ en, 'zh-cn': '队列' });

/** Empty, then ten for five seconds of ten, then two. */
const QUEUE: TimePlot = {
  kind: 'time',
  title: text('The queue'),
  unit: text('orders'),
  endMicros: 10_000_000,
  marks: [{ atMicros: 2_000_000, kind: 'fault', label: text('The consumer stops.') }],
  reference: { name: text('room'), value: 8 },
  series: [
    {
      name: text('waiting'),
      form: 'steps',
      points: [
        { atMicros: 0, value: 0 },
        { atMicros: 2_000_000, value: 10 },
        { atMicros: 7_000_000, value: 2 },
      ],
    },
  ],
};

const TIMES: DistributionPlot = {
  kind: 'distribution',
  title: text('Times'),
  unit: text('ms'),
  distributions: [{ name: text('answers'), values: [10, 20, 30, 400] }],
};

const WAITS: CurvePlot = {
  kind: 'curve',
  title: text('Waits'),
  unit: text('ms'),
  across: { name: text('busy'), unit: text('%'), most: 100 },
  series: [
    {
      name: text('mean'),
      points: [
        { across: 50, value: 200 },
        { across: 90, value: 1_000 },
      ],
    },
  ],
  predictedAs: { across: 90 },
};

const en = plotWords('en');
const waits = drawingOf(WAITS, 'en');
const queue = drawingOf(QUEUE, 'en');
const times = drawingOf(TIMES, 'en');
const said = (drawing: typeof queue, predicted: { number: number; tolerance: number } | null = null) =>
  describe(drawing, { words: en, locale: 'en', predicted });

suite('in words', () => {
  test('a curve has a beginning, a highest place and an end; a limit has a share of the time', () => {
    expect(said(queue)).toBe(
      'waiting: it begins at 0 orders, is highest at 2 s with 10 orders, and ends at 2 orders. ' +
        'It is above “room”, 8 orders, 50% of the time. Marked: 2 s: The consumer stops.',
    );
  });

  test('a prediction is said with its unit', () => {
    expect(said(queue, { number: 12, tolerance: 1 })).toContain('Your prediction: 12 orders.');
    const byTime = drawingOf({ ...QUEUE, predictedAs: 'time' }, 'en');
    expect(said(byTime, { number: 4, tolerance: 1 })).toContain('Your prediction: 4 s.');
  });

  test('a limit that is reached and not passed is not passed', () => {
    expect(shareAbove(queue, queue.curves[0]!, 10)).toBe(0);
    expect(shareAbove(queue, queue.curves[0]!, 9)).toBe(50);
  });

  test('a distribution has its half, its slow ones and its slowest', () => {
    expect(said(times)).toBe(
      'answers: of 4, half took no more than 20 ms, 99 in 100 no more than 400 ms, and the slowest took 400 ms.',
    );
    expect(shareAbove(times, times.curves[0]!, 30)).toBe(25);
  });

  test('a curve is highest at a place across, not at a time', () => {
    expect(said(waits)).toBe('mean: it begins at 200 ms, is highest at 90 % with 1000 ms, and ends at 1000 ms.');
  });

  test('Chinese has no spaces between its sentences', () => {
    const zh = describe(drawingOf(QUEUE, 'zh-cn'), { words: plotWords('zh-cn'), locale: 'zh-cn', predicted: null });
    expect(zh).toMatch(/^队列：开始时是 0 队列，.*。有 50% 的时间高于“队列”（8 队列）。标出的时刻：/);
  });

  test('numbers have three figures at most', () => {
    expect([0.1234, 4, 12.34, 123.4].map(written)).toEqual(['0.12', '4', '12.3', '123']);
  });
});

suite('as a table', () => {
  test('a level stands at eleven times as it is then', () => {
    const { head, rows } = tableOf(queue, en);
    expect(head).toEqual(['Time', 'waiting']);
    expect(rows.map(([, value]) => value)).toEqual(
      [0, 0, 10, 10, 10, 10, 10, 2, 2, 2, 2].map((value) => `${value} orders`),
    );
  });

  test('a distribution stands at five ranks', () => {
    expect(tableOf(times, en).rows.map(([, value]) => value)).toEqual([
      '20 ms',
      '400 ms',
      '400 ms',
      '400 ms',
      '400 ms',
    ]);
  });
});

suite('in the picture', () => {
  const frame = frameOf(queue, null, 500);

  test('the scale begins at nothing and has room for the highest value', () => {
    expect(frame.y(0)).toBe(HEIGHT - MARGIN.bottom);
    expect(frame.y(10)).toBeGreaterThanOrEqual(MARGIN.top);
    expect(frame.x(10_000_000)).toBe(500 - MARGIN.right);
    expect(pathOf(queue.curves[0]!, frame, queue.xMax)).toMatch(new RegExp(`L${500 - MARGIN.right},[\\d.]+$`));
  });

  test('ticks have room between them on a phone', () => {
    const { xTicks, x } = frameOf(queue, null, 340);
    expect(x(xTicks[1]!) - x(xTicks[0]!)).toBeGreaterThan(45);
  });

  test('a predicted height is a line with a band; the scale makes room for it', () => {
    const predicted = { number: 15, tolerance: 2 };
    const roomy = frameOf(queue, predicted, 500);
    expect(overlayOf(queue, predicted, roomy)).toEqual({
      kind: 'across',
      y: roomy.y(15),
      from: roomy.y(17),
      to: roomy.y(13),
    });
  });

  test('a prediction far off does not flatten the curve: it is outside', () => {
    const predicted = { number: 1_000, tolerance: 1 };
    const same = frameOf(queue, predicted, 500);
    expect(same.y.domain()).toEqual(frame.y.domain());
    expect(overlayOf(queue, predicted, same)).toEqual({ kind: 'outside' });
  });

  test('a predicted time stands upright, and a value at one moment is a point', () => {
    const byTime = drawingOf({ ...QUEUE, predictedAs: 'time' }, 'en');
    expect(overlayOf(byTime, { number: 4, tolerance: 1 }, frame)).toEqual({
      kind: 'upright',
      x: frame.x(4_000_000),
      from: frame.x(3_000_000),
      to: frame.x(5_000_000),
    });
    const atMoment = drawingOf({ ...QUEUE, predictedAs: { atMicros: 3_000_000 } }, 'en');
    expect(overlayOf(atMoment, { number: 9, tolerance: 0 }, frame)).toMatchObject({
      kind: 'point',
      x: frame.x(3_000_000),
    });
  });
});

suite('two runs', () => {
  const shorter = drawingOf({ ...QUEUE, endMicros: 4_000_000 }, 'en');

  test('share one scale, are named after their runs, and a fault of both is marked once', () => {
    const both = compared(shorter, queue, ['before', 'after']);
    expect(both.curves.map(({ name }) => name)).toEqual(['before', 'after']);
    expect(both.xMax).toBe(10_000_000);
    expect(both.marks).toHaveLength(1);
  });

  test('must be of one kind', () => {
    expect(() => compared(queue, times, ['a', 'b'])).toThrow('no scale in common');
  });
});

suite('one quantity against another', () => {
  test('its table has a row for every point, under the name of what stands across', () => {
    expect(tableOf(waits, en)).toEqual({
      head: ['busy', 'mean'],
      rows: [
        ['50 %', '200 ms'],
        ['90 %', '1000 ms'],
      ],
    });
  });

  test('the axis ends where the plot says, and a prediction is a point above its place', () => {
    const predicted = { number: 400, tolerance: 0 };
    const frame = frameOf(waits, predicted, 400);
    expect(frame.x.domain()).toEqual([0, 100]);
    expect(overlayOf(waits, predicted, frame)).toMatchObject({ kind: 'point', x: frame.x(90), y: frame.y(400) });
  });
});
