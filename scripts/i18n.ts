/**
 * `npm run i18n [-- --check]` says which sections of translated lessons lag behind their source, and notes the day on which it
 * first saw that (`--check` notes nothing). `npm run i18n:accept -- <lesson> [section…]` stamps sections, or all, as up to date.
 */
import { existsSync, globSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { accepted, DAYS_BEHIND_MAX, noted, statusOf, tooOld, type Texts } from '../lessons/translation/status.ts';
import { withStamp } from '../lessons/translation/stamp.ts';

const ROOT = new URL('../lessons/', import.meta.url);

const fileOf = (lesson: string, language: string): URL => new URL(`${lesson}/${language}.mdx`, ROOT);
const today = (): string => new Date().toISOString().slice(0, 10);

function textsOf(lesson: string): Texts {
  const missing = ['en', 'zh-cn'].filter((language) => !existsSync(fileOf(lesson, language)));
  if (missing.length > 0) throw new Error(`${missing.join('.mdx and ')}.mdx is missing`);
  return { en: readFileSync(fileOf(lesson, 'en'), 'utf8'), 'zh-cn': readFileSync(fileOf(lesson, 'zh-cn'), 'utf8') };
}

/** All lessons, whether or not both texts are there. */
function lessons(): readonly string[] {
  return globSync('*/meta.ts', { cwd: ROOT })
    .map((path) => basename(dirname(path)))
    .sort();
}

const sentence = (problem: unknown): string => (problem instanceof Error ? problem.message : String(problem));

/** Says how one lesson stands; false when that must not be published. */
function tell(lesson: string, note: (texts: Texts) => void): boolean {
  try {
    const texts = textsOf(lesson);
    const { source, translation, behind, problems } = statusOf(texts);
    const old = behind.filter((lag) => tooOld(lag, today()));
    console.log(`${lesson}: ${source} -> ${translation}${behind.length + problems.length === 0 ? ', up to date' : ''}`);
    for (const problem of problems) console.log(`  ✗ ${problem}`);
    for (const lag of behind) {
      const since = lag.since ?? `${today()} (first seen now)`;
      console.log(
        old.includes(lag)
          ? `  ✗ ${lag.section} has been behind its source since ${since}, longer than ${DAYS_BEHIND_MAX} days`
          : `  ! ${lag.section} is behind its source since ${since}`,
      );
    }
    note(texts);
    return problems.length + old.length === 0;
  } catch (problem) {
    console.log(`${lesson}:\n  ✗ ${sentence(problem)}`);
    return false;
  }
}

function status(check: boolean): number {
  const well = lessons().map((lesson) =>
    tell(lesson, (texts) => {
      if (!check) write(lesson, texts, noted(texts, today()));
    }),
  );
  return well.every(Boolean) ? 0 : 1;
}

function write(lesson: string, texts: Texts, text: string): void {
  const { translation } = statusOf(texts);
  if (text !== texts[translation]) writeFileSync(fileOf(lesson, translation), text);
}

/** A new translation has no stamp: which of the two texts it is, has to be said once. */
function begun(texts: Texts, from: string | undefined): Texts {
  if (from === undefined) return texts;
  if (from !== 'en' && from !== 'zh-cn') throw new Error(`--from says en or zh-cn, not ${from}`);
  const translation = from === 'en' ? 'zh-cn' : 'en';
  return { ...texts, [translation]: withStamp(texts[translation], { translates: from, sections: {}, behind: {} }) };
}

function accept([lesson, ...names]: readonly string[]): number {
  try {
    if (lesson === undefined || !lessons().includes(lesson)) {
      throw new Error(`there is no lesson named ${lesson ?? '(nothing)'}; there are ${lessons().join(', ')}`);
    }
    const from = names.find((name) => name.startsWith('--from='))?.slice('--from='.length);
    const sections = names.filter((name) => !name.startsWith('--'));
    const texts = begun(textsOf(lesson), from);
    const { translation } = statusOf(texts);
    writeFileSync(fileOf(lesson, translation), accepted(texts, sections));
    console.log(
      `${lesson}: ${sections.length === 0 ? 'all sections' : sections.join(', ')} accepted in ${translation}.mdx`,
    );
    return 0;
  } catch (problem) {
    console.error(sentence(problem));
    return 1;
  }
}

const [command, ...rest] = process.argv.slice(2);
process.exitCode = command === 'accept' ? accept(rest) : status([command, ...rest].includes('--check'));
