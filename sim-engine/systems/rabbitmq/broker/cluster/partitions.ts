/**
 * What a node does about a partition, by cluster_partition_handling; without effect since 4.3 (Khepri only). Of 4.0 the default
 * is modelled, Mnesia, with which the strategies work.
 *
 * Models: ignore (nothing is repaired), pause_minority (a node that sees no majority serves nobody and looks again every
 * second), autoheal (when all see each other again, the side with the most clients wins, and the others restart).
 * Leaves out: pause_if_all_down; nodes that come back one after another during an autoheal.
 * Faults that reach it: cut and isolated nodes, crashes.
 * Source: versioned_docs/version-3.13/partitions.md; rabbit_node_monitor.erl, rabbit_autoheal.erl (3.13).
 */
import { autohealWinners, pausesInMinority } from '../../rules/cluster/partitions.ts';
import { isAtLeast } from '../../rules/version.ts';
import type { BrokerContext } from '../context.ts';
import { leaveService } from '../life.ts';
import { forgetLosers } from './mirrors.ts';
import { BROKER_TIMERS, type HealReport } from '../memory.ts';

/** A paused node looks again so often. */
const PAUSE_CHECK_MICROS = 1_000_000;
/** How long a loser of an autoheal takes to restart. A round figure; nothing depends on it exactly. */
const RESTART_MICROS = 1_000_000;

function handling({ world }: BrokerContext): 'ignore' | 'pause_minority' | 'autoheal' {
  const { version, clusterPartitionHandling } = world.settings;
  return isAtLeast(version, '4.3') ? 'ignore' : clusterPartitionHandling;
}

/**
 * Name: pause in a minority
 * Who: a node that has just seen others go
 * Means: it serves nobody until it sees a majority again. It does so before anything else: a queue that gave its mirrors up now
 *   would confirm what only this node has, and channels of a node that is about to pause confirm nothing
 *   (rabbit_node_monitor: pause_partition_guard)
 * Enabled when: pause_minority, and it sees no majority of the cluster any more
 * Changes: mode; the others hear goodbye
 *
 * @returns does it pause?
 */
export function pausesAfterLoss(context: BrokerContext): boolean {
  if (!context.isServing || handling(context) !== 'pause_minority') return false;
  const size = context.places.brokers.length;
  const visible = context.visible.length;
  if (!pausesInMinority({ clusterSize: size, visible })) return false;
  context.story.rule('rabbitmq.cluster.pause-minority');
  context.story.milestone('fenced', 'rabbit.cluster.paused', { node: context.name, visible, size });
  leaveService(context, 'paused');
  context.turn.setTimer(BROKER_TIMERS.pauseCheck, 0, PAUSE_CHECK_MICROS);
  return true;
}

/** A paused node counts who has answered since it asked last, and asks again. Is it in a majority? */
export function majorityIsBack(context: BrokerContext): boolean {
  const { memory, places, turn } = context;
  if (!pausesInMinority({ clusterSize: places.brokers.length, visible: 1 + memory.answers.length })) return true;
  context.change({ answers: [] });
  for (const { machine } of memory.peers) turn.send(machine, { kind: 'node.ping' });
  turn.setTimer(BROKER_TIMERS.pauseCheck, 0, PAUSE_CHECK_MICROS);
  return false;
}

/** Two nodes meet again that have both seen the other go. */
export function partitionNoticed(context: BrokerContext, from: string): void {
  const { partitionedFrom } = context.memory;
  if (!partitionedFrom.includes(from)) context.change({ partitionedFrom: [...partitionedFrom, from] });
  const nodes = context.memory.partitionedFrom.join(', ');
  context.story.rule('rabbitmq.cluster.partition');
  context.story.milestone('fenced', 'rabbit.cluster.partition', { by: context.name, nodes });
  const does = handling(context);
  if (does === 'autoheal') return;
  const params = { nodes: `${context.name}, ${nodes}`, handling: does };
  context.story.milestone('fenced', 'rabbit.cluster.split-stays', params);
}

/** Whenever two nodes meet, the first node of the cluster is asked to look whether there is a partition to heal. */
export function askToHeal(context: BrokerContext): void {
  if (handling(context) !== 'autoheal') return;
  const [leader = 0] = context.places.brokers;
  if (leader === context.turn.self) startHealing(context);
  else context.tell(context.peerAt(leader), { kind: 'autoheal.request' });
}

/** The leader of the healing asks all nodes what they have noticed, if it sees them all. */
export function startHealing(context: BrokerContext): void {
  if (!seesAll(context)) return;
  const round = context.memory.healRound + 1;
  context.change({ healRound: round, reports: [] });
  context.tellAll({ kind: 'autoheal.ask', round });
  hearReport(context, reportOf(context, round));
}

function seesAll({ places, visible }: BrokerContext): boolean {
  return visible.length === places.brokers.length;
}

/** What this node says to the leader of the healing. */
export function reportOf(context: BrokerContext, round: number): HealReport {
  const { clients, partitionedFrom } = context.memory;
  return { node: context.name, round, clients: clients.length, seesAll: seesAll(context), partitionedFrom };
}

/** The leader of the healing decides when all have answered, and see each other. */
export function hearReport(context: BrokerContext, report: HealReport): void {
  if (report.round !== context.memory.healRound) return;
  const reports = [...context.memory.reports.filter(({ node }) => node !== report.node), report];
  context.change({ reports });
  if (reports.length < context.places.brokers.length) return;
  context.change({ reports: [] });
  if (!seesAll(context) || reports.some((one) => !one.seesAll)) return;
  const sides = sidesOf(context, reports);
  if (sides.length === 1) return;
  const won = autohealWinners(
    sides.map((nodes) => ({
      nodes,
      clients: reports.filter(({ node }) => nodes.includes(node)).reduce((sum, { clients }) => sum + clients, 0),
    })),
  )[0] as number;
  const winners = sides[won] as readonly string[];
  const losers = reports.map(({ node }) => node).filter((node) => !winners.includes(node));
  context.story.rule('rabbitmq.cluster.autoheal');
  context.story.milestone('fenced', 'rabbit.cluster.autoheal', {
    winners: winners.join(', '),
    losers: losers.join(', '),
  });
  context.tellAll({ kind: 'autoheal.decision', winners, losers });
  hearDecision(context, { winners, losers });
}

/** Nodes that have seen each other all the time: each node in turn parts its side from those that it was partitioned from. */
function sidesOf({ places }: BrokerContext, reports: readonly HealReport[]): readonly (readonly string[])[] {
  let sides: readonly (readonly string[])[] = [places.brokers.map((machine) => places.names[machine] ?? '')];
  for (const { node, partitionedFrom } of reports) {
    const own = sides.find((side) => side.includes(node)) ?? [];
    const here = own.filter((other) => !partitionedFrom.includes(other));
    const there = own.filter((other) => partitionedFrom.includes(other));
    if (there.length > 0) sides = [here, there, ...sides.filter((side) => side !== own)];
  }
  return sides;
}

/** The partition is decided: losers restart, and learn from the winners what there is. */
export function hearDecision(
  context: BrokerContext,
  { winners, losers }: { readonly winners: readonly string[]; readonly losers: readonly string[] },
): void {
  context.change({ partitionedFrom: [] });
  if (!losers.includes(context.name)) return forgetLosers(context, losers);
  context.story.rule('rabbitmq.cluster.autoheal-restart');
  context.story.milestone('fenced', 'rabbit.cluster.autoheal-restarts', { node: context.name });
  leaveService(context, 'restarting');
  context.change({ waitsFor: winners });
  context.turn.setTimer(BROKER_TIMERS.restart, 0, RESTART_MICROS);
}
