/** Files of test vectors, and vectors that expect something else than they should. */
import { readFileSync } from 'node:fs';
import { parseVectorFile, type Vector, type VectorFile } from '../../sim-engine/vectors/file.ts';

export function readVectors(name: string): VectorFile {
  const parsed = parseVectorFile(readFileSync(new URL(`./data/${name}`, import.meta.url), 'utf8'));
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.errors));
  return parsed.file;
}

export function passing(passed: number): { passed: number; failed: number; unsupported: number } {
  return { passed, failed: 0, unsupported: 0 };
}

/** The vector's expectation with one value changed: numbers by one, flags turned, texts and nulls replaced. */
export function* mutants(expected: Vector['expected']): Generator<Vector['expected']> {
  if (typeof expected === 'number') yield expected + 1;
  else if (typeof expected === 'boolean') yield !expected;
  else if (typeof expected === 'string' || expected === null) yield `not ${expected}`;
  else if (Array.isArray(expected)) {
    for (const [index, item] of expected.entries()) {
      for (const mutant of mutants(item)) yield expected.map((other, at) => (at === index ? mutant : other));
    }
    yield [...expected, 0];
  } else {
    for (const [name, item] of Object.entries(expected)) {
      if (name === 'note') continue;
      for (const mutant of mutants(item)) yield { ...expected, [name]: mutant };
    }
  }
}

/** All such changes of all vectors of an area. */
export function mutatedVectors(file: VectorFile, area: string): readonly Vector[] {
  return file.vectors
    .filter((vector) => vector.area === area)
    .flatMap((vector) =>
      [...mutants(vector.expected)].map((expected) => ({
        ...vector,
        id: `${vector.id} expecting ${JSON.stringify(expected)}`,
        expected,
      })),
    );
}
