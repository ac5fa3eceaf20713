/**
 * What a node does about a partition, by cluster_partition_handling; without effect since 4.0.
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
import { BROKER_TIMERS, type HealReport } from '../memory.ts';

/** A paused node looks again so often. */
const PAUSE_CHECK_MICROS = 1_000_000;
/** How long a loser of an autoheal takes to restart. A round figure; nothing depends on it exactly. */
const RESTART_MICROS = 1_000_000;

function handling({ world }: BrokerContext): 'ignore' | 'pause_minority' | 'autoheal' {
  const { version, clusterPartitionHandling } = world.settings;
  return isAtLeast(version, '4.0') ? 'ignore' : clusterPartitionHandling;
}

/** A node has gone: is this one in a minority now? */
export function afterLoss(context: BrokerContext): void {
  if (!context.isServing || handling(context) !== 'pause_minority') return;
  const size = context.places.brokers.length;
  const visible = context.visible.length;
  if (!pausesInMinority({ clusterSize: size, visible })) return;
  context.story.rule('rabbitmq.cluster.pause-minority');
  context.story.milestone('fenced', 'rabbit.cluster.paused', { node: context.name, visible, size });
  leaveService(context, 'paused');
  context.turn.setTimer(BROKER_TIMERS.pauseCheck, 0, PAUSE_CHECK_MICROS);
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
  if (handling(context) === 'autoheal') return report(context);
  if (isAtLeast(context.world.settings.version, '4.0')) return;
  context.story.milestone('fenced', 'rabbit.cluster.split-stays', { nodes: `${context.name}, ${nodes}` });
}

/** The node with the first name of those that are seen leads the healing; it hears from all what they have noticed. */
function report(context: BrokerContext): void {
  const report: HealReport = {
    node: context.name,
    clients: context.memory.clients.length,
    partitionedFrom: context.memory.partitionedFrom,
  };
  const [leader = context.name] = context.visible;
  if (leader === context.name) hearReport(context, report);
  else context.tell(context.peerNamed(leader), { kind: 'autoheal.report', report });
}

/** The leader of the healing decides when all nodes are seen again and have said what they noticed. */
export function hearReport(context: BrokerContext, report: HealReport): void {
  const reports = [...context.memory.reports.filter(({ node }) => node !== report.node), report];
  context.change({ reports });
  const size = context.places.brokers.length;
  if (context.visible.length < size || reports.length < size || !agree(reports)) return;
  const sides = sidesOf(reports);
  const won = autohealWinners(
    sides.map((side) => ({
      nodes: side.map(({ node }) => node),
      clients: side.reduce((sum, { clients }) => sum + clients, 0),
    })),
  )[0] as number;
  const winners = (sides[won] ?? []).map(({ node }) => node);
  const losers = reports.map(({ node }) => node).filter((node) => !winners.includes(node));
  context.change({ reports: [] });
  context.story.rule('rabbitmq.cluster.autoheal');
  context.story.milestone('fenced', 'rabbit.cluster.autoheal', {
    winners: winners.join(', '),
    losers: losers.join(', '),
  });
  context.tellAll({ kind: 'autoheal.decision', winners, losers });
  hearDecision(context, losers);
}

/** Does everybody who was partitioned from somebody hear the same from the other? */
function agree(reports: readonly HealReport[]): boolean {
  return reports.every(({ node, partitionedFrom }) =>
    partitionedFrom.every(
      (other) => reports.find((one) => one.node === other)?.partitionedFrom.includes(node) ?? false,
    ),
  );
}

/** Nodes that have seen each other all the time. */
function sidesOf(reports: readonly HealReport[]): readonly (readonly HealReport[])[] {
  const sides: HealReport[][] = [];
  for (const report of reports) {
    const side = sides.find(([first]) => first !== undefined && !first.partitionedFrom.includes(report.node));
    if (side === undefined) sides.push([report]);
    else side.push(report);
  }
  return sides;
}

/** The partition is decided: losers restart, and learn from the winners what there is. */
export function hearDecision(context: BrokerContext, losers: readonly string[]): void {
  context.change({ partitionedFrom: [] });
  if (!losers.includes(context.name)) return;
  context.story.rule('rabbitmq.cluster.autoheal-restart');
  context.story.milestone('fenced', 'rabbit.cluster.autoheal-restarts', { node: context.name });
  leaveService(context, 'restarting');
  context.turn.setTimer(BROKER_TIMERS.restart, 0, RESTART_MICROS);
}
