/**
 * What the bar of time needs to know, whatever is played: one run, or two at once. A position is a place in the row of
 * moments at which something happens, counted from 0.
 */
import type { Micros, MilestoneKind, ToldMilestone } from '../worker/protocol.ts';
import type { Speed } from './clock.ts';

/** Which events the jump buttons look for. */
export type KindChoice = MilestoneKind | 'any';

/** Another run on the same line. */
export interface OtherLane {
  readonly name: string;
  /** Positions at which it leaves the line, and at which it ends. */
  readonly from: number;
  readonly to: number;
}

export interface Timeline {
  /** Is there something to show? */
  readonly ready: boolean;
  readonly playing: boolean;
  /** Moment shown. */
  readonly time: Micros;
  /** Moment of the picture that is here: `time` may be on its way. */
  readonly shownAt: Micros;
  readonly cursor: number;
  /** Last position. */
  readonly steps: number;
  /** Furthest position that was seen. */
  readonly furthest: number;
  /** Length of the longest run. */
  readonly longest: number;
  /** `step` is a position. */
  readonly milestones: readonly ToldMilestone[];
  readonly others: readonly OtherLane[];
  /** The last thing that happened in the picture that is here; empty when nothing is. */
  readonly summary: string;
  /** What happened at the cursor; empty while it is not known. */
  readonly caption: string;
  kind: KindChoice;
  speed: Speed;
  stepwise: boolean;
  milestoneAt(direction: 1 | -1): ToldMilestone | null;
  goTo(position: number): Promise<void>;
  stepBy(count: 1 | -1): Promise<void>;
  jump(direction: 1 | -1): Promise<void>;
  toggle(): void;
  pause(): void;
}

/** The next or previous milestone of a kind; null when there is none. */
export function nextMilestone(
  { milestones, cursor, kind }: Pick<Timeline, 'milestones' | 'cursor' | 'kind'>,
  direction: 1 | -1,
): ToldMilestone | null {
  const fitting = milestones.filter((milestone) => (kind === 'any' ? !milestone.repeats : milestone.kind === kind));
  if (direction === 1) return fitting.find((milestone) => milestone.step > cursor) ?? null;
  return fitting.findLast((milestone) => milestone.step < cursor) ?? null;
}
