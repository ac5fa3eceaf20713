/** From the text of a file to a scenario, or to what is wrong with the text; nothing leaves the browser. */
import { parseJson } from '../../sim-engine/scenario/jsonText.ts';
import { ImportError, type ImportedScenario, type ImportFormat } from '../../sim-engine/systems/importFormat.ts';
import type { Locale } from '../i18n/index.ts';
import type { ImportWords } from '../i18n/import/index.ts';

/** Longer files are no exports that somebody would watch; parsing them would hold up the page. */
export const TEXT_LENGTH_MAX = 10_000_000;

export interface Wish {
  readonly format: ImportFormat;
  readonly brokers: number;
  /** null: the usual part, or the only one. */
  readonly part: string | null;
}

/** What came of a text. `parts`: the parts that the file has, as far as it can be read. */
export type Reading =
  | { readonly state: 'empty' }
  | { readonly state: 'refused'; readonly problem: string; readonly parts: readonly string[] }
  | { readonly state: 'read'; readonly imported: ImportedScenario; readonly parts: readonly string[] };

interface Language {
  readonly locale: Locale;
  readonly words: ImportWords;
}

/** Runs a reader; what it says about the file comes back as a sentence. */
function attempt<Result>(
  read: () => Result,
  locale: Locale,
): { readonly result: Result } | { readonly problem: string } {
  try {
    return { result: read() };
  } catch (error) {
    if (error instanceof ImportError) return { problem: error.sentence[locale] };
    throw error;
  }
}

/** Reads a text as the wish says. */
export function readImport(text: string, { format, brokers, part }: Wish, { locale, words }: Language): Reading {
  if (text.trim() === '') return { state: 'empty' };
  if (text.length > TEXT_LENGTH_MAX) {
    return { state: 'refused', problem: words.tooLong(text.length, TEXT_LENGTH_MAX), parts: [] };
  }
  const json = parseJson(text);
  if (!json.ok) {
    const { line, column, expected, found } = json.fault;
    const problem = words.notJson(line, column, expected[locale], found[locale]);
    return { state: 'refused', problem, parts: [] };
  }
  const parts = attempt(() => format.partsOf(json.value), locale);
  if ('problem' in parts) return { state: 'refused', problem: parts.problem, parts: [] };
  const chosen = part !== null && parts.result.includes(part) ? part : undefined;
  const imported = attempt(() => format.readScenario(json.value, { part: chosen, brokers }), locale);
  return 'problem' in imported
    ? { state: 'refused', problem: imported.problem, parts: parts.result }
    : { state: 'read', imported: imported.result, parts: parts.result };
}
