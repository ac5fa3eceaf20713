/** A path of a search is an ordinary run: the same worlds, within the budget, healed in the end. */
import { describe, expect, test } from 'vitest';
import { ClusterModel } from '../../sim-engine/explore/cluster/clusterModel.ts';
import type { ClusterState } from '../../sim-engine/explore/cluster/state.ts';
import { Search, retrace } from '../../sim-engine/explore/search.ts';
import { hashWorld } from '../../sim-engine/host/model.ts';
import { drawInteger } from '../../sim-engine/kernel/random.ts';
import { Playback } from '../../sim-engine/playback.ts';
import { clusterOf, handProducer, ms, sendEach } from '../systems/kafka/support.ts';

const scenario = clusterOf({
  horizonMillis: 30_000,
  settings: { 'broker.heartbeat.interval.ms': 500, 'broker.session.timeout.ms': 3_000 },
  producers: [handProducer('a', { acks: '1', 'linger.ms': 0 })],
  faults: [...sendEach(500, 'a', 1), ...sendEach(1_000, 'a', 2, 5)],
});

const budget = { crash: 1, hold: 1, cut: 1, electLeader: 1 } as const;

function modelWith(options: { readonly healsMax: number }): ClusterModel {
  return new ClusterModel({
    scenario,
    promises: ['no-lost-write'],
    budget,
    from: ms(900),
    until: ms(4_000),
    ...options,
  });
}

/** A path drawn at random to the end of the time for faults. */
function draw(model: ClusterModel, seed: number): readonly ClusterState[] {
  const states = [model.initial[0] as ClusterState];
  for (let count = 0; ; count += 1) {
    const here = states[states.length - 1] as ClusterState;
    if (here.over) return states;
    const enabled: ClusterState[] = [];
    model.expand(here, { add: (next) => enabled.push(next) });
    const choice =
      drawInteger(seed, 0, 0, 2 * count, 3) === 0 ? drawInteger(seed, 0, 0, 2 * count + 1, enabled.length) : 0;
    states.push(enabled[choice] as ClusterState);
  }
}

const SEEDS = Array.from({ length: 20 }, (_, index) => index + 1);

describe('a path', () => {
  test.each(SEEDS)('passes through the worlds of the timed run with the same actions (seed %i)', (seed) => {
    const last = draw(modelWith({ healsMax: 1 }), seed).at(-1) as ClusterState;
    const playback = Playback.open(scenario, last.actions);
    playback.advance({ stepsMax: 1_000_000, untilMicros: last.world.now });
    expect(hashWorld(playback.worldAt(last.world.step))).toEqual(hashWorld(last.world));
  });

  test.each(SEEDS)('stays within the budget (seed %i)', (seed) => {
    const { actions, heals } = draw(modelWith({ healsMax: 1 }), seed).at(-1) as ClusterState;
    for (const [operation, limit] of Object.entries(budget)) {
      expect(actions.filter((action) => action.operation === operation).length).toBeLessThanOrEqual(limit);
    }
    expect(heals).toBeLessThanOrEqual(1);
    expect(actions.every((action) => action.at >= ms(900) && action.at <= ms(4_000))).toBe(true);
  });

  test('has its actions in the order of time, each at a moment of its own', () => {
    for (const seed of SEEDS) {
      const times = (draw(modelWith({ healsMax: 1 }), seed).at(-1) as ClusterState).actions.map((action) => action.at);
      expect(times).toEqual([...new Set(times)].sort((left, right) => left - right));
    }
  });
});

describe('choices', () => {
  function offered(state: ClusterState, model: ClusterModel): readonly string[] {
    const names: string[] = [];
    model.expand(state, {
      add: (_next, step) => {
        const choice = model.choiceOf(step);
        if (choice !== null) names.push(`${choice.operation} ${Object.values(choice.arguments).join(' ')}`);
      },
    });
    return names;
  }

  test('a fault that would change nothing is not offered: the leader is not elected again', () => {
    const model = modelWith({ healsMax: 0 });
    const names = offered(model.initial[0] as ClusterState, model);
    expect(names).toContain('electLeader orders 0 broker-2');
    expect(names).not.toContain('electLeader orders 0 broker-1');
  });

  test('healing is offered for what is broken, and only as often as it is allowed', () => {
    for (const [healsMax, expected] of [
      [1, ['restart broker-1']],
      [0, []],
    ] as const) {
      const model = modelWith({ healsMax });
      let crashed: ClusterState | null = null;
      model.expand(model.initial[0] as ClusterState, {
        add: (next, step) => {
          const choice = model.choiceOf(step);
          if (choice?.operation === 'crash' && choice.arguments['node'] === 'broker-1') crashed = next;
        },
      });
      const names = offered(crashed as unknown as ClusterState, model);
      expect(names.filter((name) => /^(restart|release|healLink|resume)/.test(name))).toEqual(expected);
    }
  });
});

describe('a search', () => {
  test('can be retraced: the last state is the one that is broken', () => {
    const model = modelWith({ healsMax: 0 });
    const search = new Search({ model, bounds: { faultsMax: 2, statesMax: 50_000 }, bytesPerState: 1 });
    const outcome = search.complete();
    if (outcome.kind !== 'counter-example') expect.fail(outcome.kind);
    const states = retrace(model, outcome);
    expect(states).toHaveLength(outcome.steps.length + 1);
    expect(states.slice(0, -1).map((state) => model.broken(state))).toEqual(outcome.steps.map(() => null));
    expect(model.broken(states.at(-1) as ClusterState)).toBe(outcome.property);
  });

  test('twice gives the same answer, number by number', () => {
    const run = (): unknown => {
      const bounds = { faultsMax: 2, statesMax: 3_000 };
      return new Search({ model: modelWith({ healsMax: 1 }), bounds, bytesPerState: 1 }).complete();
    };
    expect(run()).toEqual(run());
  });

  test('a broken invariant says after which actions', () => {
    const model = modelWith({ healsMax: 0 });
    const first = model.initial[0] as ClusterState;
    // A setting without a name: no parsed scenario has it, and the host says so.
    const nonsense = { at: first.world.now + 1, operation: 'configure', arguments: { node: 'broker-1' } };
    const crash = { at: 1, operation: 'crash', arguments: { node: 'broker-3' } };
    const { scriptIndex } = first.world;
    const script = [...first.script.slice(0, scriptIndex), nonsense];
    const said = /configure names a setting and a value, after the actions \[.*"node":"broker-3"/;
    expect(() => model.expand({ ...first, script, actions: [crash] }, { add: () => {} })).toThrow(said);
  });
});
