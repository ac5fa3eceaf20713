import { rabbitVocabulary } from '../../sim-engine/systems/rabbitmq/vocabulary.ts';
import { about, every, expect, once, runPlan } from '../claiming.ts';
import type { Claims, RunPlan, RunReader } from '../lesson.ts';
import { lost } from '../reading.ts';
import {
  checks,
  drainSeconds,
  emptyMicros,
  heldAt,
  longestWaitSeconds,
  peakOf,
  refused,
  waitAtPeakSeconds,
} from './checks.ts';
import { meta } from './meta.ts';
import { ANNIVERSARY, BURST_FROM_SECONDS, CLASS, DAYS, HELD_MAX, OVERLOAD, runs, SALE, shopWith } from './scenario.ts';
import { rightSettings } from './solution.ts';

const { seeds, runOf } = about({ meta, runs, checks });

const SECOND = 1_000_000;

/** Orders that customers place in a part of a run. */
function placedBetween(run: RunReader, from: number, to: number): number {
  return run.operations.filter(
    ({ f, type, at }) => f === 'call' && type === 'invoke' && at >= from * SECOND && at < to * SECOND,
  ).length;
}

/** Orders that are paid in a part of a run. */
function paidBetween(run: RunReader, from: number, to: number): number {
  return run.operations.filter(
    ({ f, type, at }) => f === 'effect' && type === 'ok' && at >= from * SECOND && at < to * SECOND,
  ).length;
}

/** A day of the repaired shop, with some settings changed. */
function day(
  place: number,
  settings: Readonly<Record<string, string>> = {},
  seed: number = meta.seeds.public,
): RunReader {
  const plans = DAYS.map((each) => ({
    scenario: shopWith({ settings: { ...rightSettings, ...settings }, day: each, seed }),
  }));
  return runPlan(plans[place] as RunPlan).run;
}

const defaultOf = (name: string): unknown => {
  const { queue = [], consumer } = rabbitVocabulary.settings.definitions;
  return [...queue, ...consumer].find((definition) => definition.name === name)?.default;
};

export const claims: Claims = {
  'lunch-turns-nobody-away': once(() => {
    const lunch = [
      { at: 5 * SECOND, operation: 'pause', arguments: { node: 'payment' } },
      { at: 10 * SECOND, operation: 'resume', arguments: { node: 'payment' } },
    ];
    const hook = runs['hook'] as RunPlan;
    const whole = runPlan({ ...hook, actions: lunch }).run;
    expect([refused(whole), heldAt(whole, 26)]).toEqual([0, 0]);
    const never = runPlan({ ...hook, actions: lunch.slice(0, 1) }).run;
    expect(refused(never)).toBe(0);
    expect(heldAt(never, 26)).toBeGreaterThan(50);
  }),
  'sale-in-numbers': every('sale', (run) => {
    expect(run.scenario.topology.applications?.callers[0]?.phases.map(({ ratePerSecond }) => ratePerSecond)).toEqual([
      5, 40, 5,
    ]);
    // Random arrivals: 80 on average.
    expect(Math.abs(placedBetween(run, 5, 7) - 80)).toBeLessThan(30);
    expect(Math.abs(paidBetween(run, 8, 13) - 50)).toBeLessThanOrEqual(1);
  }),
  'sixty-at-the-peak': once(() => {
    const { at, count } = peakOf(runOf('sale'));
    expect(Math.abs(count - (SALE.burstPerSecond - SALE.paidPerSecond) * SALE.burstSeconds)).toBeLessThanOrEqual(2);
    expect(at / SECOND).toBeCloseTo(7, 0);
  }),
  'nobody-refused-in-the-sale': every('sale', (run) => {
    expect(refused(run)).toBe(0);
    for (let second = 1; second < 22; second += 1) expect(paidBetween(run, second, second + 1)).toBeLessThanOrEqual(11);
  }),
  'empty-at-nineteen': once(() => {
    const empty = emptyMicros(runOf('sale')) / SECOND;
    expect(Math.round(empty)).toBe(19);
    expect(Math.round(drainSeconds(runOf('sale'), SALE.burstSeconds))).toBe(12);
  }),
  'forty-come-ten-go': once(() => {
    const run = runOf('sale');
    expect(Math.abs(placedBetween(run, BURST_FROM_SECONDS, BURST_FROM_SECONDS + 2) - 80)).toBeLessThanOrEqual(4);
    expect(Math.abs(paidBetween(run, BURST_FROM_SECONDS, BURST_FROM_SECONDS + 2) - 20)).toBeLessThanOrEqual(2);
  }),
  'last-waits-six-seconds': once(() => {
    const run = runOf('sale');
    expect(Math.round(waitAtPeakSeconds(run))).toBe(6);
    expect(Math.round(peakOf(run).at / SECOND + waitAtPeakSeconds(run))).toBe(13);
  }),
  'class-in-numbers': once(() => {
    const run = runOf('class');
    const until = BURST_FROM_SECONDS + CLASS.burstSeconds;
    expect(placedBetween(run, BURST_FROM_SECONDS, until)).toBe(CLASS.burstPerSecond * CLASS.burstSeconds);
    expect(Math.abs(peakOf(run).count - 45)).toBeLessThanOrEqual(2);
    expect(Math.abs(waitAtPeakSeconds(run) - 4.5)).toBeLessThan(0.3);
    expect(Math.abs(drainSeconds(run, CLASS.burstSeconds) - 9)).toBeLessThan(0.6);
  }),
  'anniversary-in-numbers': every('anniversary', (run) => {
    expect(
      run.scenario.topology.applications?.callers[0]?.phases.map(({ seconds, ratePerSecond }) => [
        seconds,
        ratePerSecond,
      ]),
    ).toEqual([
      [4, 8],
      [3, 50],
      [16, 8],
    ]);
    expect(Math.abs(paidBetween(run, 8, 10) - 40)).toBeLessThanOrEqual(1);
    expect(refused(run)).toBe(0);
  }),
  'rule-of-thumb-holds': once(() => {
    const run = runOf('anniversary');
    const depth = (ANNIVERSARY.burstPerSecond - ANNIVERSARY.paidPerSecond) * ANNIVERSARY.burstSeconds;
    expect(depth).toBe(90);
    const pairs = [
      [depth, peakOf(run).count],
      [4.5, waitAtPeakSeconds(run)],
      [7.5, drainSeconds(run, ANNIVERSARY.burstSeconds)],
    ] as const;
    for (const [rule, found] of pairs) expect(Math.abs(found / rule - 1)).toBeLessThan(0.07);
  }),
  'a-fifth-too-much': every('overload', (run) => {
    expect(placedBetween(run, 0, 100)).toBe(OVERLOAD.perSecond * OVERLOAD.seconds);
    expect(Math.abs(paidBetween(run, 10, 60) - 500)).toBeLessThanOrEqual(1);
  }),
  'deeper-than-the-sale': every('overload', (run) => {
    expect(Math.abs(peakOf(run).count - 120)).toBeLessThan(10);
    expect(peakOf(run).count).toBeGreaterThan(peakOf(runOf('sale', run.scenario.seed)).count);
    expect(refused(run)).toBe(0);
  }),
  'grows-all-the-time': every('overload', (run) => {
    for (let second = 10; second <= 50; second += 10)
      expect(heldAt(run, second + 10)).toBeGreaterThan(heldAt(run, second));
  }),
  'no-limit-by-default': once(() => {
    expect(defaultOf('x-max-length')).toBe(null);
    expect(defaultOf('prefetch')).toBe(0);
  }),
  'defaults-of-the-room': once(() => expect(defaultOf('x-overflow')).toBe('drop-head')),
  'only-ready-messages-count': once(() => {
    const run = day(1, { prefetch: '0' });
    expect(peakOf(run).count).toBeGreaterThan(HELD_MAX);
    expect(refused(run)).toBe(0);
  }),
  'drops-what-was-confirmed': once(() => {
    const run = day(1, { 'x-overflow': 'drop-head' });
    expect(refused(run)).toBe(0);
    expect(lost(run).length).toBeGreaterThan(20);
  }),
  'one-payment-for-all': once(() => {
    const run = day(1, { 'x-max-length': 'none', consumers: '8' });
    expect(peakOf(run).count).toBe(peakOf(day(1, { 'x-max-length': 'none' })).count);
  }),
  'limit-of-forty-sheds-the-sale': once(() => {
    for (const seed of seeds.slice(0, 2)) expect(refused(day(0, { 'x-max-length': '40' }, seed))).toBeGreaterThan(0);
  }),
  repaired: once(() => {
    for (const seed of seeds) {
      const [sale, overload] = [day(0, {}, seed), day(1, {}, seed)];
      expect([refused(sale), lost(sale).length, lost(overload).length]).toEqual([0, 0, 0]);
      expect(peakOf(overload).count).toBeLessThanOrEqual(HELD_MAX);
      expect(refused(overload)).toBeGreaterThan(20);
      expect(longestWaitSeconds(overload)).toBeCloseTo(9, 0);
    }
    const run = day(1);
    for (const operation of run.operations) {
      if (operation.f !== 'call' || operation.type !== 'fail') continue;
      const asked = run.operations.find(
        (each) => each.f === 'call' && each.type === 'invoke' && each.order === operation.order,
      );
      expect(operation.at - (asked?.at ?? 0)).toBeLessThan(20_000);
    }
  }),
  'one-node': once(() => {
    const { scenario } = runOf('sale');
    expect(scenario.topology.brokers).toBe(1);
    expect(scenario.topology.producers[0]?.settings?.['publisher-confirms']).toBe('individual');
  }),
  evenly: once(() => {
    expect(runOf('overload').scenario.topology.applications?.callers[0]?.arrivals).toBe('even');
    expect(runOf('sale').scenario.topology.applications?.callers[0]?.arrivals).toBe('random');
  }),
  'customers-do-not-come-back': once(() => {
    const attempts = day(1).operations.flatMap((each) => (each.f === 'call' ? [each.attempt] : []));
    expect(Math.max(...attempts)).toBe(1);
  }),
};
