import type { LessonChecks, Outcome, Parameters, RunReader, FormAnswer, Task } from '../lesson.ts';
import {
  acknowledged,
  acknowledgedStep,
  copiedStep,
  copies,
  faultStep,
  longestSilenceSeconds,
  lost,
  sentStep,
  stepOf,
} from '../reading.ts';
import { ACCIDENTS, laterOrder, runs, shopWith } from './scenario.ts';

/** The first order that reaches broker-1 while it is asleep. */
export const AT_THE_DOOR = 'a5';
/** The first order after broker-2 has taken over. */
export const AFTER_THE_ELECTION = 'a8';
const OLD = 'broker-1';
const NEW = 'broker-2';

/** A shop that stands still longer than this while its leader sleeps is not repaired. */
export const SILENCE_SECONDS_MAX = 6;
/** How far off the stated number of seconds may be. */
const NUMBER_TOLERANCE = 0.2;

const wrong = (name: string, parameters: Parameters = {}): Outcome => ({ passed: false, wrong: name, parameters });

/** Machines that believe, after a step, that they lead. */
export function believers(run: RunReader, step: number): readonly string[] {
  return copies(run, step).flatMap((copy) => (copy.believesLeader ? [copy.node] : []));
}

export const electionStep = (run: RunReader): number => stepOf(run, 'election');

/** The first step from another on for which something holds; -1 when there is none. */
function firstStep(run: RunReader, from: number, holds: (step: number) => boolean): number {
  for (let step = Math.max(0, from); step <= run.steps; step += 1) if (holds(step)) return step;
  return -1;
}

/** The new leader hears of its election. */
export function successorStep(run: RunReader): number {
  return firstStep(run, electionStep(run), (step) => believers(run, step).includes(NEW));
}

/** The old leader hears that it leads no more. */
export function learnedStep(run: RunReader): number {
  return firstStep(run, electionStep(run), (step) => !believers(run, step).includes(OLD));
}

/** Orders that became stored in somebody's eyes between the election and a later step. */
export function confirmedBetween(run: RunReader, from: number, to: number): readonly string[] {
  return acknowledged(run).filter((value) => {
    const step = acknowledgedStep(run, value);
    return step > from && step <= to;
  });
}

function misplaced(name: string, run: RunReader, step: number): Outcome {
  const elected = electionStep(run);
  return wrong(name, {
    step,
    believers: believers(run, step).join(', ') || '–',
    confirmed: confirmedBetween(run, elected, learnedStep(run)).length,
  });
}

/** Points at the step at which the deposed leader hears that it is deposed. */
const learns: Task<{ readonly step: number }> = {
  kind: 'D',
  unseen: 'none',
  plans: (_answer, seed) => {
    const plan = runs['severed-one'] as { readonly scenario: RunReader['scenario'] };
    return [{ scenario: { ...plan.scenario, seed } }];
  },
  judge({ step }, [run]) {
    if (run === undefined) throw new Error('there is one run');
    const right = learnedStep(run);
    const back = stepOf(run, 'heal');
    if (step === right) return { passed: true, parameters: { step } };
    if (step === cutStep(run)) return misplaced('cable-cut', run, step);
    if (step < electionStep(run)) return misplaced('still-leads', run, step);
    if (step === electionStep(run)) return misplaced('controller-knows', run, step);
    if (step <= successorStep(run)) return misplaced('successor-knows', run, step);
    if (step < back) return misplaced('nobody-told-it', run, step);
    if (step < right) return misplaced('cable-back', run, step);
    if (step === stepOf(run, 'truncation', { from: right })) return misplaced('truncation', run, step);
    return misplaced('too-late', run, step);
  },
};

/** The step in which broker-1 loses sight of the controller. */
export function cutStep(run: RunReader): number {
  return run.milestones.find(({ sentence }) => sentence.params['operation'] === 'cut')?.step ?? -1;
}

/** Six moments of the run in which the letter to broker-2 is late, by the names that the form gives them. */
const MOMENTS: Readonly<Record<string, (run: RunReader) => number>> = {
  asleep: (run) => faultStep(run, 'pause', OLD),
  sent: (run) => sentStep(run, AT_THE_DOOR),
  appointed: electionStep,
  written: (run) => copiedStep(run, AT_THE_DOOR, OLD),
  learned: learnedStep,
  succeeds: successorStep,
};

/** Their names in the order in which they happen. */
export function momentsInOrder(run: RunReader): readonly string[] {
  const steps = Object.entries(MOMENTS).map(([name, stepIn]) => ({ name, step: stepIn(run) }));
  return steps.toSorted((left, right) => left.step - right.step).map(({ name }) => name);
}

/** What is told to whom lets a moment come before the one that it follows. */
const COMES_TOO_SOON: Readonly<Record<string, string>> = {
  sent: 'before-the-sleep',
  appointed: 'no-patience',
  written: 'writes-asleep',
  learned: 'mail-in-order',
  succeeds: 'late-letter',
};

/** The completion: six moments to be put in order. */
const order: Task<FormAnswer> = {
  kind: 'P',
  unseen: 'none',
  plans: (_answer, seed) => {
    const plan = runs['late-letter'] as { readonly scenario: RunReader['scenario'] };
    return [{ scenario: { ...plan.scenario, seed } }];
  },
  judge({ lists }, [run]) {
    if (run === undefined) throw new Error('there is one run');
    const [given = [], right] = [lists['moments'], momentsInOrder(run)];
    const early = right.find((name, place) => place > 0 && given.indexOf(name) < given.indexOf(right[place - 1] ?? ''));
    return early === undefined ? { passed: true, parameters: {} } : wrong(COMES_TOO_SOON[early] ?? early);
  },
};

const isNear = (number: number, truth: number): boolean => Math.abs(number - truth) <= NUMBER_TOLERANCE * truth;

/** Why confirmed orders are gone although something was changed. */
function whyLost(settings: FormAnswer['settings'], [asleep, cutOff]: readonly RunReader[]): Outcome | null {
  if (asleep === undefined || cutOff === undefined) throw new Error('there is a run for every accident');
  const parameters = { asleep: lost(asleep).length, cutOff: lost(cutOff).length };
  if (parameters.asleep + parameters.cutOff === 0) return null;
  if (parameters.asleep === 0) return wrong('walked-away', parameters);
  const isShorter = Number(settings['broker.session.timeout.ms'] ?? '9000') < 9_000;
  return wrong(isShorter ? 'shorter-session' : 'alone-is-enough', parameters);
}

/** The till waits in vain a second time while the old leader sleeps, because it asked that one who leads. */
export function asksTheSleeper(run: RunReader): boolean {
  const [from, to] = [electionStep(run), stepOf(run, 'heal')];
  const inVain = run.milestones.filter(
    ({ step, sentence }) => step > from && step < to && sentence.key === 'kafka.producer.request-timeout',
  );
  return inVain.length > 1;
}

const repair: Task<FormAnswer> = {
  kind: 'R',
  unseen: 'must-hold',
  plans: ({ settings }, seed) => ACCIDENTS.map((faults) => ({ scenario: shopWith({ settings, faults, seed }) })),
  judge({ settings, numbers }, accidents) {
    const loss = whyLost(settings, accidents);
    if (loss !== null) return loss;
    const [asleep, , nap] = accidents;
    if (asleep === undefined || nap === undefined) throw new Error('there is a run for every accident');
    const silence = longestSilenceSeconds(asleep);
    const session = Number(settings['broker.session.timeout.ms'] ?? '9000') / 1_000;
    const patience = Number(settings['request.timeout.ms'] ?? '30000') / 1_000;
    if (silence > SILENCE_SECONDS_MAX) {
      const seconds = Math.round(silence);
      if (patience <= session) return wrong('slow-to-replace', { seconds });
      return asksTheSleeper(asleep)
        ? wrong('asks-the-sleeper', { seconds, request: patience })
        : wrong('waits-at-the-door', { seconds });
    }
    if (electionStep(nap) !== -1) return wrong('nervous', { session });
    const number = numbers['silence'] ?? null;
    if (number === null) return wrong('no-number');
    if (isNear(number, silence)) return { passed: true, parameters: { seconds: Math.round(silence) } };
    return wrong(Math.abs(number - session) < 0.5 ? 'only-session' : 'number-off', { number });
  },
  /** The first leader stands still, or is cut off from the controller. How long the shop then waits is no promise. */
  search: ({ settings }) => ({
    scenario: laterOrder(settings),
    anomalies: ['lost-write'],
    faults: { cut: 1 },
    targets: ['broker-1', 'controller'],
    fromMillis: 4_600,
    untilMillis: 20_000,
    statesMax: 6_000,
  }),
};

/** What a leader that has slept through its replacement does with the order at its door. */
function atTheDoor(run: RunReader): string {
  const heard = acknowledgedStep(run, AT_THE_DOOR);
  if (heard === -1) return 'refuses';
  const written = copiedStep(run, AT_THE_DOOR, OLD);
  const isZombie = written > stepOf(run, 'heal') && believers(run, written).includes(OLD);
  return isZombie ? 'stores' : copiedStep(run, AT_THE_DOOR, NEW) < written ? 'passes-on' : 'refuses';
}

/** What becomes of the first order that reaches the old leader after the election, until the cable is back. */
function withAll(run: RunReader): string {
  const back = stepOf(run, 'heal');
  const heard = acknowledgedStep(run, AFTER_THE_ELECTION);
  if (heard !== -1 && heard < back) {
    const waited = run.timeOf(heard) - run.timeOf(sentStep(run, AFTER_THE_ELECTION));
    return waited < 1_000_000 ? 'at-once' : 'alone';
  }
  const refused = run.milestones.some(
    ({ step, sentence }) => step < back && sentence.key === 'kafka.producer.retry-leader',
  );
  return refused ? 'refused' : 'waits';
}

/** The last order that the old leader writes down before the cable is back. */
function lastWrittenStep(run: RunReader): number {
  const back = stepOf(run, 'heal');
  const steps = run.operations.flatMap((each) => (each.f === 'send' ? [copiedStep(run, each.value, OLD)] : []));
  return Math.max(...steps.filter((step) => step < back));
}

const elections = (run: RunReader): readonly number[] =>
  run.milestones.flatMap(({ kind, step }) => (kind === 'election' ? [step] : []));

const truncatedStep = (run: RunReader, node: string): number =>
  run.milestones.find(({ kind, sentence }) => kind === 'truncation' && sentence.params['broker'] === node)?.step ?? -1;

export const checks: LessonChecks = {
  moments: {
    hook: { start: (run) => acknowledgedStep(run, 'a4') },
    frozen: {
      decisive: (run) => stepOf(run, 'heal') - 1,
      asleep: (run) => faultStep(run, 'pause', OLD),
      waiting: (run) => sentStep(run, AT_THE_DOOR),
      elected: electionStep,
      two: successorStep,
      awake: (run) => stepOf(run, 'heal'),
      written: (run) => copiedStep(run, AT_THE_DOOR, OLD),
      confirmed: (run) => acknowledgedStep(run, AT_THE_DOOR),
      cut: (run) => truncatedStep(run, OLD),
    },
    severed: {
      decisive: (run) => sentStep(run, AFTER_THE_ELECTION),
      stuck: lastWrittenStep,
    },
    'severed-one': { decisive: cutStep },
    'old-rule': {
      stored: (run) => acknowledgedStep(run, 'a1'),
      first: (run) => elections(run)[0] ?? -1,
      cut: (run) => truncatedStep(run, 'broker-3'),
      second: (run) => elections(run)[1] ?? -1,
      gone: (run) => truncatedStep(run, OLD),
    },
  },
  predictions: {
    door: { run: 'frozen', truth: atTheDoor },
    all: { run: 'severed', truth: withAll },
  },
  tasks: { order, learns, repair },
};
