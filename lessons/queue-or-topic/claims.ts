import { about, every, expect, once, runPlan, seconds } from '../claiming.ts';
import type { Claims, RunReader } from '../lesson.ts';
import { faultStep, queuesHolding, sentStep } from '../reading.ts';
import {
  analyses,
  billings,
  checks,
  depthOf,
  doneBy,
  forgottenStep,
  givenTo,
  heldStep,
  missing,
  mostTimes,
  published,
  times,
  waitingAtReturn,
} from './checks.ts';
import { meta } from './meta.ts';
import { ANALYTICS, deeds, HELPER, helped, runs, WORKERS } from './scenario.ts';
import type { RabbitScenario } from '../../sim-engine/systems/rabbitmq/vocabulary.ts';

const { seeds, runOf, moment } = about({ meta, runs, checks });

/** The hook's run with analytics plugged in at its start, and sent home after so many seconds. */
function hooked(...secondsAfter: readonly number[]): RunReader {
  const start = runOf('hook');
  const from = start.timeOf(moment('hook', 'start', start));
  const actions = secondsAfter.map((after, place) => {
    const { operation, arguments: given } = deeds[place]!;
    return { at: from + after * 1_000_000, operation, arguments: given };
  });
  return runPlan({ ...runs['hook']!, actions }).run;
}

const shareOf = (run: RunReader, consumer: string): number => doneBy(run, [consumer]).length;
const once1 = (run: RunReader): boolean => mostTimes(run, billings(run)) === 1;

export const claims: Claims = {
  'plugged-in-takes-away': once(() => {
    expect(missing(runOf('hook'), billings(runOf('hook')))).toEqual([]);
    expect(missing(hooked(0), billings(hooked(0))).length).toBeGreaterThan(4);
  }),

  'forty-orders': every('shared', (run) => expect(published(run).length).toBe(40)),
  'four-share-one-queue': every('shared', (run) => {
    for (const order of published(run)) expect(times([...billings(run), ...analyses(run)], order)).toBe(1);
    for (const consumer of [...WORKERS, ANALYTICS]) {
      expect(shareOf(run, consumer)).toBeGreaterThanOrEqual(8);
      expect(shareOf(run, consumer)).toBeLessThanOrEqual(12);
    }
  }),
  'not-billed-is-analysed': every('shared', (run) => {
    const taken = analyses(run).map(({ value }) => value);
    expect(taken.length).toBeGreaterThan(0);
    expect(missing(run, billings(run))).toEqual(taken);
  }),

  'own-queues-bill-thrice': every('threefold', (run) => {
    for (const order of published(run)) expect(times(billings(run), order)).toBe(3);
    for (const worker of WORKERS) expect(shareOf(run, worker)).toBe(40);
  }),

  'fanout-copies': once(() => {
    const { exchanges, bindings } = (runs['two']!.scenario as RabbitScenario).topology;
    expect(exchanges).toEqual([{ name: 'orders', type: 'fanout' }]);
    expect(bindings.map(({ to }) => to)).toEqual(['billing', 'analytics']);
  }),
  'one-copy-for-each-queue': every('two', (run) => {
    const copied = heldStep(run, { value: 'a1', queues: 2 });
    expect(copied).toBeGreaterThan(sentStep(run, 'a1'));
    expect([...queuesHolding(run, copied, 'a1')].sort()).toEqual(['analytics', 'billing']);
  }),
  'forgotten-by-one-only': every('two', (run) => {
    expect(queuesHolding(run, forgottenStep(run, 'a1', 'analytics'), 'a1')).toEqual(['billing']);
  }),
  'each-once': every('two', (run) => {
    for (const order of published(run)) {
      expect(times(billings(run), order)).toBe(1);
      expect(times(analyses(run), order)).toBe(1);
    }
    for (const worker of WORKERS) expect(shareOf(run, worker)).toBeGreaterThanOrEqual(12);
  }),

  'one-analytics-falls-behind': once(() => {
    const both = helped(ANALYTICS, meta.seeds.public);
    const consumers = both.topology.consumers.filter(({ name }) => name !== HELPER);
    const { run } = runPlan({ scenario: { ...both, topology: { ...both.topology, consumers } } });
    expect(missing(run, analyses(run)).length).toBeGreaterThan(0);
    expect(missing(run, billings(run))).toEqual([]);
  }),
  'two-share-half': once(() => {
    for (const seed of seeds) {
      const { run } = runPlan({ scenario: helped(ANALYTICS, seed) });
      const done = doneBy(run, [ANALYTICS, HELPER]);
      expect([missing(run, done).length, mostTimes(run, done)]).toEqual([0, 1]);
      expect(Math.abs(analyses(run).length - 20)).toBeLessThanOrEqual(2);
    }
  }),

  'six-seconds-away': every('away', (run) => {
    const gone = faultStep(run, 'restart', ANALYTICS);
    expect(seconds(run, gone) - seconds(run, faultStep(run, 'crash', ANALYTICS))).toBeCloseTo(6, 2);
    const { producers } = (run.scenario as RabbitScenario).topology;
    expect(producers.map(({ ratePerSecond }) => ratePerSecond)).toEqual([4]);
  }),
  'orders-wait-in-the-queue': every('away', (run) => {
    expect(waitingAtReturn(run)).toBeGreaterThanOrEqual(23);
    expect(waitingAtReturn(run)).toBeLessThanOrEqual(26);
  }),
  'caught-up': every('away', (run) => {
    expect(missing(run, analyses(run))).toEqual([]);
    expect(depthOf(run, run.steps, 'analytics')).toBe(0);
    expect(mostTimes(run, analyses(run))).toBe(1);
  }),
  'billing-does-not-notice': every('away', (run) => {
    expect(missing(run, billings(run))).toEqual([]);
    expect(once1(run)).toBe(true);
    const deepest = Math.max(...Array.from({ length: run.steps + 1 }, (_, step) => depthOf(run, step, 'billing')));
    expect(deepest).toBeLessThanOrEqual(3);
  }),

  'groups-copy-members-share': every('groups', (run) => {
    for (const order of published(run)) {
      expect(givenTo(run, order).length).toBe(2);
      expect(times(billings(run), order)).toBe(1);
      expect(times(analyses(run), order)).toBe(1);
    }
    for (const worker of WORKERS) expect(shareOf(run, worker)).toBe(8);
  }),
  'a-topic-forgets-nothing': every('groups', (run) => {
    const kept = run.observe(run.steps).logs.flatMap(({ replicas }) => replicas[0]?.records ?? []);
    expect(kept.length).toBe(published(run).length);
  }),
  'three-partitions': once(() => {
    const { topics } = runs['groups']!.scenario.topology as unknown as { topics: readonly object[] };
    expect(topics).toMatchObject([{ name: 'orders', partitions: 3 }]);
  }),

  'one-node-fixed-work': once(() => {
    for (const { scenario } of Object.values(runs)) expect((scenario as RabbitScenario).topology.brokers).toBe(1);
  }),
};
