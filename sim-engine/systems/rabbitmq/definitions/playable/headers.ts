/** Headers with which publishers reach every binding of a headers exchange: as few publishers as go without contradiction. */
import type { BindingSpec, SpecValue } from '../../definitions.ts';
import { RABBIT_LIMITS } from '../../form.ts';
import type { RabbitVersion } from '../../rules/version.ts';
import { headersMatch } from '../../rules/routing/headers.ts';

type Headers = Readonly<Record<string, SpecValue>>;

export interface ChosenHeaders {
  /** One for each publisher. */
  readonly sets: readonly Headers[];
  /** Numbers of bindings that no message can reach. */
  readonly unreached: readonly number[];
}

/** A message with these is refused unless they are lists (sender-selected distribution), and a scenario has no lists. */
const RESERVED = ['CC', 'BCC'];

/** What a message must have at least; for "any", one header is enough. */
function needed(headers: Headers, version: RabbitVersion): Headers | null {
  const own = Object.entries(headers).filter(([name]) => name !== 'x-match' && !RESERVED.includes(name));
  const candidates = [[], ...own.map((entry) => [entry]), own].map((entries): Headers => Object.fromEntries(entries));
  return candidates.find((candidate) => headersMatch(headers, candidate, version)) ?? null;
}

/** Both together, or null when they contradict each other or are too many. */
function merged(left: Headers, right: Headers): Headers | null {
  const contradicts = Object.entries(right).some(([name, value]) => Object.hasOwn(left, name) && left[name] !== value);
  if (contradicts) return null;
  const both = { ...left, ...right };
  return Object.keys(both).length <= RABBIT_LIMITS.headers ? both : null;
}

/** Chooses headers for the publishers to an exchange with these bindings. */
export function headersFor(bindings: readonly BindingSpec[], version: RabbitVersion): ChosenHeaders {
  const sets: Headers[] = [];
  const unreached: number[] = [];
  bindings.forEach(({ headers = {} }, number) => {
    const wanted = needed(headers, version);
    if (wanted === null) return void unreached.push(number);
    for (const [place, set] of sets.entries()) {
      const both = merged(set, wanted);
      if (both !== null) return void (sets[place] = both);
    }
    sets.push(wanted);
  });
  return { sets, unreached };
}
