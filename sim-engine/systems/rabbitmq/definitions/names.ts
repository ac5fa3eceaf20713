/** Names of queues and exchanges may be any text; those of a scenario are short and plain. */
import type { RenamedPart } from '../../importFormat.ts';

/** As in scenarios: 1 to 32 characters from a-z, 0-9 and -. */
const NAME_LENGTH_MAX = 32;
const FITS = /^[a-z0-9-]{1,32}$/;

/** The names of one kind of thing, from those of the file to those of the scenario. */
export interface NameBook {
  /** The name in the scenario; null: the thing is not carried over. */
  safe(name: string): string | null;
  readonly renamed: readonly RenamedPart[];
}

/** Lower case, everything else than a-z, 0-9 and - becomes -. */
function plain(name: string): string {
  const text = name.replace(/[A-Z]/g, (letter) => letter.toLowerCase()).replace(/[^a-z0-9-]/gu, '-');
  return text === '' ? '-' : text.slice(0, NAME_LENGTH_MAX);
}

/** A name that fits and is not taken: the base, cut and numbered where it must be. */
export function freeName(base: string, taken: ReadonlySet<string>): string {
  for (let count = 1; ; count += 1) {
    const ending = count === 1 ? '' : `-${count}`;
    const candidate = `${base.slice(0, NAME_LENGTH_MAX - ending.length)}${ending}`;
    if (!taken.has(candidate)) return candidate;
  }
}

/** Names that fit stay what they are; the others get one of their own, in the order of the file. */
export function nameBook(kind: 'exchange' | 'queue', names: readonly string[]): NameBook {
  const safe = new Map(names.filter((name) => FITS.test(name)).map((name) => [name, name]));
  const taken = new Set(safe.keys());
  const renamed: RenamedPart[] = [];
  for (const name of names) {
    if (safe.has(name)) continue;
    const to = freeName(plain(name), taken);
    taken.add(to);
    safe.set(name, to);
    renamed.push({ kind, from: name, to });
  }
  return { safe: (name) => safe.get(name) ?? null, renamed };
}
