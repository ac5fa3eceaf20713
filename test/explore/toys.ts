/** Models that are small enough to be counted by hand. */
import type { SearchModel } from '../../sim-engine/explore/searchModel.ts';
import { finish, mix } from '../../sim-engine/kernel/hash.ts';

/** One step of a toy: where it leads, and whether it is a fault. */
export interface Arrow<State> {
  readonly to: State;
  readonly faults?: 0 | 1;
}

/** A model over numbers. Steps are numbered from 0 in the order of the arrows. */
export function toy(options: {
  readonly initial: readonly number[];
  readonly arrows: (state: number) => readonly Arrow<number>[];
  readonly breaks?: (state: number) => boolean;
}): SearchModel<number> {
  return {
    initial: options.initial,
    expand: (state, successors) =>
      options.arrows(state).forEach(({ to, faults }, step) => successors.add(to, step, faults ?? 0)),
    fingerprint: (state, into) => {
      into.high = finish(mix(1, state));
      into.low = finish(mix(2, state));
    },
    broken: (state) => (options.breaks?.(state) === true ? 'Toy' : null),
  };
}

/** Points of a grid, x + 100 y, from 0/0; each step goes right or up, and none leaves the grid. */
export function grid(size: number, breaks?: (x: number, y: number) => boolean): SearchModel<number> {
  return toy({
    initial: [0],
    arrows: (state) => {
      const x = state % 100;
      const y = Math.floor(state / 100);
      return [...(x < size - 1 ? [{ to: state + 1 }] : []), ...(y < size - 1 ? [{ to: state + 100 }] : [])];
    },
    breaks: (state) => breaks?.(state % 100, Math.floor(state / 100)) ?? false,
  });
}
