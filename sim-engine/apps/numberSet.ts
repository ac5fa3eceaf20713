/** A set of whole numbers as disjoint ranges in ascending order: `[from, to, from, to, …]`, ends included. Cheap for runs. */
export type NumberSet = readonly number[];

/** Is the number in the set? */
export function hasNumber(set: NumberSet, number: number): boolean {
  for (let index = set.length - 2; index >= 0; index -= 2) {
    if (number >= (set[index] as number)) return number <= (set[index + 1] as number);
  }
  return false;
}

/** The set with one more number. */
export function withNumber(set: NumberSet, number: number): NumberSet {
  if (hasNumber(set, number)) return set;
  let place = set.length;
  while (place > 0 && number < (set[place - 2] as number)) place -= 2;
  const touchesLower = place > 0 && set[place - 1] === number - 1;
  const touchesUpper = place < set.length && set[place] === number + 1;
  const from = touchesLower ? (set[place - 2] as number) : number;
  const to = touchesUpper ? (set[place + 1] as number) : number;
  const below = set.slice(0, touchesLower ? place - 2 : place);
  return [...below, from, to, ...set.slice(touchesUpper ? place + 2 : place)];
}
