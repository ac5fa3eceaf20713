/** The queues that a node serves: what anybody asks of them. */
import { serveClassic } from './classicQueue.ts';
import { hearTargetVerdict } from './deadLetters.ts';
import { checkDeletable, deleteQueue } from './deletion.ts';
import { Draft } from './draft.ts';
import type { CommandOrigin, QueueRequest } from './internode.ts';
import { serveQuorum } from './quorumQueue.ts';
import { consumerCount, readyCount } from './records.ts';
import type { Story } from './story.ts';
import { serveStream } from './streamQueue.ts';
import { tell } from './toChannel.ts';
import type { QueueRecord, RabbitNode } from './value.ts';

/** A step of a node begins. */
export function begin(node: RabbitNode, nowMicros: number, story: Story): Draft {
  return new Draft({ node, nowMicros, story, serve });
}

/**
 * Carries out a request for a queue that is served here.
 *
 * @throws {ProtocolFault} when the queue refuses it
 */
function serve(draft: Draft, record: QueueRecord, request: QueueRequest): void {
  const { command, origin, queue } = request;
  const { state } = record;
  if (state === null) return;
  switch (command.type) {
    case 'stat':
      use(draft, queue);
      return answerStat(draft, record, origin);
    case 'delete':
      checkDeletable(record, command);
      deleteQueue(draft, queue);
      if (origin?.kind === 'delete') tell(draft, origin, { type: 'deleted', messageCount: readyCount(record) });
      return;
    case 'target-verdict':
      return hearTargetVerdict(draft, queue, command);
    case 'take':
      use(draft, queue);
      break;
    default:
  }
  if (state.type === 'stream') serveStream(draft, state, request);
  else if (state.type === 'quorum') serveQuorum(draft, state, request);
  else serveClassic(draft, record, state, request);
}

/** Somebody uses the queue: x-expires counts from now. */
function use(draft: Draft, queue: string): void {
  draft.changeQueue(queue, (record) => ({ ...record, usedAtMicros: draft.nowMicros }));
}

export function answerStat(draft: Draft, record: QueueRecord, origin: CommandOrigin): void {
  if (origin?.kind !== 'declare') return;
  const counts = { messageCount: readyCount(record), consumerCount: consumerCount(record) };
  tell(draft, origin, { type: 'declared', queue: record.name, ...counts });
}
