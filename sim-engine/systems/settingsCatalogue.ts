/**
 * The form of a settings catalogue, the same for every system: definitions with bounds, default and source, and the
 * combinations that the real system refuses.
 */
import type { Settings, SettingValue } from '../host/settings.ts';
import type { Bilingual } from './door.ts';

/** Scopes of every system: the whole cluster, one producer, one consumer. */
export type CommonScope = 'broker' | 'producer' | 'consumer';

/** Where in a scenario a setting may stand: a common scope, or that of a part that the system adds, e.g. `queue`. */
export type SettingScope = string;

/** A part of the topology that has settings of its own. */
export interface SettingPart {
  readonly scope: SettingScope;
  /** The topology's list of such parts; each has a `name` and may have `settings`. */
  readonly list: string;
  readonly label: Bilingual;
}

/** Where a default was read. */
export interface SettingSource {
  /** Version of the real system, e.g. "Apache Kafka 4.3". */
  readonly version: string;
  /** Path of the file in the real system's repository. */
  readonly file: string;
}

interface SettingCommon {
  /** The system's own name, e.g. `min.insync.replicas`. */
  readonly name: string;
  readonly source: SettingSource;
  /** One line: what it decides. */
  readonly description: Bilingual;
}

/** Unit in which the system's users write a number. */
export type SettingUnit = 'ms' | 's' | 'bytes' | 'records' | 'replicas' | 'requests' | 'attempts' | 'level';

export interface IntegerSetting extends SettingCommon {
  readonly type: 'integer';
  readonly unit: SettingUnit;
  readonly min: number;
  readonly max: number;
  /** null: absent, which no number says. */
  readonly default: number | null;
}

export interface ChoiceSetting extends SettingCommon {
  readonly type: 'choice';
  readonly choices: readonly string[];
  readonly default: string;
}

export interface BooleanSetting extends SettingCommon {
  readonly type: 'boolean';
  readonly default: boolean;
}

/** A name that may be absent. */
export interface TextSetting extends SettingCommon {
  readonly type: 'text';
  /** 0 when the empty name means something. */
  readonly minLength: 0 | 1;
  readonly maxLength: number;
  readonly default: null;
}

export type SettingDefinition = IntegerSetting | ChoiceSetting | BooleanSetting | TextSetting;

/** A combination of settings that the real system refuses. */
export interface SettingConflict {
  /** The setting to change. */
  readonly setting: string;
  /** Name of the rule, and of the exception or error code with which the real system refuses. */
  readonly rule: string;
  readonly error: string;
  readonly message: Bilingual;
  readonly source: SettingSource;
}

/** Settings of one system. */
export interface SettingsCatalogue {
  /** Settings that may stand in each place, in the order in which a panel shows them. */
  readonly definitions: Readonly<Record<CommonScope, readonly SettingDefinition[]>> &
    Readonly<Record<SettingScope, readonly SettingDefinition[]>>;
  /** Parts beyond brokers and clients that have settings. */
  readonly parts: readonly SettingPart[];
  /**
   * Combinations that the real system refuses, in settings that are valid one by one.
   *
   * @param cluster - the cluster's own settings, because some limits of clients are set there
   */
  conflicts(scope: SettingScope, given: Settings, cluster: Settings): readonly SettingConflict[];
}

/** Settings that may stand in a scope. */
export function definitionsOf(catalogue: SettingsCatalogue, scope: SettingScope): readonly SettingDefinition[] {
  return catalogue.definitions[scope] ?? [];
}

/** Does a value fit the definition? */
export function fits(definition: SettingDefinition, value: unknown): value is SettingValue {
  switch (definition.type) {
    case 'integer':
      return Number.isSafeInteger(value) && (value as number) >= definition.min && (value as number) <= definition.max;
    case 'choice':
      return typeof value === 'string' && definition.choices.includes(value);
    case 'boolean':
      return typeof value === 'boolean';
    case 'text':
      return typeof value === 'string' && value.length >= definition.minLength && value.length <= definition.maxLength;
  }
}

/** What a definition accepts, in words. */
export function expectation(definition: SettingDefinition): Bilingual {
  switch (definition.type) {
    case 'integer':
      return {
        en: `an integer from ${definition.min} to ${definition.max} (${definition.unit})`,
        'zh-cn': `${definition.min} 到 ${definition.max} 之间的整数（${definition.unit}）`,
      };
    case 'choice': {
      const choices = definition.choices.map((choice) => `"${choice}"`);
      return { en: `one of ${choices.join(', ')}`, 'zh-cn': `${choices.join('、')} 之一` };
    }
    case 'boolean':
      return { en: 'true or false', 'zh-cn': 'true 或 false' };
    case 'text':
      return {
        en: `a text of ${definition.minLength} to ${definition.maxLength} characters`,
        'zh-cn': `${definition.minLength} 到 ${definition.maxLength} 个字符的文本`,
      };
  }
}
