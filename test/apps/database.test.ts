import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { databaseBehaviour, effectTable } from '../../sim-engine/apps/database.ts';
import { hasNumber, withNumber, type NumberSet } from '../../sim-engine/apps/numberSet.ts';
import { layOut } from '../../sim-engine/systems/kafka/topology.ts';
import { billing, clusterOf } from '../systems/kafka/support.ts';
import { Rig } from '../systems/kafka/client/rig.ts';

function database(): Rig {
  const topology = layOut(clusterOf({ consumers: [billing('billing-1'), billing('billing-2')] }));
  const rig = new Rig({ behaviour: databaseBehaviour(topology.names), self: 7, settings: {} });
  rig.start();
  return rig;
}

function apply(
  rig: Rig,
  values: readonly string[],
  options: { readonly idempotent: boolean; readonly group?: string },
): void {
  const records = values.map((value, offset) => ({ topic: 'orders', partition: 0, offset, key: 'a', value }));
  const { idempotent, group = 'billing' } = options;
  rig.receive(5, { kind: 'ApplyRequest', correlation: 1, group, records, idempotent });
}

function outcomes(rig: Rig): readonly string[] {
  return rig.operations.flatMap((operation) =>
    operation.f === 'apply' ? [`${operation.type} ${operation.record.value} by ${operation.consumer}`] : [],
  );
}

describe('effects', () => {
  test('each record becomes a row, and the consumer is told', () => {
    const rig = database();
    apply(rig, ['a1', 'a2'], { idempotent: false });
    expect(outcomes(rig)).toEqual(['ok a1 by billing-1', 'ok a2 by billing-1']);
    expect(rig.take('ApplyResponse').to).toBe(5);
  });

  test('the same value again is a second row', () => {
    const rig = database();
    apply(rig, ['a1'], { idempotent: false });
    apply(rig, ['a1'], { idempotent: false });
    expect(outcomes(rig)).toEqual(['ok a1 by billing-1', 'ok a1 by billing-1']);
    expect(rig.milestones).toEqual(['database.applied-again']);
  });

  test('with a unique key the second row is refused, and the consumer is told as before', () => {
    const rig = database();
    apply(rig, ['a1'], { idempotent: true });
    apply(rig, ['a1', 'a2'], { idempotent: true });
    expect(outcomes(rig)).toEqual(['ok a1 by billing-1', 'fail a1 by billing-1', 'ok a2 by billing-1']);
    expect(rig.sent).toHaveLength(2);
  });

  test('another group has effects of its own', () => {
    const rig = database();
    apply(rig, ['a1'], { idempotent: true });
    apply(rig, ['a1'], { idempotent: true, group: 'shipping' });
    expect(outcomes(rig).every((outcome) => outcome.startsWith('ok'))).toBe(true);
  });

  test('a restart forgets nothing', () => {
    const rig = database();
    apply(rig, ['a1', 'b7'], { idempotent: true });
    rig.start();
    apply(rig, ['b7'], { idempotent: true });
    expect(outcomes(rig).at(-1)).toBe('fail b7 by billing-1');
    expect(effectTable(rig.disk).length).toBe(2);
  });
});

describe('a set of numbers as ranges', () => {
  test('holds exactly what was put in, in as few ranges as there are runs', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 30 })), (numbers) => {
        let set: NumberSet = [];
        for (const number of numbers) set = withNumber(set, number);
        const expected = new Set(numbers);
        for (let number = -1; number <= 31; number += 1) expect(hasNumber(set, number)).toBe(expected.has(number));
        const runs = [...expected].filter((number) => !expected.has(number - 1)).length;
        expect(set.length).toBe(2 * runs);
      }),
    );
  });
});
