import { describe, expect, test } from 'vitest';
import { versusCommand } from '../../sim-engine/cli/versus.ts';
import { ACKS_ONE, acksOne, alo, aloJson, calm, scratchFolder } from './support.ts';

const LAST_REPLICA = 'scenarios/last-replica.json';
const scratch = scratchFolder();
const SCRIPT = scratch.write('script.json', [
  { at: 2_000_000, operation: 'hold', arguments: { from: 'broker:1', to: 'broker:2' } },
  { at: 2_000_000, operation: 'hold', arguments: { from: 'broker:1', to: 'broker:3' } },
  { at: 2_500_000, operation: 'crash', arguments: { node: 'broker:1' } },
  { at: 10_000_000, operation: 'healAll' },
]);

describe.concurrent('alo versus', () => {
  test('runs both sides under one script and sets their results side by side', async () => {
    const { exitCode, out } = await alo('versus', ACKS_ONE, LAST_REPLICA, '--faults', SCRIPT);
    expect(exitCode).toBe(1);
    const lines = out.split('\n');
    expect(lines.slice(0, 6)).toEqual([
      'acks-one (kafka) versus last-replica (kafka), seed 1, 60 s at most',
      'faults, on both sides at once:',
      '  2.000 s: hold broker:1 to broker:2',
      '  2.000 s: hold broker:1 to broker:3',
      '  2.500 s: crash broker:1',
      '  10.000 s: healAll',
    ]);
    const row = (label: string) => lines.find((line) => line.startsWith(label))?.split(/ {2,}/);
    expect(row('Lost after')).toEqual([
      'Lost after the acknowledgement',
      '5 (C7, A8, B8, C8, A9)',
      '0',
      'right: 5 fewer',
    ]);
    expect(row('What was ack')).toEqual(['What was acknowledged stays.', '✗ broken', '✓ holds', 'not the same']);
    expect(row('Messages sent')).toEqual(['Messages sent', '60', '60', '=']);
  });

  test('tells the same as data', async () => {
    const { exitCode, value } = await aloJson('versus', ACKS_ONE, LAST_REPLICA, '--faults', SCRIPT, '--seed', '2');
    expect(exitCode).toBe(1);
    expect(value).toMatchObject({ seed: 2, horizonMillis: 60_000, unmatched: { left: [], right: [] } });
    expect(value.left.sends.acknowledged).toBe(60);
    expect(value.right.lost).toEqual([]);
  });

  test('without a script nothing goes wrong; two times the same scenario shows no difference', async () => {
    const file = scratch.write('calm.json', calm());
    const { exitCode, out } = await alo('versus', file, file);
    expect(exitCode).toBe(0);
    const [head, faults, , , ...rows] = out.trimEnd().split('\n');
    expect([head, faults]).toEqual(['calm (kafka) versus calm (kafka), seed 1, 30 s at most', 'no faults']);
    expect(rows).toHaveLength(21);
    expect(rows.filter((row) => !row.endsWith('='))).toEqual([]);
  });

  test('names what one side does not have', async () => {
    const small = acksOne();
    small.topology.brokers = 2;
    small.topology.topics[0].replicas = [['broker-1', 'broker-2']];
    small.topology.topics[0].replicationFactor = 2;
    small.faults = [];
    const script = scratch.write('third.json', [{ at: 1, operation: 'crash', arguments: { node: 'broker:3' } }]);
    const { out } = await alo('versus', ACKS_ONE, scratch.write('small.json', small), '--faults', script);
    expect(out.split('\n').slice(3, 5)).toEqual([
      'what one side does not have:',
      '  right: no broker:3, so no crash there',
    ]);
  });

  test.each([
    [[ACKS_ONE], /^expected two scenario files, found 1$/],
    [[ACKS_ONE, ACKS_ONE, '--faults', 'nowhere.json'], /^cannot read nowhere\.json: there is no such file$/],
    [[ACKS_ONE, ACKS_ONE, '--faults', scratch.write('bad.json', '[')], /bad\.json is not JSON: line 1, column 2$/],
    [
      [ACKS_ONE, ACKS_ONE, '--faults', scratch.write('odd.json', [{ at: 1, operation: 'explode' }])],
      /odd\.json is not a fault script:\n {2}action 1: "explode" is nothing that can be done to every system/,
    ],
    [
      [ACKS_ONE, 'scenarios/play.json'],
      /^these two cannot be set side by side:\n {2}play has 2 producers, the workload has 1/,
    ],
  ])('%j is refused: %s', (args, message) => {
    const { exitCode, text } = versusCommand(args);
    expect(exitCode).toBe(2);
    expect(text).toMatch(message);
  });
});
