/**
 * The stamp of a translation: its frontmatter, which says of each section which words of the source it was made from.
 *
 *     ---
 *     translates: en
 *     sections:
 *       hook: sha256-0f3a91c2d4e5
 *     behind:
 *       recap: 2026-11-26
 *     ---
 *
 * `behind` says since when a section is known to lag. The file that is written first, the source, has no stamp.
 */
import { createHash } from 'node:crypto';
import type { Section } from './sections.ts';

export type Language = 'en' | 'zh-cn';

export interface Stamp {
  readonly translates: Language;
  /** Hash of the source's section, by its name. */
  readonly sections: Readonly<Record<string, string>>;
  /** Day, `2026-11-26`, by name. */
  readonly behind: Readonly<Record<string, string>>;
}

/** A frontmatter that cannot be read. Its message is meant for the one who wrote it. */
export class StampProblem extends Error {}

const HASH_LENGTH = 12;

/** Names the words of a section. */
export function hashOf({ words }: Section): string {
  return `sha256-${createHash('sha256').update(words).digest('hex').slice(0, HASH_LENGTH)}`;
}

const LINE = /^(?:(translates): (en|zh-cn)|(sections|behind):|  ([a-z0-9-]+): (sha256-[0-9a-f]{12}|\d{4}-\d\d-\d\d))$/;

/** The stamp of a lesson's text, null when it is a source. @throws StampProblem */
export function stampOf(file: string): Stamp | null {
  const frontmatter = /^---\n([^]*?)\n---\n/.exec(file.replaceAll('\r\n', '\n'))?.[1];
  if (frontmatter === undefined) return null;
  const maps: Record<string, Record<string, string>> = { sections: {}, behind: {} };
  let translates: Language | undefined;
  let open = '';
  for (const line of frontmatter.split('\n')) {
    const [whole, , language, map, name, value] = LINE.exec(line) ?? [];
    if (whole === undefined) throw new StampProblem(`the frontmatter has a line that is no part of a stamp: ${line}`);
    if (language !== undefined) translates = language as Language;
    if (map !== undefined) open = map;
    if (name !== undefined) Object.assign((maps[open] ??= {}), { [name]: value });
  }
  if (translates === undefined) throw new StampProblem('the frontmatter does not say which language it translates');
  return { translates, sections: maps['sections'] ?? {}, behind: maps['behind'] ?? {} };
}

/** A text with another stamp in place of its own. */
export function withStamp(file: string, { translates, sections, behind }: Stamp): string {
  const lines = (map: Readonly<Record<string, string>>): readonly string[] =>
    Object.entries(map).map(([name, value]) => `  ${name}: ${value}`);
  const stamp = [
    '---',
    `translates: ${translates}`,
    'sections:',
    ...lines(sections),
    ...(Object.keys(behind).length === 0 ? [] : ['behind:', ...lines(behind)]),
    '---',
  ];
  const bare = file.replaceAll('\r\n', '\n').replace(/^---\n[^]*?\n---\n+/, '');
  return `${stamp.join('\n')}\n\n${bare}`;
}
