/**
 * The longest silence: somebody has sent and waits, and nobody gets an acknowledgement.
 *
 * It begins when the first send is open or with the last acknowledgement, whichever is later, and ends with the next
 * acknowledgement, when no send is open any more, or with the run. Time in which nobody waits is no silence.
 */
import type { RecordedOperation } from '../host/world.ts';
import type { Micros } from '../kernel/time.ts';

/** Length of the longest silence in a history that ends at `endAt`. */
export function longestSilence(history: readonly RecordedOperation[], endAt: Micros): Micros {
  const open = new Set<string>();
  let since = 0;
  let longest = 0;
  for (const operation of history) {
    if (operation.f !== 'send') continue;
    const { at, value } = operation;
    if (operation.type === 'invoke') {
      if (open.size === 0) since = at;
      open.add(value);
      continue;
    }
    open.delete(value);
    const answered = operation.type === 'ok' && operation.acks !== 'none';
    if (!answered && open.size > 0) continue;
    longest = Math.max(longest, at - since);
    since = at;
  }
  return open.size > 0 ? Math.max(longest, endAt - since) : longest;
}
