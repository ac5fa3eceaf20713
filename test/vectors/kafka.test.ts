/** Kafka's test vectors, run on the simulator's own rules. The file is data of Kafka 4.3; each vector names its source. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseVectorFile, type Vector, type VectorFile } from '../../sim-engine/vectors/file.ts';
import { runVectors } from '../../sim-engine/vectors/run.ts';
import { kafkaVectorAreas } from '../../sim-engine/systems/kafka/vectors.ts';

function readFile(): VectorFile {
  const parsed = parseVectorFile(readFileSync(new URL('./data/kafka.json', import.meta.url), 'utf8'));
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.errors));
  return parsed.file;
}

const file = readFile();

function passing(passed: number): { passed: number; failed: number; unsupported: number } {
  return { passed, failed: 0, unsupported: 0 };
}

describe('Kafka vectors', () => {
  it('all pass, area by area', () => {
    const report = runVectors(file);
    expect(report.reasons).toEqual([]);
    expect(report.areas).toEqual({
      murmur2: passing(20),
      'partitioner-sticky': passing(3),
      'partitioner-adaptive': passing(5),
      'hw-acks': passing(17),
      'isr-replica-state': passing(6),
      'leader-epoch-cache': passing(17),
      'leader-epoch-log': passing(6),
      'follower-truncation': passing(8),
      'leader-election': passing(36),
      'broker-heartbeat': passing(16),
      'classic-group': passing(11),
      'client-assignor': passing(30),
    });
  });

  it('every vector says where it comes from', () => {
    for (const vector of file.vectors) expect(vector['source'], vector.id).toMatchObject({ file: expect.any(String) });
  });
});

/** The vector with one value of what is expected changed: numbers by one, flags turned, texts and nulls replaced. */
function* mutants(expected: Vector['expected']): Generator<Vector['expected']> {
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

describe('a vector that expects anything else', () => {
  it.each(Object.keys(kafkaVectorAreas).filter((area) => area !== 'producer-state'))(
    '%s: fails, whichever value is changed',
    (area) => {
      const vectors: Vector[] = [];
      for (const vector of file.vectors.filter((candidate) => candidate.area === area)) {
        for (const expected of mutants(vector.expected)) {
          vectors.push({ ...vector, id: `${vector.id} expecting ${JSON.stringify(expected)}`, expected });
        }
      }
      const report = runVectors({ system: 'kafka', vectors });
      const failures = new Set(report.failures);
      expect(vectors.length).toBeGreaterThan(0);
      expect(vectors.filter((vector) => !failures.has(vector.id)).map((vector) => vector.id)).toEqual([]);
    },
  );
});
