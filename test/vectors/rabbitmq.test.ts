/**
 * RabbitMQ's test vectors, run on the simulator's own rules and node. `rabbitmq.json`: 212 vectors, most of them observed on
 * 3.10.8; `rabbitmq-more.json`: further recordings of the same runs.
 */
import { describe, expect, it } from 'vitest';
import { limits } from '../../sim-engine/systems/rabbitmq/limits.ts';
import { rabbitmqVectorAreas } from '../../sim-engine/systems/rabbitmq/vectors.ts';
import { runVectors } from '../../sim-engine/vectors/run.ts';
import { mutatedVectors, passing, readVectors } from './support.ts';

const file = readVectors('rabbitmq.json');
const more = readVectors('rabbitmq-more.json');
const UNSUPPORTED = 'rabbitmq-dispatch-05';

describe('RabbitMQ vectors', () => {
  it('211 of 212 pass, area by area', () => {
    const report = runVectors(file);
    expect(report.reasons.map(({ id, outcome }) => [id, outcome])).toEqual([[UNSUPPORTED, 'unsupported']]);
    expect(report.areas).toEqual({
      ack: passing(3),
      acktimeout: passing(1),
      alarm: passing(1),
      autoheal: passing(3),
      confirm: passing(2),
      'delayed-retry': passing(5),
      dispatch: { passed: 6, failed: 0, unsupported: 1 },
      dlx: passing(11),
      error: passing(20),
      exchange: passing(9),
      headers: passing(30),
      'headers-version': passing(1),
      lifecycle: passing(3),
      mirroring: passing(2),
      nodefail: passing(1),
      overflow: passing(8),
      partition: passing(4),
      'pause-minority': passing(7),
      prefetch: passing(12),
      priority: passing(3),
      quorum: passing(4),
      'quorum-limit': passing(9),
      'quorum-majority': passing(5),
      'quorum-priority': passing(3),
      requeue: passing(5),
      sac: passing(6),
      stream: passing(15),
      topic: passing(25),
      ttl: passing(6),
      tx: passing(1),
    });
  });

  it('further recordings all pass', () => {
    const report = runVectors(more);
    expect(report.reasons).toEqual([]);
    expect(Object.values(report.areas).reduce((sum, { passed }) => sum + passed, 0)).toBe(33);
  });

  it('the one that is not answered stands in the limits, in both languages', () => {
    const named = limits.filter(({ en }) => en.includes('dispatch-05'));
    expect(named).toHaveLength(1);
    expect(named[0]!['zh-cn']).toContain('dispatch-05');
  });

  it('every vector says where it comes from', () => {
    for (const vector of [...file.vectors, ...more.vectors]) {
      expect(vector['source'], vector.id).toMatchObject({ file: expect.any(String), kind: expect.any(String) });
    }
  });

  it('a sentence of a form that is not known makes a vector unsupported, not failed', () => {
    const input = { events: ['publish 1', 'consume upside down'] };
    const report = runVectors({ system: 'rabbitmq', vectors: [{ id: 'x', area: 'ack', input, expected: {} }] });
    expect(report.areas).toEqual({ ack: { passed: 0, failed: 0, unsupported: 1 } });
  });
});

describe('a vector that expects anything else', () => {
  it.each(Object.keys(rabbitmqVectorAreas))('%s: fails, whichever value is changed', (area) => {
    const answered = { ...file, vectors: file.vectors.filter(({ id }) => id !== UNSUPPORTED) };
    const vectors = [...mutatedVectors(answered, area)];
    const failures = new Set(runVectors({ system: 'rabbitmq', vectors }).failures);
    expect(vectors.length).toBeGreaterThan(0);
    expect(vectors.filter(({ id }) => !failures.has(id)).map(({ id }) => id)).toEqual([]);
  });
});
