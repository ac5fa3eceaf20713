import { about, every, expect, once, runPlan } from '../claiming.ts';
import type { Claims, RunReader } from '../lesson.ts';
import { faultStep } from '../reading.ts';
import { rabbitVocabulary, type RabbitScenario } from '../../sim-engine/systems/rabbitmq/vocabulary.ts';
import {
  askedSteps,
  callsToBank,
  checks,
  deliveries,
  fourthSeconds,
  good,
  isOdd,
  largestHerd,
  letters,
  paid,
  retried,
  sent,
  unpaid,
  withJitter,
} from './checks.ts';
import { meta } from './meta.ts';
import { alone, AWAY_SECONDS, BACK_SECONDS, BANK, DAYS, deeds, PAYMENTS, runs, shopWith } from './scenario.ts';
import { rightSettings } from './solution.ts';

const { seeds, runOf, moment } = about({ meta, runs, checks });

const MICROS = 1_000_000;
const secondsOf = (run: RunReader, step: number): number => run.timeOf(step) / MICROS;
const scenarioOf = (name: string): RabbitScenario => runs[name]!.scenario as RabbitScenario;

/** The hook's run, with the bank's plug pulled at its start. */
function unplugged(): RunReader {
  const start = runOf('hook');
  const { operation, arguments: given } = deeds[0]!;
  const at = start.timeOf(moment('hook', 'start', start));
  return runPlan({ ...runs['hook']!, actions: [{ at, operation, arguments: given }] }).run;
}

/** The task's second evening, with the right settings but for some. */
function secondEvening(seed: number, settings: Readonly<Record<string, string>> = {}): RunReader {
  return runPlan({ scenario: shopWith({ settings: { ...rightSettings, ...settings }, day: DAYS[1]!, seed }) }).run;
}

/** Times at which the bank is asked for an order, in seconds. */
const askedAt = (run: RunReader, order: string): readonly number[] =>
  askedSteps(run, order).map((step) => secondsOf(run, step));

/** Everything that workers are handed from a step on, in order. */
const handedOut = (run: RunReader, from: number): readonly string[] =>
  run.operations.flatMap((each) =>
    each.f === 'poll' && each.step > from ? each.records.map(({ value }) => value) : [],
  );

const queueSetting = (name: string) =>
  rabbitVocabulary.settings.definitions['queue']?.find((each) => each.name === name);

const passes = (settings: Readonly<Record<string, string>>, seed: number): boolean => {
  const answer = { settings: { ...rightSettings, ...settings }, lists: {}, numbers: {} };
  const task = checks.tasks['tune']!;
  return task.judge(
    answer as never,
    task.plans(answer as never, seed).map((plan) => runPlan(plan).run),
  ).passed;
};

export const claims: Claims = {
  'fourth-after-seven-seconds': once(() => {
    const plain = runPlan({ scenario: alone('exponential', meta.seeds.public) }).run;
    const jitter = runPlan({ scenario: alone('jitter', meta.seeds.public) }).run;
    expect([callsToBank(plain).length, callsToBank(jitter).length]).toEqual([4, 4]);
    expect(fourthSeconds(plain)).toBeCloseTo(7, 0);
    expect(withJitter(plain, jitter)).toBe('earlier');
  }),
  'one-call-an-order': every('hook', (run) => {
    expect(callsToBank(run).length).toBe(sent(run).length);
    expect(unpaid(run)).toEqual([]);
  }),
  'hundreds-of-calls-in-vain': once(() => {
    const run = unplugged();
    expect(callsToBank(run).length).toBeGreaterThan(300);
    expect(callsToBank(run).length).toBeGreaterThan(3 * sent(run).length);
  }),

  'two-odd-orders': every('poison', (run) => expect(sent(run).filter(isOdd)).toEqual(['x1', 'x2'])),
  'classic-queue-has-no-limit': once(() => {
    expect(scenarioOf('poison').topology.queues[0]).toEqual({ name: PAYMENTS, type: 'classic' });
    expect(deliveries(runOf('poison'), 'x1')).toBeGreaterThan(40);
  }),
  'stands-still': every('poison', (run) => expect(checks.predictions['poison']!.truth(run, run)).toBe('nothing')),
  'handed-out-a-hundred-times': every('poison', (run) => {
    for (const odd of ['x1', 'x2']) expect(deliveries(run, odd)).toBeGreaterThan(100);
  }),
  'back-to-the-front': every('poison', (run) => {
    const later = handedOut(run, moment('poison', 'decisive', run) + 60);
    expect(later.filter((value) => !isOdd(value))).toEqual([]);
    expect(later.length).toBeGreaterThan(100);
  }),

  'x1-asked-once': every('aside', (run) => {
    expect([deliveries(run, 'x1'), askedSteps(run, 'x1').length]).toEqual([1, 0]);
  }),
  'x1-is-a-letter': every('aside', (run) => {
    const step = moment('aside', 'rejected', run);
    expect([letters(run, step + 3), letters(run)]).toEqual([['x1'], ['x1']]);
  }),
  'next-one-goes-on': every('aside', (run) => {
    const wait = secondsOf(run, moment('aside', 'next', run)) - secondsOf(run, moment('aside', 'odd', run));
    expect(wait).toBeLessThan(0.5);
  }),
  'hiccup-of-three-tenths': every('aside', (run) => {
    const away = secondsOf(run, faultStep(run, 'restart', BANK)) - secondsOf(run, faultStep(run, 'crash', BANK));
    expect(away).toBeCloseTo(0.3, 3);
  }),
  'waits-double': every('aside', (run) => {
    const [first = 0, second = 0, third = 0, ...more] = askedAt(run, retried(run));
    expect(more).toEqual([]);
    expect(second - first).toBeLessThan(0.35);
    expect(third - second).toBeCloseTo(0.4, 1);
  }),
  'paid-late-and-once': every('aside', (run) => {
    const order = retried(run);
    const late = secondsOf(run, moment('aside', 'paid', run)) - (askedAt(run, order)[0] ?? 0);
    expect(late).toBeGreaterThan(0.5);
    expect(late).toBeLessThan(1);
    const charged = run.operations.filter((each) => each.f === 'effect' && each.type === 'ok' && each.order === order);
    expect(charged.length).toBe(1);
  }),

  'outage-of-four-seconds': every('outage', (run) => {
    expect(secondsOf(run, faultStep(run, 'crash', BANK))).toBeCloseTo(AWAY_SECONDS, 3);
    expect(secondsOf(run, faultStep(run, 'restart', BANK))).toBeCloseTo(BACK_SECONDS, 3);
    expect(BACK_SECONDS - AWAY_SECONDS).toBe(4);
  }),
  'three-attempts-each': every('outage', (run) => {
    for (const value of good(letters(run))) expect(askedSteps(run, value).length).toBe(3);
  }),
  'most-of-the-outage-is-buried': every('outage', (run) => {
    const inOutage = 5 * (BACK_SECONDS - AWAY_SECONDS);
    expect(good(letters(run)).length).toBeGreaterThan(inOutage * 0.75);
    expect(letters(run).filter(isOdd)).toEqual(['x1']);
  }),
  'nothing-happens-to-letters': every('outage', (run) => {
    const back = letters(run, faultStep(run, 'restart', BANK));
    expect(letters(run).slice(0, back.length)).toEqual(back);
    expect(paid(run).filter((value) => letters(run).includes(value))).toEqual([]);
  }),

  'six-fail-in-one-instant': every('herd', (run) => {
    const failed = run.operations.filter((each) => each.f === 'call' && each.type !== 'invoke' && each.type !== 'ok');
    const [first] = failed;
    const together = failed.filter(({ at }) => at - (first?.at ?? 0) < 10_000);
    expect(together.length).toBe(6);
  }),
  'six-at-once': every('herd', (run) => expect(largestHerd(run)).toBe(6)),
  'jitter-parts-the-herd': every('jitter', (run) => expect(largestHerd(run)).toBeLessThanOrEqual(3)),

  'right-settings-hold': once(() => {
    for (const seed of seeds) expect(passes({}, seed)).toBe(true);
  }),
  'only-redrive-can-read-it-leaves': once(() => {
    const run = secondEvening(meta.seeds.public);
    expect(letters(run)).toEqual(['x1']);
    expect(unpaid(run)).toEqual([]);
  }),
  'jitter-is-not-decisive-here': once(() => {
    for (const backoff of ['fixed', 'exponential'])
      expect(passes({ 'back-off': backoff }, meta.seeds.public)).toBe(true);
  }),
  'limit-of-twenty-in-quorum-queues': once(() => {
    expect(queueSetting('x-delivery-limit')?.default).toBe(20);
  }),
  'delayed-retry-of-the-queue': once(() => {
    expect(queueSetting('x-delayed-retry-type') === undefined).toBe(false);
  }),
};
