/**
 * The form of a scenario, version 1, as a zod schema: strict (an unknown field is an error), with a limit on everything.
 * It is built from a system's vocabulary, so that settings, guards and operations are checked by name and value, and
 * editors can complete them (jsonSchema.ts).
 *
 * Leaves out: whether names refer to something that exists (references.ts).
 */
import * as z from 'zod/mini';
import type { Bilingual } from '../systems/door.ts';
import type { FormBuilders } from '../systems/scenarioForm.ts';
import { definitionsOf, expectation, type SettingDefinition } from '../systems/settingsCatalogue.ts';
import type { ArgumentType, OperationDefinition, SystemVocabulary } from '../systems/vocabulary.ts';
import { applicationsForm, handlerForm } from './applicationForm.ts';
import {
  anyText,
  boundedInteger,
  choice,
  fields,
  flag,
  integer,
  key,
  LIMITS,
  list,
  name,
  nameOrEmpty,
} from './fields.ts';
import { operationsOf } from './operations.ts';
import { oneOf, pack } from './words.ts';
import type { PromiseName } from './types.ts';

export const PROMISE_NAMES: readonly PromiseName[] = [
  'no-lost-write',
  'no-duplicate',
  'order-per-key',
  'every-record-read',
  'no-divergence',
  'one-holder',
  'available',
  'comes-to-rest',
  'effect-once',
  'every-order-done',
  'database-and-events-agree',
];

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
      handler: z.optional(handlerForm()),
    }),
  });
  return fields({
    brokers: integer(1, LIMITS.brokers),
    ...form.topology,
    producers: z._default(list(producer, 0, LIMITS.producers), []),
    consumers: z._default(list(consumer, 0, LIMITS.consumers), []),
    applications: z.optional(applicationsForm()),
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
