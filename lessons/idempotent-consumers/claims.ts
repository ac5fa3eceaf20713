import type { Step } from '../../sim-engine/apps/applications.ts';
import { about, every, expect, once, runPlan } from '../claiming.ts';
import type { Claims, RunReader } from '../lesson.ts';
import { faultStep } from '../reading.ts';
import {
  checks,
  chargedSteps,
  deliveredSteps,
  inCommon,
  keysKept,
  lastCopySeconds,
  messagesOf,
  never,
  skippedStep,
  stepWhere,
  twice,
  VICTIM,
} from './checks.ts';
import { meta } from './meta.ts';
import { ACCIDENT_NAMES, ACCIDENTS, RIGHT, runs, shopWith, type Accident, type Memory } from './scenario.ts';

const { seeds, runOf, moment, everySeed } = about({ meta, runs, checks });

const run = (memory: Memory, accident: Accident, seed: number): RunReader =>
  runPlan({ scenario: shopWith({ memory, faults: ACCIDENTS[accident], seed }) }).run;

/** How the four accidents end, in the order of the page. */
const ends = (memory: Memory, seed: number) =>
  ACCIDENT_NAMES.map((accident) => {
    const finished = run(memory, accident, seed);
    return { twice: twice(finished), never: never(finished) };
  });

const WELL = { twice: [], never: [] };

/** A message of the victim is acknowledged; -1 when none is from this step on. */
const settled = (finished: RunReader, from: number): number =>
  stepWhere(finished, (each) => each.f === 'settle' && each.record.value.startsWith(`${VICTIM}~`), from);

const confirmedAt = (finished: RunReader, value: string): number =>
  finished.operations.find((each) => each.f === 'send' && each.type === 'ok' && each.value === value)?.at ?? -1;

export const claims: Claims = {
  'crash-while-printing-charges-twice': once(() => {
    const start = moment('hook', 'start', runOf('hook'));
    const { hook } = runs;
    if (hook === undefined) throw new Error('there is a hook');
    const at = runOf('hook').timeOf(start);
    const actions = [
      { at, operation: 'crash', arguments: { node: 'payment' } },
      { at: at + 1_000_000, operation: 'restart', arguments: { node: 'payment' } },
    ];
    expect(twice(runPlan({ ...hook, actions }).run)).toEqual([VICTIM]);
    expect(twice(runOf('hook'))).toEqual([]);
  }),
  'charge-then-print-then-ack': every('hook', (calm) => {
    for (const order of ['a1', 'a2', 'a3', 'a4', 'a5', 'a6']) {
      const [delivered = -1] = deliveredSteps(calm, order);
      const [charged = -1] = chargedSteps(calm, order);
      const acknowledged = stepWhere(calm, (each) => each.f === 'settle' && each.record.value === `${order}~1`);
      expect(charged).toBeGreaterThan(delivered);
      expect(acknowledged).toBeGreaterThan(charged);
    }
  }),
  'list-is-checked-first': once(() => {
    const services = runOf('list').scenario.topology.applications?.services ?? [];
    const program = services.find(({ name }) => name === 'payment')?.endpoints['charge'] ?? [];
    expect(program[0]).toMatchObject({ do: 'once', by: 'message', store: 'memory' });
  }),
  'memory-dies-with-the-process': every('list', (finished) => expect(twice(finished)).toEqual([VICTIM])),
  'charge-survives-the-crash': every('list', (finished) => {
    const crash = faultStep(finished, 'crash', 'payment');
    expect(chargedSteps(finished, VICTIM)[0]).toBeLessThan(crash);
    const rows = finished.observe(crash).tables?.find(({ table }) => table === 'charges')?.rows ?? [];
    expect(rows).toContainMatch({ key: VICTIM });
  }),
  'button-again-makes-a-second-message': every('again', (finished) => {
    const again = stepWhere(finished, (each) => each.f === 'call' && each.order === VICTIM && each.attempt === 2);
    expect(again).toBeGreaterThan(0);
    expect(finished.timeOf(again)).toBeLessThan(confirmedAt(finished, 'a3~1'));
  }),
  'rabbitmq-keeps-both': every('again', (finished) => {
    expect(messagesOf(finished, VICTIM)).toEqual(['a3~1', 'a3~2']);
    expect(deliveredSteps(finished, VICTIM).length).toBe(2);
  }),
  'two-ids-one-order': every('again', (finished) => {
    const keys = finished.observe(finished.steps).tables?.find(({ table }) => table === 'seen')?.rows ?? [];
    expect(keys.map(({ key }) => key).filter((key) => key.startsWith(VICTIM))).toEqual(['a3~1', 'a3~2']);
  }),
  'twice-although-nothing-crashed': every('again', (finished) => {
    expect(twice(finished)).toEqual([VICTIM]);
    expect(finished.operations.filter(({ f }) => f === 'crash').length).toBe(0);
  }),
  'own-transaction-first': once(() => {
    const services = runOf('apart').scenario.topology.applications?.services ?? [];
    const program = services.find(({ name }) => name === 'payment')?.endpoints['charge'] ?? [];
    expect(program.map((step) => step.do)).toEqual(['once', 'work', 'transaction', 'work']);
    expect(program[0]).toMatchObject({ by: 'order', store: 'shop-db' });
  }),
  'never-charged': every('apart', (finished) => {
    expect(never(finished)).toEqual([VICTIM]);
    expect(twice(finished)).toEqual([]);
    expect(skippedStep(finished, VICTIM)).toBeGreaterThan(0);
  }),
  'customer-was-told-ok': every('apart', (finished) => {
    const told = stepWhere(finished, (each) => each.f === 'call' && each.type === 'ok' && each.order === VICTIM);
    expect(told).toBeGreaterThan(0);
  }),
  'together-or-not-at-all': every('together', (finished) => {
    const [charged = -1] = chargedSteps(finished, VICTIM);
    for (const step of [charged - 1, charged]) {
      const rows = (wanted: string) =>
        finished
          .observe(step)
          .tables?.find(({ table }) => table === wanted)
          ?.rows.filter(({ key }) => key === VICTIM).length;
      expect(rows('seen')).toBe(step === charged ? 1 : 0);
      expect(rows('charges')).toBe(step === charged ? 1 : 0);
    }
  }),
  'refused-by-the-key': every('together', (finished) => {
    expect(moment('together', 'refused', finished)).toBeGreaterThan(moment('together', 'delivered', finished));
    expect(chargedSteps(finished, VICTIM).length).toBe(1);
  }),
  'acknowledged-in-the-end': every('together', (finished) => {
    expect(settled(finished, 0)).toBe(moment('together', 'acknowledged', finished));
    expect(finished.lag(finished.steps)).toBe(0);
  }),
  'solution-holds-everywhere': once(() => {
    for (const seed of seeds) expect(ends(RIGHT, seed)).toEqual([WELL, WELL, WELL, WELL]);
  }),
  'message-id-fails-only-again': once(() => {
    for (const seed of seeds) {
      expect(ends({ ...RIGHT, key: 'message' }, seed)).toEqual([{ twice: [VICTIM], never: [] }, WELL, WELL, WELL]);
    }
  }),
  'second-press-shares-the-order': once(() => {
    for (const seed of seeds) {
      expect(inCommon(run({ store: 'none' }, 'printing', seed))).toBe('both');
      expect(inCommon(run({ store: 'none' }, 'again', seed))).toBe('order');
    }
  }),
  'cleaner-deletes-old-keys': once(() => {
    for (const seed of seeds) {
      expect(keysKept(run(RIGHT, 'again', seed))).toBe(0);
      expect(keysKept(run({ ...RIGHT, ttlSeconds: null }, 'again', seed))).toBe(6);
    }
  }),
  'ten-seconds-too-short': once(() => {
    everySeed('evening', (finished) => expect(twice(finished)).toEqual([VICTIM]));
    expect(lastCopySeconds(runOf('evening'), VICTIM)).toBeGreaterThan(10);
  }),
  'bank-with-a-key': once(() => {
    const program: readonly Step[] = [
      { do: 'effect', name: 'charged', idempotencyKey: 'order' },
      { do: 'work', micros: 400_000 },
    ];
    for (const name of ACCIDENT_NAMES) {
      const scenario = shopWith({ memory: { store: 'none' }, faults: ACCIDENTS[name], seed: meta.seeds.public });
      const { applications } = scenario.topology;
      if (applications === undefined) throw new Error('the shop has services');
      const services = applications.services.map((each) =>
        each.name === 'payment' ? { ...each, endpoints: { charge: program } } : each,
      );
      const topology = { ...scenario.topology, applications: { ...applications, services } };
      const finished = runPlan({ scenario: { ...scenario, topology } }).run;
      expect([twice(finished), never(finished)]).toEqual([[], []]);
    }
  }),
  'redelivery-belongs-to-the-queue': every('list', (finished) => {
    const crash = faultStep(finished, 'crash', 'payment');
    const [first = -1, second = -1] = deliveredSteps(finished, VICTIM);
    expect(first).toBeLessThan(crash);
    expect(second).toBeGreaterThan(crash);
    expect(messagesOf(finished, VICTIM).length).toBe(1);
  }),
};
