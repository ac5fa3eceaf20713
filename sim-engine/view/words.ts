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

/** Fills `{name}` with the parameter of that name, and `{name|record|records}` with the word that its number asks for. */
export function fill(template: string, params: Sentence['params']): string {
  return template.replace(/\{(\w+)(?:\|([^|{}]*)\|([^|{}]*))?\}/g, (_, name: string, one?: string, more?: string) => {
    if (one === undefined) return String(params[name] ?? `{${name}}`);
    return params[name] === 1 ? one : (more ?? one);
  });
}

/** A sentence in words; its key in angle brackets when the catalogue lacks it, which a test forbids. */
export function say(sentence: Sentence, language: Language): string {
  const template = SENTENCES[sentence.key];
  return template === undefined ? `<${sentence.key}>` : fill(template[language], listed(sentence.params, language));
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
