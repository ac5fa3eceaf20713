import { describe, expect, test } from 'vitest';
import { alo, aloJson, scratchFolder } from './support.ts';

const EXPORTED = 'test/systems/rabbitmq/definitions/exported-3.10.8.json';
const scratch = scratchFolder();

describe.concurrent('alo import', () => {
  test('--json prints the topology, the parts that are left behind, and the new names', async () => {
    const { exitCode, value } = await aloJson('import', EXPORTED, '--part', 'billing');
    expect(exitCode).toBe(0);
    expect(Object.keys(value)).toEqual(['system', 'topology', 'unknown', 'renamed']);
    expect(value.system).toBe('rabbitmq');
    expect(value.topology).toEqual({
      exchanges: [{ name: 'invoices', type: 'direct', durable: true }],
      queues: [{ name: 'invoices', type: 'classic', durable: true }],
      bindings: [{ from: 'invoices', to: 'invoices', key: 'new' }],
    });
    expect(value.unknown[0].path).toBe('vhosts[1]');
    expect(value.renamed).toEqual([]);
  });

  test('in words: the topology as JSON, then the lists', async () => {
    const { exitCode, out } = await alo('import', EXPORTED);
    expect(exitCode).toBe(0);
    const [json = '', lists = ''] = out.split('\n\n');
    expect(JSON.parse(json).queues).toHaveLength(9);
    expect(lists).toMatch(/^not carried over:\n {2}vhosts\[0\]: another virtual host, "billing" /);
    expect(lists).toContain('\nrenamed:\n  exchange "Unrouted.Orders" is unrouted-orders\n');
  });

  test('a file in which everything fits says so', async () => {
    const { out } = await alo('import', scratch.write('small.json', { queues: [{ name: 'q' }] }));
    expect(out).toMatch(/\n\neverything is carried over\n$/);
  });

  test('--scenario prints a scenario that run takes; the lists go to the error output', async () => {
    const { exitCode, out, error } = await alo('import', EXPORTED, '--scenario');
    expect(exitCode).toBe(0);
    expect(JSON.parse(out)).toMatchObject({ system: 'rabbitmq', topology: { brokers: 3 } });
    expect(error).toMatch(/^not carried over:\n {2}vhosts\[0\]: /);
    expect(error).toContain('\n  queues[0]: x-queue-mode has no effect here; it is left out\n');
    const run = await alo('run', scratch.write('imported.json', out));
    expect(run.exitCode).toBe(0);
    expect(run.out).toContain('✓ every-record-read: holds');
  });

  test('--brokers: one of the sizes that the format offers', async () => {
    const one = await alo('import', EXPORTED, '--scenario', '--brokers', '1', '--part', 'billing');
    expect(JSON.parse(one.out).topology).toMatchObject({
      brokers: 1,
      queues: [{ name: 'invoices', node: 'rabbit-1' }],
    });
    const two = await alo('import', EXPORTED, '--scenario', '--brokers', '2');
    expect(two).toEqual({ exitCode: 2, out: '', error: '--brokers: expected 3 or 1, found "2"\n' });
    const alone = await alo('import', EXPORTED, '--brokers', '1');
    expect(alone.error).toBe('--brokers: a topology has no size; it needs --scenario\n');
  });

  test('refusals: a wrong field, no JSON, an unknown format', async () => {
    const wrong = await alo('import', scratch.write('wrong.json', { queues: [{}] }));
    expect(wrong.exitCode).toBe(2);
    expect(wrong.error).toMatch(/^cannot import .*wrong\.json: queues\[0\]\.name: expected a text, found nothing\n$/);
    const noJson = await alo('import', scratch.write('no.json', 'queues:'));
    expect(noJson.exitCode).toBe(2);
    expect(noJson.error).toContain('no.json: it is not JSON');
    const format = await alo('import', EXPORTED, '--format', 'xml');
    expect(format.exitCode).toBe(2);
    expect(format.error).toMatch(/^--format: expected one of\n {2}rabbitmq-definitions: .*\nfound xml\n$/);
  });
});
