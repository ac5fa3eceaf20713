/** What somebody typed, as the index can be asked for it. */

export interface Query {
  /** Words, and runs of Chinese characters, as they were typed, in lower case. Empty: nothing to ask for. */
  readonly parts: readonly string[];
  /** The same as words of the index: every Chinese character by itself. */
  readonly words: readonly string[];
}

const PART = /\p{Script=Han}+|(?:(?!\p{Script=Han})[\p{L}\p{N}])+/gu;

/** Pagefind makes one word of Little’s: littles. */
const APOSTROPHE = /(?<=\p{L})['’](?=\p{L})/gu;

const isHan = (part: string): boolean => /\p{Script=Han}/u.test(part);
const wordsOf = (part: string): readonly string[] => (isHan(part) ? [...part] : [part]);

/** `Kafka 死信队列` has the parts `kafka` and `死信队列`, and the words `kafka`, `死`, `信`, `队`, `列`. */
export function parseQuery(text: string): Query {
  const parts = text.normalize('NFKC').toLowerCase().replace(APOSTROPHE, '').match(PART) ?? [];
  return { parts, words: parts.flatMap(wordsOf) };
}

/** Characters that must stand side by side: every Chinese run of two or more, each as a phrase of the index. */
export function phrasesOf({ parts }: Query): readonly string[] {
  return parts.filter((part) => isHan(part) && part.length > 1).map(quoted);
}

/** The whole query as one phrase, or null when it is a single word. */
export function wholePhraseOf({ words }: Query): string | null {
  return words.length < 2 ? null : `"${words.join(' ')}"`;
}

/**
 * The pieces of a query that nothing fits as a whole: words, and pairs of neighbouring characters. 消息丢失怎么办 still leads to
 * what is said of 消息 and of 丢失.
 */
export function piecesOf({ parts }: Query): readonly string[] {
  return [...new Set(parts.flatMap((part) => (isHan(part) && part.length > 1 ? pairsOf(part).map(quoted) : [part])))];
}

function pairsOf(run: string): readonly string[] {
  const characters = [...run];
  return characters.slice(1).map((character, index) => `${characters[index]}${character}`);
}

function quoted(run: string): string {
  return `"${[...run].join(' ')}"`;
}

/** Stands around every name in the index, so that a phrase with it fits whole names only. Nobody types it. */
const EDGE = 'ʘ';

/** A name of a term for the index. */
export function edged(name: string): string {
  return [EDGE, ...parseQuery(name).words, EDGE].join(' ');
}

/** Asks for what is called exactly so. */
export function namePhraseOf({ words }: Query): string {
  return `"${[EDGE, ...words, EDGE].join(' ')}"`;
}
