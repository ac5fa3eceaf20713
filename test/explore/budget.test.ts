/** What a search may try of a system's own operations: its vocabulary, its hints and the pages agree. */
import { describe, expect, test } from 'vitest';
import { HOST_FAULTS, searchableNames } from '../../sim-engine/explore/budget.ts';
import { isDisturbance, withoutScriptedFaults } from '../../sim-engine/explore/disturbance.ts';
import { isHostOperation } from '../../sim-engine/host/faults.ts';
import { PRESET_GROUPS } from '../../sim-engine/systems/presets.ts';
import { isRepairing } from '../../sim-engine/systems/repairing.ts';
import { systemNamed } from '../../sim-engine/systems/registry.ts';
import { VOCABULARIES } from '../../sim-engine/systems/vocabularies.ts';
import { at } from '../systems/runs.ts';
import { publishEach, roomOf } from '../systems/rabbitmq/rooms.ts';

test('the host’s faults are operations of the host', () => {
  expect(HOST_FAULTS.filter((name) => !isHostOperation(name))).toEqual([]);
});

describe.each(VOCABULARIES)('what a search may try of $system', ({ system, searchable, operations, usualFaults }) => {
  const scenarios = PRESET_GROUPS.find((group) => group.system === system)?.presets ?? [];
  const systems = scenarios.map(({ scenario }) => systemNamed(system).open(scenario));
  const hasMoves = (operation: string): boolean =>
    systems.some(({ search }) => search.adminMoves(operation).length > 0);

  test('are operations of its own, each with a way to use it', () => {
    const own = operations.map(({ name }) => name);
    expect(searchable.filter(({ name }) => !own.includes(name))).toEqual([]);
    expect(searchable.filter(({ name }) => !hasMoves(name))).toEqual([]);
  });

  test('is made good by a restart, or by an operation that pages know to be no disturbance', () => {
    const repairs = searchable.flatMap(({ repairedBy }) => repairedBy ?? []).filter((name) => name !== 'restart');
    expect(repairs.filter((operation) => !isRepairing({ operation }))).toEqual([]);
    expect(repairs.filter((operation) => !hasMoves(operation))).toEqual([]);
  });

  test('includes what it tries usually', () => {
    expect(Object.keys(usualFaults).filter((name) => !searchableNames(searchable).includes(name))).toEqual([]);
  });
});

describe('what disturbs', () => {
  test('an administrator’s move does, what makes it good again and publishing do not', () => {
    const disturbs = (operation: string): boolean => isDisturbance(at(1, operation));
    expect(['deleteBinding', 'stopNode', 'setMemoryAlarm', 'crash'].map(disturbs)).toEqual([true, true, true, true]);
    expect(['addBinding', 'clearMemoryAlarm', 'publish', 'configure', 'restart'].map(disturbs)).toEqual(
      Array.from({ length: 5 }, () => false),
    );
  });

  test('a scenario without its faults keeps what it publishes, and has nothing to make good', () => {
    const publishes = publishEach(500, 'a', 1);
    const faults = [...publishes, at(600, 'deleteBinding', { binding: 0 }), at(700, 'addBinding', { binding: 0 })];
    expect(withoutScriptedFaults(roomOf({ faults })).faults).toEqual(publishes);
  });
});
