/** Sentences in a language: the catalogue of all systems and the renderer that fills in the parameters. */
import type { Sentence } from '../host/sentence.ts';
import type { Bilingual } from '../systems/door.ts';
import { SYSTEMS } from '../systems/registry.ts';
import { commonSentences } from './sentences/common.ts';
import { operationSentences } from './sentences/operations.ts';

export type Language = 'en' | 'zh-cn';

/** Every sentence there is, by key. */
export const SENTENCES: Readonly<Record<string, Bilingual>> = Object.assign(
  {},
  commonSentences,
  operationSentences,
  ...SYSTEMS.map((system) => system.sentences),
) as Readonly<Record<string, Bilingual>>;

const UNITS: Readonly<Record<Language, readonly [string, string, string]>> = {
  en: ['s', 'ms', 'µs'],
  'zh-cn': ['秒', '毫秒', '微秒'],
};

/** A span of time in the unit that makes its number short. */
function timeIn(micros: number, language: Language): string {
  const [seconds, millis, rest] = UNITS[language];
  if (micros >= 1_000_000) return `${micros / 1_000_000} ${seconds}`;
  return micros >= 1_000 ? `${micros / 1_000} ${millis}` : `${micros} ${rest}`;
}

/**
 * Fills `{name}` with the parameter of that name, `{name|record|records}` with the word that its number asks for, and
 * `{name|time}` with a span of time that is given in microseconds.
 */
export function fill(template: string, params: Sentence['params'], language: Language = 'en'): string {
  return template.replace(
    /\{(\w+)(?:\|([^|{}]*)(?:\|([^|{}]*))?)?\}/g,
    (_, name: string, one?: string, more?: string) => {
      const value = params[name];
      if (one === undefined) return String(value ?? `{${name}}`);
      if (more === undefined) return timeIn(Number(value), language);
      return value === 1 ? one : more;
    },
  );
}

/** A sentence in words; its key in angle brackets when the catalogue lacks it, which a test forbids. */
export function say(sentence: Sentence, language: Language): string {
  const template = SENTENCES[sentence.key];
  return template === undefined
    ? `<${sentence.key}>`
    : fill(template[language], listed(sentence.params, language), language);
}

/** Lists arrive joined with ", "; Chinese has a mark of its own for that. */
function listed(params: Sentence['params'], language: Language): Sentence['params'] {
  if (language === 'en') return params;
  return Object.fromEntries(
    Object.entries(params).map(([name, value]) => [
      name,
      typeof value === 'string' ? value.replaceAll(', ', '、') : value,
    ]),
  );
}
