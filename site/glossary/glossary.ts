/** The glossary as pages show it: by theme, by name, one term by its id. Read when pages are built, never sent as script. */
import { SYSTEMS, termSchema, THEMES, type Term, type TermSystem, type Theme } from '../../lessons/glossary/schema.ts';
import { TERMS } from '../../lessons/glossary/terms.ts';
import type { Locale } from '../i18n/index.ts';

/** All terms. @throws when one is malformed, or two have the same id */
export const terms: readonly Term[] = TERMS.map((term) => termSchema.parse(term));

const byId = new Map(terms.map((term) => [term.id, term]));
if (byId.size !== terms.length) throw new Error('two terms of the glossary have the same id');

/** @throws when there is no such term */
export function termNamed(id: string): Term {
  const found = byId.get(id);
  if (found === undefined) throw new Error(`the glossary has no term named ${id}`);
  return found;
}

/** The themes in order, each with its terms in the order of the content. */
export const termsByTheme: readonly { readonly theme: Theme; readonly terms: readonly Term[] }[] = THEMES.map(
  (theme) => ({ theme, terms: terms.filter((term) => term.theme === theme) }),
);

const SYSTEM_TITLES: Readonly<Record<TermSystem, string>> = {
  kafka: 'Kafka',
  rabbitmq: 'RabbitMQ',
  rocketmq: 'RocketMQ',
  activemq: 'ActiveMQ',
  zeromq: 'ZeroMQ',
  metaq: 'MetaQ',
  redis: 'Redis',
  mysql: 'MySQL',
};

/** What systems call a term, for those that use another word. */
export function wordsOf(term: Term, locale: Locale): readonly { readonly system: string; readonly word: string }[] {
  return SYSTEMS.flatMap((system) => {
    const word = term.words?.[system];
    if (word === undefined) return [];
    return [{ system: SYSTEM_TITLES[system], word: typeof word === 'string' ? word : word[locale] }];
  });
}

export interface LetterGroup {
  readonly letter: string;
  readonly terms: readonly Term[];
}

/** Terms under the letter with which their names begin in a language; for Chinese names, that of their pinyin. */
export function termsByLetter(locale: Locale): readonly LetterGroup[] {
  const letterOf = locale === 'en' ? latinLetter : pinyinLetter;
  const { compare } = COLLATORS[locale];
  const groups = new Map<string, Term[]>();
  for (const term of [...terms].sort((left, right) => compare(left.name[locale], right.name[locale]))) {
    const letter = letterOf(term.name[locale]);
    groups.set(letter, [...(groups.get(letter) ?? []), term]);
  }
  return [...groups]
    .sort(([left], [right]) => (left < right ? -1 : 1))
    .map(([letter, members]) => ({ letter, terms: members }));
}

const COLLATORS: Readonly<Record<Locale, Intl.Collator>> = {
  en: new Intl.Collator('en'),
  'zh-cn': new Intl.Collator('zh-Hans-CN-u-co-pinyin'),
};

const latinLetter = (name: string): string => name.charAt(0).toUpperCase();

/** The first character, in the order of pinyin, of every letter with which a syllable begins. */
const FIRST_OF_LETTER = [...'阿芭擦搭蛾发噶哈击喀垃妈拿哦啪期然撒塌挖昔压匝'];
const LETTERS = [...'ABCDEFGHJKLMNOPQRSTWXYZ'];

function pinyinLetter(name: string): string {
  if (/^[a-z]/i.test(name)) return latinLetter(name);
  const { compare } = COLLATORS['zh-cn'];
  const place = FIRST_OF_LETTER.findLastIndex((first) => compare(first, name) <= 0);
  return LETTERS[place] ?? '#';
}
