/** The part of an address behind `#` that carries a run. */
const PREFIX = '#run=';

/** How every shared text begins: a link whose maker left the prefix out is understood too. */
const MARKER = '#alo.';

/** The shared text in an address; null when there is none. */
export function readSharedText(hash: string): string | null {
  if (hash.startsWith(MARKER)) return hash.slice(1);
  return hash.startsWith(PREFIX) ? hash.slice(PREFIX.length) : null;
}

/** The address of a run. */
export function linkTo(page: Location, text: string): string {
  return `${page.origin}${page.pathname}${PREFIX}${text}`;
}
