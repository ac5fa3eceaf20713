/** The runner of test vectors: what it counts, how it compares, and what it says about bad files. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { vectorsCommand } from '../../sim-engine/cli/vectors.ts';
import { firstDifference, withoutRemark } from '../../sim-engine/vectors/compare.ts';
import { parseVectorFile } from '../../sim-engine/vectors/file.ts';
import { runVectors } from '../../sim-engine/vectors/run.ts';

const folder = mkdtempSync(join(tmpdir(), 'vectors-'));
afterAll(() => rmSync(folder, { recursive: true }));

function fileOf(content: unknown): string {
  const path = join(folder, 'vectors.json');
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
  return path;
}

const heartbeat = (id: string, next: string): Record<string, unknown> => ({
  id,
  area: 'broker-heartbeat',
  input: { current: 'FENCED', wantFence: true, wantShutDown: true },
  expected: { next },
});

const unmodelled = { id: 'x', area: 'an-area-of-tomorrow', input: {}, expected: {} };

describe('comparing', () => {
  it('exact: equal, down to the last field', () => {
    expect(firstDifference({ a: [1, { b: null }] }, { a: [1, { b: null }] }, 'exact')).toBeNull();
    expect(firstDifference({ a: 1 }, { a: 1, b: 2 }, 'exact')).toBe('b: expected nothing, got 2');
    expect(firstDifference({ a: [1, 2] }, { a: [1, 3] }, 'exact')).toBe('a[1]: expected 2, got 3');
    expect(firstDifference([], {}, 'exact')).toBe('answer: expected [], got {}');
  });

  it('covers: the answer may have more fields, never fewer, and lists are as long', () => {
    expect(firstDifference({ a: 1 }, { a: 1, b: 2 }, 'covers')).toBeNull();
    expect(firstDifference({ a: 1, b: 2 }, { a: 1 }, 'covers')).toBe('b: expected 2, got nothing');
    expect(firstDifference([1], [1, 2], 'covers')).toBe('answer: expected [1], got [1,2]');
  });

  it('a field that is null is not the same as none', () => {
    expect(firstDifference({ a: null }, {}, 'covers')).toBe('a: expected null, got nothing');
  });

  it('leaves out a remark for readers, and nothing else', () => {
    expect(withoutRemark({ newHW: 5, note: 'because' })).toEqual({ newHW: 5 });
    expect(withoutRemark({ newHW: 5, note: 6 })).toEqual({ newHW: 5, note: 6 });
    expect(withoutRemark([{ note: 'inside' }])).toEqual([{ note: 'inside' }]);
  });
});

describe('running', () => {
  it('counts what passes, what fails, and what no rule answers', () => {
    const parsed = parseVectorFile(
      JSON.stringify({
        system: 'kafka',
        vectors: [heartbeat('good', 'SHUTDOWN_NOW'), heartbeat('bad', 'FENCED'), unmodelled],
      }),
    );
    if (!parsed.ok) throw new Error('the file is well formed');
    const report = runVectors(parsed.file);
    expect(report).toMatchObject({
      system: 'kafka',
      areas: {
        'broker-heartbeat': { passed: 1, failed: 1, unsupported: 0 },
        'an-area-of-tomorrow': { passed: 0, failed: 0, unsupported: 1 },
      },
      failures: ['bad'],
    });
    expect(report.reasons[0]).toEqual({
      id: 'bad',
      outcome: 'failed',
      reason: 'next: expected "FENCED", got "SHUTDOWN_NOW"',
    });
  });

  it('an input that cannot be read is unsupported, and the reason names the field', () => {
    const vector = { id: 'odd', area: 'broker-heartbeat', input: { current: 'ASLEEP' }, expected: {} };
    const report = runVectors({ system: 'kafka', vectors: [vector] });
    expect(report.areas).toEqual({ 'broker-heartbeat': { passed: 0, failed: 0, unsupported: 1 } });
    expect(report.reasons[0]?.reason).toBe(
      'input.current: expected one of FENCED, UNFENCED, CONTROLLED_SHUTDOWN, SHUTDOWN_NOW',
    );
  });

  it('a system without rules, or with the name of an object property, supports nothing', () => {
    for (const system of ['carrier pigeon', 'toString', '__proto__']) {
      const report = runVectors({ system, vectors: [unmodelled, { ...unmodelled, area: 'constructor' }] });
      expect(report.failures).toEqual([]);
      expect(Object.values(report.areas).map((counts) => counts.unsupported)).toEqual([1, 1]);
    }
  });
});

describe('a malformed file', () => {
  const errorsOf = (text: string): unknown => {
    const parsed = parseVectorFile(text);
    return parsed.ok ? 'none' : parsed.errors;
  };

  it('is told where it is wrong and what was expected', () => {
    expect(errorsOf('{')).toEqual([{ path: '', message: expect.stringContaining('expected JSON') }]);
    expect(errorsOf('{"system":"kafka"}')).toEqual([
      { path: 'vectors', message: expect.stringContaining('expected array') },
    ]);
    const wrong = { system: 'kafka', vectors: [heartbeat('a', 'FENCED'), { ...heartbeat('b', 'FENCED'), area: 7 }] };
    expect(errorsOf(JSON.stringify(wrong))).toEqual([
      { path: 'vectors[1].area', message: expect.stringContaining('expected string') },
    ]);
    expect(errorsOf(JSON.stringify({ system: 'kafka', vectors: [{ id: 'a', area: 'b', input: 1 }] }))).toEqual([
      { path: 'vectors[0].expected', message: expect.any(String) },
    ]);
  });
});

describe('the command', () => {
  const good = { system: 'kafka', vectors: [heartbeat('good', 'SHUTDOWN_NOW'), unmodelled] };
  const bad = { system: 'kafka', vectors: [heartbeat('bad', 'FENCED')] };

  it('--json prints the report and nothing else', () => {
    const result = vectorsCommand([fileOf(good), '--json']);
    expect(result.exitCode).toBe(0);
    expect(JSON.parse(result.text)).toEqual({
      system: 'kafka',
      areas: {
        'broker-heartbeat': { passed: 1, failed: 0, unsupported: 0 },
        'an-area-of-tomorrow': { passed: 0, failed: 0, unsupported: 1 },
      },
      failures: [],
    });
  });

  it('--area runs one area', () => {
    const result = vectorsCommand([fileOf(good), '--json', '--area', 'broker-heartbeat']);
    expect(Object.keys(JSON.parse(result.text).areas)).toEqual(['broker-heartbeat']);
  });

  it('exits with 1 when a vector fails, and says why', () => {
    const result = vectorsCommand([fileOf(bad)]);
    expect(result.exitCode).toBe(1);
    expect(result.text).toContain('bad: next: expected "FENCED", got "SHUTDOWN_NOW"');
  });

  it.each([
    [[], 'expected one file of test vectors'],
    [['a', 'b'], 'expected one file of test vectors'],
    [[join(folder, 'absent.json')], `cannot read ${join(folder, 'absent.json')}`],
  ])('exits with 2 on %j', (args, message) => {
    const { exitCode, text } = vectorsCommand(args);
    expect(exitCode).toBe(2);
    expect(text).toContain(message);
  });

  it('exits with 2 on an area that the file does not have, an unknown option, and a malformed file', () => {
    expect(vectorsCommand([fileOf(good), '--area', 'nowhere'])).toEqual({
      exitCode: 2,
      text: '--area: expected one of broker-heartbeat, an-area-of-tomorrow, found "nowhere"',
    });
    expect(vectorsCommand([fileOf(good), '--verbose']).exitCode).toBe(2);
    const malformed = vectorsCommand([fileOf('[]')]);
    expect(malformed.exitCode).toBe(2);
    expect(malformed.text).toContain('(whole file)');
  });
});
