/** Random schedules for a cluster under test: what happens next is drawn, with crashes, power losses and cut links. */
import { drawInteger } from '../../../../sim-engine/kernel/random.ts';
import { DEFAULT_RAFT_TIMES, spanMicros } from '../../../../sim-engine/systems/rabbitmq/raft/index.ts';
import type { Cluster } from './cluster.ts';

export interface Draws {
  /** A number from 0 to count - 1. */
  next(count: number): number;
}

export function drawsOf(seed: number): Draws {
  let counter = 0;
  return {
    next(count) {
      counter += 1;
      return drawInteger(seed, 0, 0, counter, count);
    },
  };
}

function oneOf<T>(items: readonly T[], draws: Draws): T | undefined {
  return items.length === 0 ? undefined : items[draws.next(items.length)];
}

type Act = (cluster: Cluster, draws: Draws, step: number) => void;

/** What may happen. Whatever is not possible at the moment leaves out its turn. */
const ACTS = { deliver, fsync, proposeSomething, fireTimer, tickLeader, detect, crash, restart, cut, heal } as const;

/** How often each happens in 100. `busy`: many commands, few faults. `stormy`: many elections. */
const WEATHER: Readonly<Record<Weather, Readonly<Record<keyof typeof ACTS, number>>>> = {
  busy: {
    ...{ deliver: 46, fsync: 16, proposeSomething: 12, fireTimer: 8, tickLeader: 3 },
    ...{ detect: 6, crash: 2, restart: 3, cut: 2, heal: 2 },
  },
  stormy: {
    ...{ deliver: 44, fsync: 10, proposeSomething: 5, fireTimer: 13, tickLeader: 1 },
    ...{ detect: 6, crash: 5, restart: 7, cut: 3, heal: 6 },
  },
};

export type Weather = 'busy' | 'stormy';

function drawAct(weather: Weather, draws: Draws): Act {
  let share = draws.next(100);
  const shares = Object.entries(WEATHER[weather]) as [keyof typeof ACTS, number][];
  const [name] = shares.find(([, each]) => (share -= each) < 0) as [keyof typeof ACTS, number];
  return ACTS[name];
}

function deliver(cluster: Cluster, draws: Draws): void {
  const link = oneOf(cluster.traffic(), draws);
  if (link !== undefined) cluster.deliver(...link);
}

function fsync(cluster: Cluster, draws: Draws): void {
  const id = oneOf(cluster.writing(), draws);
  if (id !== undefined) cluster.fsync(id);
}

function proposeSomething(cluster: Cluster, draws: Draws, step: number): void {
  const id = oneOf(cluster.leaders(), draws);
  if (id !== undefined) cluster.propose(id, `c${step}`);
}

function fireTimer(cluster: Cluster, draws: Draws): void {
  const id = oneOf(cluster.timers(), draws);
  if (id !== undefined) cluster.timeout(id);
}

function tickLeader(cluster: Cluster, draws: Draws): void {
  const id = oneOf(cluster.leaders(), draws);
  if (id !== undefined) cluster.tick(id);
}

function detect(cluster: Cluster, draws: Draws): void {
  if (cluster.undetected() > 0) cluster.detect(draws.next(cluster.undetected()));
}

function crash(cluster: Cluster, draws: Draws): void {
  const id = draws.next(cluster.ids.length);
  const survived = draws.next(2) === 0 ? 'whole-log' : 'written-log';
  if (cluster.isUp(id)) cluster.crash(id, survived);
}

function restart(cluster: Cluster, draws: Draws): void {
  const id = oneOf(
    cluster.ids.filter((each) => !cluster.isUp(each)),
    draws,
  );
  if (id !== undefined) cluster.restart(id);
}

function cut(cluster: Cluster, draws: Draws): void {
  const one = draws.next(cluster.ids.length);
  const other = draws.next(cluster.ids.length);
  if (cluster.isConnected(one, other)) cluster.cut(one, other);
}

function heal(cluster: Cluster, draws: Draws): void {
  const one = draws.next(cluster.ids.length);
  const other = draws.next(cluster.ids.length);
  if (one !== other && !cluster.isConnected(one, other)) cluster.heal(one, other);
}

export interface Disturbance {
  readonly draws: Draws;
  readonly steps: number;
  readonly weather: Weather;
}

/** Lets `steps` things happen to a cluster, and checks its logs every few steps. */
export function disturb(cluster: Cluster, { draws, steps, weather }: Disturbance): void {
  cluster.timeout(0);
  for (let step = 0; step < steps; step += 1) {
    drawAct(weather, draws)(cluster, draws, step);
    if (step % 16 === 0) cluster.checkLogs();
  }
  cluster.checkLogs();
}

/** Repairs everything, then lets time pass for ten simulated minutes at most, until one member leads the newest term. */
export function recoverAll(cluster: Cluster, draws: Draws): void {
  for (const id of cluster.ids) if (!cluster.isUp(id)) cluster.restart(id);
  for (const one of cluster.ids)
    for (const other of cluster.ids) if (one < other && !cluster.isConnected(one, other)) cluster.heal(one, other);
  while (cluster.undetected() > 0) cluster.detect(0);
  cluster.settle();
  const due = cluster.ids.map((id) => ({ arming: -1, atMicros: 0, id }));
  let nowMicros = 0;
  while (cluster.newestLeader() === undefined && nowMicros < 600_000_000) {
    for (const one of due) renew(one, { cluster, draws, nowMicros });
    const first = cluster
      .timers()
      .map((id) => due[id] as Due)
      .toSorted((left, right) => left.atMicros - right.atMicros)[0];
    if (first === undefined) return;
    nowMicros = first.atMicros;
    cluster.timeout(first.id);
    cluster.settle();
  }
}

interface Due {
  readonly id: number;
  arming: number;
  atMicros: number;
}

/** A timer that was armed since is due after its span, of which a share is drawn. */
function renew(
  one: Due,
  { cluster, draws, nowMicros }: { readonly cluster: Cluster; readonly draws: Draws; readonly nowMicros: number },
): void {
  const { timer } = cluster.member(one.id);
  if (timer === null || one.arming === cluster.armings[one.id]) return;
  const { baseMicros, spreadMicros } = spanMicros(timer, DEFAULT_RAFT_TIMES);
  one.arming = cluster.armings[one.id] as number;
  one.atMicros = nowMicros + baseMicros + (spreadMicros === 0 ? 0 : 1 + draws.next(spreadMicros));
}
