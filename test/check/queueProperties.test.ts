import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ObservedLog, Operation } from '../../sim-engine/check/history.ts';
import { ALL_PROMISES, briefs, judge, operations, queue } from './support.ts';

/** One step of a correct queue: a publisher sends, or a consumer takes the oldest message and does one thing with it. */
const plan = fc.array(fc.constantFrom('send', 'send', 'work', 'work', 'requeue'), { minLength: 1, maxLength: 40 });

interface QueueRun {
  readonly history: readonly Operation[];
  readonly logs: readonly ObservedLog[];
  /** Values that still lie in the queue, with their numbers. */
  readonly waiting: readonly { readonly value: string; readonly number: number }[];
}

/** One consumer at a time works on the head of the queue; what is given back stays there. */
function correctRun(steps: readonly string[]): QueueRun {
  const lines = ['c0 assigned jobs#', 'c1 assigned jobs#'];
  const waiting: { value: string; number: number }[] = [];
  let sent = 0;
  steps.forEach((step, index) => {
    const value = `${'abc'[sent % 3]}${sent}`;
    if (step === 'send') {
      waiting.push({ value, number: sent });
      sent += 1;
      lines.push(`p1 send jobs#${value}`, `p1 ok jobs#${value}`);
      return;
    }
    const head = waiting[0];
    if (head === undefined) return;
    const entry = `jobs#${head.value}@${head.number}`;
    const consumer = `c${index % 2}`;
    lines.push(`${consumer} poll ${entry}`);
    if (step === 'requeue') lines.push(`${consumer} requeue ${entry}`);
    else lines.push(`${consumer} apply ${entry}`, `${consumer} ack ${entry}`);
    if (step === 'work') waiting.shift();
  });
  const held = [...'.'.repeat(sent)].map(
    (hole, number) => waiting.find((entry) => entry.number === number)?.value ?? hole,
  );
  const copies = ['n1*', 'n2', 'n3'].map((node) => [node, ...held].join(' '));
  return { history: operations(lines.join('\n')), logs: [queue('jobs', ...copies)], waiting };
}

describe('properties of queues', () => {
  it('a correct run that has not been read to the end breaks no promise, wherever it is cut', () => {
    fc.assert(
      fc.property(plan, (steps) => {
        const { history, logs, waiting } = correctRun(steps);
        const verdicts = judge(history, { logs, promises: ALL_PROMISES, end: { drained: false } });
        expect(verdicts.filter((verdict) => verdict.verdict === 'violation')).toEqual([]);
        const delivered = new Set(
          history.flatMap((each) => (each.f === 'poll' ? each.records.map(({ value }) => value) : [])),
        );
        const unseen = verdicts.filter(({ kind }) => kind === 'unseen').flatMap(({ subjects }) => subjects.values);
        expect(unseen).toEqual(waiting.map(({ value }) => value).filter((value) => !delivered.has(value)));
      }),
      { numRuns: 200 },
    );
  });

  it('taking one undelivered message out of the queue is that lost write and nothing else', () => {
    fc.assert(
      fc.property(plan, fc.nat(), (steps, pick) => {
        const { history, logs, waiting } = correctRun(steps);
        const delivered = new Set(
          history.flatMap((each) => (each.f === 'poll' ? each.records.map(({ value }) => value) : [])),
        );
        const candidates = waiting.filter(({ value }) => !delivered.has(value));
        fc.pre(candidates.length > 0);
        const { value } = candidates[pick % candidates.length] as (typeof candidates)[number];
        const without = logs.map((log) => ({
          ...log,
          replicas: log.replicas.map((copy) => ({
            ...copy,
            records: copy.records.filter((record) => record.value !== value),
          })),
        }));
        const found = briefs(history, { logs: without, end: { drained: false } });
        expect(found.filter((each) => each.includes('violation'))).toEqual([`lost-write violation ${value}`]);
      }),
      { numRuns: 200 },
    );
  });
});
