/** Messages between being sent and being done: how long they took, and how many were under way at once. */
import type { Operation } from '../../host/history.ts';
import type { Micros } from '../../kernel/time.ts';
import type { Span } from './spans.ts';

/** One message on its way from an application to the effect that it has for a group of consumers. */
export interface MessageSpan extends Span {
  readonly value: string;
}

/**
 * Messages of a topic, queue or exchange, from `send` to the first time that a group has done with them: applied, or refused because
 * it was done before. What was definitely not written is left out. Depth of a queue is `levelsOf` of these.
 *
 * @param options.topic - what the producer named: a topic, a queue, an exchange
 * @param options.group - the consumers' group; of a queue, its name
 */
export function messageSpans(
  history: readonly Operation[],
  options: { readonly topic: string; readonly group: string },
): readonly MessageSpan[] {
  const sent = new Map<string, Micros>();
  const failed = new Set<string>();
  const done = new Map<string, Micros>();
  for (const operation of history) {
    if (operation.f === 'send' && operation.topic === options.topic) {
      const { value, type, at } = operation;
      if (type === 'fail') failed.add(value);
      else failed.delete(value);
      if (!sent.has(value)) sent.set(value, at);
    }
    if (operation.f !== 'apply' || operation.group !== options.group) continue;
    const { value } = operation.record;
    if (!done.has(value)) done.set(value, operation.at);
  }
  return [...sent].flatMap(([value, from]) =>
    failed.has(value) ? [] : [{ value, from, to: done.get(value) ?? null }],
  );
}
