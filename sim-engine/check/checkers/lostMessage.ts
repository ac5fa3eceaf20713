/**
 * `lost-write` for messages: a broker confirmed it, and nobody can be given it any more (`total-queue` of Jepsen,
 * `jepsen/src/jepsen/checker.clj`: `lost`, but judged on what the queues hold and not only on what was dequeued).
 *
 * - No copy of any queue that can serve holds it, it is not on its way, and nobody was given it. That a queue dropped it by
 *   a rule of its own (expiry, length, delivery limit) makes it no less lost; the sentence says why. A message that was
 *   confirmed although no queue took it is lost in the same way. In a dead letter queue it is not lost.
 * - It was given to consumers, none of whom answered for it with `ack`, it has no effect, and now it is in no queue: a
 *   violation when all is healed and read to the end, or as soon as a queue is known to have dropped it.
 * - Without a look into the queues: nobody was given it although all was read to the end (Jepsen's own definition).
 *
 * `unknown` while only a copy that cannot serve holds it. Without publisher confirms a loss is allowed here. With fan-out a
 * message that reached one of its queues counts as kept: see `messageLosses.ts`.
 */
import { position, state, timeOf, type CheckContext } from '../context.ts';
import { lossPlaces } from '../lossPlaces.ts';
import { logName, NO_PARTITION } from '../logId.ts';
import type { LogId } from '../history.ts';
import { findMessageLosses, type MessageLoss } from '../messageLosses.ts';
import type { Verdict, VerdictParams } from '../verdict.ts';

export function lostMessage(context: CheckContext): readonly Verdict[] {
  const losses = findMessageLosses(context.facts, context.view, context.end);
  const placeOf = lossPlaces(
    context.facts,
    losses.map((loss) => loss.facts),
  );
  return losses.map((loss) => {
    const verdict = describe(context, loss);
    const lossPlace = loss.fate === 'unsettled' ? undefined : placeOf(loss.facts);
    return lossPlace === undefined ? verdict : { ...verdict, lossPlace };
  });
}

function describe(context: CheckContext, loss: MessageLoss): Verdict {
  const { facts, sending, fate, holders } = loss;
  const verdict = state(context, {
    kind: 'lost-write',
    verdict: weigh(loss),
    values: [facts.value],
    logs: logsOf(loss),
    operations: [sending.invoked, sending.completed, ...facts.deliveries.flatMap(({ polls }) => polls)],
    positions: [
      ...holders.map(({ log, offset, node }) => position(log, offset, node)),
      ...facts.deliveries.map(({ log, offset }) => position(log, offset)),
    ],
    at: decisiveAt(context, loss),
    sentence: { key: sentenceKey(loss), params: paramsOf(context, loss) },
  });
  return { ...verdict, strength: fate === 'undelivered' ? 'polls' : 'observer' };
}

function weigh({ sending, fate }: MessageLoss): Verdict['verdict'] {
  if (fate === 'unsettled') return 'unknown';
  return sending.acks === 'none' ? 'allowed-here' : 'violation';
}

/** Queues that the loss is about: who dropped it, held it, delivered it, or was to get it. */
function logsOf({ facts, sending, holders, dropped }: MessageLoss): readonly LogId[] {
  if (dropped !== null) return [dropped.log];
  if (holders.length > 0) return [...new Set(holders.map(({ log }) => log))];
  if (facts.deliveries.length > 0) return [...new Set(facts.deliveries.map(({ log }) => log))];
  return sending.to === 'queue' ? [{ topic: sending.topic, partition: NO_PARTITION }] : [];
}

function decisiveAt(context: CheckContext, { sending, fate, dropped }: MessageLoss): number {
  if (dropped === null || fate === 'unsettled') return context.end.at;
  return Math.max(dropped.at, timeOf(context, sending.completed));
}

function sentenceKey({ sending, fate, dropped }: MessageLoss): Verdict['sentence']['key'] {
  if (fate === 'unsettled') return 'lost-write.queue-unsettled';
  if (sending.acks === 'none') return 'lost-write.queue-unconfirmed';
  if (dropped !== null) return `lost-write.queue-${dropped.reason}`;
  if (fate === 'abandoned') return 'lost-write.queue-abandoned';
  return fate === 'undelivered' ? 'lost-write.queue-undelivered' : 'lost-write.queue-nowhere';
}

function paramsOf(context: CheckContext, { facts, sending, holders, dropped }: MessageLoss): VerdictParams {
  const delivery = facts.deliveries[facts.deliveries.length - 1];
  const poll = delivery?.polls[delivery.polls.length - 1] ?? -1;
  return {
    value: facts.value,
    target: sending.topic,
    log: logName(dropped?.log ?? holders[0]?.log ?? delivery?.log ?? { ...sending, partition: NO_PARTITION }),
    holders: holders.map(({ node }) => node).join(', '),
    process: context.history[poll]?.process ?? '',
  };
}
