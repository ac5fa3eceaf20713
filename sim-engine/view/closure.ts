/**
 * Only the steps that matter for a verdict: what was done to the cluster, what followed from it, what the clients that the
 * verdict names asked for and were told, and the messages that carried its records.
 *
 * Models: the evidence of one verdict in a recorded run, up to the step in which it is decided. Leaves out: causes that leave
 * no milestone; steps before the window of the diagram, whose messages are not drawn.
 */
import { logName } from '../check/logId.ts';
import type { Verdict, VerdictFamily } from '../check/verdict.ts';
import type { Milestone, MilestoneKind, Sentence } from '../host/sentence.ts';
import type { RecordedOperation } from '../host/world.ts';
import type { Micros } from '../kernel/time.ts';
import { operationSentence } from './operationSentence.ts';
import { buildSpaceTime, SPACE_TIME_STEPS_MAX, type SpaceTime, type SpaceTimeSource } from './spaceTime.ts';

/** One step that matters. */
export interface ClosureMoment {
  readonly step: number;
  readonly at: Micros;
  /** `operation`: a client asked for something, or was told something. */
  readonly kind: MilestoneKind | 'operation';
  readonly sentence: Sentence;
}

export interface Closure {
  /** Records that the verdict is about. */
  readonly values: readonly string[];
  /** The step from which on an observer could know. */
  readonly decisiveStep: number;
  /** In order; without the verdict itself. */
  readonly moments: readonly ClosureMoment[];
  /** Messages up to the decisive step. */
  readonly diagram: SpaceTime;
  /** Messages of the diagram that carry one of the values, or brought a client what the verdict's operations say. */
  readonly carrying: readonly number[];
  /** Machines that the moments and those messages are about: places in the diagram's lanes. */
  readonly lanes: readonly number[];
}

/** The part of a playback that a closure reads. */
export interface ClosureSource extends SpaceTimeSource {
  readonly steps: number;
  readonly milestones: readonly Milestone[];
  stepAt(time: Micros): number;
  history(step: number): readonly RecordedOperation[];
}

/** Kinds of milestones that count for every verdict. */
const ALWAYS: readonly MilestoneKind[] = ['fault', 'heal', 'admin', 'election', 'isr', 'truncation', 'fenced'];

/** Kinds that count for some. */
const SOMETIMES: Readonly<Partial<Record<VerdictFamily, readonly MilestoneKind[]>>> = {
  duplication: ['rebalance', 'redelivery', 'retry', 'timeout'],
  order: ['rebalance', 'redelivery', 'retry', 'timeout'],
  visibility: ['rebalance'],
  liveness: ['rebalance', 'timeout'],
};

/** Kinds that are about one partition: those of other logs explain nothing. */
const OF_A_LOG: readonly MilestoneKind[] = ['election', 'isr', 'truncation'];

/** Most moments of one closure: more are not a story. The last ones are kept. */
export const CLOSURE_MOMENTS_MAX = 40;

/** The evidence of a verdict on a recorded run. */
export function buildClosure(source: ClosureSource, verdict: Verdict): Closure {
  const decisiveStep = Math.min(source.steps, source.stepAt(verdict.at));
  const { values } = verdict.subjects;
  const moments = momentsOf(source, verdict, decisiveStep);
  const diagram = buildSpaceTime(source, {
    fromStep: decisiveStep - SPACE_TIME_STEPS_MAX,
    toStep: decisiveStep,
  });
  const wanted = new Set(values);
  const told = new Set(moments.flatMap(({ kind, step }) => (kind === 'operation' ? [step] : [])));
  const arrows = diagram.arrows.filter(
    ({ label, arrivedStep }) => told.has(arrivedStep) || label.split(', ').some((value) => wanted.has(value)),
  );
  return {
    values,
    decisiveStep,
    moments,
    diagram,
    carrying: arrows.map(({ id }) => id),
    lanes: diagram.lanes.flatMap((name, lane) =>
      arrows.some(({ from, to }) => from === lane || to === lane) ||
      moments.some(({ sentence }) => names(sentence, name))
        ? [lane]
        : [],
    ),
  };
}

function momentsOf(source: ClosureSource, verdict: Verdict, decisiveStep: number): readonly ClosureMoment[] {
  const kinds = [...ALWAYS, ...(SOMETIMES[verdict.family] ?? [])];
  const milestones = source.milestones
    .filter((milestone) => kinds.includes(milestone.kind) && milestone.step <= decisiveStep)
    .filter(({ kind, sentence }) => !OF_A_LOG.includes(kind) || concerns(sentence, verdict))
    .map(({ step, at, kind, sentence }): ClosureMoment => ({ step, at, kind, sentence }));
  const history = source.history(decisiveStep);
  const operations = verdict.evidence.operations.flatMap((index): ClosureMoment[] => {
    const operation = history[index];
    if (operation === undefined) return [];
    // A recorded step is counted from 0; the world after it has the next number.
    return [{ step: operation.step + 1, at: operation.at, kind: 'operation', sentence: operationSentence(operation) }];
  });
  const spoken = new Set(operations.map(({ step }) => step));
  // That an application is made to send is the same as that it sends.
  const others = milestones.filter(({ kind, step }) => kind !== 'admin' || !spoken.has(step));
  return [...others, ...operations]
    .sort((left, right) => left.step - right.step)
    .filter((moment, place, all) => !repeats(moment, all[place - 1]))
    .slice(-CLOSURE_MOMENTS_MAX);
}

/** Does what happened to a partition concern the verdict? Logs of the system's own count unless a record is missing. */
function concerns({ params }: Sentence, { family, subjects }: Verdict): boolean {
  const { partition } = params;
  if (partition === undefined || subjects.logs.length === 0) return true;
  const isInternal = String(partition).startsWith('__') && SOMETIMES[family] !== undefined;
  return isInternal || subjects.logs.some((log) => logName(log) === partition);
}

/** The same sentence again, with nothing else in between. */
function repeats(moment: ClosureMoment, before: ClosureMoment | undefined): boolean {
  if (before === undefined || before.sentence.key !== moment.sentence.key) return false;
  return JSON.stringify(before.sentence.params) === JSON.stringify(moment.sentence.params);
}

/** Does a sentence speak of a machine? */
function names({ params }: Sentence, machine: string): boolean {
  return Object.values(params).some((value) => String(value).split(', ').includes(machine));
}
