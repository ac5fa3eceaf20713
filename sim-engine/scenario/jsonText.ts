/**
 * Reads JSON text. `JSON.parse` words and places its errors differently in every engine, and of two fields with the same
 * name silently keeps the last; this scanner says line and column, and refuses both. The value itself comes from
 * `JSON.parse`.
 */
import type { Bilingual } from '../systems/door.ts';

export interface JsonFault {
  readonly expected: Bilingual;
  readonly found: Bilingual;
  readonly line: number;
  readonly column: number;
}

export type JsonResult =
  { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly fault: JsonFault };

/** Deeper than any scenario, shallower than any stack. */
const DEPTH_MAX = 32;

const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
// eslint-disable-next-line no-control-regex -- JSON forbids control characters inside strings
const STRING = /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/y;
const SPACE = /[ \t\n\r]*/y;
const LITERAL = /true|false|null/y;

/** Stops the scan at the first fault. */
class Fault extends Error {
  readonly offset: number;
  readonly expected: Bilingual;

  constructor(offset: number, expected: Bilingual) {
    super(expected.en);
    this.offset = offset;
    this.expected = expected;
  }
}

class Scanner {
  readonly #text: string;
  #offset = 0;

  constructor(text: string) {
    this.#text = text;
  }

  /** @throws {Fault} at the first character that is not JSON */
  document(): void {
    this.#value(0);
    this.#take(SPACE);
    if (this.#offset < this.#text.length) this.#fail({ en: 'the end of the text', 'zh-cn': '文本结束' });
  }

  #value(depth: number): void {
    this.#take(SPACE);
    if (depth > DEPTH_MAX) this.#fail({ en: `at most ${DEPTH_MAX} levels`, 'zh-cn': `最多 ${DEPTH_MAX} 层嵌套` });
    if (this.#next('{')) return this.#members(depth);
    if (this.#next('[')) return this.#items(depth);
    if (this.#take(STRING) || this.#take(NUMBER) || this.#take(LITERAL)) return;
    this.#fail({ en: 'a value', 'zh-cn': '一个值' });
  }

  #members(depth: number): void {
    if (this.#next('}')) return;
    const names = new Set<string>();
    do {
      this.#take(SPACE);
      const start = this.#offset;
      if (!this.#take(STRING)) this.#fail({ en: 'a field name in double quotes', 'zh-cn': '双引号括起的字段名' });
      const name = JSON.parse(this.#text.slice(start, this.#offset)) as string;
      if (names.has(name)) {
        this.#offset = start;
        this.#fail({ en: 'every field only once', 'zh-cn': '每个字段只出现一次' });
      }
      names.add(name);
      if (!this.#next(':')) this.#fail({ en: 'a colon', 'zh-cn': '冒号' });
      this.#value(depth + 1);
    } while (this.#next(','));
    if (!this.#next('}')) this.#fail({ en: 'a comma or }', 'zh-cn': '逗号或 }' });
  }

  #items(depth: number): void {
    if (this.#next(']')) return;
    do this.#value(depth + 1);
    while (this.#next(','));
    if (!this.#next(']')) this.#fail({ en: 'a comma or ]', 'zh-cn': '逗号或 ]' });
  }

  /** Skips white space and, if it comes next, the character. */
  #next(character: string): boolean {
    this.#take(SPACE);
    if (this.#text[this.#offset] !== character) return false;
    this.#offset += 1;
    return true;
  }

  #take(pattern: RegExp): boolean {
    pattern.lastIndex = this.#offset;
    const found = pattern.exec(this.#text);
    if (found === null) return false;
    this.#offset += found[0].length;
    return true;
  }

  #fail(expected: Bilingual): never {
    throw new Fault(this.#offset, expected);
  }
}

/** Parses JSON; on a fault says where it is and what should stand there. */
export function parseJson(text: string): JsonResult {
  try {
    new Scanner(text).document();
  } catch (error) {
    if (error instanceof Fault) return { ok: false, fault: place(text, error) };
    throw error;
  }
  return { ok: true, value: JSON.parse(text) };
}

function place(text: string, fault: Fault): JsonFault {
  const before = text.slice(0, fault.offset).split('\n');
  const character = text[fault.offset];
  const found =
    character === undefined
      ? { en: 'the end of the text', 'zh-cn': '文本结束' }
      : { en: JSON.stringify(character), 'zh-cn': JSON.stringify(character) };
  return { expected: fault.expected, found, line: before.length, column: (before.at(-1) as string).length + 1 };
}
