/**
 * What nodes of a cluster do about a partition, by cluster_partition_handling. 4.3 accepts the setting without effect.
 * Source: versioned_docs/version-3.13/partitions.md, deps/rabbit/src/rabbit_node_monitor.erl, rabbit_autoheal.erl (3.13).
 */

export type PartitionHandling = 'ignore' | 'pause_minority' | 'pause_if_all_down' | 'autoheal';

/**
 * Name: pause in a minority
 * Who: a node, whenever it sees others go or come
 * Means: a node that sees no strict majority of the cluster stops serving, so that only one side goes on; with two halves,
 *   both stop
 * Enabled when: cluster_partition_handling is pause_minority
 * Changes: the node's listeners close; every second it looks again
 */
export function pausesInMinority(options: { readonly clusterSize: number; readonly visible: number }): boolean {
  return options.visible * 2 <= options.clusterSize;
}

/**
 * Name: pause when all are down
 * Who: a node
 * Means: a node that reaches none of the listed nodes stops serving; a listed one never does
 * Enabled when: cluster_partition_handling is pause_if_all_down
 * Changes: the node's listeners close
 */
export function pausesIfAllDown(options: {
  readonly node: string;
  readonly listed: readonly string[];
  readonly visible: readonly string[];
}): boolean {
  if (options.listed.includes(options.node)) return false;
  return !options.listed.some((node) => options.visible.includes(node));
}

/** Nodes that see each other. */
export interface Partition {
  readonly nodes: readonly string[];
  /** Client connections on all of its nodes. */
  readonly clients: number;
}

/**
 * Name: choose the winner of an autoheal
 * Who: the leader of the healing, when the partition is over
 * Means: the side with the most client connections, then with the most nodes; all nodes of the others restart and lose what
 *   only they accepted
 * Enabled when: cluster_partition_handling is autoheal, and all nodes see each other again
 * Changes: nothing; the losers restart
 *
 * @returns indices of the sides that may win; more than one: the choice is not specified
 */
export function autohealWinners(partitions: readonly Partition[]): readonly number[] {
  const clients = Math.max(...partitions.map((partition) => partition.clients));
  const busiest = partitions.filter((partition) => partition.clients === clients);
  const size = Math.max(...busiest.map((partition) => partition.nodes.length));
  return partitions.flatMap((partition, index) =>
    partition.clients === clients && partition.nodes.length === size ? [index] : [],
  );
}

/**
 * Name: notice a partition
 * Who: a node, when it meets another again
 * Means: two nodes that each saw the other go have been apart; each writes the other down
 * Enabled when: both saw the other go, and neither has restarted since
 * Changes: the node's list of partitions
 */
export function noticesPartition(options: { readonly sawItGo: boolean; readonly wasSeenToGo: boolean }): boolean {
  return options.sawItGo && options.wasSeenToGo;
}
