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
