/**
 * Mirrored classic queues, up to 3.13.
 * Source: versioned_docs/version-3.13/ha/index.md, deps/rabbit/src/rabbit_mirror_queue_misc.erl (3.13); 3.10.8 observed.
 */

export interface MirrorPolicy {
  readonly mode: 'all' | 'exactly' | 'nodes';
  /** For 'exactly': copies, the leader included. */
  readonly count: number;
  /** For 'nodes'. */
  readonly nodes: readonly string[];
  readonly synchronisation: 'manual' | 'automatic';
  readonly promoteOnFailure: 'always' | 'when-synced';
  readonly promoteOnShutdown: 'always' | 'when-synced';
}

/** A copy of a mirrored queue. */
export interface Mirror {
  readonly node: string;
  /** Has it every message that the leader has? */
  readonly synchronised: boolean;
}

/** Nodes on which a queue should have copies, the leader first. */
export function mirrorNodes(policy: MirrorPolicy, leader: string, running: readonly string[]): readonly string[] {
  const others = running.filter((node) => node !== leader);
  switch (policy.mode) {
    case 'all':
      return [leader, ...others];
    case 'exactly':
      return [leader, ...others].slice(0, Math.max(1, policy.count));
    case 'nodes':
      return [leader, ...others.filter((node) => policy.nodes.includes(node))];
  }
}

export type Promotion =
  | { readonly outcome: 'promoted'; readonly node: string }
  | { readonly outcome: 'unavailable until the leader is back' };

/**
 * Name: promote a mirror
 * Who: the mirrors of a queue, when its leader is gone
 * Means: the oldest synchronised mirror leads. When none is, the oldest leads all the same, without the messages that it
 *   never got; or the queue waits for its old leader
 * Enabled when: the leader has crashed or stopped
 * Changes: the leader; everything that was unacknowledged is ready again, as redelivered
 *
 * @param mirrors - those that are running, oldest first
 */
export function promote(options: {
  readonly mirrors: readonly Mirror[];
  readonly policy: Pick<MirrorPolicy, 'promoteOnFailure' | 'promoteOnShutdown'>;
  readonly leaderLoss: 'failure' | 'shutdown';
}): Promotion {
  const { mirrors, policy, leaderLoss } = options;
  const rule = leaderLoss === 'failure' ? policy.promoteOnFailure : policy.promoteOnShutdown;
  const chosen = mirrors.find(({ synchronised }) => synchronised) ?? (rule === 'always' ? mirrors[0] : undefined);
  if (chosen === undefined) return { outcome: 'unavailable until the leader is back' };
  return { outcome: 'promoted', node: chosen.node };
}

/**
 * Name: confirm a mirrored publish
 * Who: the leader of a mirrored queue
 * Means: the publisher is told when every mirror that the leader sees has the message; a mirror that it does not see any more
 *   does not count, so both sides of a partition go on confirming
 * Enabled when: a message was published with confirms
 * Changes: nothing; the confirm goes out
 */
export function canConfirm(options: {
  readonly visibleMirrors: readonly string[];
  readonly acceptedBy: readonly string[];
}): boolean {
  return options.visibleMirrors.every((mirror) => options.acceptedBy.includes(mirror));
}
