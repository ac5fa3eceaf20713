import { describe, expect, test } from 'vitest';
import { checkCommand } from '../../sim-engine/cli/check.ts';
import { ACKS_ONE, alo, aloJson, calm, scratchFolder } from './support.ts';

const scratch = scratchFolder();

describe.concurrent('alo check', () => {
  test('counts over many seeds which promise was broken and by what, and names a seed to look at', async () => {
    const { exitCode, value } = await aloJson('check', ACKS_ONE, '--seeds', '3..5');
    expect(exitCode).toBe(1);
    expect(value).toEqual({
      scenario: 'acks-one',
      seeds: 3,
      failed: 3,
      promises: { 'no-lost-write': { broken: 3, unknown: 0, firstSeed: 3 } },
      violations: { 'lost-write': 3 },
    });
    const { value: run } = await aloJson('run', ACKS_ONE, '--seed', '3');
    expect(run.promises).toEqual([{ promise: 'no-lost-write', state: 'broken' }]);
  });

  test('says the same in words', async () => {
    const { exitCode, out } = await alo('check', ACKS_ONE, '--seeds', '4');
    expect(exitCode).toBe(1);
    expect(out.split('\n')).toEqual([
      'acks-one: 1 seed, 1 with a broken promise',
      '  no-lost-write: broken 1, unknown 0 (first with --seed 4)',
      '  lost-write: in 1 run',
      '',
    ]);
  });

  test('exits with 0 when no seed breaks a promise', async () => {
    const { exitCode, out } = await alo('check', scratch.write('calm.json', calm()), '--seeds', '1..2');
    expect(out).toBe('calm: 2 seeds, 0 with a broken promise\n  no-lost-write: broken 0, unknown 0\n');
    expect(exitCode).toBe(0);
  });

  test.each([
    [[], 'expected --seeds FROM..TO, for example --seeds 1..200'],
    [['--seeds', '9..3'], '--seeds: expected a range that goes up, found "9..3"'],
    [['--seeds', '1..2..3'], '--seeds: expected FROM..TO, for example 1..200, found "1..2..3"'],
    [['--seeds', 'all'], '--seeds: expected FROM..TO, for example 1..200, found "all"'],
    [['--seeds', '0..100000'], '--seeds: at most 100,000 seeds at a time'],
  ])('%j is refused: %s', (args, message) => {
    expect(checkCommand([ACKS_ONE, ...args])).toEqual({ exitCode: 2, text: message });
  });
});
