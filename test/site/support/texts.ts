/** Texts of catalogues as tests see them: every text with its path, and functions called with parameters that can be told apart. */
import { readFileSync } from 'node:fs';
import ts from 'typescript';
import type { TextCatalogue } from '../../../site/i18n/catalogues.ts';
import type { Locale } from '../../../site/i18n/index.ts';

export type Value = string | number | readonly string[] | Readonly<Record<string, string | number>>;
type Sayer = (...values: readonly Value[]) => unknown;

/** Every leaf of a catalogue, by its path: `player.scene.held`. */
export function leavesOf(catalogue: TextCatalogue, locale: Locale): ReadonlyMap<string, string | Sayer> {
  const found = new Map<string, string | Sayer>();
  const walk = (value: unknown, path: string): void => {
    if (typeof value === 'string') found.set(path, value);
    else if (typeof value === 'function') found.set(path, value as Sayer);
    else for (const [key, inner] of Object.entries(value as object)) walk(inner, `${path}.${key}`);
  };
  walk(catalogue.words(locale), catalogue.name);
  return found;
}

/** The types of a function's parameters as its English text states them, by the path of the text. */
export function parametersOf({ file, name }: TextCatalogue): ReadonlyMap<string, readonly ts.TypeNode[]> {
  const url = new URL(`../../../site/${file}`, import.meta.url);
  const source = ts.createSourceFile(file, readFileSync(url, 'utf8'), ts.ScriptTarget.ESNext, true);
  const found = new Map<string, readonly ts.TypeNode[]>();
  const walk = (node: ts.Expression, path: string): void => {
    if (ts.isAsExpression(node) || ts.isParenthesizedExpression(node)) walk(node.expression, path);
    else if (ts.isArrowFunction(node))
      found.set(
        path,
        node.parameters.map(({ type }) => type!),
      );
    else if (ts.isObjectLiteralExpression(node)) {
      for (const property of node.properties) {
        if (ts.isPropertyAssignment(property) && !ts.isComputedPropertyName(property.name)) {
          walk(property.initializer, `${path}.${property.name.text}`);
        }
      }
    }
  };
  for (const statement of source.statements.filter(ts.isVariableStatement)) {
    const declared = statement.declarationList.declarations.find((each) => each.name.getText() === name);
    if (declared?.initializer !== undefined) walk(declared.initializer, name);
  }
  return found;
}

/** Letters that no catalogue has, and that are neither Latin nor Chinese. */
const mark = (place: number): string => `Ж${'абвгде'.charAt(place)}`;

/** Types that have a name, with the numbers that they hold. */
const NAMED: Readonly<Record<string, readonly string[]>> = { Counts: ['lessons', 'readings', 'cards'] };

/** Values for parameters: `number` gives the numbers in turn, a text is a letter that no catalogue contains. */
export function valuesFor(types: readonly ts.TypeNode[], number: (place: number) => number): readonly Value[] {
  let place = 0;
  const valueFor = (type: ts.TypeNode): Value => {
    const written = type.getText().replace(/ \| null$/, '');
    place += 1;
    if (written === 'string') return mark(place);
    if (written === 'number') return number(place);
    if (written === 'readonly string[]') return [`${mark(place)}а`, `${mark(place)}б`];
    const members = NAMED[written];
    if (members !== undefined) return Object.fromEntries(members.map((each) => [each, number(place++)]));
    if (ts.isTypeLiteralNode(type)) {
      const members = type.members.filter(ts.isPropertySignature);
      return Object.fromEntries(members.map((each) => [each.name.getText(), valueFor(each.type!) as string | number]));
    }
    throw new Error(`a text has a parameter of the type ${written}; teach this test what to give it`);
  };
  return types.map(valueFor);
}

/** What a text has to show of a value. */
export function piecesOf(value: Value): readonly string[] {
  if (typeof value === 'string') return [value];
  if (typeof value === 'number') return [String(value)];
  return Object.values(value).map(String);
}
