/**
 * Chinese in the index: every character is a word of its own.
 *
 * Pagefind cuts Chinese into words twice, with two dictionaries that disagree: jieba where the index is made, the browser's
 * `Intl.Segmenter` where a query is typed (its issues 659, 987, 1237). 死信 is one word to the first and two to the second, so
 * that half of the terms of this field would be found by luck. Characters set apart with spaces look the same to both, and a
 * phrase of characters is found exactly where they stand side by side, as readers of Chinese expect.
 */
const HAN = /\p{Script=Han}/gu;

/** Text for the index: `Kafka 的位点` becomes `Kafka 的 位 点`. */
export function apart(text: string): string {
  return text.replace(HAN, ' $& ').replace(/ {2,}/g, ' ').trim();
}

/** The same for a page: what stands between its tags. Where a block ends, so does its sentence. */
export function apartInHtml(html: string): string {
  return html
    .replace(BLOCK_END, '$1。')
    .replace(/<[^>]*>|[^<]+/g, (part) => (part.startsWith('<') ? part : part.replace(HAN, ' $& ')));
}

const BLOCK_END = /(\p{Script=Han})\s*(?=<\/(?:p|h[2-6]|li|dt|dd|td|th|summary|legend)>)/gu;

const WIDE = '[\\p{Script=Han}\\u3000-\\u303f\\uff00-\\uffef“”‘’—…]';
const BETWEEN_WIDE = new RegExp(`(?<=${WIDE}) (?=${WIDE})`, 'gu');
const BEFORE_STOP = / (?=[，。、；：？！）」』》”’])|(?<=[（「『《“‘]) /g;

/** Text from the index for reading: characters stand together again. */
export function together(text: string): string {
  return text.replaceAll('\u200b', '').replace(/\s+/g, ' ').replace(BETWEEN_WIDE, '').replace(BEFORE_STOP, '').trim();
}
