import { about, every, expect, once, runPlan } from '../claiming.ts';
import type { Claims, RunReader } from '../lesson.ts';
import {
  answeredStep,
  checks,
  givenStep,
  givenTo,
  idlePerSecond,
  perSecond,
  pulledMillis,
  stuck,
  undone,
  waitMillis,
  waits,
  WAIT_MILLIS_MAX,
} from './checks.ts';
import { meta } from './meta.ts';
import { alone, deeds, LONE, pulledWith, QUICK, runs, shopWith, SLOW } from './scenario.ts';
import { rightSettings } from './solution.ts';
import { kafkaVocabulary } from '../../sim-engine/systems/kafka/vocabulary.ts';
import { rabbitVocabulary, type RabbitScenario } from '../../sim-engine/systems/rabbitmq/vocabulary.ts';

const { runOf, moment, seeds } = about({ meta, runs, checks });

const working = (scenario: RabbitScenario): Readonly<Record<string, number>> =>
  Object.fromEntries(scenario.topology.consumers.map(({ name, processing }) => [name, processing.micros / 1_000]));

/** The hook's run: its buttons, pressed so many seconds after its start. */
function hooked(...secondsAfter: readonly number[]): RunReader {
  const start = runOf('hook');
  const from = start.timeOf(moment('hook', 'start', start));
  const actions = secondsAfter.map((after, place) => {
    const { operation, arguments: given } = deeds[place]!;
    return { at: from + after * 1_000_000, operation, arguments: given };
  });
  return runPlan({ ...runs['hook']!, actions }).run;
}

/** The log that is pulled by a worker that asks like this. */
const asked = ({ wait, min }: { readonly wait: number; readonly min: number }): RunReader => {
  const settings = { 'fetch.max.wait.ms': String(wait), 'fetch.min.bytes': String(min) };
  return runPlan({ scenario: pulledWith({ settings, seed: meta.seeds.public }) }).run;
};

const millisBetween = (run: RunReader, from: number, to: number): number => (run.timeOf(to) - run.timeOf(from)) / 1_000;

export const claims: Claims = {
  'sleeper-keeps-its-orders': once(() => {
    expect(undone(runOf('hook'))).toEqual([]);
    expect(undone(hooked(0)).length).toBeGreaterThan(30);
    expect(undone(hooked(0, 2))).toEqual([]);
  }),

  'twenty-times-slower': once(() => {
    const scenario = runs['flood']!.scenario as RabbitScenario;
    expect(working(scenario)).toEqual({ 'quick-1': 20, 'quick-2': 20, 'quick-3': 20, slow: 400 });
    expect(scenario.topology.producers[0]?.records).toBe(160);
  }),
  'no-limit-by-default': once(() => {
    const found = rabbitVocabulary.settings.definitions.consumer.find(({ name }) => name === 'prefetch');
    expect(found?.default).toBe(0);
    const { consumers } = (runs['flood']!.scenario as RabbitScenario).topology;
    for (const consumer of consumers) expect(consumer).not.toHaveProperty('settings.prefetch');
  }),
  'each-gets-a-quarter': every('flood', (run) => {
    for (const worker of [...QUICK, SLOW]) expect(givenTo(run, worker)).toBe(40);
  }),
  'slow-waits-seconds': every('flood', (run) => {
    expect(waitMillis(run, [SLOW])).toBeGreaterThan(5_000);
    expect(waitMillis(run, QUICK)).toBeLessThan(100);
    expect(undone(run).length).toBeGreaterThan(0);
    for (const value of undone(run)) expect(waits(run).find((wait) => wait.value === value)?.worker ?? '').toBe(SLOW);
  }),

  'one-is-fair': every('one', (run) => {
    expect(givenTo(run, SLOW)).toBeLessThan(20);
    expect(givenTo(run, SLOW)).toBeGreaterThan(8);
    expect(undone(run)).toEqual([]);
  }),
  'one-makes-everybody-wait': every('one', (run) => {
    expect(waitMillis(run, QUICK)).toBeGreaterThan(1_000);
    expect(waitMillis(run, [SLOW])).toBeGreaterThan(1_000);
  }),
  'strength-is-enough': once(() => {
    for (const seed of seeds) {
      const { run } = runPlan({ scenario: { ...shopWith({ settings: rightSettings, seed }), faults: [] } });
      expect(waitMillis(run, [...QUICK, SLOW])).toBeLessThan(250);
    }
  }),
  'idle-between-orders': every('one', (run) => {
    const gap = millisBetween(run, answeredStep(run, 'quick-1'), givenStep(run, 'quick-1', 2));
    expect(gap).toBeGreaterThan(40);
    expect(gap).toBeLessThan(80);
  }),
  'slow-keeps-its-one': every('one', (run) => {
    expect(answeredStep(run, SLOW)).toBeGreaterThan(givenStep(run, 'quick-1', 2));
    expect(givenStep(run, SLOW, 2)).toBeGreaterThan(answeredStep(run, SLOW));
  }),

  'kafka-waits-half-a-second': once(() => {
    const wait = kafkaVocabulary.settings.definitions.consumer.find(({ name }) => name === 'fetch.max.wait.ms');
    expect(wait?.default).toBe(500);
    expect(runs['pull']!.scenario.topology.consumers[0]?.settings).not.toHaveProperty('fetch.max.wait.ms');
  }),
  'pulled-at-once': every('pull', (run) => {
    expect(pulledMillis(run).length).toBe(8);
    for (const millis of pulledMillis(run)) expect(millis).toBeLessThan(20);
  }),
  'asking-often-is-no-faster': once(() => {
    const [calm, eager] = [runOf('pull'), runOf('eager')];
    expect(Math.max(...pulledMillis(eager))).toBeGreaterThanOrEqual(Math.max(...pulledMillis(calm)));
    expect(eager.steps).toBeGreaterThan(calm.steps * 6);
  }),

  'two-are-enough-for-one': once(() => {
    expect(LONE.perSecond).toBe(7);
    const { topology, ...rest } = alone(0, meta.seeds.public);
    const producers = topology.producers.map((shop) => ({ ...shop, ratePerSecond: 30 }));
    const { run } = runPlan({ scenario: { ...rest, topology: { ...topology, producers } } });
    expect(Math.abs(1_000 / perSecond(run) - LONE.busyMillis)).toBeLessThan(5);
    for (const seed of seeds) {
      const [one, two] = [1, 2].map((prefetch) => runPlan({ scenario: alone(prefetch, seed) }).run) as [
        RunReader,
        RunReader,
      ];
      expect(Math.abs(perSecond(one) - 5.9)).toBeLessThan(0.5);
      expect(waitMillis(one, QUICK)).toBeGreaterThan(1_000);
      expect(waitMillis(two, QUICK)).toBeLessThan(WAIT_MILLIS_MAX);
    }
  }),
  'never-held-asks-most': once(() => {
    const never = asked({ wait: 0, min: 1 });
    expect(idlePerSecond(never)).toBeGreaterThan(90);
    expect(Math.max(...pulledMillis(never))).toBeGreaterThanOrEqual(Math.max(...pulledMillis(runOf('pull'))));
    for (const wait of [500, 2_000]) {
      expect(idlePerSecond(asked({ wait, min: 1 }))).toBeLessThan(2);
      expect(Math.max(...pulledMillis(asked({ wait, min: 1 })))).toBeLessThan(20);
    }
  }),
  'five-hundred-is-three-orders': once(() => {
    const polls = asked({ wait: 5_000, min: 500 }).operations.flatMap((each) =>
      each.f === 'poll' && each.records.length > 0 ? [each.records.length] : [],
    );
    expect(polls.slice(0, 2)).toEqual([3, 3]);
  }),
  'more-is-later': once(() => {
    expect(Math.max(...pulledMillis(asked({ wait: 500, min: 500 })))).toBeGreaterThan(200);
    expect(Math.max(...pulledMillis(asked({ wait: 2_000, min: 500 })))).toBeGreaterThan(1_000);
  }),

  'three-and-one-hold': once(() => {
    for (const seed of seeds) {
      const { run } = runPlan({ scenario: shopWith({ settings: rightSettings, seed }) });
      expect(stuck(run).length).toBeLessThanOrEqual(3);
    }
  }),
  'half-a-journey': once(() => {
    for (const name of ['flood', 'one'])
      expect(runs[name]!.scenario.network).toEqual({ latencyMicros: 25_000, jitterMicros: 5_000 });
  }),
};
