/** Random schedules for a cluster under test: what happens next is drawn, with crashes, power losses and cut links. */
import { drawInteger } from '../../../../sim-engine/kernel/random.ts';
import { Cluster } from './cluster.ts';

export interface Draws {
  /** A number from 0 to count - 1. */
  next(count: number): number;
}

function drawsOf(seed: number): Draws {
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
export function disturb(cluster: Cluster, { seed, steps }: { readonly seed: number; readonly steps: number }): void {
  const draws = drawsOf(seed);
  cluster.timeout(0);
  for (let step = 0; step < steps; step += 1) {
    let share = draws.next(100);
    const chosen = ACTIONS.find((action) => (share -= action.share) < 0);
    chosen?.act(cluster, draws, step);
    if (step % 16 === 0) cluster.checkLogs();
  }
  cluster.checkLogs();
}

/** Repairs everything, then lets one timer after another be over until one member leads and nothing is under way. */
export function recoverAll(cluster: Cluster): void {
  for (const id of cluster.ids) if (!cluster.isUp(id)) cluster.restart(id);
  for (const one of cluster.ids)
    for (const other of cluster.ids) if (one < other && !cluster.isConnected(one, other)) cluster.heal(one, other);
  while (cluster.undetected() > 0) cluster.detect(0);
  cluster.settle();
  for (let round = 0; round < 20 && cluster.leaders().length !== 1; round += 1) {
    const id = shortestTimer(cluster);
    if (id !== undefined) cluster.timeout(id);
    cluster.settle();
  }
}

const ORDER = ['really-short', 'short', 'medium', 'long', 'condition'];

function shortestTimer(cluster: Cluster): number | undefined {
  const spanOf = (id: number): number => ORDER.indexOf(cluster.member(id).timer ?? '');
  return cluster.timers().toSorted((left, right) => spanOf(left) - spanOf(right))[0];
}
