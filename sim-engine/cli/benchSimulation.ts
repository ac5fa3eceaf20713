/**
 * The part of `bench` that simulates: how fast a system's bench scenario runs, what it keeps, how long a seek takes. Speed is
 * set against a bare event loop measured in the same rounds, because machines differ and drift.
 */
import { performance } from 'node:perf_hooks';
import { EventQueue, RANK } from '../kernel/eventQueue.ts';
import { Playback } from '../playback.ts';
import type { Scenario } from '../scenario/types.ts';

/** Rounds before the ones that count: the compiler needs them to settle. */
const WARM_UP_ROUNDS = 3;
const SEEKS = 200;
const BARE_EVENTS = 2_000_000;

/** What was measured of one system. */
export interface SimulationFigures {
  /** Fewer than were asked for when the scenario ends before. */
  readonly events: number;
  readonly eventsPerSecond: number;
  readonly eventsPerSecondRounds: readonly number[];
  readonly bareEventsPerSecond: number;
  readonly ratioToBareLoop: number;
  /** Null without `--expose-gc`. */
  readonly retainedBytesPerEvent: number | null;
  readonly seekMillisMedian: number;
  readonly seekMillisMax: number;
  readonly traceHash: string;
}

/** Measures one system by its bench scenario. */
export function measureSimulation(options: {
  readonly scenario: Scenario;
  readonly events: number;
  readonly rounds: number;
  readonly median: (values: readonly number[]) => number;
}): SimulationFigures {
  const { scenario, events, median } = options;
  const { rates, bareRates } = measureRates(options);
  const before = heapBytes();
  const playback = simulate(scenario, events);
  const bytesPerEvent = (heapBytes() - before) / playback.steps;
  const seekMillis = measureSeeks(playback);
  const eventsPerSecond = median(rates);
  const bareEventsPerSecond = median(bareRates);
  return {
    events: playback.steps,
    eventsPerSecond: Math.round(eventsPerSecond),
    eventsPerSecondRounds: rates.map(Math.round),
    bareEventsPerSecond: Math.round(bareEventsPerSecond),
    ratioToBareLoop: Number((eventsPerSecond / bareEventsPerSecond).toFixed(4)),
    retainedBytesPerEvent: 'gc' in globalThis ? Math.round(bytesPerEvent) : null,
    seekMillisMedian: Number(median(seekMillis).toFixed(2)),
    seekMillisMax: Number(Math.max(...seekMillis).toFixed(2)),
    traceHash: playback.traceHash(),
  };
}

/** Events a second of the scenario and of the bare loop, by rounds. */
function measureRates({
  scenario,
  events,
  rounds,
}: {
  readonly scenario: Scenario;
  readonly events: number;
  readonly rounds: number;
}): { readonly rates: readonly number[]; readonly bareRates: readonly number[] } {
  const rates: number[] = [];
  const bareRates: number[] = [];
  for (let round = 0; round < WARM_UP_ROUNDS; round += 1) simulate(scenario, events);
  for (let round = 0; round < rounds; round += 1) {
    bareRates.push(BARE_EVENTS / secondsOf(bareLoop));
    let steps = 0;
    const seconds = secondsOf(() => {
      ({ steps } = simulate(scenario, events));
    });
    rates.push(steps / seconds);
  }
  return { rates, bareRates };
}

function simulate(scenario: Scenario, events: number): Playback {
  const playback = Playback.open(scenario);
  playback.advance({ stepsMax: events });
  return playback;
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

/** How long it takes to have the world at random positions of the run. */
function measureSeeks(playback: Playback): readonly number[] {
  const times: number[] = [];
  let state = 12_345;
  for (let count = 0; count < SEEKS; count += 1) {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    const step = state % playback.steps;
    times.push(secondsOf(() => void playback.worldAt(step)) * 1_000);
  }
  return times;
}

function secondsOf(body: () => void): number {
  const start = performance.now();
  body();
  return (performance.now() - start) / 1_000;
}
