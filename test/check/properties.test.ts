import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ObservedLog, ObservedRecord, Operation, RunEnd, SendOperation } from '../../sim-engine/check/history.ts';
import { ALL_PROMISES, AT_REST, brief, judge } from './support.ts';

/** A run in which nothing goes wrong: producers append, one group of two consumers reads all of it in order. */
interface LinearRun {
  readonly history: readonly Operation[];
  readonly logs: readonly ObservedLog[];
  /** Acknowledged values in order of their offsets, per log. */
  readonly written: readonly { readonly topic: string; readonly values: readonly string[] }[];
}

const TOPICS = ['x', 'y'] as const;

/** Which producer writes next, into which log, and whether the log's consumer polls afterwards. */
const plan = fc.array(
  fc.record({
    producer: fc.integer({ min: 0, max: 2 }),
    topic: fc.integer({ min: 0, max: 1 }),
    polls: fc.boolean(),
    outcome: fc.constantFrom<'ok' | 'fail'>('ok', 'ok', 'ok', 'fail'),
  }),
  { minLength: 1, maxLength: 40 },
);

type Plan = readonly { producer: number; topic: number; polls: boolean; outcome: 'ok' | 'fail' }[];

function linearRun(steps: Plan): LinearRun {
  const history: Operation[] = [];
  const values: string[][] = [[], []];
  const read = [0, 0];
  const push = (operation: Operation): void => void history.push({ ...operation, at: history.length + 1 });
  const poll = (topic: number): void => {
    const from = read[topic] as number;
    const fresh = (values[topic] as string[]).slice(from);
    if (fresh.length === 0) return;
    read[topic] = from + fresh.length;
    const consumer = { at: 0, process: `c${topic}`, incarnation: 0, group: 'g' };
    const records = fresh.map((value, index) => record(topic, from + index, value));
    push({ ...consumer, f: 'poll', type: 'ok', records });
    for (const item of records) push({ ...consumer, f: 'apply', type: 'ok', record: item });
    const offsets = [{ topic: TOPICS[topic] as string, partition: 0, offset: read[topic] as number }];
    push({ ...consumer, f: 'commit', type: 'ok', offsets });
  };
  steps.forEach(({ producer, topic, polls, outcome }, index) => {
    const value = `${'abc'[producer]}${index}`;
    const send = sending(producer, topic, value);
    push(send);
    const log = values[topic] as string[];
    if (outcome === 'ok') log.push(value);
    push({ ...send, type: outcome, partition: 0, offset: outcome === 'ok' ? log.length - 1 : -1 });
    if (polls) poll(topic);
  });
  poll(0);
  poll(1);
  const written = TOPICS.map((topic, index) => ({ topic, values: values[index] as string[] }));
  return { history, written, logs: written.map((log) => observed(log.topic, log.values)) };
}

function record(topic: number, offset: number, value: string) {
  return { topic: TOPICS[topic] as string, partition: 0, offset, key: value.slice(0, 1), value };
}

function sending(producer: number, topic: number, value: string): SendOperation {
  return {
    at: 0,
    process: `p${producer}`,
    incarnation: 0,
    f: 'send',
    type: 'invoke',
    topic: TOPICS[topic] as string,
    partition: -1,
    key: value.slice(0, 1),
    value,
    offset: -1,
    acks: 'all',
  };
}

/** Three equal replicas. */
function observed(topic: string, values: readonly string[], hole = -1): ObservedLog {
  const all: ObservedRecord[] = values.map((value, offset) => ({ offset, value, key: value.slice(0, 1), epoch: 0 }));
  const records = all.filter((_, offset) => offset !== hole);
  const replica = (node: string) => ({
    node,
    running: true,
    believesLeader: node === 'n1',
    inSync: true,
    logStartOffset: 0,
    endOffset: values.length,
    highWatermark: values.length,
    records,
  });
  return { topic, partition: 0, leader: 'n1', replicas: ['n1', 'n2', 'n3'].map(replica) };
}

const endings = fc.record({ drained: fc.boolean(), healedAt: fc.constantFrom(null, 0) });

describe('properties', () => {
  it('a correct run has no verdict but its failed sends, however it ended', () => {
    fc.assert(
      fc.property(plan, endings, (steps, end) => {
        const { history, logs } = linearRun(steps);
        const kinds = judge(history, { logs, end }).map((verdict) => verdict.kind);
        expect(kinds.filter((kind) => kind !== 'unavailable')).toEqual([]);
        expect(kinds.length > 0).toBe(steps.some((step) => step.outcome === 'fail'));
      }),
      { numRuns: 200 },
    );
  });

  it('every prefix of a correct run is without violation', () => {
    fc.assert(
      fc.property(plan, fc.nat(200), (steps, cut) => {
        const { history } = linearRun(steps);
        const end: Partial<RunEnd> = { drained: false, pending: { key: 'more', params: {} } };
        const verdicts = judge(history.slice(0, cut), {
          end,
          promises: ALL_PROMISES.filter((name) => name !== 'available'),
        });
        expect(verdicts.filter((verdict) => verdict.verdict === 'violation')).toEqual([]);
      }),
      { numRuns: 200 },
    );
  });

  it('dropping one acknowledged record from every copy is that lost write and nothing else', () => {
    fc.assert(
      fc.property(plan, fc.nat(), fc.boolean(), (steps, pick, wasRead) => {
        const { history, written } = linearRun(steps);
        const places = written.flatMap((log) => log.values.map((value, offset) => ({ ...log, value, offset })));
        fc.pre(places.length > 0);
        const lost = places[pick % places.length] as (typeof places)[number];
        const logs = written.map((log) => observed(log.topic, log.values, log.topic === lost.topic ? lost.offset : -1));
        const clients = wasRead
          ? history
          : history.map((operation) => without(operation, lost.value)).filter((operation) => operation !== null);
        const promises = ALL_PROMISES.filter((name) => name !== 'available');
        const found = judge(clients, { logs, promises })
          .filter((verdict) => verdict.verdict === 'violation')
          .map(brief);
        const isGroupKnown = clients.some(
          (operation) => operation.f === 'poll' && operation.records.some((item) => item.topic === lost.topic),
        );
        const unread = !wasRead && isGroupKnown ? [`unseen violation ${lost.value}`] : [];
        expect(found).toEqual([`lost-write violation ${lost.value}`, ...unread]);
      }),
      { numRuns: 300 },
    );
  });

  it('the order of concurrent operations of unrelated processes does not matter', () => {
    fc.assert(
      fc.property(plan, fc.array(fc.nat(), { maxLength: 60 }), fc.nat(), (steps, swaps, drop) => {
        const { history, logs } = linearRun(steps);
        const damaged = history.filter((_, index) => index % 7 !== drop % 7);
        const kinds = (list: readonly Operation[]): string[] => judge(list, { logs }).map(summary).sort();
        expect(kinds(permuted(damaged, swaps))).toEqual(kinds(damaged));
      }),
      { numRuns: 200 },
    );
  });

  it('gives the same verdicts twice', () => {
    fc.assert(
      fc.property(plan, (steps) => {
        const { history, logs } = linearRun(steps);
        const damaged = history.filter((_, index) => index % 5 !== 3);
        expect(judge(damaged, { logs })).toEqual(judge(damaged, { logs }));
      }),
    );
  });
});

/** What must survive a permutation: kind, value and weight, without the order in which values were met. */
function summary(verdict: Parameters<typeof brief>[0]): string {
  return `${verdict.kind} ${verdict.verdict} ${[...verdict.subjects.values].sort().join(',')}`;
}

/** The history as if nobody had ever been given the value. */
function without(operation: Operation, value: string): Operation | null {
  if (operation.f === 'apply') return operation.record.value === value ? null : operation;
  if (operation.f !== 'poll') return operation;
  const records = operation.records.filter((item) => item.value !== value);
  return records.length === 0 ? null : { ...operation, records };
}

/** Exchanges neighbours of different processes that touch no common value; times stay with their places. */
function permuted(history: readonly Operation[], swaps: readonly number[]): Operation[] {
  const list = [...history];
  for (const swap of swaps) {
    if (list.length < 2) break;
    const index = swap % (list.length - 1);
    const [left, right] = [list[index] as Operation, list[index + 1] as Operation];
    if (left.process === right.process || related(left, right)) continue;
    list[index] = { ...right, at: left.at };
    list[index + 1] = { ...left, at: right.at };
  }
  return list;
}

function related(left: Operation, right: Operation): boolean {
  const values = new Set(valuesOf(left));
  return valuesOf(right).some((value) => values.has(value));
}

function valuesOf(operation: Operation): readonly string[] {
  if (operation.f === 'send') return [operation.value];
  if (operation.f === 'poll') return operation.records.map((item) => item.value);
  return operation.f === 'apply' ? [operation.record.value] : [];
}

describe('speed', () => {
  it('judges a history of 50,000 operations well within half a second of processor time', () => {
    const steps = Array.from({ length: 17_000 }, (_, index) => ({
      producer: index % 3,
      topic: index % 2,
      polls: index % 10 === 0,
      outcome: 'ok' as const,
    }));
    const { history, logs } = linearRun(steps);
    expect(history.length).toBeGreaterThan(50_000);
    const times = [1, 2, 3].map(() => {
      const before = process.cpuUsage();
      expect(judge(history, { logs, end: AT_REST })).toEqual([]);
      const { user, system } = process.cpuUsage(before);
      return (user + system) / 1_000;
    });
    expect(Math.min(...times)).toBeLessThan(500);
  });
});
