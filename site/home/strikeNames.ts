/** What may strike the run of the home page, by name. */
export type StrikeName = 'crash' | 'cut' | 'pause';

/** The first is the one that the page suggests. */
export const STRIKE_NAMES: readonly StrikeName[] = ['crash', 'cut', 'pause'];

export function isStrikeName(name: string | undefined): name is StrikeName {
  return STRIKE_NAMES.some((each) => each === name);
}
