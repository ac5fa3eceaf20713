import { about, every, expect, once, runPlan } from '../claiming.ts';
import type { Claims, RunReader } from '../lesson.ts';
import {
  afterRestart,
  checks,
  closedSeconds,
  forgotten,
  kindOf,
  late,
  lateSeconds,
  percentInTime,
  waitOf,
  waits,
} from './checks.ts';
import { meta } from './meta.ts';
import { deeds, designOf, runs, trials } from './scenario.ts';
import { rabbitVocabulary } from '../../sim-engine/systems/rabbitmq/vocabulary.ts';
import { queuesHolding } from '../reading.ts';

const { seeds, runOf, moment } = about({ meta, runs, checks });

const everyTrial = (
  settings: Readonly<Record<string, string>>,
  holdsFor: (all: readonly RunReader[]) => void,
): void => {
  for (const seed of seeds) {
    holdsFor(trials(designOf(settings), seed).map((scenario) => runPlan({ scenario }).run));
  }
};

const ofKind = (run: RunReader, kind: string) => waits(run).filter(({ order }) => kindOf(order) === kind);

export const claims: Claims = {
  'one-ordinary-order-holds-up-the-sale': once(() => {
    const start = runOf('hook');
    expect(late(start)).toEqual([]);
    const at = start.timeOf(moment('hook', 'start', start));
    const { operation, arguments: given } = deeds[0]!;
    const run = runPlan({ ...runs['hook']!, actions: [{ at, operation, arguments: given }] }).run;
    expect(late(run).length).toBeGreaterThan(1);
  }),
  'placed-when-the-text-says': every('mixed', (run) => {
    expect(waitOf(run, 'n1')!.placedAt / 1_000_000).toBeCloseTo(1.4, 1);
    expect(waitOf(run, 's2')!.placedAt / 1_000_000).toBeCloseTo(1.5, 1);
  }),
  'out-with-n1': every('mixed', (run) => {
    const gap = waitOf(run, 's2')!.closedAt! - waitOf(run, 'n1')!.closedAt!;
    expect(gap).toBeGreaterThan(0);
    expect(gap).toBeLessThan(100_000);
    expect(lateSeconds(run, 's2')).toBeGreaterThan(9);
  }),
  'ordinary-orders-are-in-time': every('mixed', (run) => {
    expect(late(run).every(({ order }) => kindOf(order) === 's')).toBe(true);
    expect(late(run).length).toBe(ofKind(run, 's').length - 1);
  }),
  'still-in-the-queue-when-due': every('mixed', (run) => {
    expect(queuesHolding(run, moment('mixed', 'due', run), 's2')).toEqual(['waiting']);
  }),
  'two-behind-one': every('few', (run) => {
    expect(waits(run).map(({ order }) => order)).toEqual(['n1', 's1', 's2']);
    expect(['n1', 's1', 's2'].map((order) => closedSeconds(run, order))).toEqual([13, 13, 14]);
    expect(late(run).map(({ order }) => order)).toEqual(['s1']);
  }),
  'six-as-told': every('later', (run) => {
    const told: Readonly<Record<string, number>> = { s1: 1, s2: 2, n1: 2.4, s3: 3, n2: 3.4, n3: 4.4 };
    expect(waits(run).map(({ order }) => order)).toEqual(Object.keys(told));
    for (const { order, placedAt } of waits(run)) expect(placedAt / 1_000_000).toBeCloseTo(told[order]!, 1);
    expect(late(run).map(({ order }) => order)).toEqual(['s3']);
  }),
  'timers-are-gone': every('restart', (run) => {
    expect(afterRestart(run)).toBe('gone');
    expect(forgotten(run).length).toBe(ofKind(run, 'n').length);
    expect(late(run).some(({ order }) => kindOf(order) === 's')).toBe(false);
  }),
  'confirmed-all-the-same': every('restart', (run) => {
    const confirmed = run.operations.filter(({ f, type }) => f === 'send' && type === 'ok');
    expect(confirmed.length).toBe(waits(run).length);
  }),
  'transient-by-default': once(() => {
    const persistent = rabbitVocabulary.settings.definitions.producer.find(({ name }) => name === 'persistent');
    expect(persistent?.default).toBe(false);
  }),
  'persistent-timers-survive': once(() => {
    everyTrial({ mechanism: 'queue-per-delay', persistent: 'true' }, (all) => {
      for (const run of all) expect(percentInTime(run)).toBe(100);
    });
  }),
  'the-table-is-as-good': once(() => {
    everyTrial({ mechanism: 'table', look: '0.5' }, (all) => {
      for (const run of all) expect(percentInTime(run)).toBe(100);
    });
  }),
};
