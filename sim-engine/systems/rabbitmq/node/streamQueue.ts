/** A stream that is served here: what it is asked for. */
import { addCredit, append, attach, detach, detachChannel, type StreamState } from '../rules/stream/stream.ts';
import { afterConsumersLeft } from './deletion.ts';
import type { Draft } from './draft.ts';
import type { QueueRequest } from './internode.ts';
import { tell } from './toChannel.ts';
import { carryOutStream } from './turns.ts';
import { hear, messageOriginOf } from './verdicts.ts';

export function serveStream(draft: Draft, state: StreamState, request: QueueRequest): void {
  const { queue: name, command, origin } = request;
  switch (command.type) {
    case 'enqueue':
      carryOutStream(draft, name, append(state, [command.message], draft.nowMicros));
      return hear(draft, messageOriginOf(origin), { queue: name, verdict: 'accepted' });
    case 'read': {
      const { connection, channel, tag, prefetch, noAck } = command.consumer;
      const key = { connection, channel, tag };
      const { offset } = command;
      const turn = attach(state, { queue: name, key, prefetch, noAck, offset, nowMicros: draft.nowMicros });
      if (origin?.kind === 'consume') tell(draft, origin, { type: 'consuming', consumerTag: tag });
      return carryOutStream(draft, name, turn);
    }
    case 'credit':
      return carryOutStream(draft, name, addCredit(state, command.by, command.credit));
    case 'cancel':
      return leave(draft, name, state, detach(state, { ...command.by, tag: command.tag }));
    case 'down':
      return leave(draft, name, state, detachChannel(state, command.by));
    default:
      // Requests that only other types of queues know.
      return;
  }
}

function leave(draft: Draft, name: string, before: StreamState, after: StreamState): void {
  draft.changeQueue(name, (record) => ({ ...record, state: after }));
  if (after.readers.length < before.readers.length) afterConsumersLeft(draft, name);
}
