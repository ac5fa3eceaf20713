import { describe, expect, test } from 'vitest';
import { alo, aloJson, scratchFolder } from './support.ts';

const VECTORS = 'test/vectors/data/kafka.json';
const scratch = scratchFolder();
const murmur2 = (id: string, hash: number): unknown => ({
  id,
  area: 'murmur2',
  input: { keyUtf8: '21', keyBytes: [50, 49] },
  expected: { murmur2: hash },
});

describe.concurrent('alo vectors', () => {
  test('--json prints the system, the counts of each area, and the failures', async () => {
    const { exitCode, value } = await aloJson('vectors', VECTORS, '--area', 'murmur2');
    expect(exitCode).toBe(0);
    expect(value).toEqual({
      system: 'kafka',
      areas: { murmur2: { passed: expect.any(Number), failed: 0, unsupported: 0 } },
      failures: [],
    });
    expect(value.areas.murmur2.passed).toBeGreaterThan(10);
  });

  test('a vector that fails is named, and the exit code is 1', async () => {
    const vectors = [murmur2('right', -973_932_308), murmur2('wrong', 5)];
    const file = scratch.write('two.json', { system: 'kafka', vectors });
    const { exitCode, value } = await aloJson('vectors', file);
    expect(exitCode).toBe(1);
    expect(value).toEqual({
      system: 'kafka',
      areas: { murmur2: { passed: 1, failed: 1, unsupported: 0 } },
      failures: ['wrong'],
    });
    const words = await alo('vectors', file);
    expect(words.exitCode).toBe(1);
    expect(words.out).toMatch(/\nfailures:\n {2}wrong: /);
  });

  test('an area that the file does not have is refused with those that it has', async () => {
    const { exitCode, error } = await alo('vectors', VECTORS, '--area', 'murmur3');
    expect(exitCode).toBe(2);
    expect(error).toMatch(/^--area: expected one of murmur2, .+, found "murmur3"\n$/);
  });

  test('a file that is not one of vectors is refused, with the place', async () => {
    const file = scratch.write('bad.json', { system: 'kafka', vectors: [{ id: 'a', input: 1, expected: 2 }] });
    const { exitCode, error } = await alo('vectors', file);
    expect(exitCode).toBe(2);
    expect(error).toContain('bad.json is not a file of test vectors:\n  vectors[0].area: ');
  });
});
