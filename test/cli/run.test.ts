import { describe, expect, test } from 'vitest';
import { acksOne, ACKS_ONE, alo, aloJson, calm, scratchFolder } from './support.ts';

const scratch = scratchFolder();

describe.concurrent('alo run', () => {
  test('tells in words what happened, how it ended, and which promise was broken by what', async () => {
    const { exitCode, out, error } = await alo('run', ACKS_ONE);
    expect(error).toBe('');
    expect(exitCode).toBe(1);
    expect(out).toMatch(/^acks-one, seed 1: \d+ steps, \d+\.\d{3} s, run [0-9a-f]{16}\n/);
    expect(out).toMatch(/ {4}2\.500 s {2}broker-1 crashes: /);
    expect(out).toContain('\nended in phase rest\n');
    expect(out).toContain('\n✗ no-lost-write: broken\n');
    expect(out).toMatch(/\n {2}lost-write \(violation\): Acknowledged record \w+ is gone: /);
    expect(out).not.toMatch(/<[a-z.-]+>|\{\w+\}|undefined/);
  });

  test('exits with 0 when every promise holds', async () => {
    const { exitCode, out } = await alo('run', scratch.write('calm.json', calm()));
    expect(exitCode).toBe(0);
    expect(out).toContain('✓ no-lost-write: holds');
  });

  test('says what is still awaited when a run ends before it has come to rest', async () => {
    const scenario = { ...calm(), healAtMillis: undefined, horizonMillis: 3_000 };
    scenario.faults = [{ at: 2_000_000, operation: 'crash', arguments: { node: 'broker-2' } }];
    const file = scratch.write('unhealed.json', scenario);
    const { out } = await alo('run', file);
    expect(out).toContain('ended in phase chaos; still awaited: broker-2 is not running (down).');
    const { value } = await aloJson('run', file);
    expect(value.phase).toBe('chaos');
    expect(value.pending).toEqual({ key: 'pending.process', params: { node: 'broker-2', state: 'down' } });
  });

  test('--json prints the same as data', async () => {
    const { exitCode, value } = await aloJson('run', ACKS_ONE);
    expect(exitCode).toBe(1);
    expect(Object.keys(value)).toEqual([
      'scenario',
      'seed',
      'steps',
      'endMicros',
      'phase',
      'pending',
      'traceHash',
      'promises',
      'verdicts',
      'milestones',
    ]);
    expect(value).toMatchObject({ scenario: 'acks-one', seed: 1, phase: 'rest', pending: null });
    expect(value.promises).toEqual([{ promise: 'no-lost-write', state: 'broken' }]);
    expect(value.verdicts[0]).toMatchObject({ kind: 'lost-write', verdict: 'violation' });
    expect(value.milestones.some((milestone: { kind: string }) => milestone.kind === 'election')).toBe(true);
  });

  test('the same seed gives the same run, another seed another one', async () => {
    const [first, again, other] = await Promise.all([
      aloJson('run', ACKS_ONE, '--seed', '7'),
      aloJson('run', ACKS_ONE, '--seed', '7'),
      aloJson('run', ACKS_ONE, '--seed', '8'),
    ]);
    expect(first.value.seed).toBe(7);
    expect(again.value).toEqual(first.value);
    expect(other.value.traceHash).not.toBe(first.value.traceHash);
  });

  test('a seed in the file counts when none is given', async () => {
    const file = scratch.write('seeded.json', { ...acksOne(), seed: 7 });
    const [inFile, given] = await Promise.all([aloJson('run', file), aloJson('run', ACKS_ONE, '--seed', '7')]);
    expect(inFile.value.traceHash).toBe(given.value.traceHash);
  });
});
