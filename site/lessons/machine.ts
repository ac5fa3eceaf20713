/**
 * A lesson as a statechart: its parts side by side, each locked, open, answered or done. Nothing is locked but a run whose prediction
 * is not yet made.
 *
 * What is kept of a learner is a list of events to it; so a lesson that is opened again is where it was left.
 */
import { initialTransition, setup, transition, type AnyMachineSnapshot } from 'xstate';

/** Kinds of parts in which there is something to do. */
export const DOING = ['hook', 'predict', 'run', 'worked', 'task', 'cards'] as const;

export type DoingKind = (typeof DOING)[number];

export interface LessonPart {
  /** As its section is named: `hook`, `predict-fate`, `run-fate`, `task-repair`, `cards`. */
  readonly id: string;
  readonly kind: DoingKind;
}

export type PartState = 'locked' | 'open' | 'answered' | 'done';

export type LessonEvent =
  /** A prediction was locked in; its run opens. */
  | { readonly type: 'predicted'; readonly id: string }
  /** A run was watched to the moment that decides; what was predicted stands beside it. */
  | { readonly type: 'ran'; readonly id: string }
  /** A task was passed. */
  | { readonly type: 'passed'; readonly id: string }
  /** A part was seen to its end: the hook was played, an example told, the solution of a task shown. `id` is the part's. */
  | { readonly type: 'shown'; readonly id: string }
  /** A card was rated; so many of the lesson have never been. */
  | { readonly type: 'rated'; readonly left: number };

type Region = Readonly<Record<string, object>>;

const when = (params: { readonly id: string }, target: PartState): object => ({
  guard: { type: 'isAbout', params },
  target,
});

/** What a part does with events: `name` is its id without its kind. */
function regionOf({ id, kind }: LessonPart): { readonly initial: PartState; readonly states: Region } {
  const name = { id: id.replace(`${kind}-`, '') };
  const open = (on: object, answered: object = {}): ReturnType<typeof regionOf> => ({
    initial: 'open',
    states: { open: { on }, answered: { on: answered }, done: {} },
  });
  switch (kind) {
    case 'predict':
      return open({ predicted: when(name, 'answered') }, { ran: when(name, 'done') });
    case 'run':
      return {
        initial: 'locked',
        states: {
          locked: { on: { predicted: when(name, 'open') } },
          open: { on: { ran: when(name, 'done') } },
          done: {},
        },
      };
    case 'task':
      return open({ passed: when(name, 'done'), shown: when({ id }, 'answered') }, { passed: when(name, 'done') });
    case 'cards':
      return open(
        { rated: [{ guard: 'isLast', target: 'done' }, { target: 'answered' }] },
        {
          rated: { guard: 'isLast', target: 'done' },
        },
      );
    case 'hook':
    case 'worked':
      return open({ shown: when({ id }, 'done') });
  }
}

const lessonSetup = setup({
  types: { events: {} as LessonEvent },
  guards: {
    isAbout: ({ event }, { id }: { readonly id: string }) => 'id' in event && event.id === id,
    isLast: ({ event }) => event.type === 'rated' && event.left === 0,
  },
});

/** The machine of a lesson with these parts. */
export function lessonMachine(parts: readonly LessonPart[]): ReturnType<typeof lessonSetup.createMachine> {
  return lessonSetup.createMachine({
    id: 'lesson',
    type: 'parallel',
    states: Object.fromEntries(parts.map((part) => [part.id, regionOf(part)])),
  });
}

/** What is known of a learner in a lesson. */
export interface Facts {
  readonly predictions: Readonly<Record<string, unknown>>;
  readonly tasks: readonly string[];
  /** Ids of parts that were seen to their end. */
  readonly seen?: readonly string[];
  /** Cards of the lesson that were rated, and that never were. */
  readonly cards: { readonly rated: number; readonly left: number };
}

/** What a learner has done, as events in an order in which it can have happened. */
export function eventsOf({ predictions, tasks, seen = [], cards }: Facts): readonly LessonEvent[] {
  return [
    ...Object.keys(predictions).map((id) => ({ type: 'predicted', id }) as const),
    ...seen.map((id) =>
      id.startsWith('run-')
        ? ({ type: 'ran', id: id.slice('run-'.length) } as const)
        : ({ type: 'shown', id } as const),
    ),
    ...tasks.map((id) => ({ type: 'passed', id }) as const),
    ...(cards.rated > 0 ? [{ type: 'rated', left: cards.left } as const] : []),
  ];
}

/** The state of every part, by its id, after what a learner has done. */
export function statesOf(parts: readonly LessonPart[], facts: Facts): ReadonlyMap<string, PartState> {
  const machine = lessonMachine(parts);
  let snapshot: AnyMachineSnapshot = initialTransition(machine)[0];
  for (const event of eventsOf(facts)) [snapshot] = transition(machine, snapshot as never, event);
  return new Map(Object.entries(snapshot.value as Record<string, PartState>));
}

/** The first part that is not done and not locked; undefined when all are done. */
export function nextPart(parts: readonly LessonPart[], states: ReadonlyMap<string, PartState>): LessonPart | undefined {
  return parts.find(({ id }) => states.get(id) === 'open') ?? parts.find(({ id }) => states.get(id) === 'answered');
}
