/** What names a state: the order of what is pending, not the clock. */
import { describe, expect, test } from 'vitest';
import { ClusterModel } from '../../sim-engine/explore/cluster/clusterModel.ts';
import type { ClusterState } from '../../sim-engine/explore/cluster/state.ts';
import { clusterOf, ms, sendEach } from '../systems/kafka/support.ts';

const model = new ClusterModel({
  scenario: clusterOf({ faults: sendEach(1_000, 'a', 1) }),
  promises: ['no-lost-write'],
  budget: {},
  healsMax: 0,
  from: ms(900),
  until: ms(4_000),
});
const first = model.initial[0] as ClusterState;

function nameOf(state: ClusterState): unknown {
  const print = { high: 0, low: 0 };
  model.fingerprint(state, print);
  return print;
}

/** The same state, with what the script does next at another time. */
function withNext(at: number): ClusterState {
  const { scriptIndex } = first.world;
  return {
    ...first,
    script: first.script.map((action, index) => (index === scriptIndex ? { ...action, at } : action)),
  };
}

describe('the script', () => {
  const timers = first.world.machines.flatMap((machine) => machine.timers.map(({ at }) => at)).sort((a, b) => a - b);
  const [next, later] = [timers[0] as number, timers[timers.length - 1] as number];

  test('what it does next has its place in the order', () => {
    expect(nameOf(withNext(next - 1))).not.toEqual(nameOf(withNext(next + 1)));
  });

  test('when it does so makes no difference as long as the order stays', () => {
    expect(nameOf(withNext(later + 1))).toEqual(nameOf(withNext(later + 500)));
    expect(nameOf(withNext(next - 2))).toEqual(nameOf(withNext(next - 1)));
  });
});
