/**
 * What must always hold. Invariants stay on in production: a broken one is a bug report with a replay link,
 * never a wrong lesson.
 */

/** Thrown when the simulator contradicts itself. Carries the sentence that should have held. */
export class InvariantError extends Error {
  override readonly name = 'InvariantError';
}

/**
 * States what must hold.
 *
 * @param condition - what is claimed
 * @param sentence - the claim in words, shown as it stands when it is broken
 * @throws {InvariantError} when the condition is false
 */
export function invariant(condition: boolean, sentence: string): asserts condition {
  if (!condition) throw new InvariantError(sentence);
}

/**
 * For the arm of a `switch` that no value can reach.
 *
 * @throws {InvariantError} always
 */
export function unreachable(value: never): never {
  throw new InvariantError(`unreachable: ${JSON.stringify(value)}`);
}
