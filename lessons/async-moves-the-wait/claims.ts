import type { RabbitScenario } from '../../sim-engine/systems/rabbitmq/vocabulary.ts';
import { about, every, expect, once, runPlan, seconds } from '../claiming.ts';
import type { Claims, FormAnswer, RunReader } from '../lesson.ts';
import { acknowledgedStep, faultStep, queuesHolding, sentStep } from '../reading.ts';
import {
  answeredStep,
  askedStep,
  busyPercent,
  changeOf,
  checks,
  forgotten,
  longestMillis,
  madeStep,
  medianMillis,
  ORDER,
  p99Micros,
  placeOf,
  pressedStep,
  QUIET,
  replies,
  REPLY_MILLIS_MAX,
  settledStep,
  takenStep,
  teas,
  TEA_SECONDS_MAX,
  toldStep,
  workSeconds,
} from './checks.ts';
import { meta } from './meta.ts';
import { deeds, runs, SLOW_MILLIS, staffed, TEA_MILLIS } from './scenario.ts';
import { solutions } from './solution.ts';

const { seeds, runOf, moment } = about({ meta, runs, checks });

/** The hook's run with the kitchen asleep. */
function asleep(): RunReader {
  const start = runOf('hook');
  const [deed] = deeds;
  const at = start.timeOf(moment('hook', 'start', start));
  return runPlan({ ...runs['hook']!, actions: [{ at, operation: deed!.operation, arguments: deed!.arguments }] }).run;
}

/** The runs of a choice: the solution, with something changed. */
function tuned(settings: Readonly<Record<string, string>>, seed = meta.seeds.public): readonly RunReader[] {
  const answer = { ...(solutions['tune'] as FormAnswer), numbers: {}, lists: {} };
  const plans = checks.tasks['tune']!.plans(
    { ...answer, settings: { ...answer.settings, ...settings } } as never,
    seed,
  );
  return plans.map((plan) => runPlan(plan).run);
}

const servicesOf = (run: RunReader) => run.scenario.topology.applications!.services;
const kitchenOf = (run: RunReader) => servicesOf(run).find(({ name }) => name === 'kitchen')!;
const isQuick = (run: RunReader): boolean => p99Micros(replies(run)) < REPLY_MILLIS_MAX * 1_000;
const isServed = (run: RunReader): boolean => p99Micros(teas(run)) < TEA_SECONDS_MAX * 1_000_000;
/** Orders come so many a second while they come. */
const perSecond = (run: RunReader): number | undefined =>
  run.scenario.topology.applications!.callers[0]?.phases[0]?.ratePerSecond;

export const claims: Claims = {
  'one-kitchen-two-tills': once(() => {
    const run = runOf('hook');
    expect(servicesOf(run).map(({ name }) => name)).toEqual(['checkout', 'kitchen']);
    expect(Object.keys(servicesOf(run)[0]!.endpoints)).toEqual(['wait', 'number']);
    expect(longestMillis(replies(run, 'waiting'))).toBeGreaterThan(TEA_MILLIS);
    expect(longestMillis(replies(run, 'numbered'))).toBeLessThan(20);
  }),
  'asleep-both-wait-for-tea': once(() => {
    const run = asleep();
    expect(longestMillis(replies(run, 'waiting'))).toBeGreaterThan(3_000);
    expect(longestMillis(replies(run, 'numbered'))).toBeLessThan(20);
    expect(longestMillis(teas(run, 'numbered'))).toBeGreaterThan(3_000);
  }),

  'one-cook-falls-behind': once(() => {
    for (const seed of seeds) {
      const [two, one] = [2, 1].map((cooks) => runPlan({ scenario: staffed(cooks, seed) }).run) as [
        RunReader,
        RunReader,
      ];
      expect([changeOf(replies(two), replies(one)), changeOf(teas(two), teas(one))]).toEqual(['same', 'longer']);
      expect(perSecond(one)).toBe(3);
    }
  }),
  'two-cooks-three-a-second': once(() => {
    for (const name of ['sync', 'async', 'slow-sync', 'slow-async']) {
      expect([kitchenOf(runOf(name)).concurrency, perSecond(runOf(name))]).toEqual([2, 3]);
    }
    expect(runOf('slow-async').scenario.topology.consumers.length).toBe(2);
  }),
  'three-times-slower': once(() => {
    expect([TEA_MILLIS, SLOW_MILLIS]).toEqual([200, 600]);
    for (const name of ['slow-sync', 'slow-async'])
      expect(kitchenOf(runOf(name)).endpoints['make']?.[0]).toMatchObject({ do: 'work', micros: 600_000 });
  }),

  'reply-208-to-608': once(() =>
    expect(['sync', 'slow-sync'].map((name) => medianMillis(replies(runOf(name))))).toEqual([208, 608]),
  ),
  'reply-stays-8': once(() => {
    expect(['async', 'slow-async'].map((name) => medianMillis(replies(runOf(name))))).toEqual([8, 8]);
    for (const seed of seeds) expect(longestMillis(replies(runOf('slow-async', seed)))).toBeLessThan(20);
  }),
  'tea-as-late-in-both': once(() => {
    for (const name of ['slow-sync', 'slow-async']) expect(medianMillis(teas(runOf(name))) / 1_000).toBeCloseTo(0.6, 1);
  }),
  'same-work': once(() =>
    expect(['slow-sync', 'slow-async'].map((name) => workSeconds(runOf(name)))).toEqual([21.6, 21.6]),
  ),

  'sync-in-one-line': every('sync', (run) => {
    const steps = [pressedStep, askedStep, madeStep, answeredStep, toldStep].map((stepOf) => stepOf(run, QUIET));
    expect([...new Set(steps)].sort((left, right) => left - right)).toEqual(steps);
  }),
  'made-before-told': every('sync', (run) => {
    for (const { order, to } of teas(run)) expect(to ?? 0).toBeLessThan(run.timeOf(toldStep(run, order)));
  }),

  'ten-a-second': once(() => expect(perSecond(runOf('crowd'))).toBe(10)),
  'more-than-two-cooks-can': once(() => {
    const { concurrency } = kitchenOf(runOf('crowd'));
    expect((concurrency * 1_000) / SLOW_MILLIS).toBeLessThan(10);
    expect(concurrency).toBe(2);
  }),

  'a9-waits-in-the-queue': every('crowd', (run) => {
    expect(placeOf(run, ORDER, toldStep(run, ORDER))).toBe('queue');
    expect(queuesHolding(run, toldStep(run, ORDER), ORDER)).toEqual(['teas']);
  }),
  'told-long-before-made': every('crowd', (run) => {
    const wait = seconds(run, madeStep(run, ORDER)) - seconds(run, toldStep(run, ORDER));
    expect(wait).toBeGreaterThan(1);
  }),

  'three-answers-in-a-row': every('crowd', (run) => {
    const queued = run.stepAt(run.timeOf(acknowledgedStep(run, ORDER))) - 1;
    expect(sentStep(run, ORDER)).toBeLessThan(acknowledgedStep(run, ORDER));
    expect(queuesHolding(run, queued, ORDER)).toEqual(['teas']);
    expect(acknowledgedStep(run, ORDER)).toBeLessThan(toldStep(run, ORDER));
    expect(longestMillis(replies(run))).toBeLessThan(20);
  }),
  'a9-done-much-later': every('crowd', (run) => {
    const [pressed, told, made] = [pressedStep, toldStep, madeStep].map((stepOf) => seconds(run, stepOf(run, ORDER)));
    expect(made! - told!).toBeGreaterThan((told! - pressed!) * 50);
  }),
  'settled-after-made': every('crowd', (run) => {
    expect(takenStep(run, ORDER)).toBeLessThan(madeStep(run, ORDER));
    expect(settledStep(run, ORDER)).toBeGreaterThan(madeStep(run, ORDER));
  }),

  'tuned-holds': once(() => {
    for (const seed of seeds) {
      const [rush, broken] = tuned({}, seed);
      expect([isQuick(rush!), isServed(rush!), forgotten(broken!)]).toEqual([true, true, []]);
      expect(busyPercent(rush!, 4)).toBeGreaterThanOrEqual(40);
    }
  }),
  'start-fails-both-ways': once(() => {
    const [rush] = tuned({ answered: 'made', cooks: '2' });
    expect([isQuick(rush!), isServed(rush!)]).toEqual([false, false]);
    // More cooks do not help the reply.
    expect(isQuick(tuned({ answered: 'made', cooks: '8' })[0]!)).toBe(false);
  }),
  'crash-in-the-rush': once(() => {
    const [, broken] = tuned({});
    const [crash, restart] = ['crash', 'restart'].map((name) => seconds(broken!, faultStep(broken!, name, 'kitchen')));
    expect(restart! - crash!).toBe(4);
    // Whoever promises five seconds breaks the promise then.
    for (const seed of seeds) expect(longestMillis(teas(tuned({}, seed)[1]!))).toBeGreaterThan(5_500);
    expect(teas(broken!).filter(({ from }) => from < crash! * 1_000_000).length).toBeGreaterThan(30);
  }),

  'forgotten-without-a-queue': once(() => {
    for (const seed of seeds) expect(forgotten(tuned({ answered: 'at-once' }, seed)[1]!).length).toBeGreaterThan(0);
  }),

  'broker-never-fails': once(() => {
    for (const { scenario } of Object.values(runs)) {
      expect((scenario as RabbitScenario).topology.brokers).toBe(1);
      expect(scenario.faults).toEqual([]);
    }
    for (const { scenario } of tuned({}))
      expect(scenario.faults.map(({ arguments: { node } }) => node)).not.toContain('rabbit-1');
  }),
  'cooks-ask-one-by-one': once(() => {
    for (const { settings } of runOf('crowd').scenario.topology.consumers)
      expect(settings).toMatchObject({ prefetch: 1 });
    expect(runOf('crowd').scenario.topology.applications!.callers[0]).toMatchObject({ timeoutMillis: 30_000 });
  }),
};
