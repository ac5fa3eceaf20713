/** The step inspector's texts: complete, in both languages, and one for every rule that the code carries out. */
import { globSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { RuleText } from '../../../../sim-engine/systems/door.ts';
import { rules, type RuleId } from '../../../../sim-engine/systems/rabbitmq/rulebook/index.ts';

const texts: readonly RuleText[] = rules;
const FIELDS = ['name', 'who', 'means', 'enabledWhen', 'changes'] as const;
const WHOLE_SENTENCES = ['means', 'enabledWhen', 'changes'] as const;

const SOURCES = [
  /^RabbitMQ (3\.10\.8|4\.3\.0), deps\/[a-z_]+\/src\/[a-z_]+\.erl$/,
  /^(ra|osiris) \d+\.\d+\.\d+, src\/[a-z_]+\.erl$/,
  /^RabbitMQ documentation, docs\/[a-z/-]+\.md$/,
  /^The application of this simulator; nothing in RabbitMQ prescribes it\.$/,
];

const repeated = (list: readonly string[]): string[] => list.filter((item, index) => list.indexOf(item) !== index);

/** Names in the five-field comments of a source text. */
function namesIn(source: string): string[] {
  return [...source.matchAll(/^ \* Name: (.+)$/gm)].map((match) => match[1] ?? '');
}

/** A comment writes a name as its author types it, a text as a reader sees it. */
function asTitle(name: string): string {
  const typeset = name.replaceAll("'", '’');
  return typeset.slice(0, 1).toUpperCase() + typeset.slice(1);
}

function withoutText(names: readonly string[]): string[] {
  const titles = new Set(texts.map((text) => text.name.en));
  return names.filter((name) => !titles.has(asTitle(name)));
}

describe('every rule that the code carries out has a text', () => {
  const names = globSync('sim-engine/systems/rabbitmq/**/*.ts').flatMap((file) => namesIn(readFileSync(file, 'utf8')));

  test('the name of each five-field comment is the English name of a text', () => {
    expect(names.length).toBeGreaterThan(70);
    expect(withoutText(names)).toEqual([]);
  });

  test('a rule that is renamed in the code, or new, is missed', () => {
    const source = '/**\n * Name: requeue, classic\n * Who: a queue\n */\n/**\n * Name: requeue, sorted\n */';
    expect(namesIn(source)).toEqual(['requeue, classic', 'requeue, sorted']);
    expect(withoutText(namesIn(source))).toEqual(['requeue, sorted']);
  });

  test('two rules never share a name: a comment belongs to one text', () => {
    expect(repeated(texts.map((text) => text.name.en))).toEqual([]);
    expect(repeated(texts.map((text) => text.name['zh-cn']))).toEqual([]);
  });
});

/** A sentence begins with a capital letter, unless its first word is a name of the protocol or of a setting. */
function startsWell(sentence: string): boolean {
  const isName = /^(x-|ha-|\w+[._]\w)/i.test(sentence);
  return isName ? /^[a-z]/.test(sentence) : /^[A-Z`]/.test(sentence);
}

describe('each text', () => {
  test('has an id of its own: rabbitmq, area, rule', () => {
    const ids = texts.map((text) => text.id);
    expect(repeated(ids)).toEqual([]);
    expect(ids.filter((id) => !/^rabbitmq\.[a-z]+(-[a-z]+)*\.[a-z]+(-[a-z]+)*$/.test(id))).toEqual([]);
  });

  test('says all five fields in both languages, with nothing left to fill in', () => {
    const wrong = texts.flatMap((text) =>
      FIELDS.filter((field) => {
        const { en, 'zh-cn': chinese } = text[field];
        return !/^[\x20-\x7e’“”]+$/.test(en) || !/[\u4e00-\u9fff]/.test(chinese) || /[{}]/.test(en + chinese);
      }).map((field) => `${text.id} ${field}`),
    );
    expect(wrong).toEqual([]);
  });

  test('is written in sentences, with the marks of its language', () => {
    const wrong = texts.flatMap((text) =>
      WHOLE_SENTENCES.filter((field) => {
        const { en, 'zh-cn': chinese } = text[field];
        const isEnglish = startsWell(en) && /[.”]$/.test(en);
        return !isEnglish || !/。$/.test(chinese) || /[\u4e00-\u9fff][,;:!?]/.test(chinese);
      }).map((field) => `${text.id} ${field}`),
    );
    expect(wrong).toEqual([]);
  });

  test('leaves the names of methods and settings as they are written', () => {
    expect(startsWell('A message expires.')).toBe(true);
    expect(startsWell('a message expires.')).toBe(false);
    expect(startsWell('basic.consume on a stream.')).toBe(true);
    expect(startsWell('Basic.consume on a stream.')).toBe(false);
  });

  test('names where the real system does it', () => {
    const wrong = texts.filter(({ source }) => !SOURCES.some((form) => form.test(source)));
    expect(wrong.map(({ id }) => id)).toEqual([]);
  });
});

test('the compiler knows the ids', () => {
  const known: RuleId = 'rabbitmq.quorum.delivery-limit';
  // @ts-expect-error -- no rule of that name
  const unknown: RuleId = 'rabbitmq.quorum.delivery-limits';
  expect(texts.some(({ id }) => id === known)).toBe(true);
  expect(texts.some(({ id }) => id === unknown)).toBe(false);
});
