/** Times as readers see them. */

/** Microseconds as seconds with three decimals: `4.812`. */
export function seconds(micros: number): string {
  return (micros / 1_000_000).toFixed(3);
}

/** Microseconds as milliseconds with at most one decimal: `12.5`. */
export function milliseconds(micros: number): string {
  const text = (micros / 1_000).toFixed(1);
  return text.endsWith('.0') ? text.slice(0, -2) : text;
}
