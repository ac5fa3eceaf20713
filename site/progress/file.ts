/** Progress as a file: what is written, and why a file is refused. */
import { isObject } from './form.ts';
import { readProgress } from './read.ts';
import { VERSION, type Saved } from './saved.ts';

/** Tells a file of progress from any other JSON. Texts of versions 1 and 2 were never files and do not have it. */
export const KIND = 'at-least-once/progress';
const LAST_VERSION_WITHOUT_KIND = 2;

/** A learner who has done everything has some 50 KB. */
export const FILE_BYTES_MAX = 2_000_000;

export interface ProgressFile {
  readonly name: string;
  readonly text: string;
}

/** The file of what is saved, named by its day (in UTC) and version. */
export function fileOf(saved: Saved, at: Date): ProgressFile {
  const savedAt = at.toISOString();
  return {
    name: `at-least-once-progress-${savedAt.slice(0, 10)}-v${VERSION}.json`,
    text: `${JSON.stringify({ kind: KIND, savedAt, ...saved }, null, 2)}\n`,
  };
}

export type FileFault =
  | { readonly reason: 'notJson' | 'foreign' | 'newer' | 'tooLarge' | 'unreadable' }
  | { readonly reason: 'damaged'; readonly place: string };

export type ReadFile = { readonly ok: true; readonly saved: Saved } | { readonly ok: false; readonly fault: FileFault };

const refused = (fault: FileFault): ReadFile => ({ ok: false, fault });

/** Is it marked as ours, or what versions before the mark kept? */
function isOurs(value: Record<string, unknown>): boolean {
  if ('kind' in value) return value['kind'] === KIND;
  const { version } = value;
  return typeof version === 'number' && version >= 1 && version <= LAST_VERSION_WITHOUT_KIND && 'lessons' in value;
}

/** Reads the text of a file of whatever origin. */
export function readFileText(text: string): ReadFile {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return refused({ reason: 'notJson' });
  }
  if (!isObject(value) || !isOurs(value)) return refused({ reason: 'foreign' });
  return readProgress(value);
}

/** Reads a file that the learner chose. */
export async function readFile(file: Pick<File, 'size' | 'text'>): Promise<ReadFile> {
  if (file.size > FILE_BYTES_MAX) return refused({ reason: 'tooLarge' });
  try {
    return readFileText(await file.text());
  } catch {
    return refused({ reason: 'unreadable' });
  }
}
