/** Readings that leave the site: BibTeX and JSON. */
import { describe, expect, test } from 'vitest';
import { bibtexFile, bibtexOf, escapeTex } from '../../site/reading/bibtex.ts';
import { catalogueFile, exported } from '../../site/reading/exported.ts';
import { ENTRIES, entryOf, reading } from './support/readings.ts';

describe('JSON', () => {
  test('holds what is confirmed, and only the names of what is not', () => {
    const book = exported(entryOf('understanding-kafka-zhu'));
    expect(book).toMatchObject({ isbn13: '9787121359026', missing: ['year', 'venue'], lastChecked: '2026-11-22' });
    expect(book.confirmed).toEqual(['isbn13', 'title', 'authors', 'url']);
    expect(JSON.stringify(book)).not.toMatch(/2019|电子工业出版社|unconfirmed/);
  });

  test('says its own version', () => {
    const file = catalogueFile(ENTRIES.map(exported));
    expect([file.schema, file.entries.length]).toEqual(['at-least-once-reading/1', 120]);
  });
});

describe('BibTeX', () => {
  test('a book', () => {
    expect(bibtexOf(exported(entryOf('ddia-2e')))).toBe(`@book{ddia-2e,
  title = {{Designing Data-Intensive Applications}},
  author = {Martin Kleppmann and Chris Riccomini},
  publisher = {O'Reilly Media},
  edition = {2nd},
  isbn = {9781098119065},
  year = {2026},
  url = {https://www.oreilly.com/library/view/designing-data-intensive-applications/9781098119058/}
}
`);
  });

  test.each([
    ['paper-kafka-replicated-logging-2015', '@article', ['journal = {PVLDB}', 'volume = {8}', 'number = {12}']],
    ['paper-raft-2014', '@inproceedings', ['booktitle = {USENIX ATC}']],
    [
      'paper-queues-are-databases-1995',
      '@techreport',
      ['institution = {Microsoft Research}', 'number = {MSR-TR-95-56}'],
    ],
    ['paper-vr-revisited-2012', '@techreport', ['institution = {MIT CSAIL}', 'number = {MIT-CSAIL-TR-2012-021}']],
    ['paper-kafka-consistency-completeness-2021', '@inproceedings', ['and Jason Gustafson and others}']],
    ['spec-mqtt-5', '@misc', ['author = {{OASIS}}', 'howpublished = {OASIS Standard}']],
  ])('%s is %s', (id, type, parts) => {
    const text = bibtexOf(exported(entryOf(id)));
    expect(text).toMatch(new RegExp(`^${type}\\{${id},`));
    for (const part of parts) expect(text).toContain(part);
  });

  test('leaves out what is only remembered: an author, a year', () => {
    expect(bibtexOf(exported(entryOf('streaming-systems')))).not.toMatch(/author|year|Akidau|2018/);
  });

  test('no character of a title means something to TeX', () => {
    expect(escapeTex('100% of A&B_c #1 {x} ~ ^ \\ $')).toBe(
      '100\\% of A\\&B\\_c \\#1 \\{x\\} \\textasciitilde{} \\textasciicircum{} \\textbackslash{} \\$',
    );
    expect(bibtexOf(reading('odd', { title: 'R&D' }))).toContain('title = {{R\\&D}}');
  });

  test('every entry of the catalogue closes its braces, and has a key of its own', () => {
    const file = bibtexFile(ENTRIES.map(exported));
    const bare = file.replace(/\\[{}]/g, '');
    expect(bare.split('{').length).toBe(bare.split('}').length);
    expect(new Set([...file.matchAll(/^@\w+\{([^,]+),/gm)].map(([, key]) => key)).size).toBe(120);
  });
});
