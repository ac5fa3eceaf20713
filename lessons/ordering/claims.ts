import { about, every, expect, once, runPlan } from '../claiming.ts';
import type { Claims, RunReader } from '../lesson.ts';
import { sentStep } from '../reading.ts';
import {
  checks,
  done,
  doneStep,
  givenStep,
  givenTo,
  heard,
  overtaking,
  percentOf,
  turned,
  whoAndWhen,
} from './checks.ts';
import { meta } from './meta.ts';
import { affine, ALL, designOf, frozen, momentOf, runs, trials } from './scenario.ts';

const { seeds, runOf, moment } = about({ meta, runs, checks });

const SOLUTION = { route: 'by-order', readers: '2', 'x-single-active-consumer': 'true', prefetch: '10' };

const tried = (settings: Readonly<Record<string, string>>, seed: number): readonly RunReader[] =>
  trials(designOf(settings), seed).map((scenario) => runPlan({ scenario }).run);

export const claims: Claims = {
  'freezing-turns-around': once(() => {
    const plan = runs['hook']!;
    const from = runOf('hook').timeOf(moment('hook', 'start', runOf('hook')));
    const froze = { ...plan, actions: frozen(from) };
    expect(turned(runPlan(froze).run).length).toBeGreaterThan(0);
    expect(turned(runOf('hook'))).toEqual([]);
  }),
  'three-messages-each': every('slow', (run) => {
    const sent = run.operations.flatMap((each) => (each.f === 'send' && each.type === 'invoke' ? [each.value] : []));
    expect(sent.slice(0, 6)).toEqual(['a1', 'b1', 'c1', 'd1', 'e1', 'a2']);
    expect(sent.length).toBe(ALL);
  }),
  'b-is-told-backwards': once(() => {
    const run = runOf('slow');
    expect(heard(run, 'b')).toBe('213');
    expect(givenTo(run, 'b1') === givenTo(run, 'b2')).toBe(false);
  }),
  'nothing-failed': every('slow', (run) => {
    expect(run.milestones.filter(({ kind }) => kind === 'fault')).toEqual([]);
    expect(done(run).length).toBe(ALL);
    expect(run.operations.filter(({ f, type }) => f === 'send' && type !== 'ok' && type !== 'invoke')).toEqual([]);
  }),
  'queue-gave-them-in-order': every('slow', (run) => {
    const given = run.operations.flatMap((each) => (each.f === 'poll' ? each.records.map(({ value }) => value) : []));
    const sent = run.operations.flatMap((each) => (each.f === 'send' && each.type === 'invoke' ? [each.value] : []));
    expect(given).toEqual(sent);
  }),
  'unacknowledged-b1-holds-nobody': once(() => {
    const run = runOf('slow');
    expect(givenStep(run, 'b2')).toBeLessThan(doneStep(run, 'b1'));
    expect(doneStep(run, 'b2')).toBeLessThan(doneStep(run, 'b1'));
    expect(sentStep(run, 'b1')).toBeLessThan(sentStep(run, 'b2'));
  }),
  'crash-turns-around': every('requeue', (run) => {
    expect(turned(run).length).toBeGreaterThan(0);
    expect(done(run).length).toBe(ALL);
  }),
  'equal-speed': once(() => {
    for (const each of runs['requeue']!.scenario.topology.consumers) expect(each.processing.micros).toBe(250_000);
  }),
  'given-back-before-the-rest': every('requeue', (run) => {
    const from = moment('requeue', 'decisive', run);
    const [first] = overtaking(run);
    expect(first!.step).toBeGreaterThan(from);
    expect(first!.worker).toBe('worker-2');
  }),
  'crash-with-one-in-hand-is-harmless': once(() => {
    for (const at of [2_300_000, 3_100_000, 3_700_000]) {
      const actions = [{ at, operation: 'crash', arguments: { node: 'worker-1' } }];
      expect(turned(runPlan({ ...runs['shop']!, actions }).run)).toEqual([]);
    }
  }),
  'one-works-one-waits': once(() => {
    const run = runOf('single');
    const crash = moment('single', 'decisive', run);
    const workers = (part: readonly { readonly worker: string }[]): readonly string[] => [
      ...new Set(part.map(({ worker }) => worker)),
    ];
    expect(workers(done(run).filter(({ step }) => step < crash))).toEqual(['worker-1']);
    expect(workers(done(run).filter(({ step }) => step > crash))).toEqual(['worker-2']);
    expect(turned(run)).toEqual([]);
    expect(done(run).length).toBe(ALL);
  }),
  'same-order-same-hands': once(() => {
    for (const seed of seeds) {
      const { run } = runPlan({ scenario: { ...affine, seed } });
      const froze = affine.faults[0]!.at;
      expect(run.timeOf(givenStep(run, 'c1'))).toBeLessThan(froze);
      expect(givenTo(run, 'c1')).toBe('worker-2');
      expect(run.timeOf(doneStep(run, 'c1'))).toBeGreaterThan(froze);
      expect(['c2', 'd2'].map((value) => whoAndWhen(run, value))).toEqual(['worker-2-later', 'worker-1-now']);
      expect(turned(run)).toEqual([]);
    }
  }),
  'two-workers-are-never-idle': every('unordered', (run) => {
    expect(percentOf(run)).toBeGreaterThanOrEqual(90);
  }),
  'solution-is-fast': once(() => {
    for (const seed of seeds) {
      const [, , rush] = tried(SOLUTION, seed);
      expect(percentOf(rush!)).toBeGreaterThanOrEqual(80);
    }
  }),
  'one-worker-is-half': once(() => {
    for (const seed of seeds) {
      const [, , rush] = tried({ 'x-single-active-consumer': 'true' }, seed);
      expect(percentOf(rush!)).toBeLessThanOrEqual(52);
    }
  }),
  'moments-differ': once(() => {
    expect(new Set(seeds.map(momentOf)).size).toBeGreaterThan(4);
  }),
};
