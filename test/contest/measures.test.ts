/** Exact numbers: durations by nearest rank, silences, and what two whole runs come to. */
import { describe, expect, it } from 'vitest';
import { CONTESTS } from '../../sim-engine/contest/presets.ts';
import type { Measures } from '../../sim-engine/contest/measures.ts';
import { longestSilence } from '../../sim-engine/contest/silence.ts';
import { spreadOf } from '../../sim-engine/contest/spread.ts';
import { tableOf } from '../../sim-engine/contest/table.ts';
import type { RecordedOperation } from '../../sim-engine/host/world.ts';
import { CALM, runContest, withProducerSettings } from './support.ts';

describe('percentiles', () => {
  const upTo = (count: number) => Array.from({ length: count }, (_, index) => count - index);

  it.each([
    [[], null],
    [[8], { count: 1, p50: 8, p99: 8, max: 8 }],
    [[9, 1], { count: 2, p50: 1, p99: 9, max: 9 }],
    [[10, 2, 9], { count: 3, p50: 9, p99: 10, max: 10 }],
    [upTo(100), { count: 100, p50: 50, p99: 99, max: 100 }],
    [upTo(101), { count: 101, p50: 51, p99: 100, max: 101 }],
  ])('are values that occurred', (durations, spread) => {
    expect(spreadOf(durations)).toEqual(spread);
  });
});

describe('the longest silence', () => {
  const send = (at: number, type: string, value = 'a1', acks = 'all') =>
    ({ f: 'send', at, type, value, acks }) as unknown as RecordedOperation;

  it.each([
    ['nobody sends', [], 0],
    ['from a send to its answer', [send(10, 'invoke'), send(15, 'ok')], 5],
    ['time in which nobody waits is none', [send(10, 'invoke'), send(15, 'ok'), send(90, 'invoke'), send(92, 'ok')], 5],
    ['a send that waits for ever lasts to the end', [send(10, 'invoke')], 90],
    ['a failure of the only send ends it', [send(10, 'invoke'), send(40, 'fail')], 30],
    [
      'a failure while another waits does not',
      [send(10, 'invoke'), send(20, 'invoke', 'a2'), send(40, 'info'), send(60, 'ok', 'a2')],
      50,
    ],
    [
      'counts from the last answer, not from the send',
      [send(10, 'invoke'), send(12, 'invoke', 'a2'), send(40, 'ok'), send(60, 'ok', 'a2')],
      30,
    ],
    [
      'what asks for no answer is no answer',
      [send(10, 'invoke'), send(12, 'invoke', 'a2', 'none'), send(13, 'ok', 'a2', 'none'), send(60, 'ok')],
      50,
    ],
  ])('%s', (_what, history, micros) => {
    expect(longestSilence(history, 100)).toBe(micros);
  });
});

function contestNamed(name: string) {
  const found = CONTESTS.find((preset) => preset.name === name);
  if (found === undefined) throw new Error(`there is no contest ${name}`);
  return found.contest;
}

const counts = ({ sends, lost, appliedTwice, redeliveries, effects, promises }: Measures) => ({
  acknowledged: sends.acknowledged,
  lost: lost.length,
  appliedTwice: appliedTwice.length,
  redeliveries,
  effects,
  broken: promises.filter(({ state }) => state === 'broken').map(({ promise }) => promise),
});

describe('contests that the site starts from', () => {
  it('a silent line: an idempotent producer writes once, a publisher that tries again writes 35 records twice', () => {
    const { left, right } = runContest(contestNamed('silent-line')).measures();
    expect([left.system, right.system]).toEqual(['kafka', 'rabbitmq']);
    expect([left.writtenTwice.length, right.writtenTwice.length]).toEqual([0, 35]);
    expect(counts(left)).toMatchObject({ acknowledged: 60, effects: 60, broken: [] });
    expect(counts(right)).toMatchObject({ acknowledged: 60, effects: 95, broken: ['no-duplicate'] });
    expect([left.longestSilenceMicros, right.longestSilenceMicros]).toEqual([9_499_074, 9_495_707]);
  });

  it('the leader of three dies: nothing is lost or doubled, and RabbitMQ, whose connections break at once, is silent for less', () => {
    const { left, right } = runContest(contestNamed('clusters-leader-dies')).measures();
    for (const side of [left, right]) {
      expect(counts(side)).toMatchObject({ acknowledged: 60, effects: 60, broken: [] });
      expect([side.lost, side.writtenTwice]).toEqual([[], []]);
    }
    expect(left.longestSilenceMicros).toBeGreaterThan(2_000_000);
    expect(right.longestSilenceMicros).toBeLessThan(1_500_000);
  });

  it('one machine of three is left: neither side acknowledges anything until the others are back, and nothing is lost', () => {
    const { left, right } = runContest(contestNamed('clusters-majority-gone')).measures();
    for (const side of [left, right]) {
      expect(side.lost).toEqual([]);
      expect(side.longestSilenceMicros).toBeGreaterThan(11_000_000);
    }
    expect([left.writtenTwice.length, right.writtenTwice.length]).toEqual([0, 35]);
  });

  it('a consumer that dies at work: what was done since the last commit comes again, or one message', () => {
    const { left, right } = runContest(contestNamed('consumer-at-work')).measures();
    expect(counts(left)).toMatchObject({ redeliveries: 8, appliedTwice: 8, effects: 68, broken: ['no-duplicate'] });
    expect(counts(right)).toMatchObject({ redeliveries: 1, appliedTwice: 0, effects: 60, broken: [] });
  });

  it('a leader that dies alone: acks=1 loses five, acks=all waits longer and keeps them', () => {
    const { left, right } = runContest(contestNamed('leader-dies')).measures();
    expect(left.lost).toEqual(['C7', 'A8', 'B8', 'C8', 'A9']);
    expect(left.latency).toEqual({ count: 60, p50: 506_506, p99: 3_502_040, max: 3_502_040 });
    expect(right.lost).toEqual([]);
    expect(right.latency).toEqual({ count: 60, p50: 884_358, p99: 3_841_165, max: 3_841_165 });
    expect(right.longestSilenceMicros).toBe(3_841_165);
    expect([left.effects, right.effects]).toEqual([55, 60]);
  });

  it('the last replica loses its page cache: both sides lose everything that was read and acknowledged', () => {
    const { left, right } = runContest(contestNamed('last-replica')).measures();
    expect([left.lost.length, right.lost.length]).toEqual([60, 60]);
    expect([left.longestSilenceMicros, right.longestSilenceMicros]).toEqual([14_071, 2_508_844]);
  });

  it('a consumer that dies repeats the same nine effects on both sides', () => {
    const { left, right } = runContest(contestNamed('consumer-dies')).measures();
    const both = {
      acknowledged: 60,
      lost: 0,
      appliedTwice: 9,
      redeliveries: 9,
      effects: 69,
      broken: ['no-duplicate'],
    };
    expect(counts(left)).toEqual(both);
    expect(counts(right)).toEqual(both);
  });

  it('have names and titles of their own', () => {
    expect(new Set(CONTESTS.map(({ name }) => name)).size).toBe(CONTESTS.length);
    expect(new Set(CONTESTS.flatMap(({ title }) => [title.en, title['zh-cn']])).size).toBe(2 * CONTESTS.length);
  });

  it('without faults, only the wait differs', () => {
    const measures = runContest(contestNamed('calm')).measures();
    const differing = tableOf(measures).filter(({ difference }) => difference !== null);
    expect(differing.map(({ id }) => id)).toEqual([
      'backlogMax',
      'latency.p50',
      'latency.p99',
      'latency.max',
      'endToEnd.p50',
      'silence',
    ]);
    expect(measures.left.latency?.p50).toBe(9_851);
    expect(measures.right.latency?.p50).toBe(15_439);
  });
});

describe('a side that asks for no acknowledgements', () => {
  const measures = runContest({ ...CALM, left: withProducerSettings(CALM.left, { acks: '0' }) }).measures();
  const rows = tableOf(measures);
  const row = (id: string) => rows.find((each) => each.id === id);

  it('has none, and no durations of any', () => {
    expect(measures.left.sends).toEqual({ sent: 60, acknowledged: 0, unasked: 60, failed: 0, unknown: 0, open: 0 });
    expect([measures.left.latency, measures.left.longestSilenceMicros]).toEqual([null, null]);
    expect(measures.left.endToEnd?.count).toBe(60);
  });

  it('says so where numbers would stand', () => {
    expect(row('acknowledged')?.left).toEqual({ en: '0; 60 sent without asking', 'zh-cn': '0；60 条未要求确认' });
    expect(row('latency.p50')?.left.en).toBe('no acknowledgements');
    expect(row('latency.p50')?.difference?.en).toBe('only on the right');
    expect(row('silence')?.left['zh-cn']).toBe('没有确认');
  });
});

describe('both sides at one moment', () => {
  const run = runContest(contestNamed('leader-dies'));

  it('are shown as they were at that time, neither later nor earlier', () => {
    const both = run.sideAt(2_500_000);
    for (const side of ['left', 'right'] as const) {
      const { at, step, scene } = both[side];
      expect(at).toBe(2_500_000);
      expect(run.sides[side].timeOf(step + 1)).toBeGreaterThan(2_500_000);
      expect(scene.nodes.find(({ name }) => name === 'broker-1')?.status).toBe('crashed');
    }
    expect(run.sideAt(2_499_999).left.scene.nodes.find(({ name }) => name === 'broker-1')?.status).toBe('up');
  });

  it('a side that has ended stays as it ended', () => {
    const { left, right } = run.sideAt(14_999_999);
    expect(left.at).toBe(11_061_902);
    expect(right.at).toBeGreaterThan(11_061_902);
  });
});
