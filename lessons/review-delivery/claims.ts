import { about, every, expect, once, runPlan } from '../claiming.ts';
import type { Claims } from '../lesson.ts';
import {
  behind,
  brokenBy,
  CAUSES,
  checks,
  crashSteps,
  handedStep,
  made,
  madeSteps,
  neverMade,
  orphans,
  overtaker,
  pausedStep,
  refused,
  rowStep,
  stepWhere,
  twice,
  VICTIM,
  waiting,
} from './checks.ts';
import { meta } from './meta.ts';
import { runs } from './scenario.ts';

const { runOf, everySeed, moment } = about({ meta, runs, checks });

export const claims: Claims = {
  'crash-in-hand-loses-one': once(() => {
    const calm = runOf('hook');
    expect(neverMade(calm)).toEqual([]);
    const at = calm.timeOf(moment('hook', 'start', calm)) + 100_000;
    const { hook } = runs;
    if (hook === undefined) throw new Error('there is a hook');
    const actions = [
      { at, operation: 'crash', arguments: { node: 'kitchen' } },
      { at: at + 500_000, operation: 'restart', arguments: { node: 'kitchen' } },
    ];
    expect(neverMade(runPlan({ ...hook, actions }).run)).toEqual([VICTIM]);
  }),
  'made-then-crashed': every('poison', (run) => {
    const [crash = -1] = crashSteps(run, 'kitchen');
    expect(madeSteps(run, VICTIM)[0]).toBeLessThan(crash);
    expect(rowStep(run, 'made', VICTIM)).toBeLessThan(crash);
    expect(stepWhere(run, (each) => each.f === 'settle' && each.record.value === VICTIM)).toBe(-1);
  }),
  'refused-for-ever': every('poison', (run) => {
    expect(twice(run)).toEqual([]);
    expect(made(run)).toEqual(['a1', 'a2', 'a3']);
    expect(waiting(run)).toBe(4);
    const refusals = run.operations.filter((each) => each.f === 'write' && each.type === 'fail');
    expect(refusals.length).toBeGreaterThan(5);
  }),
  'five-verdicts': once(() => {
    for (const [name, guarantee] of [
      ['vanish', 'loss'],
      ['orphan', 'agree'],
      ['overload', 'none'],
      ['twice', 'twice'],
      ['inverted', 'order'],
    ] as const)
      everySeed(name, (run) => expect(brokenBy(run)).toBe(guarantee));
  }),
  'refused-were-told': every('overload', (run) => {
    expect(refused(run)).toBe(13);
    expect(neverMade(run)).toEqual([]);
    expect(orphans(run)).toEqual([]);
  }),
  'pause-alone-waits': every('inverted', (run) => {
    expect(pausedStep(run)).toBeGreaterThan(0);
    expect(pausedStep(run)).toBeLessThan(CAUSES.inverted(run));
    expect(CAUSES.inverted(run)).toBeLessThan(madeSteps(run, overtaker(run))[0] ?? -1);
    expect(twice(run)).toEqual([]);
  }),
  'three-crashes-one-loss': every('vanish', (run) => {
    expect(crashSteps(run, 'kitchen').length).toBe(3);
    expect(neverMade(run)).toEqual([VICTIM]);
    expect(CAUSES.vanish(run)).toBe(crashSteps(run, 'kitchen')[1]);
    expect(CAUSES.vanish(run)).toBeGreaterThan(handedStep(run, VICTIM));
  }),
  'two-crashes-one-orphan': every('orphan', (run) => {
    expect(crashSteps(run, 'checkout').length).toBe(2);
    expect(orphans(run)).toEqual([VICTIM]);
    expect(rowStep(run, 'orders', 'a2')).toBe(-1);
  }),
  'two-crashes-one-repeat': every('twice', (run) => {
    expect(crashSteps(run, 'kitchen').length).toBe(2);
    expect(twice(run)).toEqual([VICTIM]);
    expect(madeSteps(run, 'a1').length).toBe(1);
    expect(handedStep(run, 'a1', crashSteps(run, 'kitchen')[0])).toBeGreaterThan(0);
  }),
  'thirty-come-thirteen-go': every('overload', (run) => {
    const asked = run.operations.filter(
      (each) => each.f === 'call' && each.type === 'invoke' && each.process === 'customers',
    );
    expect(asked.length).toBe(30);
    expect(made(run).length).toBe(17);
    expect(refused(run)).toBe(13);
  }),
  'three-wait-behind': every('poison', (run) => expect(behind(run)).toBe(3)),
  'one-broker-all-along': once(() => {
    for (const { scenario } of Object.values(runs)) {
      const { brokers } = scenario.topology as unknown as { readonly brokers: number };
      expect(brokers).toBe(1);
      for (const { arguments: given } of scenario.faults) expect(given['node']).not.toBe('rabbit-1');
    }
  }),
};
