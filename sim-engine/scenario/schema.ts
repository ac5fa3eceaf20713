/**
 * The form of a scenario, version 1, as a zod schema: strict (an unknown field is an error), with a limit on everything.
 * It is built from a system's vocabulary, so that settings, guards and operations are checked by name and value, and
 * editors can complete them (jsonSchema.ts).
 *
 * Leaves out: whether names refer to something that exists (references.ts).
 */
import * as z from 'zod/mini';
import type { Bilingual } from '../systems/door.ts';
import type { Extent, FormBuilders } from '../systems/scenarioForm.ts';
import { definitionsOf, expectation, type SettingDefinition } from '../systems/settingsCatalogue.ts';
import type { ArgumentType, OperationDefinition, SystemVocabulary } from '../systems/vocabulary.ts';
import { operationsOf } from './operations.ts';
import { closest, oneOf, pack } from './words.ts';
import type { PromiseName } from './types.ts';

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

export const PROMISE_NAMES: readonly PromiseName[] = [
  'no-lost-write',
  'no-duplicate',
  'order-per-key',
  'every-record-read',
  'no-divergence',
  'one-holder',
  'available',
  'comes-to-rest',
];

type Shape = Readonly<Record<string, z.ZodMiniType>>;

function integer(min: number, max: number): z.ZodMiniNumber {
  const words = { en: `an integer from ${min} to ${max}`, 'zh-cn': `${min} 到 ${max} 之间的整数` };
  return boundedInteger(min, max, words);
}

function boundedInteger(min: number, max: number, words: Bilingual): z.ZodMiniNumber {
  const error = pack(words);
  return z.int({ error }).check(z.minimum(min, { error }), z.maximum(max, { error }));
}

function choice(choices: readonly string[]): z.ZodMiniType<string> {
  return z.enum(choices as [string, ...string[]], { error: pack(oneOf(choices)) });
}

function text(max: number, pattern: RegExp, words: Bilingual): z.ZodMiniString {
  const error = pack(words);
  return z.string({ error }).check(z.minLength(1, { error }), z.maxLength(max, { error }), z.regex(pattern, { error }));
}

function name(): z.ZodMiniString {
  return text(LIMITS.nameLength, /^[a-z0-9-]+$/, {
    en: `a name of 1 to ${LIMITS.nameLength} characters from a-z, 0-9 and -`,
    'zh-cn': `1 到 ${LIMITS.nameLength} 个字符的名称，只含 a-z、0-9 和 -`,
  });
}

function nameOrEmpty(): z.ZodMiniString {
  const error = pack({
    en: `an empty text, or a name of at most ${LIMITS.nameLength} characters from a-z, 0-9 and -`,
    'zh-cn': `空字符串，或不超过 ${LIMITS.nameLength} 个字符的名称，只含 a-z、0-9 和 -`,
  });
  return z.string({ error }).check(z.maxLength(LIMITS.nameLength, { error }), z.regex(/^[a-z0-9-]*$/, { error }));
}

function key(): z.ZodMiniString {
  return text(LIMITS.nameLength, /^[^\p{Cc}\p{Cs}]+$/u, {
    en: `a key of 1 to ${LIMITS.nameLength} printable characters`,
    'zh-cn': `1 到 ${LIMITS.nameLength} 个可见字符的 key`,
  });
}

function anyText({ min, max }: Extent): z.ZodMiniString {
  const error = pack({ en: `a text of ${min} to ${max} characters`, 'zh-cn': `${min} 到 ${max} 个字符的文本` });
  return z.string({ error }).check(z.minLength(min, { error }), z.maxLength(max, { error }));
}

function flag(): z.ZodMiniBoolean {
  return z.boolean({ error: pack({ en: 'true or false', 'zh-cn': 'true 或 false' }) });
}

function list<Item extends z.ZodMiniType>(item: Item, min: number, max: number): z.ZodMiniArray<Item> {
  const error = pack({ en: `a list of ${min} to ${max} items`, 'zh-cn': `含 ${min} 到 ${max} 项的列表` });
  return z.array(item, { error }).check(z.minLength(min, { error }), z.maxLength(max, { error }));
}

/** An object with these fields and no others. */
function fields<S extends Shape>(shape: S): z.ZodMiniObject<S, z.core.$strict> {
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

function optionalFields(names: readonly string[], type: (name: string) => z.ZodMiniType): z.ZodMiniType {
  return fields(Object.fromEntries(names.map((each) => [each, z.optional(type(each))])));
}

function settingValue(definition: SettingDefinition): z.ZodMiniType {
  const error = pack(expectation(definition));
  const about = z.describe<unknown>(`${definition.description.en} Default: ${String(definition.default)}.`);
  switch (definition.type) {
    case 'integer':
      return boundedInteger(definition.min, definition.max, expectation(definition)).check(about);
    case 'choice':
      return z.enum(definition.choices as [string, ...string[]], { error }).check(about);
    case 'boolean':
      return z.boolean({ error }).check(about);
    case 'text':
      return z
        .string({ error })
        .check(z.minLength(definition.minLength, { error }), z.maxLength(definition.maxLength, { error }), about);
  }
}

function settings(definitions: readonly SettingDefinition[]): z.ZodMiniType {
  return fields(Object.fromEntries(definitions.map((each) => [each.name, z.optional(settingValue(each))])));
}

const SETTING_VALUE = { en: 'a number, a short text, true or false', 'zh-cn': '数字、短文本、true 或 false' };

function shortText(words: Bilingual): z.ZodMiniString {
  const error = pack(words);
  return z.string({ error }).check(z.maxLength(64, { error }));
}

/** An object whose names are free. */
function table(max: number): z.ZodMiniType {
  const object = pack({ en: 'an object', 'zh-cn': '一个对象' });
  const few = pack({ en: `an object with at most ${max} fields`, 'zh-cn': `最多 ${max} 个字段的对象` });
  const value = z.union([z.int(), shortText(SETTING_VALUE), z.boolean()], { error: pack(SETTING_VALUE) });
  return z
    .record(z.string(), value, { error: object })
    .check(z.refine((given) => Object.keys(given).length <= max, { error: few }));
}

function argument(type: ArgumentType): z.ZodMiniType {
  switch (type.kind) {
    case 'integer':
      return integer(type.min, type.max);
    case 'place':
      return type.numbered === undefined ? name() : integer(0, type.numbered.max);
    case 'key':
      return z.optional(key());
    case 'setting':
      return shortText({ en: 'the name of a setting', 'zh-cn': '一个设置的名称' });
    case 'setting-value':
      return z.union([z.number(), shortText(SETTING_VALUE), z.boolean()], { error: pack(SETTING_VALUE) });
    default:
      return name();
  }
}

function operation(definition: OperationDefinition): z.ZodMiniObject {
  const shape = Object.fromEntries(Object.entries(definition.arguments).map(([each, type]) => [each, argument(type)]));
  const names = Object.keys(shape);
  return fields({
    at: integer(0, LIMITS.horizonMillis * 1_000).check(z.describe('Microseconds of the run.')),
    operation: z.literal(definition.name).check(z.describe(definition.label.en)),
    arguments: names.length === 0 ? z._default(fields(shape), {}) : fields(shape),
  });
}

function actions(vocabulary: SystemVocabulary, max: number): z.ZodMiniType {
  const definitions = operationsOf(vocabulary);
  const [first, ...others] = definitions.map(operation) as [z.ZodMiniObject, ...z.ZodMiniObject[]];
  const names = oneOf(definitions.map((each) => each.name));
  const error = pack({ en: `an operation: ${names.en}`, 'zh-cn': `一种操作：${names['zh-cn']}` });
  return list(z.discriminatedUnion('operation', [first, ...others], { error }), 0, max);
}

/** What rooms build the form of their own parts with. */
function builders(vocabulary: SystemVocabulary): FormBuilders<z.ZodMiniType> {
  return {
    limits: LIMITS,
    name,
    nameOrEmpty,
    key,
    text: anyText,
    integer,
    choice,
    flag,
    list: (item, { min, max }) => list(item, min, max),
    fields,
    settings: (scope) => settings(definitionsOf(vocabulary.settings, scope)),
    table,
    optional: (field) => z.optional(field),
    withDefault: (field, value) => z._default(field, value),
  };
}

function topology(vocabulary: SystemVocabulary): z.ZodMiniType {
  const build = builders(vocabulary);
  const form = vocabulary.form(build);
  const producer = fields({
    name: name(),
    ...form.producer,
    settings: z.optional(build.settings('producer')),
    ratePerSecond: integer(0, LIMITS.ratePerSecond).check(z.describe('0: sends only on command.')),
    records: integer(0, LIMITS.records),
    startMillis: z.optional(integer(0, LIMITS.horizonMillis)),
    keys: z._default(list(key(), 0, LIMITS.keys), []),
    valueBytes: z.optional(integer(0, LIMITS.valueBytes)),
  });
  const consumer = fields({
    name: name(),
    ...form.consumer,
    settings: z.optional(build.settings('consumer')),
    processing: fields({
      ...form.processing,
      micros: integer(0, LIMITS.processingMicros),
      idempotent: flag(),
    }),
  });
  return fields({
    brokers: integer(1, LIMITS.brokers),
    ...form.topology,
    producers: z._default(list(producer, 0, LIMITS.producers), []),
    consumers: z._default(list(consumer, 0, LIMITS.consumers), []),
  });
}

function network() {
  return fields({
    latencyMicros: integer(1, LIMITS.latencyMicros),
    jitterMicros: integer(0, LIMITS.latencyMicros),
  });
}

/** The schema of a scenario of one system. What it yields is a `Scenario` whose names are not yet looked up. */
export function scenarioSchema(vocabulary: SystemVocabulary): z.ZodMiniObject {
  const faultNames = operationsOf(vocabulary)
    .filter((each) => each.kind === 'fault')
    .map((each) => each.name);
  return fields({
    version: z.literal(1),
    name: name(),
    system: z.literal(vocabulary.system),
    seed: z._default(integer(0, LIMITS.seed), 1),
    horizonMillis: integer(1, LIMITS.horizonMillis),
    healAtMillis: z.optional(integer(0, LIMITS.horizonMillis)),
    topology: topology(vocabulary),
    settings: z._default(settings(vocabulary.settings.definitions.broker), {}),
    guards: z._default(optionalFields(vocabulary.guards, flag), {}),
    network: z._default(network(), { latencyMicros: 500, jitterMicros: 200 }),
    faults: z._default(actions(vocabulary, LIMITS.faults), []),
    faultBudget: z.optional(optionalFields(faultNames, () => integer(0, LIMITS.faults))),
    promises: z._default(list(choice(PROMISE_NAMES), 0, PROMISE_NAMES.length), []),
  });
}

/** The schema of a learner's actions. */
export function actionsSchema(vocabulary: SystemVocabulary): z.ZodMiniType {
  return actions(vocabulary, LIMITS.actions);
}
