/** The rules of queues with an observer around them: for `vi.mock`, so that whatever a test runs is watched. */
import { isLegal, movesOf, type QueueStep } from '../../../../sim-engine/systems/rabbitmq/rules/queue/lifeCycle.ts';
import { turnOf, type QueueState, type QueueTurn } from '../../../../sim-engine/systems/rabbitmq/rules/queue/state.ts';
import type * as classicRules from '../../../../sim-engine/systems/rabbitmq/rules/queue/classic.ts';
import type * as quorumRules from '../../../../sim-engine/systems/rabbitmq/rules/quorum/machine.ts';

/** What was seen so far. */
export class Watch {
  /** By the whole way of a message through one step, how often. */
  readonly ways = new Map<string, number>();
  /** Single transitions: `from event to`. */
  readonly taken = new Set<string>();
  readonly illegal: string[] = [];

  see(step: QueueStep): void {
    for (const move of movesOf(step)) {
      const way = `${move.steps.map(({ from, event, to }) => `${from} ${event} ${to ?? '?'}`).join(', ')}`;
      this.ways.set(way, (this.ways.get(way) ?? 0) + 1);
      for (const { from, event, to } of move.steps) this.taken.add(`${from} ${event} ${to}`);
      if (!isLegal(move)) this.illegal.push(`${way}, found ${move.found} after ${step.cause.type}`);
    }
  }
}

type Classic = typeof classicRules;

/** The rules of classic queues, watched. Quorum queues use some of them as parts of their own steps: those are not watched. */
export function watchedClassic(rules: Classic, watch: Watch): Classic {
  const see = (before: QueueState, cause: QueueStep['cause'], after: QueueTurn | QueueState): void => {
    if (before.type === 'classic') watch.see({ before, cause, turn: 'queue' in after ? after : turnOf(after) });
  };
  return {
    ...rules,
    enqueue(before, options) {
      const result = rules.enqueue(before, options);
      const { message } = options;
      see(before, before.stalled ? { type: 'restart', from: 'disk' } : { type: 'enqueue', message }, result.turn);
      return result;
    },
    serve(before, nowMicros, room) {
      const turn = rules.serve(before, nowMicros, room);
      see(before, { type: 'tick' }, turn);
      return turn;
    },
    take(before, options) {
      const result = rules.take(before, options);
      see(before, { type: 'take', ...options }, result.turn);
      return result;
    },
    acknowledge(before, by, entries) {
      const queue = rules.acknowledge(before, by, entries);
      see(before, { type: 'settle', by, entries }, queue);
      return queue;
    },
    discard(before, by, entries) {
      const turn = rules.discard(before, by, entries);
      see(before, { type: 'discard', by, entries }, turn);
      return turn;
    },
    requeue(before, by, entries) {
      const turn = rules.requeue(before, by, entries);
      see(before, { type: 'return', by, entries, kind: 'failed' }, turn);
      return turn;
    },
    channelGone(before, by) {
      const turn = rules.channelGone(before, by);
      see(before, { type: 'down', by, kind: 'channel-gone' }, turn);
      return turn;
    },
    cancel(before, key) {
      const queue = rules.cancel(before, key);
      see(before, { type: 'cancel', by: key, tag: key.tag }, queue);
      return queue;
    },
    purge(before) {
      const result = rules.purge(before);
      see(before, { type: 'purge' }, result.queue);
      return result;
    },
    restart(before, after) {
      const queue = rules.restart(before, after);
      see(before, { type: 'restart', from: 'disk' }, queue);
      return queue;
    },
    promoteCopy(before) {
      const queue = rules.promoteCopy(before);
      see(before, { type: 'restart', from: 'copy' }, queue);
      return queue;
    },
  };
}

type Quorum = typeof quorumRules;

/** The state machine of quorum queues, watched. */
export function watchedQuorum(rules: Quorum, watch: Watch): Quorum {
  return {
    ...rules,
    applyCommand(before, command, nowMicros, sender) {
      const applied = rules.applyCommand(before, command, nowMicros, sender);
      watch.see({ before, cause: command, turn: applied.turn });
      return applied;
    },
  };
}
