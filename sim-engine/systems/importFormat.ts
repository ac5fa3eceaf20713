/**
 * Files of other tools that a system can read: what it makes of them, and what it has to leave behind.
 * Every room that can read some hands in a list of formats (`imports.ts` in the room).
 */
import type { Scenario } from '../scenario/types.ts';
import type { Bilingual } from './door.ts';

/** Something in the file that the import does not carry over: it is named, never dropped in silence. */
export interface UnknownPart {
  /** E.g. `policies[0].definition["ha-sync-batch-size"]`. */
  readonly path: string;
  readonly what: Bilingual;
}

/** A name that a scenario cannot hold, and the name that stands for it. */
export interface RenamedPart {
  /** One of the format's `kinds`. */
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

/** So many things of a kind. */
export interface CountedPart {
  /** One of the format's `kinds`. */
  readonly kind: string;
  readonly count: number;
}

/** A file as a scenario that can be run. */
export interface ImportedScenario {
  readonly scenario: Scenario;
  /** Name of the part that was read. */
  readonly part: string;
  /** What the scenario has from the file. */
  readonly taken: readonly CountedPart[];
  /** What the file does not say and the scenario needs, as clients. */
  readonly added: readonly CountedPart[];
  readonly unknown: readonly UnknownPart[];
  readonly renamed: readonly RenamedPart[];
}

export interface ReadOptions {
  /** Which part of a file that holds several, where the format has such parts. */
  readonly part?: string | undefined;
}

export interface PlayOptions extends ReadOptions {
  /** Machines of the cluster. */
  readonly brokers?: number | undefined;
}

export interface ImportFormat {
  /** What it is called on the command line. */
  readonly format: string;
  /** What people call such a file. */
  readonly label: Bilingual;
  /** Value of `system` in scenarios that the topology is for. */
  readonly system: string;
  readonly description: Bilingual;
  /** The command that writes such a file. */
  readonly command: string;
  /** What the things are called that such a file holds, one and several of them. */
  readonly kinds: Readonly<Record<string, { readonly one: Bilingual; readonly several: Bilingual }>>;
  /** What a part of a file is called. */
  readonly partLabel: Bilingual;
  /** Sizes of cluster that a reader may choose from, the usual one first. */
  readonly brokers: readonly number[];
  /** Names of the parts that a parsed JSON file holds. @throws {ImportError} when the file has not the form */
  partsOf(json: unknown): readonly string[];
  /** Reads a parsed JSON file. @throws {ImportError} when the file has not the form */
  read(json: unknown, options: ReadOptions): ImportedFile;
  /** Reads a parsed JSON file into a scenario. @throws {ImportError} when the file has not the form, or has nothing to run */
  readScenario(json: unknown, options: PlayOptions): ImportedScenario;
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
