/** Both sides of a contest, run to their ends and looked at together. */
import type { Micros } from '../kernel/time.ts';
import { Playback } from '../playback.ts';
import type { Scene } from '../view/scene.ts';
import { SIDES, type Prepared, type Side } from './contest.ts';
import { measure, type Measures } from './measures.ts';

/** One side at a moment. */
export interface SideAt {
  readonly step: number;
  /** When this picture came to be. */
  readonly at: Micros;
  readonly scene: Scene;
}

export class ContestRun {
  readonly sides: Readonly<Record<Side, Playback>>;

  private constructor(sides: Readonly<Record<Side, Playback>>) {
    this.sides = sides;
  }

  /** Runs both sides to their ends. */
  static complete({ scenarios }: Prepared): ContestRun {
    const sides = { left: Playback.open(scenarios.left), right: Playback.open(scenarios.right) };
    for (const side of SIDES) sides[side].complete();
    return new ContestRun(sides);
  }

  /** What to draw of each side at a moment. A side that has ended stays as it ended. */
  sideAt(time: Micros): Readonly<Record<Side, SideAt>> {
    return { left: lookAt(this.sides.left, time), right: lookAt(this.sides.right, time) };
  }

  measures(): Readonly<Record<Side, Measures>> {
    return { left: measure(this.sides.left), right: measure(this.sides.right) };
  }
}

function lookAt(playback: Playback, time: Micros): SideAt {
  const step = playback.stepAt(time);
  return { step, at: playback.timeOf(step), scene: playback.sceneAt(step) };
}
