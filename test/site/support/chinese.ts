/** How this project writes Chinese, as rules that a test can hold. */

const HAN = '\\u3400-\\u9fff';
const FULL_WIDTH = '，。：；！？（）、《》“”';

const RULES: readonly (readonly [fault: string, pattern: RegExp])[] = [
  ['a half-width mark after a Chinese character', new RegExp(`[${HAN}][,;:?!]`)],
  ['a half-width comma before a Chinese character', new RegExp(`[,;?!] ?[${HAN}]`)],
  ['half-width brackets around Chinese', new RegExp(`[${HAN}] ?\\(|\\( ?[${HAN}]|[${HAN}] ?\\)`)],
  ['no space between Chinese and Latin letters or digits', new RegExp(`[${HAN}][A-Za-z0-9]|[A-Za-z0-9][${HAN}]`)],
  ['a space between Chinese characters', new RegExp(`[${HAN}] +[${HAN}]`)],
  ['a space beside a full-width mark', new RegExp(`[${HAN}] [${FULL_WIDTH}]|[${FULL_WIDTH}] [${HAN}]`)],
  ['dots that are not ……', new RegExp(`[${HAN}](\\.\\.\\.|…(?!…))`)],
  ['straight quotes around Chinese', new RegExp(`["'][${HAN}]|[${HAN}]["']`)],
];

/** Chinese characters or the marks that only Chinese uses. */
export const looksChinese = (text: string): boolean => /[\u3000-\u303f\u3400-\u9fff\uff00-\uffef]/.test(text);

/** What is wrong with a Chinese text; empty when nothing is. Code in backticks is left out. */
export function chineseFaults(text: string): readonly string[] {
  const prose = text.replaceAll(/`[^`]*`/g, '`');
  return RULES.filter(([, pattern]) => pattern.test(prose)).map(([fault]) => fault);
}
