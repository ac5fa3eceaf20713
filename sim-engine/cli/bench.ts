/**
 * `bench`: how fast is the simulation, what does it keep, how long does a seek take, how fast is a search, how fast is routing. Each figure is the median of several
 * rounds, and is set against a bare event loop measured in the same run, because machines differ and drift.
 */
import { performance } from 'node:perf_hooks';
import { parseArgs } from 'node:util';
import { EventQueue, RANK } from '../kernel/eventQueue.ts';
import { Playback } from '../playback.ts';
import { benchScenario } from '../systems/kafka/presets/bench.ts';
import { answering, integerArgument, UsageError } from './arguments.ts';
import { measureRouting } from './benchRouting.ts';
import { measureSearch, measureSearchMemory } from './benchSearch.ts';
import type { CommandResult } from './result.ts';

/** Rounds before the ones that count: the compiler needs them to settle. */
const WARM_UP_ROUNDS = 3;
const ROUNDS = 5;
const EVENTS = 100_000;
/** Other sizes serve to try the command out; the published figures are of the sizes above. */
const EVENTS_MAX = 1_000_000;
const ROUNDS_MAX = 100;
/** Elections of the searched model, beyond the first one. */
const MAX_LEADER_EPOCH = 2;
const MAX_LEADER_EPOCH_MAX = 3;
const STATES = 10_000_000;
const SEEKS = 200;
/** Of the printed table. */
const NAME_WIDTH = 31;
const BARE_EVENTS = 2_000_000;

function median(values: readonly number[]): number {
  const sorted = [...values].sort((left, right) => left - right);
  return sorted[Math.floor(sorted.length / 2)] as number;
}

function secondsOf(body: () => void): number {
  const start = performance.now();
  body();
  return (performance.now() - start) / 1_000;
}

/** A bare event loop: take the first of 64 sources, give it its next time. Nothing is simulated. */
function bareLoop(): void {
  const queue = new EventQueue(64);
  for (let source = 0; source < 64; source += 1) queue.set(source, source * 37, RANK.timer, source);
  for (let count = 0; count < BARE_EVENTS; count += 1) {
    const source = queue.first();
    queue.set(source, queue.timeOf(source) + ((count * 7_919) & 1_023) + 1, RANK.timer, count + 64);
  }
}

function heapBytes(): number {
  const collect = (globalThis as { gc?: () => void }).gc;
  collect?.();
  collect?.();
  return process.memoryUsage().heapUsed + process.memoryUsage().arrayBuffers;
}

function simulate(events: number): Playback {
  const playback = Playback.open(benchScenario);
  playback.advance({ stepsMax: events });
  return playback;
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
  const rates: number[] = [];
  const bareRates: number[] = [];
  for (let round = 0; round < WARM_UP_ROUNDS; round += 1) simulate(events);
  for (let round = 0; round < rounds; round += 1) {
    bareRates.push(BARE_EVENTS / secondsOf(bareLoop));
    let playback: Playback | null = null;
    const seconds = secondsOf(() => {
      playback = simulate(events);
    });
    rates.push((playback as unknown as Playback).steps / seconds);
  }
  const before = heapBytes();
  const playback = simulate(events);
  const bytesPerEvent = (heapBytes() - before) / playback.steps;
  const seekMillis = measureSeeks(playback);
  const eventsPerSecond = median(rates);
  const bareEventsPerSecond = median(bareRates);
  const result = {
    scenario: benchScenario.name,
    events: playback.steps,
    eventsPerSecond: Math.round(eventsPerSecond),
    eventsPerSecondRounds: rates.map(Math.round),
    bareEventsPerSecond: Math.round(bareEventsPerSecond),
    ratioToBareLoop: Number((eventsPerSecond / bareEventsPerSecond).toFixed(4)),
    retainedBytesPerEvent: 'gc' in globalThis ? Math.round(bytesPerEvent) : null,
    seekMillisMedian: Number(median(seekMillis).toFixed(2)),
    seekMillisMax: Number(Math.max(...seekMillis).toFixed(2)),
    traceHash: playback.traceHash(),
    ...measureSearch({ maxLeaderEpoch, rounds, median }),
    ...measureSearchMemory(states),
    ...measureRouting({ rounds, median }),
  };
  const exitCode = playback.steps < events ? 1 : 0;
  if (json) return { exitCode, text: JSON.stringify(result, null, 2) };
  return {
    exitCode,
    text: Object.entries(result)
      .map(([name, value]) => `${name.padEnd(NAME_WIDTH)} ${String(value)}`)
      .join('\n'),
  };
}

/** Random seeks, each to a scene: the whole way from a position on the scrubber to what is drawn. */
function measureSeeks(playback: Playback): number[] {
  const times: number[] = [];
  let state = 12_345;
  for (let count = 0; count < SEEKS; count += 1) {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    const step = state % playback.steps;
    times.push(secondsOf(() => void playback.worldAt(step)) * 1_000);
  }
  return times;
}
