/** What a queue says about a message that went to it, and to whom. */
import type { Verdict } from '../rules/queue/classic.ts';
import type { Draft } from './draft.ts';
import type { CommandOrigin, MessageOrigin } from './internode.ts';
import { tell } from './toChannel.ts';

/** Of the origin of a request, whoever waits to hear of a message. */
export function messageOriginOf(origin: CommandOrigin): MessageOrigin {
  return origin?.kind === 'publish' || origin?.kind === 'dead-letter' ? origin : null;
}

/** A queue has spoken: the publisher's channel hears it, or the queue that keeps the dead letter. */
export function hear(
  draft: Draft,
  origin: MessageOrigin,
  said: { readonly queue: string; readonly verdict: Verdict; readonly applied?: number | null },
): void {
  if (origin === null) return;
  const { queue, verdict, applied = null } = said;
  if (origin.kind === 'dead-letter') {
    const command = { type: 'target-verdict', entry: origin.entry, target: queue, verdict } as const;
    draft.ask({ queue: origin.source, command, origin: null, sender: null });
    return;
  }
  const { sequence } = origin;
  if (sequence > 0) tell(draft, origin, { type: verdict, queue, sequence, applied });
  else if (applied !== null) tell(draft, origin, { type: 'applied', sequence: applied });
}
