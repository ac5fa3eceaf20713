/** Two runs on one line of time. */
import type { Micros, Side, ToldMilestone } from '../worker/protocol.ts';

/** Moments of both runs, ascending, each once. */
export function mergeMoments(left: readonly Micros[], right: readonly Micros[]): readonly Micros[] {
  return [...new Set([...left, ...right])].sort((one, other) => one - other);
}

/** Position of the last moment that is not later than `time`. */
export function positionAt(moments: readonly Micros[], time: Micros): number {
  let low = 0;
  let high = moments.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((moments[middle] as Micros) <= time) low = middle + 1;
    else high = middle;
  }
  return Math.max(0, low - 1);
}

/** Events of both runs by position. One that both sides tell in the same words at the same moment is one. */
export function mergeMilestones(
  sides: Readonly<Record<Side, readonly ToldMilestone[]>>,
  moments: readonly Micros[],
  said: (side: Side | 'both', text: string) => string,
): readonly ToldMilestone[] {
  const same = (one: ToldMilestone) => (other: ToldMilestone) => other.at === one.at && other.text === one.text;
  const told = (milestone: ToldMilestone, side: Side | 'both'): ToldMilestone => ({
    ...milestone,
    step: positionAt(moments, milestone.at),
    text: said(side, milestone.text),
  });
  const left = sides.left.map((each) => told(each, sides.right.some(same(each)) ? 'both' : 'left'));
  const right = sides.right.filter((each) => !sides.left.some(same(each))).map((each) => told(each, 'right'));
  return [...left, ...right].sort((one, other) => one.step - other.step);
}
