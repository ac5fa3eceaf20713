import { about, every, expect, once, runPlan } from '../claiming.ts';
import type { Claims, RunPlan, RunReader } from '../lesson.ts';
import type { LessonSearch } from '../search.ts';
import { searched } from '../searching.ts';
import { faultStep, queuesHolding } from '../reading.ts';
import type { Action } from '../../sim-engine/scenario/types.ts';
import {
  beginSteps,
  chargeSteps,
  chargedTwice,
  checks,
  deliverySteps,
  neverCharged,
  settleSteps,
  timesCharged,
} from './checks.ts';
import { meta } from './meta.ts';
import { deeds, keyed, late, oneOrder, POSITIONS, runs, shopAt, SILENT, type Position } from './scenario.ts';
import { searches } from './searches.ts';

const { seeds, runOf, moment } = about({ meta, runs, checks });

const on = (seconds: number, operation: string, node: string): Action => ({
  at: seconds * 1_000_000,
  operation,
  arguments: { node },
});

function after(position: Position, actions: readonly Action[], seed: number = meta.seeds.public): RunReader {
  return runPlan({ scenario: { ...shopAt(position), seed }, actions }).run;
}

function offeredAs(name: string): LessonSearch {
  const offered = searches[name];
  if (offered === undefined) throw new Error(`there is no search named ${name}`);
  return offered;
}

/** The answer of a search that the text offers. */
const answerOf = (name: string): string => searched(runs, offeredAs(name), {}).kind;

/** What a search of one crash says of a position of the acknowledgement. */
function crashAnywhere(position: Position, anomaly: 'missing-effect' | 'repeated-effect'): string {
  const here: Readonly<Record<string, RunPlan>> = { instant: { scenario: oneOrder(shopAt(position)) } };
  return searched(here, { ...offeredAs('instant'), anomalies: [anomaly] }, {}).kind;
}

/** What RabbitMQ hears of payment about orders until it delivers a1 again: how often it delivered, and whether a1 was settled. */
function seenByBroker(run: RunReader): readonly [deliveries: number, stillThere: readonly string[]] {
  const again = moment(run.scenario.faults === SILENT ? 'answer' : 'died', 'again', run);
  const deliveries = deliverySteps(run, 'a1').filter((step) => step < again).length;
  return [deliveries, queuesHolding(run, again - 1, 'a1')];
}

export const claims: Claims = {
  'hook-charges-twice': once(() => {
    for (const { operation, arguments: given } of deeds) {
      for (const seed of seeds) {
        const start = runOf('hook', seed);
        const action = { at: start.timeOf(moment('hook', 'start', start)) + 1, operation, arguments: given };
        const { run } = runPlan({ scenario: { ...start.scenario, seed }, actions: [action] });
        expect(chargedTwice(run)).toEqual(['a1']);
      }
    }
  }),
  'silence-after-the-charge': every('answer', (run) => {
    const broken = moment('answer', 'decisive', run);
    expect(broken).toBeGreaterThan(moment('answer', 'charged', run));
    expect(moment('answer', 'said', run)).toBeGreaterThan(broken);
    expect(settleSteps(run).some((step) => step <= broken)).toBe(false);
  }),
  'delivered-again-charged-again': every('answer', (run) => {
    expect(deliverySteps(run, 'a1').length).toBe(2);
    expect(timesCharged(run, 'a1')).toBe(2);
    expect(neverCharged(run)).toEqual([]);
  }),
  'died-before-the-charge': every('died', (run) => {
    const [charged = -1] = chargeSteps(run, 'a1');
    expect(charged).toBeGreaterThan(moment('died', 'again', run));
    expect(timesCharged(run, 'a1')).toBe(1);
  }),
  'two-worlds-one-view': once(() => {
    for (const seed of seeds) {
      const [died, silent] = [runOf('died', seed), runOf('answer', seed)];
      expect(seenByBroker(died)).toEqual(seenByBroker(silent));
      expect(seenByBroker(died)).toEqual([1, ['orders']]);
      const chargedBefore = [died, silent].map((run) => {
        const again = deliverySteps(run, 'a1')[1] ?? 0;
        return chargeSteps(run, 'a1').filter((step) => step < again).length;
      });
      expect(chargedBefore).toEqual([0, 1]);
    }
  }),
  'ack-last-needs-no-crash-of-payment': once(() => {
    for (const seed of seeds) {
      expect(chargedTwice(after('late', [on(1.2, 'crash', 'rabbit-1')], seed))).toContain('a1');
      expect(chargedTwice(after('late', SILENT, seed))).toContain('a1');
    }
  }),
  'every-moment-in-hand-will-do': once(() => {
    for (const seconds of [1.1, 1.2, 1.4, 1.55]) {
      expect(chargedTwice(after('late', [on(seconds, 'crash', 'rabbit-1')])), `${seconds}`).toContain('a1');
    }
  }),
  'early-world-one': every('early', (run) => {
    expect(timesCharged(run, 'a1')).toBe(0);
    expect(neverCharged(run)).toEqual(['a1']);
  }),
  'early-acknowledgement-arrived': every('early', (run) => {
    const crash = faultStep(run, 'crash', 'payment');
    expect(queuesHolding(run, crash - 1, 'a1')).toEqual([]);
    expect(beginSteps(run, 'a1').length).toBe(1);
  }),
  'ack-first-loses': once(() => {
    for (const seed of seeds) expect(neverCharged(after('early', [on(1.2, 'crash', 'payment')], seed))).toEqual(['a1']);
    const run = runOf('ack-first');
    const [begun = 0] = beginSteps(run, 'a1');
    const [charged = 0] = chargeSteps(run, 'a1');
    expect(run.timeOf(charged) - run.timeOf(begun)).toBe(300_000);
  }),
  'instant-has-no-gap': every('instant', (run) => {
    const [charged = 0] = chargeSteps(run, 'a1');
    const [settled = -1] = settleSteps(run);
    expect(run.timeOf(settled)).toBe(run.timeOf(charged));
  }),
  'no-position-avoids-both': once(() => {
    const found = POSITIONS.map((position) => [
      position,
      crashAnywhere(position, 'missing-effect') === 'counter-example',
      crashAnywhere(position, 'repeated-effect') === 'counter-example',
    ]);
    expect(found).toEqual([
      ['sent', true, false],
      ['early', true, true],
      ['instant', false, true],
      ['late', false, true],
    ]);
    expect(answerOf('instant')).toBe('counter-example');
  }),
  'keyed-comes-twice': once(() => {
    for (const seed of seeds) {
      const { run } = runPlan({ scenario: { ...keyed(late), seed }, actions: SILENT });
      expect(deliverySteps(run, 'a1').length).toBe(2);
      expect(timesCharged(run, 'a1')).toBe(1);
    }
  }),
  'keyed-holds': once(() => expect(answerOf('keyed')).toBe('exhausted')),
  'automatic-never-repeats': once(() => {
    expect(crashAnywhere('sent', 'repeated-effect')).toBe('exhausted');
    for (const seed of seeds) expect(chargedTwice(after('sent', SILENT, seed))).toEqual([]);
  }),
  'early-can-repeat': once(() => {
    for (const seed of seeds) expect(chargedTwice(after('early', SILENT, seed)).length).toBeGreaterThan(0);
  }),
  'heartbeat-of-a-second': once(() => {
    const { producers, consumers } = late.topology;
    for (const { settings } of [...producers, ...consumers]) expect(settings?.['requested-heartbeat']).toBe(1);
  }),
};
