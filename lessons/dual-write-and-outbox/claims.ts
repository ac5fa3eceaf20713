import { acceptedOrders, ordersWithRow } from '../../sim-engine/apps/measures/orders.ts';
import { about, every, expect, once, runPlan } from '../claiming.ts';
import type { Claims, RunReader } from '../lesson.ts';
import { faultStep } from '../reading.ts';
import { agreementOf, checks, fateOf, left, madeSteps, rowStep, sends, stepWhere, twice, VICTIM } from './checks.ts';
import { meta } from './meta.ts';
import { accidentOf, CELLS, RIGHT, runs, shopWith, type Accident, type AccidentName, type Design } from './scenario.ts';
import { solutions } from './solution.ts';

const { seeds, runOf, moment } = about({ meta, runs, checks });

const run = (design: Design, accident: Accident, seed: number): RunReader =>
  runPlan({ scenario: shopWith({ design, accident, seed }) }).run;

const after = (design: Design, name: AccidentName, seed: number): RunReader =>
  run(design, accidentOf(name, design), seed);

/** What is wrong after an accident. */
const harm = (finished: RunReader) => ({ ...left(finished), twice: twice(finished) });
const WELL = { orphans: [], phantoms: [], twice: [] };

const rowsAt = (finished: RunReader, step: number, table: string): readonly string[] =>
  (finished.observe(step).tables ?? []).find((each) => each.table === table)?.rows.map(({ key }) => key) ?? [];

const toldOk = (finished: RunReader, order: string): number =>
  stepWhere(finished, (each) => each.f === 'call' && each.type === 'ok' && each.order === order);

export const claims: Claims = {
  'crash-between-leaves-an-orphan': once(() => {
    const { hook } = runs;
    if (hook === undefined) throw new Error('there is a hook');
    for (const seed of seeds) {
      const calm = runOf('hook', seed);
      expect(harm(calm)).toEqual(WELL);
      const at = calm.timeOf(moment('hook', 'start', calm));
      const actions = [
        { at, operation: 'crash', arguments: { node: 'checkout' } },
        { at: at + 500_000, operation: 'restart', arguments: { node: 'checkout' } },
      ];
      const broken = runPlan({ scenario: { ...hook.scenario, seed }, actions }).run;
      expect(left(broken)).toEqual({ orphans: [VICTIM], phantoms: [] });
    }
  }),
  'two-machines-two-writes': every('hook', (calm) => {
    for (const order of ['a1', 'a2', 'a3', 'a4', 'a5', 'a6']) {
      expect(rowStep(calm, 'orders', order, 'written')).toBeGreaterThan(0);
      expect(sends(calm)).toContain(order);
    }
  }),
  'nothing-reminds-checkout': once(() => {
    for (const seed of seeds) {
      const finished = after({ checkout: ['row', 'send'], relay: [], kitchen: 'each' }, 'checkout', seed);
      expect(finished.lag(finished.steps)).toBe(0);
      expect(sends(finished)).not.toContain(VICTIM);
    }
  }),
  'phantom-is-made': every('turned', (finished) => {
    expect(madeSteps(finished, VICTIM).length).toBe(1);
    expect(moment('turned', 'made', finished)).toBeGreaterThan(moment('turned', 'decisive', finished));
  }),
  'no-row-for-the-phantom': every('turned', (finished) => {
    expect(left(finished)).toEqual({ orphans: [], phantoms: [VICTIM] });
    expect(toldOk(finished, VICTIM)).toBe(-1);
  }),
  'lines-never-meet-again': every('turned', (finished) => {
    const plot = agreementOf(finished);
    const lasts = plot.kind === 'time' ? plot.series.map(({ points }) => points.at(-1)?.value) : [];
    expect(lasts).toEqual([5, 6]);
  }),
  'the-matrix': once(() => {
    const answers = (solutions['matrix'] as { readonly settings: Readonly<Record<string, string>> }).settings;
    for (const seed of seeds) {
      for (const [name, { design, accident }] of Object.entries(CELLS)) {
        expect(fateOf(run(design, accident, seed)), name).toBe(answers[name]);
      }
    }
  }),
  'one-commit-two-rows': every('outbox', (finished) => {
    const step = moment('outbox', 'together', finished);
    for (const table of ['orders', 'outbox']) {
      expect(rowsAt(finished, step - 1, table)).not.toContain(VICTIM);
      expect(rowsAt(finished, step, table)).toContain(VICTIM);
    }
  }),
  'customer-not-told': every('outbox', (finished) => expect(toldOk(finished, VICTIM)).toBe(-1)),
  'relay-finds-it': every('outbox', (finished) => {
    const sender = finished.operations.filter((each) => each.f === 'send' && each.value === VICTIM);
    expect(new Set(sender.map(({ process }) => process))).toEqual(new Set(['relay-out']));
  }),
  'sent-after-the-crash': every('outbox', (finished) => {
    const [crashed, confirmed, made] = (['crashed', 'confirmed', 'made'] as const).map((each) =>
      moment('outbox', each, finished),
    );
    expect(confirmed).toBeGreaterThan(crashed ?? -1);
    expect(made).toBeGreaterThan(crashed ?? -1);
    expect(made).toBeLessThan(finished.stepAt(4_900_000));
  }),
  'deleted-after-the-confirm': every('outbox', (finished) => {
    expect(moment('outbox', 'deleted', finished)).toBeGreaterThan(moment('outbox', 'confirmed', finished));
  }),
  'relay-crashes-with-the-row-in-hand': every('relay', (finished) => {
    const crash = faultStep(finished, 'crash', 'relay');
    expect(rowsAt(finished, crash, 'outbox')).toContain(VICTIM);
    expect(
      stepWhere(finished, (each) => each.f === 'send' && each.type === 'ok' && each.value === VICTIM),
    ).toBeLessThan(crash);
  }),
  'sent-twice-made-twice': every('relay', (finished) => {
    expect(sends(finished).filter((order) => order === VICTIM).length).toBe(2);
    expect(harm(finished)).toEqual({ orphans: [], phantoms: [], twice: [VICTIM] });
  }),
  'wrong-order-of-the-relay': once(() => {
    for (const seed of seeds) {
      const finished = after({ ...RIGHT, relay: ['delete', 'send'] }, 'relay', seed);
      expect(harm(finished)).toEqual({ orphans: [VICTIM], phantoms: [], twice: [] });
    }
  }),
  'solution-holds-everywhere': once(() => {
    for (const seed of seeds) {
      for (const name of ['checkoutTwice', 'relay', 'powerCut', 'soldOut', 'confirm'] as const) {
        expect(harm(after(RIGHT, name, seed)), name).toEqual(WELL);
      }
    }
  }),
  'both-and-send-holds-too': once(() => {
    for (const name of ['checkoutTwice', 'powerCut', 'soldOut'] as const) {
      expect(harm(after({ ...RIGHT, checkout: ['both', 'send'] }, name, meta.seeds.public))).toEqual(WELL);
    }
  }),
  'broker-down-and-orders-go-on': once(() => {
    const faults = [
      { at: 2_500_000, operation: 'crash', arguments: { node: 'rabbit-1' } },
      { at: 8_500_000, operation: 'restart', arguments: { node: 'rabbit-1' } },
    ];
    const accident = { faults, cups: 6 };
    const accepted = (finished: RunReader): number => acceptedOrders(finished.operations, 'customers').size;
    const outbox = run(RIGHT, accident, meta.seeds.public);
    expect(accepted(outbox)).toBe(6);
    expect(harm(outbox)).toEqual(WELL);
    const direct = run({ checkout: ['row', 'send'], relay: [], kitchen: 'each' }, accident, meta.seeds.public);
    expect(accepted(direct)).toBeLessThan(6);
    expect(ordersWithRow(direct.operations, { table: 'orders' }).size).toBe(6);
  }),
  'model-of-one-relay': every('outbox', (finished) => {
    const { services } = finished.scenario.topology.applications ?? { services: [] };
    expect(services.filter(({ name }) => name === 'relay').map(({ concurrency }) => concurrency)).toEqual([1]);
  }),
};
