/** Random times of applications belong to their names: a design with one more machine meets the same customers. */
import { describe, expect, test } from 'vitest';
import type { Applications } from '../../../sim-engine/apps/applications.ts';
import type { Scenario } from '../../../sim-engine/scenario/types.ts';
import { customers, run, shop, street, SYSTEMS, type System } from './support.ts';

const random = (name: string): ReturnType<typeof customers> =>
  customers({ name, arrivals: 'random', phases: [{ seconds: 10, ratePerSecond: 5 }] });
const shopping = shop([{ do: 'work', micros: 50_000, spread: 'exponential' }], { backlog: 100, concurrency: 2 });
const archive = shop([], { name: 'archive', clients: [] });

function design(system: System, more: Partial<Applications> = {}, seed = 1): Scenario {
  return street(system, { seed, applications: { services: [shopping], callers: [random('customers')], ...more } });
}

/** When a caller's customers come, or hear ok, in microseconds. */
function timesOf(scenario: Scenario, type: 'invoke' | 'ok', caller = 'customers'): readonly number[] {
  const playback = run(scenario);
  return playback
    .history(playback.steps)
    .flatMap((each) => (each.f === 'call' && each.type === type && each.process === caller ? [each.at] : []));
}

describe.each(SYSTEMS)('%s: the customers of a design', (system) => {
  const plain = design(system);
  const arrivals = timesOf(plain, 'invoke');
  const answers = timesOf(plain, 'ok');

  test('are many, and all are served', () => {
    expect(arrivals.length).toBeGreaterThan(35);
    expect(answers.length).toBe(arrivals.length);
  });

  test('come when they come, and their work takes as long, with one more service', () => {
    const wider = design(system, { services: [archive, shopping] });
    expect(timesOf(wider, 'invoke')).toEqual(arrivals);
    expect(timesOf(wider, 'ok')).toEqual(answers);
  });

  test('come when they come with one more broker, and beside other customers', () => {
    const brokers = { ...plain, topology: { ...plain.topology, brokers: 3 } };
    expect(timesOf(brokers, 'invoke')).toEqual(arrivals);
    expect(timesOf(design(system, { callers: [random('guests'), random('customers')] }), 'invoke')).toEqual(arrivals);
  });

  test('are others under another seed, and under another name', () => {
    expect(timesOf(design(system, {}, 2), 'invoke')).not.toEqual(arrivals);
    const both = design(system, { callers: [random('guests'), random('customers')] });
    expect(timesOf(both, 'invoke', 'guests')).not.toEqual(arrivals);
  });
});
