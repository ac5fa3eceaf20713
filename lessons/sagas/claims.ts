import { about, every, expect, once, runPlan } from '../claiming.ts';
import type { Claims, RunReader } from '../lesson.ts';
import { faultStep } from '../reading.ts';
import {
  checks,
  cupOf,
  effectStep,
  fateOf,
  gifts,
  having,
  heldForNobody,
  inState,
  refunds,
  rowStep,
  sold,
  stepWhere,
  unsettled,
  VICTIM,
} from './checks.ts';
import { meta } from './meta.ts';
import { ACCIDENTS, ACCIDENT_NAMES, CUPS, NAIVE, RIGHT, runs, shopWith, type Design } from './scenario.ts';

const { seeds, runOf, moment } = about({ meta, runs, checks });

const run = (design: Design, accident: keyof typeof ACCIDENTS, seed: number): RunReader =>
  runPlan({ scenario: shopWith({ design, faults: ACCIDENTS[accident], seed }) }).run;

const everyAccident = (design: Design, holdsFor: (finished: RunReader) => void): void => {
  for (const seed of seeds) for (const name of ACCIDENT_NAMES) holdsFor(run(design, name, seed));
};

const stuck = (finished: RunReader): readonly string[] => inState(finished, 'orders', 'pending');

/** Messages of these orders that wait in a queue at the end. */
const waiting = (finished: RunReader): number =>
  finished.observe(finished.steps).logs.reduce((sum, { replicas }) => sum + (replicas[0]?.records.length ?? 0), 0);

const good = (finished: RunReader): void => {
  expect(unsettled(finished)).toEqual([]);
  expect(stuck(finished)).toEqual([]);
  expect(heldForNobody(finished)).toEqual([]);
  expect(gifts(finished)).toEqual([]);
  expect(sold(finished)).toBeLessThanOrEqual(CUPS);
  expect(sold(finished)).toBeGreaterThan(0);
};

export const claims: Claims = {
  'crash-after-charge-pays-for-nothing': once(() => {
    const calm = runOf('hook');
    expect(unsettled(calm)).toEqual([]);
    const at = calm.timeOf(moment('hook', 'start', calm));
    const { hook } = runs;
    if (hook === undefined) throw new Error('there is a hook');
    const actions = [
      { at, operation: 'crash', arguments: { node: 'bank' } },
      { at: at + 1_000_000, operation: 'restart', arguments: { node: 'bank' } },
    ];
    expect(unsettled(runPlan({ ...hook, actions }).run)).toEqual([VICTIM]);
  }),
  'bank-dies-between': every('silent', (finished) => {
    const crash = faultStep(finished, 'crash', 'bank');
    expect(effectStep(finished, 'charged', VICTIM)).toBeLessThan(crash);
    expect(rowStep(finished, 'payments', VICTIM, 'paid')).toBe(-1);
    expect(
      stepWhere(finished, (each) => each.f === 'call' && each.endpoint === 'result' && each.order === VICTIM),
    ).toBe(-1);
  }),
  'nobody-looks-again': every('silent', (finished) => {
    expect(fateOf(finished)).toBe('pending');
    expect(waiting(finished)).toBe(0);
    const services = finished.scenario.topology.applications?.services ?? [];
    expect(services.flatMap(({ periodic = [] }) => periodic).length).toBe(0);
  }),
  'four-local-transactions': every('silent', (finished) => {
    const steps = ['placed', 'held', 'paid', 'shipped'].map((which) => moment('silent', which, finished));
    expect(steps.toSorted((left, right) => left - right)).toEqual(steps);
    const databases = finished.scenario.topology.applications?.databases ?? [];
    expect(databases.map(({ name }) => name)).toEqual(['order-db', 'stock-db', 'pay-db', 'bank-db']);
  }),
  'later-orders-are-well': every('silent', (finished) => expect(having(finished, 'shipped')).toContain('a1')),
  'timeout-is-ten-seconds': every('overtaken', (finished) => {
    const placed = finished.timeOf(rowStep(finished, 'orders', VICTIM, 'pending'));
    const cancelled = finished.timeOf(rowStep(finished, 'orders', VICTIM, 'cancelled'));
    expect(cancelled - placed).toBeGreaterThanOrEqual(10_000_000);
    expect(cancelled - placed).toBeLessThan(11_000_000);
  }),
  'release-comes-first': every('overtaken', (finished) => {
    const released = stepWhere(
      finished,
      (each) => each.f === 'serve' && each.type === 'ok' && each.endpoint === 'release' && each.order === VICTIM,
    );
    expect(released).toBeGreaterThan(0);
    expect(rowStep(finished, 'holds', VICTIM, 'held')).toBeGreaterThan(released);
  }),
  'cup-is-held-for-nobody': every('overtaken', (finished) => {
    expect(cupOf(finished)).toBe('held');
    expect(having(finished, 'charged')).toContain(VICTIM);
  }),
  'note-refuses-the-late-one': every('noted', (finished) => {
    const steps = ['cancelled', 'noted', 'refused'].map((which) => moment('noted', which, finished));
    expect(steps[0]).toBeGreaterThan(0);
    expect(steps.toSorted((left, right) => left - right)).toEqual(steps);
    expect(having(finished, 'charged')).not.toContain(VICTIM);
    expect(heldForNobody(finished)).toEqual([]);
  }),
  'late-bank-charges-all': every('late', (finished) => {
    expect(unsettled(finished)).toEqual(['a3', 'a4', 'a5', 'a6', 'a7']);
    for (const order of unsettled(finished))
      expect(effectStep(finished, 'charged', order)).toBeGreaterThan(rowStep(finished, 'orders', order, 'cancelled'));
  }),
  'timeout-alone-leaves-them': every('late', (finished) => {
    expect(unsettled(finished).length).toBe(5);
    expect(refunds(finished)).toBe(0);
  }),
  'reconciliation-brings-it-to-zero': every('settled', (finished) => {
    expect(unsettled(finished)).toEqual([]);
    expect(refunds(finished)).toBe(5);
  }),
  'asked-then-compared': every('reconciled', (finished) => {
    const names = ['charged', 'crashed', 'cancelled', 'asked', 'paid', 'refunded'];
    const steps = names.map((which) => moment('reconciled', which, finished));
    expect(steps[0]).toBeGreaterThan(0);
    expect(steps.toSorted((left, right) => left - right)).toEqual(steps);
  }),
  'design-holds-everywhere': once(() => everyAccident(RIGHT, good)),
  'each-part-is-needed': once(() => {
    for (const seed of seeds) {
      expect(stuck(run({ ...RIGHT, timeoutMillis: null }, 'forgotten', seed)).length).toBeGreaterThan(0);
      expect(heldForNobody(run({ ...RIGHT, early: 'nothing' }, 'overtaken', seed)).length).toBeGreaterThan(0);
      expect(unsettled(run({ ...RIGHT, reconcile: ['paid'] }, 'forgotten', seed)).length).toBeGreaterThan(0);
      expect(unsettled(run({ ...RIGHT, reconcile: ['asked'] }, 'late', seed)).length).toBeGreaterThan(0);
    }
  }),
  'early-timeout-sells-nothing': once(() =>
    everyAccident({ ...RIGHT, timeoutMillis: 500 }, (finished) => expect(sold(finished)).toBe(0)),
  ),
  'blind-undo-sells-a-seventh': once(() => {
    for (const seed of seeds) expect(sold(run({ ...RIGHT, early: 'cup' }, 'overtaken', seed))).toBeGreaterThan(CUPS);
  }),
  'nothing-was-lost': once(() => {
    for (const seed of seeds) {
      const finished = run(NAIVE, 'forgotten', seed);
      const broken = finished.verdicts.filter(({ verdict }) => verdict === 'violation').map(({ promise }) => promise);
      // No message is lost and nothing is done twice; what is wrong is only that the halves do not go together.
      expect([...new Set(broken)]).toEqual(['database-and-events-agree']);
    }
  }),
  'checkout-never-crashes': once(() => {
    for (const { scenario } of Object.values(runs))
      for (const { operation, arguments: given } of scenario.faults)
        if (operation === 'crash') expect(given['node']).toBe('bank');
  }),
};
