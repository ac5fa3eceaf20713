/** The fields that scenarios are made of, as zod schemas: each refuses in words, and every one has a limit. */
import * as z from 'zod/mini';
import type { Bilingual } from '../systems/door.ts';
import type { Extent } from '../systems/scenarioForm.ts';
import { closest, oneOf, pack } from './words.ts';

/** Limits of every system's scenario; rooms add their own. Enough for every lesson, small enough for a browser. */
export const LIMITS = {
  brokers: 9,
  producers: 16,
  consumers: 32,
  records: 1_000_000,
  ratePerSecond: 100_000,
  horizonMillis: 3_600_000,
  faults: 500,
  actions: 2_000,
  keys: 64,
  nameLength: 32,
  valueBytes: 1_048_576,
  processingMicros: 60_000_000,
  latencyMicros: 60_000_000,
  seed: 4_294_967_295,
} as const;

export type Shape = Readonly<Record<string, z.ZodMiniType>>;

/** A whole number between two others. */
export function integer(min: number, max: number): z.ZodMiniNumber {
  const words = { en: `an integer from ${min} to ${max}`, 'zh-cn': `${min} 到 ${max} 之间的整数` };
  return boundedInteger(min, max, words);
}

/** A whole number, with words of its own for what was expected. */
export function boundedInteger(min: number, max: number, words: Bilingual): z.ZodMiniNumber {
  const error = pack(words);
  return z.int({ error }).check(z.minimum(min, { error }), z.maximum(max, { error }));
}

/** A number between two others with at most two decimals. */
export function hundredths(min: number, max: number): z.ZodMiniNumber {
  const error = pack({
    en: `a number from ${min} to ${max} with at most two decimals`,
    'zh-cn': `${min} 到 ${max} 之间的数，最多两位小数`,
  });
  return z.number({ error }).check(z.minimum(min, { error }), z.maximum(max, { error }), z.multipleOf(0.01, { error }));
}

/** One of some texts. */
export function choice(choices: readonly string[]): z.ZodMiniType<string> {
  return z.enum(choices as [string, ...string[]], { error: pack(oneOf(choices)) });
}

function text(max: number, pattern: RegExp, words: Bilingual): z.ZodMiniString {
  const error = pack(words);
  return z.string({ error }).check(z.minLength(1, { error }), z.maxLength(max, { error }), z.regex(pattern, { error }));
}

/** A name: a-z, 0-9 and -. */
export function name(): z.ZodMiniString {
  return text(LIMITS.nameLength, /^[a-z0-9-]+$/, {
    en: `a name of 1 to ${LIMITS.nameLength} characters from a-z, 0-9 and -`,
    'zh-cn': `1 到 ${LIMITS.nameLength} 个字符的名称，只含 a-z、0-9 和 -`,
  });
}

/** A name, or an empty text that stands for what has none. */
export function nameOrEmpty(): z.ZodMiniString {
  const error = pack({
    en: `an empty text, or a name of at most ${LIMITS.nameLength} characters from a-z, 0-9 and -`,
    'zh-cn': `空字符串，或不超过 ${LIMITS.nameLength} 个字符的名称，只含 a-z、0-9 和 -`,
  });
  return z.string({ error }).check(z.maxLength(LIMITS.nameLength, { error }), z.regex(/^[a-z0-9-]*$/, { error }));
}

/** A short printable text. */
export function key(): z.ZodMiniString {
  return text(LIMITS.nameLength, /^[^\p{Cc}\p{Cs}]+$/u, {
    en: `a key of 1 to ${LIMITS.nameLength} printable characters`,
    'zh-cn': `1 到 ${LIMITS.nameLength} 个可见字符的 key`,
  });
}

/** Any text within limits. */
export function anyText({ min, max }: Extent): z.ZodMiniString {
  const error = pack({ en: `a text of ${min} to ${max} characters`, 'zh-cn': `${min} 到 ${max} 个字符的文本` });
  return z.string({ error }).check(z.minLength(min, { error }), z.maxLength(max, { error }));
}

/** true or false. */
export function flag(): z.ZodMiniBoolean {
  return z.boolean({ error: pack({ en: 'true or false', 'zh-cn': 'true 或 false' }) });
}

/** A list within limits. */
export function list<Item extends z.ZodMiniType>(item: Item, min: number, max: number): z.ZodMiniArray<Item> {
  const error = pack({ en: `a list of ${min} to ${max} items`, 'zh-cn': `含 ${min} 到 ${max} 项的列表` });
  return z.array(item, { error }).check(z.minLength(min, { error }), z.maxLength(max, { error }));
}

/** An object with these fields and no others. */
export function fields<S extends Shape>(shape: S): z.ZodMiniObject<S, z.core.$strict> {
  const known = Object.keys(shape).join(NAME_SEPARATOR);
  const object = pack({ en: 'an object', 'zh-cn': '一个对象' });
  return z.strictObject(shape, { error: (issue) => (issue.code === 'unrecognized_keys' ? known : object) });
}

const NAME_SEPARATOR = '\n';

/** What was expected where an unknown field stands: the known ones, or those whose names come closest. */
export function knownFields(message: string, unknown: string): Bilingual {
  const names = message.split(NAME_SEPARATOR).filter((each) => each !== '');
  if (names.length === 0) return { en: 'no field here', 'zh-cn': '此处没有字段' };
  const known = closest(names, unknown);
  return { en: `a known field, ${known.en}`, 'zh-cn': `已知字段：${known['zh-cn']}` };
}
