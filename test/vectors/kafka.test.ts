/** Kafka's test vectors, run on the simulator's own rules. The file is data of Kafka 4.3; each vector names its source. */
import { describe, expect, it } from 'vitest';
import { runVectors } from '../../sim-engine/vectors/run.ts';
import { kafkaVectorAreas } from '../../sim-engine/systems/kafka/vectors.ts';
import { mutatedVectors, passing, readVectors } from './support.ts';

const file = readVectors('kafka.json');

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

describe('a vector that expects anything else', () => {
  it.each(Object.keys(kafkaVectorAreas).filter((area) => area !== 'producer-state'))(
    '%s: fails, whichever value is changed',
    (area) => {
      const vectors = [...mutatedVectors(file, area)];
      const report = runVectors({ system: 'kafka', vectors });
      const failures = new Set(report.failures);
      expect(vectors.length).toBeGreaterThan(0);
      expect(vectors.filter((vector) => !failures.has(vector.id)).map((vector) => vector.id)).toEqual([]);
    },
  );
});
