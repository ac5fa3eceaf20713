/** The properties of the specifications, each searched for a state that breaks it. Counts are TLC's, as in counts.test.ts. */
import { expect, test } from 'vitest';
import { initialState, replicaState } from '../../../../sim-engine/explore/models/kafkaReplication/state.ts';
import { VARIANTS } from '../../../../sim-engine/explore/models/kafkaReplication/variants.ts';
import { ask, EVERY_CHOICE, modelOf, parametersOf } from './support.ts';

test.each([
  ['truncate-to-hw', { verdict: 'violated', depth: 8, distinct: 20_308 }],
  ['kip101', { verdict: 'violated', depth: 10, distinct: 64_619 }],
  ['kip320-first-try', { verdict: 'violated', depth: 11, distinct: 113_020 }],
] as const)('WeakIsr, %s', (name, expected) => {
  expect(ask({ choices: VARIANTS[name], property: 'WeakIsr' })).toMatchObject(expected);
});

test('WeakIsr holds in kip320', () => {
  const parameters = { maxLeaderEpoch: 1 };
  expect(ask({ choices: VARIANTS.kip320, parameters, property: 'WeakIsr' })).toMatchObject({
    verdict: 'exhausted',
    distinct: 39_619,
  });
});

test.each(EVERY_CHOICE)('TypeOk holds in every state: %s', (_, choices) => {
  const parameters = { maxLeaderEpoch: 1, logSize: 1, maxRecords: 2 };
  expect(ask({ choices, parameters, property: 'TypeOk' }).verdict).toBe('exhausted');
});

test('LeaderInIsr is broken where nobody leads: in the first state', () => {
  const found = ask({ choices: VARIANTS.kip320, property: 'LeaderInIsr' });
  expect(found).toEqual({ verdict: 'violated', depth: 0, distinct: 1, generated: 1 });
});

test('TypeOk sees what is out of bounds', () => {
  const model = modelOf({ choices: VARIANTS.kip320, property: 'TypeOk' });
  const fine = initialState(parametersOf());
  const first = fine.replicas[0]!;
  const withFirst = (change: Partial<typeof first>) => ({
    ...fine,
    replicas: [replicaState({ ...first, ...change }), ...fine.replicas.slice(1)],
  });
  expect(model.broken(fine)).toBeNull();
  for (const wrong of [
    { ...fine, nextRecordId: 3 },
    { ...fine, quorum: { ...fine.quorum, leader: 3 } },
    { ...fine, quorum: { ...fine.quorum, isr: 8 } },
    withFirst({ highWatermark: 3 }),
    withFirst({ leaderEpoch: 3 }),
    withFirst({ log: [{ id: 2, epoch: 0 }] }),
    withFirst({ log: [0, 1, 0].map((id) => ({ id, epoch: 0 })) }),
  ]) {
    expect(model.broken(wrong)).toBe('TypeOk');
  }
});
