import { about, every, expect, once, runPlan } from '../claiming.ts';
import type { Claims, RunReader } from '../lesson.ts';
import type { RabbitScenario } from '../../sim-engine/systems/rabbitmq/vocabulary.ts';
import { rabbitmq } from '../../sim-engine/systems/rabbitmq/index.ts';
import { rabbitVocabulary } from '../../sim-engine/systems/rabbitmq/vocabulary.ts';
import {
  campaignSeconds,
  checks,
  fullest,
  isCode,
  isCoupon,
  LATE_SECONDS,
  longestWait,
  p99Seconds,
  refusals,
  secondsUntilFull,
  shedPercent,
  texts,
  waits,
  withFate,
} from './checks.ts';
import { meta } from './meta.ts';
import { deeds, narrow, runs, shopWith } from './scenario.ts';
import { rightSettings } from './solution.ts';

const { seeds, runOf, moment } = about({ meta, runs, checks });

const MICROS = 1_000_000;
const scenarioOf = (name: string): RabbitScenario => runs[name]!.scenario as RabbitScenario;

/** The hook's run, with so many of its buttons pressed at its start. */
function frozen(count: number): RunReader {
  const start = runOf('hook');
  const at = start.timeOf(moment('hook', 'start', start));
  const actions = deeds
    .slice(0, count)
    .map(({ operation, arguments: given }, place) => ({ at: at + place, operation, arguments: given }));
  return runPlan({ ...runs['hook']!, actions }).run;
}

const lateOf = (run: RunReader): number => waits(run).filter((wait) => wait > LATE_SECONDS).length;

/** Is the design right, under a seed? */
function passes(settings: Readonly<Record<string, string>>, seed: number): boolean {
  const answer = { settings: { ...rightSettings, ...settings }, lists: {}, numbers: {} };
  const task = checks.tasks['tune']!;
  return task.judge(
    answer as never,
    task.plans(answer as never, seed).map((plan) => runPlan(plan).run),
  ).passed;
}

const confirmedAt = (run: RunReader, value: string): number =>
  run.operations.find((each) => each.f === 'send' && each.type === 'ok' && each.value === value)?.at ?? Infinity;

const queueDefault = (name: string): unknown =>
  rabbitVocabulary.settings.definitions['queue']?.find((each) => each.name === name)?.default;

export const claims: Claims = {
  'four-senders-keep-up': every('hook', (run) => expect(lateOf(run)).toBe(0)),
  'a-frozen-sender-makes-codes-late': once(() => {
    expect(lateOf(frozen(1))).toBeGreaterThan(0);
    expect(lateOf(frozen(2))).toBeGreaterThan(lateOf(frozen(1)));
  }),

  'eighty-in-forty-out': once(() => {
    const { producers, consumers } = scenarioOf('roomy').topology;
    expect(producers.reduce((sum, { ratePerSecond }) => sum + ratePerSecond, 0)).toBe(80);
    expect(consumers.reduce((sum, { processing }) => sum + MICROS / processing.micros, 0)).toBe(40);
    expect(producers.find(({ name }) => name === 'campaign')?.records).toBe(300);
  }),
  'room-for-two-thousand': once(() => {
    expect(scenarioOf('roomy').topology.queues[0]?.settings?.['x-max-length']).toBe(2_000);
    expect(narrow.topology.queues[0]?.settings?.['x-max-length']).toBe(50);
    expect(texts(runPlan({ scenario: narrow }).run).filter(({ fate }) => fate === 'dropped').length).toBeGreaterThan(
      50,
    );
  }),
  'nothing-lost-codes-late': every('roomy', (run) => {
    expect(texts(run).filter(({ fate }) => fate !== 'sent')).toEqual([]);
    expect(Math.round(waits(run).at(-1) ?? 0)).toBe(5);
  }),
  'longest-line': every('roomy', (run) => expect(fullest(run)).toBeGreaterThan(170)),
  'not-faster': once(() => {
    const rate = (name: string): number => {
      const run = runOf(name);
      const [from, to] = [4 * MICROS, 6.5 * MICROS];
      return texts(run).filter(({ fate, to: end }) => fate === 'sent' && end !== null && end >= from && end < to)
        .length;
    };
    expect(Math.abs(rate('roomy') - rate('refused'))).toBeLessThanOrEqual(3);
  }),

  'ten-unconfirmed': once(() => {
    const campaign = scenarioOf('confirmed').topology.producers.find(({ name }) => name === 'campaign');
    expect(campaign?.settings?.['max-unconfirmed']).toBe(10);
  }),
  'own-pace': every('confirmed', (run) => {
    expect(checks.predictions['confirmed']!.truth(run, run)).toBe('own');
    expect(campaignSeconds(run)).toBeLessThan(4.1);
  }),
  'same-line-as-before': once(() => {
    for (const seed of seeds) expect(fullest(runOf('confirmed', seed))).toBe(fullest(runOf('roomy', seed)));
  }),
  'confirmed-long-before-sent': every('confirmed', (run) => {
    const gaps = texts(run).flatMap(({ value, to }) => (to === null ? [] : [(to - confirmedAt(run, value)) / MICROS]));
    expect(Math.max(...gaps)).toBeGreaterThan(3);
  }),

  'full-after-a-second': every('refused', (run) => {
    const seconds =
      (run.timeOf(moment('refused', 'full', run)) - run.timeOf(moment('refused', 'begins', run))) / MICROS;
    expect(seconds).toBeGreaterThan(1);
    expect(seconds).toBeLessThan(1.5);
  }),
  'said-no': every('refused', (run) => expect(refusals(run)).toBeGreaterThan(10)),
  'stands-still-then-again': every('refused', (run) => {
    const wait = (run.timeOf(moment('refused', 'again', run)) - run.timeOf(moment('refused', 'full', run))) / MICROS;
    expect(wait).toBeCloseTo(0.1, 1);
  }),
  'twice-as-long-nothing-lost': every('refused', (run) => {
    expect(campaignSeconds(run)).toBeGreaterThan(7.2);
    expect(campaignSeconds(run)).toBeLessThan(8.2);
    expect(shedPercent(run)).toBe(0);
  }),
  'codes-still-wait': every('refused', (run) => {
    expect(waits(run).at(-1)).toBeGreaterThan(1.5);
    expect(waits(run).at(-1)).toBeLessThan(2.2);
  }),
  'full-after-three-seconds': every('filling', (run) => {
    expect(Math.round(secondsUntilFull(run))).toBe(3);
    expect(longestWait(run)).toBeGreaterThan(2.9);
    expect(longestWait(run)).toBeLessThan(3.6);
  }),
  'house-is-bounded': every('refused', (run) => expect(fullest(run)).toBeLessThanOrEqual(60)),

  'fifty-with-priorities': once(() => {
    expect(scenarioOf('head').topology.queues[0]?.settings).toEqual({
      'x-max-length': 50,
      'x-overflow': 'drop-head',
      'x-max-priority': 9,
    });
  }),
  'codes-are-dropped': every('head', (run) => {
    const dropped = withFate(run, isCode, 'dropped');
    expect(dropped.length).toBeGreaterThan(10);
    for (const { value } of dropped) expect(confirmedAt(run, value)).toBeLessThan(Infinity);
    expect(withFate(run, isCoupon, 'dropped').length).toBeGreaterThan(0);
  }),
  'codes-stand-at-the-head': every('head', (run) => {
    const told = run.milestones.filter(({ sentence }) => sentence.key === 'rabbit.queue.dropped-highest-priority');
    expect(told.some(({ sentence }) => isCode(String(sentence.params['value'])))).toBe(true);
  }),
  'codes-fast-if-they-survive': every('head', (run) => {
    const sent = waits(run).filter((wait) => wait < Infinity);
    expect(sent.at(-1)).toBeLessThan(0.5);
  }),

  'right-settings-hold': once(() => {
    for (const seed of seeds) expect(passes({}, seed)).toBe(true);
  }),
  'only-listening-campaigns-hold': once(() => {
    expect(passes({ queues: 'priorities' }, meta.seeds.public)).toBe(true);
    for (const queues of ['one', 'priorities', 'two'])
      for (const length of ['none', '10', '100', '2000'])
        for (const overflow of ['drop-head', 'reject-publish'])
          expect(
            passes({ queues, 'x-max-length': length, 'x-overflow': overflow, refused: 'drop' }, meta.seeds.public),
          ).toBe(false);
  }),
  'one-code-in-frozen-hands': once(() => {
    const { run } = runPlan({ scenario: shopWith({ settings: rightSettings, seed: meta.seeds.public }) });
    expect(lateOf(run)).toBe(1);
    expect(waits(run).at(-1)).toBeCloseTo(2, 0);
    expect(p99Seconds(run)).toBeLessThan(0.5);
  }),

  'default-is-drop-head': once(() => expect(queueDefault('x-overflow')).toBe('drop-head')),
  'no-flow-control-here': once(() => {
    expect(rabbitmq.limits.some(({ en }) => en.includes('credit flow'))).toBe(true);
    expect(rabbitmq.limits.some(({ en }) => en.startsWith('Nothing measures memory'))).toBe(true);
  }),
};
