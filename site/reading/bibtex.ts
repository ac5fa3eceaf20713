/** Readings as BibTeX, for whoever cites them. Nothing that is only remembered; text is UTF-8, as biber reads it. */
import type { Exported } from './exported.ts';

const SPECIAL: Readonly<Record<string, string>> = {
  '\\': '\\textbackslash{}',
  '~': '\\textasciitilde{}',
  '^': '\\textasciicircum{}',
};

/** Text in which no character means something to TeX. */
export function escapeTex(text: string): string {
  return text.replace(/[\\~^]|[&%$#_{}]/g, (sign) => SPECIAL[sign] ?? `\\${sign}`);
}

function nameOf({ name, group }: Exported['authors'][number]): string {
  if (name === 'et al.') return 'others';
  return group === true ? `{${escapeTex(name)}}` : escapeTex(name);
}

interface Published {
  readonly type: 'book' | 'article' | 'inproceedings' | 'techreport' | 'misc';
  readonly fields: readonly (readonly [string, string | undefined])[];
}

/** A paper's kind is read from its venue: `PVLDB 8(12)` is a journal, `MSR-TR-95-56` a report, `SIGMOD` a conference. */
function published({ kind, venue, isbn13, edition }: Exported): Published {
  if (kind === 'book') {
    return {
      type: 'book',
      fields: [
        ['publisher', venue],
        ['edition', edition],
        ['isbn', isbn13],
      ],
    };
  }
  if (kind !== 'paper' || venue === undefined) return { type: 'misc', fields: [['howpublished', venue]] };
  const [, journal, volume, number] = /^(.+) (\d+)\((\d+)\)$/.exec(venue) ?? [];
  if (journal !== undefined) {
    return {
      type: 'article',
      fields: [
        ['journal', journal],
        ['volume', volume],
        ['number', number],
      ],
    };
  }
  const [, institution, report] = /^(.*?) ?(\S+-TR-\S+)$/.exec(venue) ?? [];
  if (report !== undefined) {
    return {
      type: 'techreport',
      fields: [
        ['institution', institution || 'MIT CSAIL'],
        ['number', report],
      ],
    };
  }
  return { type: 'inproceedings', fields: [['booktitle', venue]] };
}

/** One entry of a `.bib` file, under the id that it has here. */
export function bibtexOf(entry: Exported): string {
  const { type, fields } = published(entry);
  const all: readonly (readonly [string, string | undefined])[] = [
    // Braces keep capitals as they are.
    ['title', `{${escapeTex(entry.title)}}`],
    ['author', entry.authors.length === 0 ? undefined : entry.authors.map(nameOf).join(' and ')],
    ...fields.map(([field, value]) => [field, value === undefined ? undefined : escapeTex(value)] as const),
    ['year', entry.year?.toString()],
    ['doi', entry.doi],
    ['url', entry.url],
  ];
  const lines = all.flatMap(([field, value]) => (value === undefined ? [] : [`  ${field} = {${value}}`]));
  return `@${type}{${entry.id},\n${lines.join(',\n')}\n}\n`;
}

/** A `.bib` file. */
export function bibtexFile(entries: readonly Exported[]): string {
  return entries.map(bibtexOf).join('\n');
}
