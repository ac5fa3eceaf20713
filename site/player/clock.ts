/** The clock of playing: turns the time of the reader's day into the time of the run. Runs only while playing. */

/** Simulated microseconds for each second of the reader's time. */
export type Speed = number;

export const SPEEDS: readonly Speed[] = [1_000, 5_000, 20_000, 100_000, 1_000_000];

/** Quiet stretches longer than this, in the reader's seconds, are shortened to what follows. */
const QUIET_SECONDS = 0.9;
const QUIET_LEFT_SECONDS = 0.15;

/** A frame that took longer counts as this long: a page that was hidden does not leap. */
const FRAME_SECONDS_MAX = 0.1;

/**
 * Time after a frame.
 *
 * @param until - when the next step happens
 */
export function advanceTime(options: {
  readonly time: number;
  readonly elapsedSeconds: number;
  readonly speed: Speed;
  readonly until: number;
}): number {
  const { time, speed, until } = options;
  const moved = time + Math.min(FRAME_SECONDS_MAX, options.elapsedSeconds) * speed;
  return until - moved > QUIET_SECONDS * speed ? until - QUIET_LEFT_SECONDS * speed : moved;
}

/** Calls back on every frame until it is stopped, which the callback itself may do. */
export function startFrames(onFrame: (elapsedSeconds: number) => void): () => void {
  let last: number | null = null;
  let stopped = false;
  let handle = requestAnimationFrame(function frame(now) {
    if (last !== null) onFrame((now - last) / 1000);
    last = now;
    if (!stopped) handle = requestAnimationFrame(frame);
  });
  return () => {
    stopped = true;
    cancelAnimationFrame(handle);
  };
}
