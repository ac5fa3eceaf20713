import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseJson } from '../../sim-engine/scenario/jsonText.ts';

function faultOf(text: string) {
  const result = parseJson(text);
  return result.ok ? null : { ...result.fault, expected: result.fault.expected.en, found: result.fault.found.en };
}

function parses(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

describe('JSON text', () => {
  it.each([
    ['', { line: 1, column: 1, expected: 'a value', found: 'the end of the text' }],
    ['{"a":1,}', { line: 1, column: 8, expected: 'a field name in double quotes', found: '"}"' }],
    ['{"a" 1}', { line: 1, column: 6, expected: 'a colon', found: '"1"' }],
    ['{"a":1 "b":2}', { line: 1, column: 8, expected: 'a comma or }', found: '"\\""' }],
    ['[1\n 2]', { line: 2, column: 2, expected: 'a comma or ]', found: '"2"' }],
    ['{\n\n  "a": tru\n}', { line: 3, column: 8, expected: 'a value', found: '"t"' }],
    ["{'a':1}", { line: 1, column: 2, expected: 'a field name in double quotes', found: '"\'"' }],
    ['{} {}', { line: 1, column: 4, expected: 'the end of the text', found: '"{"' }],
    ['// comment', { line: 1, column: 1, expected: 'a value', found: '"/"' }],
    ['{"a":1,"b":2,"a":3}', { line: 1, column: 14, expected: 'every field only once', found: '"\\""' }],
    ['{"a":1,"\\u0061":3}', { line: 1, column: 8, expected: 'every field only once', found: '"\\""' }],
  ])('%j is placed', (text, fault) => {
    expect(faultOf(text)).toEqual(fault);
  });

  it('is refused when it nests too deep, before any stack overflows', () => {
    expect(parseJson(`${'['.repeat(32)}${']'.repeat(32)}`).ok).toBe(true);
    expect(faultOf('['.repeat(100_000))).toMatchObject({ expected: 'at most 32 levels' });
  });

  it('allows the same name in different objects', () => {
    expect(parseJson('[{"a":1},{"a":2}]').ok).toBe(true);
  });

  it('is read as JSON.parse reads it', () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 5, noUnicodeString: false } as object), (text) => {
        const result = parseJson(text);
        if (!result.ok) expect(result.fault.expected.en).toBe('every field only once');
        else expect(result.value).toEqual(JSON.parse(text));
      }),
    );
  });

  it('is refused exactly where JSON.parse refuses, however it was damaged', () => {
    const text = '{"a":[1,-2.5e3,"x\\n\\u00e9",true,null],"b":{"c":{}}}';
    const pieces = [
      '"',
      '{',
      '}',
      '[',
      ']',
      ',',
      ':',
      '\\',
      '-',
      '.',
      'e',
      '0',
      ' ',
      '\n',
      '\u0000',
      '/',
      'null',
      '\u2028',
    ];
    const damage = fc.tuple(fc.nat(text.length), fc.nat(4), fc.constantFrom(...pieces));
    fc.assert(
      fc.property(damage, ([start, remove, insert]) => {
        const damaged = text.slice(0, start) + insert + text.slice(start + remove);
        const result = parseJson(damaged);
        if (result.ok || result.fault.expected.en !== 'every field only once') expect(result.ok).toBe(parses(damaged));
      }),
      { numRuns: 3_000 },
    );
  });
});
