/** What all nodes of a cluster know alike: exchanges, bindings, and which queues there are. */
import { sameBinding } from '../rules/routing/exchange.ts';
import { emptyState, newRecord } from './declare.ts';
import type { Draft } from './draft.ts';
import { withoutQueue } from './toChannel.ts';
import { HERE, type ClusterChange, type QueueRecord, type RabbitNode } from './value.ts';

/** A change that another node has made. */
export function adoptChange(draft: Draft, change: ClusterChange): void {
  const { exchanges, bindings, queues, config } = draft.node;
  switch (change.type) {
    case 'exchange-added': {
      const others = exchanges.filter(({ name }) => name !== change.exchange.name);
      draft.node = { ...draft.node, exchanges: [...others, change.exchange] };
      return;
    }
    case 'exchange-removed':
      draft.node = { ...draft.node, exchanges: exchanges.filter(({ name }) => name !== change.exchange) };
      return;
    case 'binding-added': {
      const others = bindings.filter((binding) => !sameBinding(binding, change.binding));
      draft.node = { ...draft.node, bindings: [...others, change.binding] };
      return;
    }
    case 'binding-removed':
      draft.node = { ...draft.node, bindings: bindings.filter((binding) => !sameBinding(binding, change.binding)) };
      return;
    case 'queue-added': {
      if (draft.queue(change.queue.name) !== undefined) return;
      const { version } = config;
      const record = newRecord(change.queue, { version, servedBy: change.servedBy, nowMicros: draft.nowMicros });
      draft.node = { ...draft.node, queues: [...queues, record] };
      return;
    }
    case 'queue-removed':
      draft.node = { ...draft.node, queues: queues.filter(({ name }) => name !== change.queue) };
      withoutQueue(draft, change.queue);
  }
}

/** A node that was away learns from one that was not what there is now. What it has of its own queues, it keeps. */
export function adoptAll(draft: Draft, from: RabbitNode): void {
  const { version, name: self } = draft.node.config;
  const queues = from.queues.map((theirs): QueueRecord => {
    const own = draft.queue(theirs.name);
    const isHome = theirs.servedBy === self || (theirs.servedBy === null && theirs.homeDown === self);
    const servedBy = isHome ? HERE : theirs.servedBy === HERE ? from.config.name : theirs.servedBy;
    if (own === undefined) return newRecord(theirs, { version, servedBy, nowMicros: draft.nowMicros });
    // Who leads a quorum queue, its members find out; a copy of a mirrored queue is thrown away.
    if (own.type === 'quorum') return own;
    const state = servedBy === HERE ? (own.state ?? emptyState({ ...own, version })) : null;
    return { ...own, state, servedBy, homeDown: servedBy === null ? theirs.homeDown : null };
  });
  draft.node = { ...draft.node, exchanges: from.exchanges, bindings: from.bindings, queues };
}
