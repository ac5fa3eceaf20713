import {
  repeatedOrders,
  acceptedOrders,
  placedOrders,
  unfulfilledOrders,
} from '../../sim-engine/apps/measures/orders.ts';
import { wrong } from '../forms.ts';
import type { FormAnswer, LessonChecks, Outcome, RunReader, Task } from '../lesson.ts';
import { acknowledgedStep, copies, faultStep, holds, queuesHolding, sentStep } from '../reading.ts';
import { ACCIDENTS, CAREFUL, HASTY, PLACES, shopWith, STRUCK, type Place } from './scenario.ts';

/** The order that is followed on its way. */
export const FOLLOWED = 'a9';
/** The tea whose cup is handed out just before the kitchen crashes. */
export const TWICE = 'a5';

/** Customers were told that their tea is coming, and it never came. */
export const lostOrders = (run: RunReader): readonly string[] =>
  unfulfilledOrders(run.operations, { caller: 'customers', effect: 'made' });

export const teasMadeTwice = (run: RunReader): readonly string[] => repeatedOrders(run.operations, 'made');

/** Orders whose customers never heard that their tea is coming, however often they asked. */
export function refusedOrders(run: RunReader): readonly string[] {
  const accepted = acceptedOrders(run.operations, 'customers');
  return [...placedOrders(run.operations, 'customers').keys()].filter((order) => !accepted.has(order));
}

/** What an accident has done. */
export function fate(run: RunReader): string {
  const [lost, twice] = [lostOrders(run).length > 0, teasMadeTwice(run).length > 0];
  if (lost && twice) return 'both';
  return lost ? 'lost' : twice ? 'twice' : 'none';
}

/** The step in which the customer of an order is told that the tea is coming; -1: never. */
export function toldStep(run: RunReader, order: string): number {
  const found = run.operations.find((each) => each.f === 'call' && each.type === 'ok' && each.order === order);
  return found?.step ?? -1;
}

/** Steps in which a tea is made. */
export function madeSteps(run: RunReader, order: string): readonly number[] {
  return run.operations.flatMap((each) =>
    each.f === 'effect' && each.type === 'ok' && each.order === order ? [each.step] : [],
  );
}

/** Steps in which the kitchen gets an order from the queue. */
export function deliveredSteps(run: RunReader, value: string): readonly number[] {
  return run.operations.flatMap((each) =>
    each.f === 'poll' && each.records.some((record) => record.value === value) ? [each.step] : [],
  );
}

/** The first step from another on at which an order is in that many copies of the queue. */
export function copiesStep(run: RunReader, value: string, count: number): number {
  for (let step = Math.max(0, sentStep(run, value)); step <= run.steps; step += 1)
    if (copies(run, step).filter((copy) => holds(copy, value)).length >= count) return step;
  return -1;
}

/** The first step at which no copy of the queue has the order any more, after its tea was made. */
export function forgottenStep(run: RunReader, value: string): number {
  for (let step = madeSteps(run, value)[0] ?? run.steps; step <= run.steps; step += 1)
    if (queuesHolding(run, step, value).length === 0) return step;
  return -1;
}

/** On the broker's disk, and on no other yet: the network takes 2 ms and more for each way, a flush half a millisecond. */
const BROKER_MICROS = 3_500;
const brokerStep = (run: RunReader): number => run.stepAt(run.timeOf(sentStep(run, FOLLOWED)) + BROKER_MICROS);

/** A queue shows an order when a majority has it on disk. */
const confirmedStep = (run: RunReader): number => copiesStep(run, FOLLOWED, 1);

/** The step at which an accident takes something away; -1 when nothing was lost. */
function lostAt(run: RunReader, place: number): number {
  const { operation, node } = STRUCK[PLACES[place] as Place];
  return lostOrders(run).length === 0 ? -1 : faultStep(run, operation, node);
}

/** What a wrong prediction overlooks, by place and by what was predicted. The rest is not worth words of its own. */
const OVERLOOKED: Readonly<Record<Place, Readonly<Record<string, string>>>> = {
  buffer: { lost: 'nobody-was-told', both: 'nobody-was-told' },
  memory: { lost: 'file-outlives-process', both: 'file-outlives-process', none: 'tea-in-hand' },
  disk: { none: 'written-not-flushed', twice: 'written-not-flushed' },
  replica: { none: 'nobody-else-has-it', twice: 'nobody-else-has-it' },
  consumer: { none: 'not-told-in-time', lost: 'still-in-the-queue', both: 'still-in-the-queue' },
};

const matrix: Task<FormAnswer> = {
  kind: 'P',
  unseen: 'none',
  plans: (_answer, seed) =>
    PLACES.map((place) => ({ scenario: shopWith({ settings: CAREFUL, faults: ACCIDENTS[place], seed }) })),
  judge({ settings }, accidents) {
    const misses = PLACES.map((name, place) => ({ name, place, run: accidents[place] as RunReader })).filter(
      ({ name, run }) => settings[name] !== fate(run),
    );
    const [first] = misses;
    if (first === undefined) return { passed: true, parameters: {} };
    const { name, place } = first;
    const overlooked = OVERLOOKED[name][settings[name] ?? ''] ?? 'row-off';
    return { passed: false, wrong: overlooked, parameters: { row: place + 1, off: misses.length }, place };
  },
  leftGoal: lostAt,
};

/** Where the first order is lost, along the way, and which choice let it. */
function whyLost(settings: FormAnswer['settings'], accidents: readonly RunReader[]): Outcome | null {
  const lost = accidents.map((run) => lostOrders(run).length);
  const because = (name: string, place: number): Outcome => ({
    passed: false,
    wrong: name,
    parameters: { lost: lost[place] ?? 0 },
    place,
  });
  const [buffer = 0, memory = 0, disk = 0, replica = 0, consumer = 0] = lost;
  if (buffer > 0) return because(settings['told'] === 'unawaited' ? 'unawaited' : 'told-too-early', 0);
  if (consumer > 0) return because(settings['acknowledge'] === 'automatic' ? 'automatic' : 'before', 4);
  if (memory > 0) return because('in-memory', 1);
  if (disk > 0) return because('not-flushed', 2);
  return replica > 0 ? because('one-machine', 3) : null;
}

/** What the accidents cost although nothing is lost. */
function priceOf(accidents: readonly RunReader[]): string {
  if (accidents.some((run) => refusedOrders(run).length > 0)) return 'refused';
  return accidents.some((run) => teasMadeTwice(run).length > 0) ? 'twice' : 'nothing';
}

/** So many milliseconds may a customer wait for the answer while nothing is wrong on the way to the queue. */
const ANSWER_MILLIS_MAX = 100;

/** The longest time from the first press of the button to “your tea is coming”, in milliseconds. */
export function slowestAnswerMillis(run: RunReader): number {
  const pressed = new Map<string, number>();
  let slowest = 0;
  for (const each of run.operations) {
    if (each.f !== 'call') continue;
    if (each.type === 'invoke' && !pressed.has(each.order)) pressed.set(each.order, each.at);
    if (each.type === 'ok') slowest = Math.max(slowest, each.at - (pressed.get(each.order) ?? each.at));
  }
  return Math.round(slowest / 1_000);
}

const repair: Task<FormAnswer> = {
  kind: 'R',
  unseen: 'must-hold',
  plans: ({ settings }, seed) =>
    PLACES.map((place) => ({ scenario: shopWith({ settings, faults: ACCIDENTS[place], seed }) })),
  judge({ settings }, accidents) {
    const loss = whyLost(settings, accidents);
    if (loss !== null) return loss;
    // Accident 5 hits the kitchen only: there, checkout and the brokers show how fast they are on a good day.
    const consumer = accidents[PLACES.indexOf('consumer')] as RunReader;
    const millis = slowestAnswerMillis(consumer);
    if (millis > ANSWER_MILLIS_MAX) return { ...wrong('too-far', { millis }), place: PLACES.indexOf('consumer') };
    const price = settings['price'] ?? '';
    if (price === priceOf(accidents)) {
      return { passed: true, parameters: { twice: accidents.flatMap(teasMadeTwice).length } };
    }
    return wrong(`price-${price}`);
  },
  leftGoal: lostAt,
  /** One order on its way, and one machine on that way that dies, or loses its power. */
  search: ({ settings }) => ({
    scenario: shopWith({ settings, faults: [], first: true }),
    promises: ['every-order-done'],
    anomalies: ['missing-effect'],
    faults: { powerLoss: 1 },
    targets: ['checkout', 'rabbit-1', 'kitchen'],
    fromMillis: 1_740,
    untilMillis: 2_300,
    statesMax: 6_000,
  }),
};

/** Teas of which the completion asks, by where they are when the kitchen crashes. */
export const IN_KITCHEN = ['a5', 'a6', 'a8'] as const;

/** How often a tea is made. */
export function cupsOf(run: RunReader, order: string): string {
  const cups = madeSteps(run, order).length;
  return cups === 0 ? 'never' : cups === 1 ? 'once' : 'twice';
}

/** The completion: what the two crashes of the kitchen do when it acknowledges a tea as it begins it. */
const hasty: Task<FormAnswer> = {
  kind: 'P',
  unseen: 'none',
  plans: (_answer, seed) => [{ scenario: shopWith({ settings: HASTY, faults: ACCIDENTS.consumer, seed }) }],
  judge({ settings }, [run]) {
    if (run === undefined) throw new Error('there is one run');
    const off = IN_KITCHEN.find((order) => settings[order] !== cupsOf(run, order));
    return off === undefined ? { passed: true, parameters: {} } : wrong(`${off}-${settings[off] ?? ''}`);
  },
};

/** Orders that lie in the queue when something strikes. */
export const waitingAt = (run: RunReader, step: number): readonly string[] =>
  copies(run, step)
    .find(({ node }) => node === 'rabbit-1')
    ?.records.map(({ value }) => value) ?? [];

const powerStep = (run: RunReader): number => faultStep(run, 'powerLoss', 'rabbit-1');

/** What becomes of the orders that wait in the queue when the power fails. */
function afterPower(run: RunReader): string {
  const waiting = waitingAt(run, powerStep(run) - 1).filter((order) => madeSteps(run, order).length === 0);
  if (waiting.length === 0) return 'kept';
  const told = waiting.filter((order) => toldStep(run, order) < powerStep(run));
  return told.length === waiting.length ? 'all' : 'unconfirmed';
}

/** What becomes of an order in the send buffer of a process that dies. */
function afterCrash(run: RunReader): string {
  const crash = faultStep(run, 'crash', 'checkout');
  if (toldStep(run, FOLLOWED) > crash) return 'again';
  if (madeSteps(run, FOLLOWED).length === 0) return 'gone';
  return acknowledgedStep(run, FOLLOWED) > crash ? 'resent' : 'broker';
}

const [firstCup, secondCup] = [0, 1].map((place) => (run: RunReader) => madeSteps(run, TWICE)[place] ?? -1) as [
  (run: RunReader) => number,
  (run: RunReader) => number,
];

export const checks: LessonChecks = {
  moments: {
    hook: { start: (run) => sentStep(run, FOLLOWED) },
    sent: {
      decisive: (run) => faultStep(run, 'crash', 'checkout'),
      end: (run) => run.steps,
    },
    way: {
      buffered: (run) => sentStep(run, FOLLOWED),
      broker: brokerStep,
      replica: (run) => confirmedStep(run) - 1,
      confirmed: confirmedStep,
      told: (run) => toldStep(run, FOLLOWED),
      consumer: (run) => deliveredSteps(run, FOLLOWED)[0] ?? -1,
      made: (run) => madeSteps(run, FOLLOWED)[0] ?? -1,
      forgotten: (run) => forgottenStep(run, FOLLOWED),
    },
    power: {
      decisive: (run) => powerStep(run) - 1,
      end: (run) => run.steps,
    },
    kitchen: {
      cup: firstCup,
      crash: (run) => faultStep(run, 'crash', 'kitchen'),
      again: (run) => deliveredSteps(run, TWICE)[1] ?? -1,
      secondCup,
      end: (run) => run.steps,
    },
  },
  predictions: {
    told: { run: 'sent', truth: afterCrash },
    power: { run: 'power', truth: afterPower },
  },
  tasks: { matrix, repair, hasty },
  cards: {
    'told-too-early': { run: 'sent', values: (run) => ({ lost: lostOrders(run).length }) },
  },
  tally: {
    count: (run) => ({
      told: acceptedOrders(run.operations, 'customers').size,
      lost: lostOrders(run).length,
    }),
    broken: ({ lost }) => Number(lost) > 0,
    well: {
      en: 'All {told} customers who were told “your tea is coming” get their tea.',
      'zh-cn': '{told} 位顾客听到“马上就好”，都拿到了茶。',
    },
    harm: {
      en: '{told} customers were told “your tea is coming”. {lost} of them never get any.',
      'zh-cn': '{told} 位顾客听到“马上就好”，其中 {lost} 位什么也没等到。',
    },
  },
};
