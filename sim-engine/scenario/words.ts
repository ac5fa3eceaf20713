/**
 * Expectations in both languages inside zod's error messages, which are single texts: both, with a separator that occurs in
 * neither.
 */
import type { Bilingual } from '../systems/door.ts';

const SEPARATOR = '\u001f';

/** Packs both languages into one text. */
export function pack(words: Bilingual): string {
  return words.en + SEPARATOR + words['zh-cn'];
}

/** The languages of a packed text. */
export function unpack(text: string): Bilingual {
  const [en = text, chinese = text] = text.split(SEPARATOR);
  return { en, 'zh-cn': chinese };
}

/** "one of …" */
export function oneOf(names: readonly string[]): Bilingual {
  const quoted = names.map((name) => `"${name}"`);
  return { en: `one of ${quoted.join(', ')}`, 'zh-cn': `${quoted.join('、')} 之一` };
}

/** A longer list is not read; then the names that resemble what was written are enough. */
const LISTED_MAX = 24;
const CLOSEST_MAX = 3;

/** "one of …", or the names of a long list that come closest to what was written. */
export function closest(names: readonly string[], written: string): Bilingual {
  if (names.length <= LISTED_MAX && names.join('').length <= 240) return oneOf(names);
  const ranked = names
    .map((name, index) => ({ name, index, distance: editDistance(name, written.slice(0, 64)) }))
    .sort((left, right) => left.distance - right.distance || left.index - right.index);
  const near = oneOf(ranked.slice(0, CLOSEST_MAX).map(({ name }) => name));
  return {
    en: `${near.en} (the closest of ${names.length})`,
    'zh-cn': `${near['zh-cn']}（共 ${names.length} 个中最接近的）`,
  };
}

/** Insertions, deletions and replacements between two texts (Levenshtein). */
function editDistance(left: string, right: string): number {
  let previous = Array.from({ length: right.length + 1 }, (_, index) => index);
  for (let i = 0; i < left.length; i += 1) {
    const row = [i + 1];
    for (let j = 0; j < right.length; j += 1) {
      const replaced = (previous[j] as number) + (left[i] === right[j] ? 0 : 1);
      row.push(Math.min(replaced, (previous[j + 1] as number) + 1, (row[j] as number) + 1));
    }
    previous = row;
  }
  return previous[right.length] as number;
}
