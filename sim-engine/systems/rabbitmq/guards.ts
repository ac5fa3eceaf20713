/** Rules that can be switched off one at a time, so that a lesson isolates exactly one reason. None yet. */
export const GUARD_NAMES: readonly string[] = [];
