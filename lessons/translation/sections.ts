/**
 * Cuts a lesson's text into sections, one for each of its parts, and says what each says, without how it is written down.
 *
 * Not modelled: MDX as a whole. Lessons keep a narrow form (`lessons/README.md`): each part begins a line, ends before `>` or with
 * its closing tag, and nothing stands between parts. What does not keep it is refused with a sentence.
 */

export interface Section {
  /** Stable: `hook`, `predict-lost`, `worked-deploy`. */
  readonly name: string;
  readonly title: string;
  /** What it says: its texts and its prose, normalised. Two sections that say the same have the same words. */
  readonly words: string;
}

/** A text that cannot be cut. Its message is meant for the one who wrote the text. */
export class SectionProblem extends Error {}

/** The name of a part, from the attributes that name it. */
const NAMES: Readonly<Record<string, (of: (attribute: string) => string) => string>> = {
  Hook: () => 'hook',
  Predict: (of) => `predict-${of('id')}`,
  Run: (of) => `run-${of('id')}`,
  WorkedExample: (of) => `worked-${of('id') || of('run')}`,
  Completion: (of) => `completion-${of('id')}`,
  Find: (of) => `find-${of('search')}`,
  Plot: (of) => `plot-${of('id') || `${of('run')}-${of('series')}`}`,
  Task: (of) => `task-${of('id')}`,
  Recap: () => 'recap',
  Cards: () => 'cards',
  ModelLimits: () => 'limits',
};

/** Attributes that name things of the scenario. They say nothing to a reader, and a test holds them equal in both languages. */
const NAMING = new Set([
  'id',
  'run',
  'search',
  'from',
  'until',
  'moment',
  'series',
  'compare',
  'prediction',
  'plot',
  'place',
  'at',
]);

export interface Attribute {
  readonly name: string;
  readonly value: string;
}

const COMMENT = /\{\/\*[^]*?\*\/\}/g;
const FRONTMATTER = /^---\n[^]*?\n---\n/;

/** A text without its frontmatter. */
export function proseOf(file: string): string {
  return file.replaceAll('\r\n', '\n').replace(FRONTMATTER, '');
}

/** The sections of a lesson's text, in their order. @throws SectionProblem */
export function sectionsOf(file: string): readonly Section[] {
  const sections: Section[] = [];
  let rest = proseOf(file).replaceAll(COMMENT, '').trimStart();
  while (rest !== '') {
    const { section, after } = firstSection(rest);
    if (sections.some(({ name }) => name === section.name)) {
      throw new SectionProblem(`two parts are named ${section.name}; give one of them another id`);
    }
    sections.push(section);
    rest = after.trimStart();
  }
  return sections;
}

function firstSection(text: string): { readonly section: Section; readonly after: string } {
  const part = /^<([A-Z]\w*)/.exec(text)?.[1] ?? '';
  const naming = NAMES[part];
  if (naming === undefined) throw new SectionProblem(`this stands in no part: ${text.slice(0, 40).trim()}`);
  const { attributes, body } = openingTag(text.slice(part.length + 1));
  const ending = `\n</${part}>`;
  const end = body === null ? -1 : body.indexOf(ending);
  if (body !== null && end < 0)
    throw new SectionProblem(`<${part}> has no ${ending.trim()} at the beginning of a line`);
  const value = (wanted: string): string => attributes.find(({ name }) => name === wanted)?.value ?? '';
  return {
    section: {
      name: naming(value),
      title: value('title'),
      words: [
        ...attributes.filter(({ name }) => !NAMING.has(name)).map(({ name, value: text }) => `${name}: ${text}`),
        plainProse((body ?? '').slice(0, Math.max(end, 0))),
      ].join('\n'),
    },
    after: body === null ? afterOpening(text) : body.slice(end + ending.length),
  };
}

/** Strings in the opening tag of the first part of a kind, in their order; none where there is no such part. */
export function attributesOf(file: string, part: string): readonly Attribute[] {
  const text = proseOf(file).replaceAll(COMMENT, '');
  const start = text.search(new RegExp(`^<${part}\\b`, 'm'));
  return start < 0 ? [] : openingTag(text.slice(start + part.length + 1)).attributes;
}

const afterOpening = (text: string): string => text.slice(lengthOfOpening(text));

/** Strings in an opening tag, each with the attribute or the key before it; and what follows the tag, null when it closes itself. */
function openingTag(text: string): { readonly attributes: readonly Attribute[]; readonly body: string | null } {
  const length = lengthOfOpening(text);
  const tag = text.slice(0, length);
  const attributes = [...tag.matchAll(/([A-Za-z]\w*)\s*[=:]|(["'`])((?:\\.|(?!\2)[^])*)\2/g)].reduce<{
    readonly key: string;
    readonly found: readonly Attribute[];
  }>(
    ({ key, found }, [, name, , value]) =>
      name === undefined
        ? { key, found: [...found, { name: key, value: oneLine((value ?? '').replaceAll(/\\(.)/g, '$1')) }] }
        : { key: name, found },
    { key: '', found: [] },
  ).found;
  return { attributes, body: tag.endsWith('/>') ? null : text.slice(length) };
}

/** Where an opening tag ends: behind the first `>` that stands in no string and in no braces. */
function lengthOfOpening(text: string): number {
  let depth = 0;
  for (const match of text.matchAll(/(["'`])(?:\\.|(?!\1)[^])*\1|[{}>]/g)) {
    if (match[0] === '{') depth += 1;
    else if (match[0] === '}') depth -= 1;
    else if (match[0] === '>' && depth === 0) return match.index + 1;
  }
  throw new SectionProblem(`this tag does not end: ${text.slice(0, 40).trim()}`);
}

const CHINESE = '[\\u3000-\\u303f\\u3400-\\u9fff\\uff00-\\uffef]';
const BREAK_IN_CHINESE = new RegExp(`(?<=${CHINESE}) (?=${CHINESE})`, 'g');

/** Line breaks are spaces, and between Chinese characters nothing. */
const oneLine = (text: string): string => text.replaceAll(/\s+/g, ' ').trim().replaceAll(BREAK_IN_CHINESE, '');

/** Prose in one way of writing it down: list marks, `_emphasis_`, escapes and line breaks are chosen by formatters. */
function plainProse(markdown: string): string {
  const pieces = markdown.split(/(`[^`]*`)/);
  const written = pieces.map((piece, place) => (place % 2 === 1 ? piece : plainMarks(piece)));
  return oneLine(written.join(''));
}

const plainMarks = (piece: string): string =>
  piece
    .replaceAll(/^\s*[-*+]\s+/gm, '- ')
    .replaceAll(/^\s*\d+[.)]\s+/gm, '1. ')
    .replaceAll(/\\(?=[!-/:-@[-`{-~])/g, '')
    .replaceAll(
      /(?<![\p{L}\p{N}_])(_{1,2})(?=\S)([^_]*[^\s_])\1(?![\p{L}\p{N}_])/gu,
      (_, mark: string, words: string) => {
        const star = mark.replaceAll('_', '*');
        return `${star}${words}${star}`;
      },
    );
