/** Small texts of a search. */

/** The first sentence of a text, and what follows it, with the space before it. Dots inside numbers end nothing. */
export function splitSentence(text: string): { readonly head: string; readonly rest: string } {
  const end = /[.!?](?=\s)|[。！？](?=.)/.exec(text);
  if (end === null) return { head: text, rest: '' };
  const place = end.index + 1;
  return { head: text.slice(0, place), rest: text.slice(place) };
}

/** The first clause of a text, without what ends it: `broker-1 crashes` of `broker-1 crashes: its process is gone.` */
export function clauseOf(text: string): string {
  const { head } = splitSentence(text);
  const end = /:(?=\s)|：/.exec(head);
  return (end === null ? head : head.slice(0, end.index)).replace(/[.。]$/, '');
}

/** Milliseconds as seconds with as many digits as tell something: `0.8`, `12`. */
export function shortSeconds(millis: number): string {
  return millis < 9_950 ? (millis / 1_000).toFixed(1) : String(Math.round(millis / 1_000));
}
