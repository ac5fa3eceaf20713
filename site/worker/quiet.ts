/**
 * Steps that a reader who hides routine traffic passes over: a heartbeat that arrives, a timer that finds nothing to do, a
 * flush that nobody waits for. Such a step says nothing beyond what it is, and no protocol rule runs in it.
 */
import type { Playback } from '../../sim-engine/playback.ts';
import type { Highlights } from '../../sim-engine/systems/door.ts';
import { buildScene } from '../../sim-engine/view/buildScene.ts';
import type { SceneMessage } from '../../sim-engine/view/scene.ts';

/** Quiet steps that are passed over at once: more would keep the reader waiting. */
const QUIET_MAX = 500;

const NONE: Highlights = { acknowledged: new Set(), suspect: new Set() };

function inFlight(playback: Playback, step: number): readonly SceneMessage[] {
  return buildScene(playback.system, playback.worldAt(step), step, NONE).messages;
}

const identity = ({ from, to, id }: SceneMessage): string => `${from}-${to}-${id}`;

/** Is the message that arrives in this step routine? */
function bringsRoutine(playback: Playback, step: number): boolean {
  const still = new Set(inFlight(playback, step).map(identity));
  const arrived = inFlight(playback, step - 1).filter((message) => !still.has(identity(message)));
  return arrived.length > 0 && arrived.every(({ routine }) => routine);
}

function isQuiet(playback: Playback, step: number): boolean {
  const { event, sentences, rules } = playback.accountOf(step);
  if (sentences.length > 1 || rules.length > 0) return false;
  return event === 'timer' || event === 'disk' || (event === 'deliver' && bringsRoutine(playback, step));
}

/** The next or previous step in which something happens that is not routine; the first and the last one always count. */
export function stepPastRoutine(
  playback: Playback,
  { step, direction }: { readonly step: number; readonly direction: 1 | -1 },
): number {
  let next = step + direction;
  for (let passed = 0; passed < QUIET_MAX && next > 0 && next < playback.steps; passed += 1, next += direction) {
    if (!isQuiet(playback, next)) break;
  }
  return Math.max(0, Math.min(next, playback.steps));
}
