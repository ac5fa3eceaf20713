/**
 * Texts that stand in both languages in one value: sentences of the engine, rules, settings, verdicts, charts, limits; titles,
 * outcomes, wrong answers, terms, concepts and readings. They are found by reading the sources, so that none is forgotten.
 */
import { globSync, readFileSync } from 'node:fs';
import ts from 'typescript';
import { describe, expect, test } from 'vitest';
import { entrySchema } from '../../lessons/catalogue/schema.ts';
import { termSchema } from '../../lessons/glossary/schema.ts';
import { TERMS } from '../../lessons/glossary/terms.ts';
import { metaSchema } from '../../lessons/schema.ts';
import { meta } from '../../lessons/reading-the-machine/meta.ts';
import { chineseFaults, looksChinese } from '../site/support/chinese.ts';

interface Pair {
  /** Where it stands: file and line. */
  readonly place: string;
  /** Texts as written, with `Ж` for what is put in; undefined when the language is missing. */
  readonly en: string | undefined;
  readonly zh: string | undefined;
}

const SIGN = 'Ж';

/** The text that an expression makes, as far as it is written there. */
function writtenIn(node: ts.Expression): string {
  if (ts.isStringLiteralLike(node)) return node.text;
  if (ts.isTemplateExpression(node)) {
    return [node.head.text, ...node.templateSpans.map(({ literal }) => literal.text)].join(SIGN);
  }
  if (ts.isArrayLiteralExpression(node)) return node.elements.map(writtenIn).join('\n');
  if (ts.isConditionalExpression(node)) return [node.whenTrue, node.whenFalse].map(writtenIn).join('\n');
  if (ts.isParenthesizedExpression(node) || ts.isAsExpression(node)) return writtenIn(node.expression);
  if (ts.isArrowFunction(node) && ts.isExpression(node.body)) return writtenIn(node.body);
  return SIGN;
}

/** Name and text of a property; what is not written there is a sign. */
function propertyIn(property: ts.ObjectLiteralElementLike): readonly [string, string] {
  const { name } = property;
  if (name === undefined || !(ts.isIdentifier(name) || ts.isStringLiteral(name))) return ['', SIGN];
  return [name.text, ts.isPropertyAssignment(property) ? writtenIn(property.initializer) : SIGN];
}

/** Every object of a source that has a text in at least one language. */
function pairsIn(path: string, text: string): readonly Pair[] {
  const source = ts.createSourceFile(path, text, ts.ScriptTarget.ESNext, true);
  const pairs: Pair[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isObjectLiteralExpression(node) && !isOtherNames(node)) {
      const texts = new Map(node.properties.map(propertyIn));
      const [en, zh] = [texts.get('en'), texts.get('zh-cn')];
      const line = source.getLineAndCharacterOfPosition(node.getStart()).line + 1;
      if (en !== undefined || zh !== undefined) pairs.push({ place: `${path}:${line}`, en, zh });
    }
    node.forEachChild(visit);
  };
  visit(source);
  return pairs;
}

/** Other names of a term: one language may have some where the other has none. */
const isOtherNames = ({ parent }: ts.Node): boolean =>
  ts.isPropertyAssignment(parent) && parent.name.getText() === 'also';

const SOURCES = globSync('{sim-engine,lessons}/**/*.ts').filter(
  (path) => !/schema\.ts$|^lessons\/translation\//.test(path),
);
const ENTRIES = globSync('lessons/catalogue/entries/*.json');

/** JSON is an expression in TypeScript, too. */
const pairs = [
  ...SOURCES.flatMap((path) => pairsIn(path, readFileSync(path, 'utf8'))),
  ...ENTRIES.flatMap((path) => pairsIn(path, `(${readFileSync(path, 'utf8')})`)),
];
const texts = pairs.map(({ place, en = '', zh = '' }) => ({ place, en, zh }));

/** Names of the field: the same in both languages, and not Chinese in Chinese. */
const isName = (text: string): boolean => /^[\wЖ.()\s={}:,×%，。：“”[\]/-]*$/.test(text) && text.split(' ').length <= 4;

/** Signs that stand before a word in both languages. */
const SIGNS = /^[✓✗?!] /;

describe('texts in both languages', () => {
  test('are found everywhere', () => {
    for (const part of ['check', 'contest', 'explore', 'scenario', 'systems/kafka', 'systems/rabbitmq', 'view']) {
      expect([part, pairs.some(({ place }) => place.startsWith(`sim-engine/${part}`))]).toEqual([part, true]);
    }
    expect(pairs.filter(({ place }) => place.includes('wrongAnswers')).length).toBeGreaterThan(30);
    expect(ENTRIES.length).toBeGreaterThan(100);
    expect(pairs.length).toBeGreaterThan(2_000);
  });

  test('none is missing, or empty in only one of them', () => {
    expect(pairs.filter(({ en, zh }) => en === undefined || zh === undefined)).toEqual([]);
    // A part of a sentence may be left out, in both languages.
    expect(texts.filter(({ en, zh }) => (en.trim() === '') !== (zh.trim() === ''))).toEqual([]);
  });

  test('only names are the same in both', () => {
    expect(texts.filter(({ en, zh }) => en === zh && !isName(en))).toEqual([]);
  });

  test('Chinese is Chinese, in full-width marks, with one space beside Latin letters and digits', () => {
    expect(texts.filter(({ zh }) => !looksChinese(zh) && !isName(zh))).toEqual([]);
    const faulty = texts.map(({ place, zh }) => ({ place, zh, faults: chineseFaults(zh.replace(SIGNS, '')) }));
    expect(faulty.filter(({ faults }) => faults.length > 0)).toEqual([]);
  });

  test('English has no Chinese in it', () => {
    expect(texts.filter(({ en }) => looksChinese(en))).toEqual([]);
  });

  test('a number and a plural noun are tied together by a form', () => {
    const nouns =
      'records|messages|replicas|orders|refunds|queues|entries|members|nodes|brokers|times|seconds|steps|faults|machines|rounds|fields';
    const loose = texts.filter(({ en }) => new RegExp(`\\{\\w+\\} (?:more )?(?:${nouns})\\b`).test(en));
    expect(loose).toEqual([]);
  });
});

describe('a text that is missing in one language', () => {
  const entry: unknown = JSON.parse(readFileSync(ENTRIES[0]!, 'utf8'));
  const without = (value: object): unknown =>
    JSON.parse(JSON.stringify(value, (key, inner: unknown) => (key === 'zh-cn' ? undefined : inner)));

  test('is an error of the schema, which says where', () => {
    const paths = (issues: readonly { readonly path: readonly PropertyKey[] }[] | undefined) =>
      (issues ?? []).map(({ path }) => path.join('.'));
    expect(paths(termSchema.safeParse(without(TERMS[0]!)).error?.issues)).toContain('name.zh-cn');
    expect(paths(termSchema.safeParse(without(TERMS[0]!)).error?.issues)).toContain('definition.zh-cn');
    expect(paths(metaSchema.safeParse(without(meta)).error?.issues)).toContain('title.zh-cn');
    expect(paths(entrySchema.safeParse(without(entry as object)).error?.issues)).toEqual(['why.zh-cn']);
    expect(termSchema.safeParse(TERMS[0]).error).toBeUndefined();
    expect(entrySchema.safeParse(entry).error).toBeUndefined();
  });

  test('is found by the search of this test', () => {
    expect(pairsIn('here.ts', "const a = [{ deep: { 'zh-cn': '只有中文' } }];")).toEqual([
      { place: 'here.ts:1', en: undefined, zh: '只有中文' },
    ]);
    expect(pairsIn('here.ts', "const a = { en: (n) => `${n} things`, 'zh-cn': (n) => `${n} 件` };")).toEqual([
      { place: 'here.ts:1', en: 'Ж things', zh: 'Ж 件' },
    ]);
  });
});
