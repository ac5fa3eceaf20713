/** Which steps a reader who hides routine traffic passes over. */
import { beforeAll, describe, expect, it } from 'vitest';
import { Playback } from '../../sim-engine/playback.ts';
import { RABBIT_PRESETS } from '../../sim-engine/systems/rabbitmq/presets/index.ts';
import { stepPastRoutine } from '../../site/worker/quiet.ts';

/** Six seconds are enough for every kind of routine. */
const scenario = { ...RABBIT_PRESETS.play, horizonMillis: 6_000 };

let playback: Playback;
beforeAll(() => {
  playback = Playback.open(scenario);
  playback.complete();
});

function visited(direction: 1 | -1): readonly number[] {
  const steps: number[] = [];
  let step = direction === 1 ? 0 : playback.steps;
  while (step !== (direction === 1 ? playback.steps : 0)) {
    step = stepPastRoutine(playback, { step, direction });
    steps.push(step);
  }
  return steps;
}

const passedOver = (steps: readonly number[]): readonly number[] => {
  const seen = new Set(steps);
  return Array.from({ length: playback.steps }, (_, index) => index + 1).filter((step) => !seen.has(step));
};

describe('a step past routine traffic', () => {
  it('passes over more than a quarter of what a cluster of three does', () => {
    expect(passedOver(visited(1)).length).toBeGreaterThan(playback.steps / 4);
  });

  it('passes over nothing in which a rule runs, or of which there is more to say', () => {
    const accounts = passedOver(visited(1)).map((step) => playback.accountOf(step));
    expect(accounts.filter(({ rules, sentences }) => rules.length > 0 || sentences.length > 1)).toEqual([]);
  });

  it('stops at every step that matters', () => {
    const steps = new Set(visited(1));
    expect(playback.milestones.filter(({ step }) => !steps.has(step))).toEqual([]);
    expect(playback.milestones.length).toBeGreaterThan(0);
  });

  it('goes back over the same steps', () => {
    const inside = (step: number): boolean => step > 0 && step < playback.steps;
    expect([...visited(-1)].reverse().filter(inside)).toEqual(visited(1).filter(inside));
  });
});
