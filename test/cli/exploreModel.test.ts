/** `explore --model`: the published specifications from the command line. */
import { describe, expect, test } from 'vitest';
import { exploreCommand } from '../../sim-engine/cli/explore.ts';
import { alo, aloJson, type Fields } from './support.ts';

/** The answer of the command, run in this process. */
function explored(...args: readonly string[]): { exitCode: number; value: Fields } {
  const { exitCode, text } = exploreCommand([...args, '--json']);
  return { exitCode, value: JSON.parse(text) as Fields };
}

describe('as a process of its own', () => {
  test('a model that holds: exit code 0, counts, and what was asked', async () => {
    const bounds = ['--replicas', '3', '--log-size', '2', '--max-records', '2', '--max-leader-epoch', '1'];
    const { exitCode, value } = await aloJson('explore', '--model', 'kip320', ...bounds);
    expect(exitCode).toBe(0);
    expect(Object.keys(value).slice(0, 6)).toEqual([
      'verdict',
      'distinct',
      'generated',
      'depth',
      'seconds',
      'bytesPerState',
    ]);
    expect(value).toMatchObject({
      ...{ verdict: 'exhausted', distinct: 39_619, generated: 102_220, depth: 21 },
      ...{ model: 'kip320', property: 'StrongIsr', symmetry: false, packed: false },
      parameters: { replicas: 3, logSize: 2, maxRecords: 2, maxLeaderEpoch: 1 },
    });
  });

  test('a counter-example: exit code 1, its steps by name and in words, and the state that they lead to', async () => {
    const { exitCode, out } = await alo('explore', '--model', 'kip320', '--without', 'truncateByEpoch', '--symmetry');
    expect(exitCode).toBe(1);
    expect(out).toContain('kip320 without truncateByEpoch: replicas 3, logSize 2, maxRecords 2, maxLeaderEpoch 2\n');
    expect(out).toContain('StrongIsr is violated, 11 steps from the beginning\n  13,816 distinct classes of states');
    expect(out).toContain('\n   1  ControllerElectLeader   the controller elects r1\n');
    expect(out).toContain('\n  11  BecomeFollower          r3 follows r2 in epoch 1\n');
    expect(out).toMatch(/\n {2}r3: follows r2 in epoch 1, log empty, high watermark 0\n$/);
  });

  test('a million and a half states, packed: at most 40 bytes each, all in all less than 400 megabytes', async () => {
    const size = ['--max-leader-epoch', '3', '--states-max', '1500000'];
    const { exitCode, value } = await aloJson('explore', '--model', 'kip320', '--packed', ...size);
    expect(exitCode).toBe(0);
    expect(value).toMatchObject({ verdict: 'budget-spent', bound: 'states' });
    expect(value.distinct).toBeGreaterThan(1_500_000);
    expect(value.bytesPerState).toBeLessThanOrEqual(40);
    expect(value.residentMegabytesMax).toBeLessThan(400);
  });
});

describe('the answer', () => {
  const SMALL = ['--model', 'kip320', '--max-leader-epoch', '1'] as const;

  test('the same with symmetry, and packed, but for what these change', () => {
    const plain = explored(...SMALL).value;
    const packed = explored(...SMALL, '--packed').value;
    expect([packed.verdict, packed.distinct, packed.generated]).toEqual([
      plain.verdict,
      plain.distinct,
      plain.generated,
    ]);
    expect(packed.bytesPerState).toBeLessThan(plain.bytesPerState);
    const symmetric = explored(...SMALL, '--symmetry', '--packed').value;
    expect(symmetric).toMatchObject({ distinct: 6_713, depth: plain.depth, symmetry: true, packed: true });
  });

  test('a counter-example has named steps', () => {
    const { exitCode, value } = explored('--model', 'truncate-to-hw');
    expect(exitCode).toBe(1);
    expect(value).toMatchObject({ verdict: 'violated', distinct: 20_308, generated: 58_571, depth: 8 });
    expect(value.steps).toHaveLength(8);
    expect(value.steps[0]).toEqual({ action: 'ControllerElectLeader', sentence: 'the controller elects r1' });
  });

  test('another property', () => {
    const { exitCode, value } = explored('--model', 'kip320', '--property', 'LeaderInIsr');
    expect([exitCode, value.verdict, value.depth, value.steps]).toEqual([1, 'violated', 0, []]);
  });

  test.each([
    ['--states-max', '100', 'states'],
    ['--depth-max', '3', 'depth'],
    ['--memory-mb', '1', 'memory'],
    ['--seconds', '0', 'time'],
  ])('%s %s: the search ends early and says why', (option, value, bound) => {
    const answer = explored('--model', 'kip320', option, value);
    expect([answer.exitCode, answer.value.verdict, answer.value.bound]).toEqual([0, 'budget-spent', bound]);
  });
});

describe('what cannot be done is refused with a sentence', () => {
  test.each([
    [
      ['--model', 'kip321'],
      '--model: expected one of truncate-to-hw, kip101, kip279, kip320-first-try, kip320, found "kip321"',
    ],
    [
      ['--model', 'kip320', '--without', 'strictMinIsr'],
      '--without: expected one of truncateByEpoch, compareDivergingEpoch, fencedTruncation, highWatermarkEpochCheck, isrExpansionWait, fencedFetch, found "strictMinIsr"',
    ],
    [
      ['--model', 'kip101', '--without', 'fencedFetch'],
      '--without: only kip320 has guards to remove, expected --model kip320, found "kip101"',
    ],
    [
      ['--model', 'kip320', '--property', 'Fairness'],
      '--property: expected one of TypeOk, LeaderInIsr, WeakIsr, StrongIsr, found "Fairness"',
    ],
    [['--model', 'kip320', '--replicas', '9'], '--replicas: expected a whole number from 1 to 5, found 9'],
    [['--model', 'kip320', '--log-size', '0'], '--log-size: expected a whole number from 1 to 6, found 0'],
    [['--model', 'kip320', '--max-leader-epoch', 'two'], '--max-leader-epoch: expected a whole number, found "two"'],
    [
      [
        '--model',
        'kip320',
        '--replicas',
        '5',
        '--log-size',
        '5',
        '--max-records',
        '5',
        '--max-leader-epoch',
        '5',
        '--packed',
      ],
      '--packed: a packed state needs 10 words of 32 bits with these parameters, expected at most 8: take fewer replicas, a smaller logSize, maxRecords or maxLeaderEpoch, or search without packing',
    ],
    [['--model', 'kip320', 'scenario.json'], 'expected no file beside --model, found scenario.json'],
  ])('%j', (args, message) => {
    expect(exploreCommand(args)).toEqual({ exitCode: 2, text: message });
  });

  test('an option that it does not have is not ignored', () => {
    expect(exploreCommand(['--model', 'kip320', '--jsno'])).toMatchObject({ exitCode: 2 });
  });
});
