import { meanOf, lengthsOf } from '../../sim-engine/apps/measures/spans.ts';
import { workSpans } from '../../sim-engine/apps/measures/calls.ts';
import type { RabbitScenario } from '../../sim-engine/systems/rabbitmq/vocabulary.ts';
import { about, every, expect, once, runPlan } from '../claiming.ts';
import type { Claims, FormAnswer, RunReader } from '../lesson.ts';
import { acknowledgedStep, faultStep, queuesHolding } from '../reading.ts';
import {
  asked,
  checks,
  effectStep,
  late,
  medianMillis,
  medianReplyMillis,
  oversold,
  refused,
  sentWhileDown,
  sharePercent,
  toldStep,
  toldTooSoon,
  without,
} from './checks.ts';
import { meta } from './meta.ts';
import { CHAIN, deeds, runs, SERVICES, shopWith, SLOW_POINTS } from './scenario.ts';
import { solutions } from './solution.ts';

const { seeds, runOf, moment } = about({ meta, runs, checks });

/** The hook's run with one of its buttons pressed. */
function hooked(place: number): RunReader {
  const start = runOf('hook');
  const { operation, arguments: given } = deeds[place]!;
  const at = start.timeOf(moment('hook', 'start', start));
  return runPlan({ ...runs['hook']!, actions: [{ at, operation, arguments: given }] }).run;
}

/** The runs of a design: the solution, with something changed. */
function designed(settings: Readonly<Record<string, string>>, seed = meta.seeds.public): readonly RunReader[] {
  const answer = { ...(solutions['wire'] as FormAnswer), numbers: {}, lists: {} };
  const plans = checks.tasks['wire']!.plans(
    { ...answer, settings: { ...answer.settings, ...settings } } as never,
    seed,
  );
  return plans.map((plan) => runPlan(plan).run);
}

/** What the task asks for. */
function holdsEverywhere([outage, lastCups]: readonly RunReader[]): void {
  expect(refused(outage!)).toEqual([]);
  expect(late(outage!)).toEqual([]);
  expect([toldTooSoon(outage!, 'charged').length, toldTooSoon(lastCups!, 'charged').length]).toEqual([0, 0]);
  expect(oversold(lastCups!)).toEqual([]);
}

const isDownAt = (run: RunReader, node: string, micros: number): boolean =>
  micros > run.timeOf(faultStep(run, 'crash', node)) && micros < run.timeOf(faultStep(run, 'restart', node));
const secondsDown = (run: RunReader, node: string): number =>
  (run.timeOf(faultStep(run, 'restart', node)) - run.timeOf(faultStep(run, 'crash', node))) / 1_000_000;

const stepsOf = (run: RunReader) => run.scenario.topology.applications!.services[0]!.endpoints['order']!;
const workMillis = (run: RunReader, service: string) =>
  Math.round((meanOf(lengthsOf(workSpans(run.operations, service))) ?? 0) / 1_000);

export const claims: Claims = {
  'least-important-harms-as-much': once(() => {
    expect(refused(runOf('hook'))).toEqual([]);
    const harms = deeds.map((_, place) => refused(hooked(place)).length);
    expect(harms.length).toBe(SERVICES.length);
    expect(Math.min(...harms)).toBeGreaterThan(35);
    expect(Math.max(...harms) - Math.min(...harms)).toBeLessThanOrEqual(3);
  }),

  'two-a-second': every('chain', (run) => {
    expect(asked(run).length).toBe(120);
    const [first, last] = [asked(run)[0]!.from, asked(run).at(-1)!.from];
    expect((last - first) / 1_000_000).toBeCloseTo(59.5, 1);
  }),
  'email-is-last': every('chain', (run) => {
    const services = stepsOf(run).flatMap((step) => (step.do === 'call' ? [step.service] : []));
    expect(services).toEqual([...SERVICES]);
    expect(services.at(-1)).toBe('email');
  }),
  'down-thirty-seconds': every('chain', (run) => expect(secondsDown(run, 'email')).toBe(30)),

  'nobody-is-told-yes': every('chain', (run) => {
    expect(sharePercent(run)).toBeGreaterThanOrEqual(45);
    expect(sharePercent(run)).toBeLessThanOrEqual(55);
    for (const { from, to, outcome } of asked(run))
      if (isDownAt(run, 'email', from) && isDownAt(run, 'email', to!)) expect(outcome).toBe('fail');
  }),
  'paid-and-told-no': every('chain', (run) => {
    for (const { order } of refused(run)) expect(effectStep(run, 'charged', order)).toBeGreaterThan(0);
    expect(refused(run).length).toBeGreaterThan(50);
  }),
  'four-times-three-nines': once(() => {
    expect(SERVICES.length).toBe(4);
    expect(0.999 * 0.999 * 0.999 * 0.999 * 100).toBeCloseTo(99.6, 1);
  }),

  'points-down-thirty-seconds': every('shelved', (run) => expect(secondsDown(run, 'points')).toBe(30)),
  'queue-is-not-in-points': every('shelved', (run) => {
    const points = run.scenario.topology.applications!.services.find(({ name }) => name === 'points');
    expect(points?.clients).toEqual(['points-in-1']);
    expect(run.observe(faultStep(run, 'crash', 'points')).logs[0]?.leader).toBe('rabbit-1');
  }),
  'confirm-is-enough': every('shelved', (run) => {
    const [first = ''] = sentWhileDown(run, 'points');
    expect(queuesHolding(run, acknowledgedStep(run, first), first)).toEqual(['points']);
    const asks = run.operations.find(
      (each) => each.f === 'call' && each.process === 'checkout' && each.service === 'email' && each.order === first,
    );
    expect(asks?.step).toBe(acknowledgedStep(run, first) + 1);
  }),
  'told-yes-all-the-same': every('shelved', (run) => {
    const [first = ''] = sentWhileDown(run, 'points');
    expect(toldStep(run, first)).toBeGreaterThan(effectStep(run, 'e-mailed', first));
    expect(toldStep(run, first)).toBeLessThan(faultStep(run, 'restart', 'points'));
  }),
  'sixty-wait': every('shelved', (run) => {
    expect(sentWhileDown(run, 'points').length).toBe(60);
    expect(run.lag(faultStep(run, 'restart', 'points'))).toBe(60);
  }),
  'caught-up-in-four-seconds': every('shelved', (run) => {
    const empty = effectStep(run, 'credited', sentWhileDown(run, 'points').at(-1) ?? '');
    const after = (run.timeOf(empty) - run.timeOf(faultStep(run, 'restart', 'points'))) / 1_000_000;
    expect(after).toBeLessThan(4);
  }),
  'nobody-refused-with-the-queue': every('shelved', (run) => {
    expect(refused(run)).toEqual([]);
    expect(without(run, 'credited')).toEqual([]);
  }),

  'same-work-in-both': once(() => {
    for (const name of ['asked', 'left']) {
      const points = runOf(name).scenario.topology.applications!.services.find((each) => each.name === 'points');
      expect(points?.endpoints['do']?.[0]).toMatchObject({ do: 'work', micros: 50_000 });
      expect(points?.concurrency).toBe(4);
    }
    expect(runOf('left').scenario.topology.consumers.length).toBe(4);
  }),
  'credited-later': once(() => {
    expect([medianMillis(runOf('asked'), 'credited'), medianMillis(runOf('left'), 'credited')]).toEqual([189, 191]);
    for (const seed of seeds)
      expect(medianMillis(runOf('left', seed), 'credited')).toBeGreaterThan(
        medianMillis(runOf('asked', seed), 'credited'),
      );
  }),
  'works-as-long': once(() =>
    expect([workMillis(runOf('asked'), 'points'), workMillis(runOf('left'), 'points')]).toEqual([50, 50]),
  ),
  'reply-comes-sooner': once(() => {
    for (const seed of seeds)
      expect(medianReplyMillis(runOf('left', seed))).toBeLessThan(medianReplyMillis(runOf('asked', seed)));
  }),

  'two-readers-keep-up': once(() => {
    for (const seed of seeds.slice(0, 3)) {
      const lateWith = (readers: number): number => {
        const scenario = shopWith({ ...SLOW_POINTS, ways: { ...CHAIN, points: 'queue' }, readers, seed });
        const { run } = runPlan({ scenario });
        expect(Math.abs(workMillis(run, 'points') - 800)).toBeLessThan(10);
        expect(secondsDown(run, 'points')).toBe(30);
        return late(run, 'credited').length;
      };
      expect(lateWith(2)).toBe(0);
      expect(lateWith(1)).toBeGreaterThan(0);
    }
  }),

  'repaired-holds': once(() => {
    for (const seed of seeds) holdsEverywhere(designed({}, seed));
  }),
  'email-takes-a-second': once(() => {
    const email = designed({})[0]!.scenario.topology.applications!.services.find(({ name }) => name === 'email');
    expect(email?.endpoints['do']?.[0]).toMatchObject({ do: 'work', micros: 1_000_000 });
  }),
  'twelve-cups': once(() => {
    for (const seed of seeds) {
      const [, lastCups] = designed({}, seed);
      expect(asked(lastCups!).length - refused(lastCups!).length).toBe(12);
      expect(refused(lastCups!).length).toBeGreaterThan(0);
    }
  }),
  'one-reader-is-not-enough': once(() => {
    for (const seed of seeds) expect(late(designed({ readers: '1' }, seed)[0]!).length).toBeGreaterThan(0);
  }),
  'points-may-be-queued': once(() => {
    for (const seed of seeds) holdsEverywhere(designed({ points: 'queue' }, seed));
  }),

  'forgotten-when-ignored': once(() => {
    const [ignored] = designed({ email: 'ignore' });
    expect(refused(ignored!)).toEqual([]);
    expect(without(ignored!, 'e-mailed').length).toBeGreaterThan(30);
    expect(without(designed({})[0]!, 'e-mailed')).toEqual([]);
  }),

  'one-node': once(() => {
    for (const { scenario } of Object.values(runs)) {
      expect((scenario as RabbitScenario).topology.brokers).toBe(1);
      expect(scenario.faults.every(({ arguments: { node } }) => node !== 'rabbit-1')).toBe(true);
    }
  }),
  'refused-at-once': every('chain', (run) => {
    const quick = refused(run).filter(({ from }) => isDownAt(run, 'email', from));
    expect(quick.length).toBeGreaterThan(50);
    for (const { from, to } of quick) expect(to! - from).toBeLessThan(250_000);
  }),
  'provider-ignores-repeats': once(() => {
    expect(CHAIN.email).toBe('call');
    const email = designed({})[0]!.scenario.topology.applications!.services.find(({ name }) => name === 'email');
    expect(email?.endpoints['do']?.at(-1)).toMatchObject({ do: 'effect', idempotencyKey: 'order' });
  }),
};
