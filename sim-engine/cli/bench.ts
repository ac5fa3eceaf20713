/**
 * `bench`: for each system, how fast is its simulation, what does it keep, how long does a seek take; then how fast is a search,
 * how fast is routing. Each figure is the median of several rounds. Systems are measured one after the other in this process.
 */
import { parseArgs } from 'node:util';
import { BENCH_SCENARIOS } from '../systems/presets.ts';
import { answering, integerArgument, UsageError } from './arguments.ts';
import { measureRouting } from './benchRouting.ts';
import { measureSearch, measureSearchMemory } from './benchSearch.ts';
import { measureSimulation, type SimulationFigures } from './benchSimulation.ts';
import type { CommandResult } from './result.ts';

const ROUNDS = 5;
const EVENTS = 100_000;
/** Other sizes serve to try the command out; the published figures are of the sizes above. */
const EVENTS_MAX = 1_000_000;
const ROUNDS_MAX = 100;
/** Elections of the searched model, beyond the first one. */
const MAX_LEADER_EPOCH = 2;
const MAX_LEADER_EPOCH_MAX = 3;
const STATES = 10_000_000;
/** Of the printed table. */
const NAME_WIDTH = 31;

function median(values: readonly number[]): number {
  const sorted = [...values].sort((left, right) => left - right);
  return sorted[Math.floor(sorted.length / 2)] as number;
}

/** Measures and prints. Exit code 1 when the run is shorter than what is to be measured. */
export function benchCommand(args: readonly string[]): CommandResult {
  return answering(() => measure(parseBenchArguments(args)));
}

interface BenchOptions {
  readonly json: boolean;
  readonly events: number;
  readonly rounds: number;
  readonly maxLeaderEpoch: number;
  readonly states: number;
}

function parseBenchArguments(args: readonly string[]): BenchOptions {
  const { values } = parseArgs({
    args: [...args],
    options: {
      json: { type: 'boolean' },
      events: { type: 'string' },
      rounds: { type: 'string' },
      'max-leader-epoch': { type: 'string' },
      states: { type: 'string' },
    },
  });
  return {
    json: values.json ?? false,
    events: sizeArgument(values.events, { name: 'events', usual: EVENTS, max: EVENTS_MAX }),
    rounds: sizeArgument(values.rounds, { name: 'rounds', usual: ROUNDS, max: ROUNDS_MAX }),
    maxLeaderEpoch: sizeArgument(values['max-leader-epoch'], {
      name: 'max-leader-epoch',
      usual: MAX_LEADER_EPOCH,
      max: MAX_LEADER_EPOCH_MAX,
    }),
    states: sizeArgument(values.states, { name: 'states', usual: STATES, max: STATES }),
  };
}

function sizeArgument(
  text: string | undefined,
  options: { readonly name: string; readonly usual: number; readonly max: number },
): number {
  if (text === undefined) return options.usual;
  const size = integerArgument(text, options.name);
  if (size < 1 || size > options.max) {
    throw new UsageError(`--${options.name}: expected 1 to ${options.max}, found ${size}`);
  }
  return size;
}

function measure({ json, events, rounds, maxLeaderEpoch, states }: BenchOptions): CommandResult {
  const systems = BENCH_SCENARIOS.map((scenario): [string, SimulationFigures] => [
    scenario.system,
    measureSimulation({ scenario, events, rounds, median }),
  ]);
  const others = {
    ...measureSearch({ maxLeaderEpoch, rounds, median }),
    ...measureSearchMemory(states),
    ...measureRouting({ rounds, median }),
  };
  const exitCode = systems.some(([, figures]) => figures.events < events) ? 1 : 0;
  if (json) {
    return { exitCode, text: JSON.stringify({ systems: Object.fromEntries(systems), ...others }, null, 2) };
  }
  const lines = [...systems.flatMap(([system, figures]) => linesOf(figures, `${system} `)), ...linesOf(others, '')];
  return { exitCode, text: lines.join('\n') };
}

function linesOf(figures: object, prefix: string): readonly string[] {
  return Object.entries(figures).map(([name, value]) => `${`${prefix}${name}`.padEnd(NAME_WIDTH)} ${String(value)}`);
}
