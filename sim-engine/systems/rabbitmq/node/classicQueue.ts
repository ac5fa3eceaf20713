/** A classic queue that is served here: what it is asked for. */
import type { Message } from '../rules/message.ts';
import {
  acknowledge,
  cancel,
  channelGone,
  discard,
  enqueue,
  purge,
  register,
  requeue,
  serve,
  take,
} from '../rules/queue/classic.ts';
import { turnOf, type QueueState, type QueueTurn } from '../rules/queue/state.ts';
import { afterConsumersLeft } from './deletion.ts';
import type { Draft } from './draft.ts';
import type { MessageOrigin, QueueRequest } from './internode.ts';
import { confirmWhenMirrored } from './mirroring.ts';
import { consumerCount } from './records.ts';
import { admit } from './registering.ts';
import { tellCommand, tellRefusal } from './telling.ts';
import { tell } from './toChannel.ts';
import { answerGet, carryOut, roomIn } from './turns.ts';
import { hear, messageOriginOf } from './verdicts.ts';
import type { QueueRecord } from './value.ts';

/** Carries out a request. */
export function serveClassic(draft: Draft, record: QueueRecord, state: QueueState, request: QueueRequest): void {
  const { queue: name, command, origin } = request;
  tellCommand(draft.story, name, state, command);
  switch (command.type) {
    case 'enqueue':
      return enqueueClassic(draft, record, state, { message: command.message, origin: messageOriginOf(origin) });
    case 'checkout':
      admit(draft, state, request, command.consumer);
      draft.changeQueue(name, (now) => ({ ...now, hadConsumer: true }));
      return change(draft, name, turnOf(register(state, command.consumer)));
    case 'cancel':
      change(draft, name, turnOf(cancel(state, { ...command.by, tag: command.tag })));
      return afterLeaving(draft, name, record);
    case 'down':
      change(draft, name, channelGone(state, command.by));
      return afterLeaving(draft, name, record);
    case 'settle':
      return change(draft, name, turnOf(acknowledge(state, command.by, command.entries)));
    case 'discard':
      return change(draft, name, discard(state, command.by, command.entries));
    case 'return':
      return change(draft, name, requeue(state, command.by, command.entries));
    case 'tick':
      return serveQueue(draft, name);
    case 'take': {
      const { turn, entry } = take(state, { ...command, nowMicros: draft.nowMicros });
      carryOut(draft, name, turn);
      if (origin?.kind === 'get') answerGet(draft, name, origin, { entry, after: turn.queue });
      return;
    }
    case 'purge': {
      const { queue, purged } = purge(state);
      draft.changeQueue(name, (now) => ({ ...now, state: queue }));
      if (origin?.kind === 'purge') tell(draft, origin, { type: 'purged', messageCount: purged });
      return;
    }
    default:
      // Requests that only other types of queues know.
      return;
  }
}

/** A queue changes, and then serves whoever waits. */
function change(draft: Draft, name: string, turn: QueueTurn): void {
  carryOut(draft, name, turn);
  serveQueue(draft, name);
}

function afterLeaving(draft: Draft, name: string, before: QueueRecord): void {
  const now = draft.queue(name);
  if (now !== undefined && consumerCount(now) < consumerCount(before)) afterConsumersLeft(draft, name);
}

/** Serves whoever waits at a classic queue. */
export function serveQueue(draft: Draft, name: string): void {
  const state = draft.queue(name)?.state ?? null;
  if (state?.type !== 'classic') return;
  carryOut(draft, name, serve(state, draft.nowMicros, roomIn(draft)));
}

function enqueueClassic(
  draft: Draft,
  record: QueueRecord,
  state: QueueState,
  what: { readonly message: Message; readonly origin: MessageOrigin },
): void {
  const { name } = record;
  const { message, origin } = what;
  const { turn, verdict } = enqueue(state, { message, nowMicros: draft.nowMicros, room: roomIn(draft) });
  carryOut(draft, name, turn);
  if (verdict === 'rejected') {
    tellRefusal(draft.story, name, message);
    hear(draft, origin, { queue: name, verdict });
    return;
  }
  const waitsForDisk = draft.node.config.persistence === 'on-sync' && record.durable && message.persistent === true;
  if (!waitsForDisk) {
    confirmWhenMirrored(draft, name, origin);
    return;
  }
  draft.story.note('rabbit.publish.waits-disk', { queue: name, value: message.body });
  draft.changeQueue(name, (now) => ({ ...now, awaitingSync: [...now.awaitingSync, origin] }));
}
