/**
 * A run with what is remembered about it. Checkers read the whole history, which takes a tenth of a second for a hundred
 * thousand steps; so they judge a computed run once, and a picture marks the records that are named up to its moment.
 */
import type { Verdict } from '../../sim-engine/check/verdict.ts';
import type { Micros } from '../../sim-engine/kernel/time.ts';
import type { Playback } from '../../sim-engine/playback.ts';
import type { Highlights } from '../../sim-engine/systems/door.ts';
import { buildScene } from '../../sim-engine/view/buildScene.ts';
import type { Scene } from '../../sim-engine/view/scene.ts';

export class Branch {
  readonly playback: Playback;
  #judged: { readonly hash: string; readonly violations: readonly Verdict[] } | null = null;

  constructor(playback: Playback) {
    this.playback = playback;
  }

  /** Broken promises of everything that is recorded; judged once for each recording. */
  violations(): readonly Verdict[] {
    const hash = this.playback.traceHash();
    if (this.#judged?.hash !== hash) {
      const { verdicts } = this.playback.judge(this.playback.steps);
      this.#judged = { hash, violations: verdicts.filter(({ verdict }) => verdict === 'violation') };
    }
    return this.#judged.violations;
  }

  /** What to draw after `step` steps. */
  sceneAt(step: number): Scene {
    const { playback } = this;
    const world = playback.worldAt(step);
    return buildScene(playback.system, world, step, this.#highlights(step, world.now));
  }

  #highlights(step: number, now: Micros): Highlights {
    const acknowledged = new Set<string>();
    for (const operation of this.playback.history(step)) {
      if (operation.f === 'send' && operation.type === 'ok' && operation.acks !== 'none')
        acknowledged.add(operation.value);
    }
    const named = (this.#judged?.violations ?? []).filter((verdict) => verdict.at <= now);
    return { acknowledged, suspect: new Set(named.flatMap((verdict) => verdict.subjects.values)) };
  }
}
