/** The lesson as a statechart: every transition, and that a lesson is where it was left. */
import { describe, expect, test } from 'vitest';
import { initialTransition, transition } from 'xstate';
import {
  lessonMachine,
  nextPart,
  statesOf,
  type Facts,
  type LessonEvent,
  type LessonPart,
  type PartState,
} from '../../site/lessons/machine.ts';

const PARTS: readonly LessonPart[] = [
  { id: 'hook', kind: 'hook' },
  { id: 'predict-fate', kind: 'predict' },
  { id: 'run-fate', kind: 'run' },
  { id: 'worked-power', kind: 'worked' },
  { id: 'task-repair', kind: 'task' },
  { id: 'cards', kind: 'cards' },
];

const predicted: LessonEvent = { type: 'predicted', id: 'fate' };
const ran: LessonEvent = { type: 'ran', id: 'fate' };
const passed: LessonEvent = { type: 'passed', id: 'repair' };
const shown = (id: string): LessonEvent => ({ type: 'shown', id });
const rated = (left: number): LessonEvent => ({ type: 'rated', left });

/** States that differ from those of the beginning, after events. */
function after(...events: readonly LessonEvent[]): Readonly<Record<string, PartState>> {
  const machine = lessonMachine(PARTS);
  let [snapshot] = initialTransition(machine);
  const before = snapshot.value as unknown as Record<string, PartState>;
  for (const event of events) [snapshot] = transition(machine, snapshot, event);
  const states = snapshot.value as unknown as Record<string, PartState>;
  return Object.fromEntries(Object.entries(states).filter(([id, state]) => before[id] !== state));
}

test('in the beginning everything is open but the run, which waits for its prediction', () => {
  expect(Object.fromEntries(statesOf(PARTS, { predictions: {}, tasks: [], cards: { rated: 0, left: 5 } }))).toEqual({
    hook: 'open',
    'predict-fate': 'open',
    'run-fate': 'locked',
    'worked-power': 'open',
    'task-repair': 'open',
    cards: 'open',
  });
});

describe('an event', () => {
  test.each<[string, readonly LessonEvent[], Readonly<Record<string, PartState>>]>([
    [
      'predicted answers the prediction and opens its run',
      [predicted],
      { 'predict-fate': 'answered', 'run-fate': 'open' },
    ],
    ['ran finishes both', [predicted, ran], { 'predict-fate': 'done', 'run-fate': 'done' }],
    ['passed finishes its task', [passed], { 'task-repair': 'done' }],
    ['shown answers a task without finishing it', [shown('task-repair')], { 'task-repair': 'answered' }],
    ['passed finishes a task whose solution was shown', [shown('task-repair'), passed], { 'task-repair': 'done' }],
    ['shown finishes the hook', [shown('hook')], { hook: 'done' }],
    ['shown finishes an example', [shown('worked-power')], { 'worked-power': 'done' }],
    ['rated begins the cards', [rated(4)], { cards: 'answered' }],
    ['rated keeps them begun while some are left', [rated(4), rated(1)], { cards: 'answered' }],
    ['the last one rated finishes them', [rated(1), rated(0)], { cards: 'done' }],
    ['the only one rated finishes them', [rated(0)], { cards: 'done' }],
  ])('%s', (_what, events, states) => expect(after(...events)).toEqual(states));
});

describe('nothing happens', () => {
  test.each<[string, readonly LessonEvent[], Readonly<Record<string, PartState>>]>([
    ['to a run that is locked, when it is said to have run', [ran], {}],
    ['when another prediction is made', [{ type: 'predicted', id: 'other' }], {}],
    ['when another task is passed', [{ type: 'passed', id: 'fate' }], {}],
    ['when a part is shown that this lesson does not have', [shown('worked-other')], {}],
    ['to a prediction that is shown', [shown('predict-fate')], {}],
    ['to a task that is done, when its solution is shown', [passed, shown('task-repair')], { 'task-repair': 'done' }],
    [
      'to what is done, when it happens again',
      [predicted, ran, predicted, ran],
      { 'predict-fate': 'done', 'run-fate': 'done' },
    ],
    ['to cards that are done, when one is rated again', [rated(0), rated(3)], { cards: 'done' }],
  ])('%s', (_what, events, states) => expect(after(...events)).toEqual(states));
});

describe('a lesson that is opened again', () => {
  const facts: Facts = {
    predictions: { fate: { answer: 'x', confidence: 1 }, gone: { answer: 3, confidence: 2 } },
    tasks: ['repair', 'a-task-of-an-older-version'],
    seen: ['run-fate', 'hook', 'worked-gone'],
    cards: { rated: 2, left: 3 },
  };

  test('stands where it was left, whatever else is kept', () => {
    expect(Object.fromEntries(statesOf(PARTS, facts))).toEqual({
      hook: 'done',
      'predict-fate': 'done',
      'run-fate': 'done',
      'worked-power': 'open',
      'task-repair': 'done',
      cards: 'answered',
    });
  });

  test('goes on with the first part that is open, then with what is begun, then with nothing', () => {
    expect(nextPart(PARTS, statesOf(PARTS, facts))?.id).toBe('worked-power');
    const further = { ...facts, seen: ['run-fate', 'hook', 'worked-power'] };
    expect(nextPart(PARTS, statesOf(PARTS, further))?.id).toBe('cards');
    expect(nextPart(PARTS, statesOf(PARTS, { ...further, cards: { rated: 5, left: 0 } }))).toBeUndefined();
  });

  test('does not lead to a run that is locked', () => {
    const [, , run] = PARTS;
    const states = statesOf([run!], { predictions: {}, tasks: [], cards: { rated: 0, left: 0 } });
    expect(nextPart([run!], states)).toBeUndefined();
  });
});
