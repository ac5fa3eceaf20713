/**
 * At-least-once dead lettering: decisions of the internal consumer that publishes dead letters with confirms.
 * Source: deps/rabbit/src/rabbit_fifo_dlx_worker.erl, docs/quorum-queues#dead-lettering.
 */

/** A dead letter that is on its way. */
export interface PendingDeadLetter {
  readonly entry: number;
  /** Queues that have not confirmed yet. */
  readonly waitsFor: readonly string[];
  /** Queues that have: they do not get it again. */
  readonly confirmedBy: readonly string[];
  readonly sentAtMicros: number;
  /** Nothing was routed to, or a target has refused it. */
  readonly unroutedOrRejected: boolean;
}

export type DeadLetterDecision = 'acknowledge' | 'send-again' | 'wait';

/**
 * Name: settle a dead letter
 * Who: the internal consumer of a quorum queue
 * Means: the source gives the message up only after every target has confirmed it; otherwise it is sent again after a
 *   timeout, to those that have not confirmed, so a target may see it twice
 * Enabled when: a confirm came, or the timeout is over
 * Changes: nothing
 */
export function settleDeadLetter(
  pending: PendingDeadLetter,
  options: { readonly nowMicros: number; readonly timeoutMicros: number },
): DeadLetterDecision {
  if (pending.waitsFor.length === 0 && !pending.unroutedOrRejected) return 'acknowledge';
  return options.nowMicros - pending.sentAtMicros >= options.timeoutMicros ? 'send-again' : 'wait';
}

/** Dead letters that may be on their way at once. */
export function mayTakeNext(pending: readonly PendingDeadLetter[], prefetch: number): boolean {
  return pending.length < prefetch;
}

/** One of the queues has spoken. */
export function hearTarget(
  pending: PendingDeadLetter,
  options: { readonly target: string; readonly verdict: 'accepted' | 'rejected' },
): PendingDeadLetter {
  if (!pending.waitsFor.includes(options.target)) return pending;
  if (options.verdict === 'rejected') return { ...pending, unroutedOrRejected: true };
  return {
    ...pending,
    waitsFor: pending.waitsFor.filter((queue) => queue !== options.target),
    confirmedBy: [...pending.confirmedBy, options.target],
  };
}
