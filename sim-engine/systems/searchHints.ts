/**
 * What a search must know of a system in order to tell the states that matter apart from those that differ in a clock only,
 * and to try what its administrators may do.
 */
import type { Action } from '../host/action.ts';
import type { World } from '../host/world.ts';

export interface SearchHints {
  /** Fields of memories, files and messages that hold readings of clocks or running numbers: states may differ in them. */
  readonly clocks: ReadonlySet<string>;
  /** Fields that change while nothing of interest happens. A step that changes nothing else is no moment for a fault. */
  readonly routine: ReadonlySet<string>;
  /**
   * After whose steps the death of a machine is worth trying: its own, or also those of machines that it is connected to. The
   * latter where a broken connection is heard of at once and changes what the others do next: messages go back to their queue,
   * and what was under way is gone.
   */
  readonly deathConcerns: 'itself' | 'neighbours';
  /** The ways in which one of the system's own operations can be tried, or can make another one good again. */
  adminMoves(operation: string): readonly AdminMove[];
}

/** One use of an operation. */
export interface AdminMove {
  readonly arguments: Action['arguments'];
  /** Is it worth trying now? Not if it asks for what is so already. */
  applies(world: World): boolean;
}
