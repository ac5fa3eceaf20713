/** What sentences of verdicts are built from: parameters, lists, counts and times in words. */

/** What fills a sentence. Lists arrive joined with ", ". */
export type SentenceValues = Readonly<Record<string, string | number>>;

/** One sentence in both languages. */
export interface VerdictSentence {
  readonly en: (values: SentenceValues) => string;
  readonly 'zh-cn': (values: SentenceValues) => string;
}

/** A parameter, or its name in braces. */
export function get(values: SentenceValues, name: string): string | number {
  return values[name] ?? `{${name}}`;
}

/** A list in Chinese punctuation. */
export function listZh(values: SentenceValues, name: string): string {
  return String(get(values, name)).split(', ').join('、');
}

/** Microseconds as seconds with at most one decimal, in integer arithmetic. */
export function seconds(values: SentenceValues, name: string): string {
  const micros = values[name];
  if (typeof micros !== 'number') return `{${name}}`;
  const tenths = Math.floor(micros / 100_000);
  const rest = tenths % 10;
  const whole = (tenths - rest) / 10;
  return rest === 0 ? String(whole) : `${whole}.${rest}`;
}

/** `1 record`, `3 records`. */
export function records(values: SentenceValues): string {
  return counted(values, 'record');
}

/** `1 message`, `3 messages`. */
export function messages(values: SentenceValues): string {
  return counted(values, 'message');
}

function counted(values: SentenceValues, noun: string): string {
  const count = get(values, 'count');
  return count === 1 ? `1 ${noun}` : `${count} ${noun}s`;
}
