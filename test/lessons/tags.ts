/** Claims that a lesson's text makes and the engine can check: `{/* claims: one, two *\/}` before the part that makes them. */
export function claimsIn(text: string): readonly string[] {
  return [...text.matchAll(/\{\/\* claims: ([^*]+) \*\/\}/g)].flatMap(([, list]) => list!.trim().split(/\s*,\s*/));
}
