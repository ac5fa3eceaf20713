/**
 * Files of other tools that a system can read: what it makes of them, and what it has to leave behind.
 * Every room that can read some hands in a list of formats (`imports.ts` in the room).
 */
import type { Bilingual } from './door.ts';

/** Something in the file that the import does not carry over: it is named, never dropped in silence. */
export interface UnknownPart {
  /** E.g. `policies[0].definition["ha-sync-batch-size"]`. */
  readonly path: string;
  readonly what: Bilingual;
}

/** A name that a scenario cannot hold, and the name that stands for it. */
export interface RenamedPart {
  readonly kind: string;
  readonly from: string;
  readonly to: string;
}

export interface ImportedFile {
  /** In the form in which the system's scenarios have it. */
  readonly topology: object;
  readonly unknown: readonly UnknownPart[];
  readonly renamed: readonly RenamedPart[];
}

export interface ImportFormat {
  /** What it is called on the command line. */
  readonly format: string;
  /** Value of `system` in scenarios that the topology is for. */
  readonly system: string;
  readonly description: Bilingual;
  /**
   * Reads a parsed JSON file. `part`: which part of a file that holds several, where the format has such parts.
   *
   * @throws {ImportError} when the file has not the form
   */
  read(json: unknown, options: { readonly part?: string }): ImportedFile;
}

/** Why a file cannot be read: the field, what was expected, what was found. */
export class ImportError extends Error {
  override readonly name = 'ImportError';
  readonly path: string;
  readonly sentence: Bilingual;

  constructor(path: string, expected: Bilingual, found: Bilingual) {
    const place = path === '' ? { en: 'the file', 'zh-cn': '文件' } : { en: path, 'zh-cn': path };
    const sentence = {
      en: `${place.en}: expected ${expected.en}, found ${found.en}`,
      'zh-cn': `${place['zh-cn']}：应为${expected['zh-cn']}，实际为${found['zh-cn']}`,
    };
    super(sentence.en);
    this.path = path;
    this.sentence = sentence;
  }
}
