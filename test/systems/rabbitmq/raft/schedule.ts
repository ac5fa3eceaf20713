/** Random schedules for a cluster under test: what happens next is drawn, with crashes, power losses and cut links. */
import { drawInteger } from '../../../../sim-engine/kernel/random.ts';
import { DEFAULT_RAFT_TIMES, spanMicros } from '../../../../sim-engine/systems/rabbitmq/raft/index.ts';
import { Cluster } from './cluster.ts';

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

/** What may happen, and how often in 100. Whatever is not possible at the moment leaves out its turn. */
const ACTIONS: readonly {
  readonly share: number;
  readonly act: (cluster: Cluster, draws: Draws, step: number) => void;
}[] = [
  { share: 46, act: deliver },
  { share: 16, act: fsync },
  { share: 12, act: proposeSomething },
  { share: 8, act: fireTimer },
  { share: 3, act: tickLeader },
  { share: 6, act: detect },
  { share: 2, act: crash },
  { share: 3, act: restart },
  { share: 2, act: cut },
  { share: 2, act: heal },
];

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

/** Lets `steps` things happen to a cluster, and checks its logs every few steps. */
export function disturb(cluster: Cluster, options: { readonly draws: Draws; readonly steps: number }): void {
  const { draws, steps } = options;
  cluster.timeout(0);
  for (let step = 0; step < steps; step += 1) {
    let share = draws.next(100);
    const chosen = ACTIONS.find((action) => (share -= action.share) < 0);
    chosen?.act(cluster, draws, step);
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
