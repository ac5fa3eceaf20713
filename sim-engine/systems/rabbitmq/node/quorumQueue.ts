/** A quorum queue: its leader here carries commands out once they are committed, and so do copies, without a word. */
import type { QueueState } from '../rules/queue/state.ts';
import { applyCommand, type QuorumCommand } from '../rules/quorum/machine.ts';
import type { ConsumerKey } from '../rules/queue/consumers.ts';
import { sameChannel } from '../rules/queue/entry.ts';
import { bury, forgetLetters } from './deadLetters.ts';
import { afterConsumersLeft } from './deletion.ts';
import type { Draft } from './draft.ts';
import type { QueueCommand, QueueRequest, QuorumRequest } from './internode.ts';
import { consumerCount } from './records.ts';
import { admit } from './registering.ts';
import { tellCommand, tellRefusal } from './telling.ts';
import { tell } from './toChannel.ts';
import { answerGet, carryOut, deliver } from './turns.ts';
import { hear, messageOriginOf } from './verdicts.ts';

const LOGGED: readonly QueueCommand['type'][] = [
  'enqueue',
  'checkout',
  'take',
  'settle',
  'discard',
  'return',
  'cancel',
  'down',
  'purge',
  'dead-letter-confirmed',
  'tick',
] satisfies readonly QuorumCommand['type'][];

/** Does a request change the queue, so that it goes through its log? */
function isLogged(request: QueueRequest): request is QuorumRequest {
  return LOGGED.includes(request.command.type);
}

/** The leader takes a request: to be replicated first, or to be carried out at once. */
export function serveQuorum(draft: Draft, state: QueueState, request: QueueRequest): void {
  const { command } = request;
  if (command.type === 'resume') return resend(draft, request.queue, state, command);
  if (!isLogged(request)) return;
  if (command.type === 'checkout') admit(draft, state, request, command.consumer);
  if (draft.node.config.quorum === 'local') applyRequest(draft, request);
  else draft.replicate(request);
}

/** Hands out again what a consumer has not received of what it holds. */
function resend(
  draft: Draft,
  queue: string,
  state: QueueState,
  missed: { readonly by: ConsumerKey; readonly after: number },
): void {
  const { by, after } = missed;
  const isMissed = (consumerTag: string | null, number: number): boolean => consumerTag === by.tag && number > after;
  const lost = state.held.items.filter((held) => sameChannel(held.by, by) && isMissed(held.consumerTag, held.number));
  if (lost.length === 0) return;
  draft.story.rule('rabbitmq.quorum.redeliver');
  const deliveries = lost.map(({ by: to, entry, number }) => ({
    to,
    consumerTag: by.tag,
    noAck: false,
    entry,
    number,
  }));
  deliver(draft, queue, state, deliveries);
}

/** A command is committed: the leader applies it, and everybody hears of it. */
export function applyRequest(draft: Draft, request: QuorumRequest): void {
  const { queue: name, origin, command, sender } = request;
  const before = draft.queue(name);
  const state = before?.state ?? null;
  if (before === undefined || state?.type !== 'quorum') return;
  tellCommand(draft.story, name, state, command);
  const applied = applyCommand(state, command, draft.nowMicros, sender);
  if (!applied.isInOrder) return;
  forgetLetters(draft, name, applied.turn.queue);
  // An answer to a get goes out before deliveries that the same command makes possible.
  if (origin?.kind === 'get') {
    answerGet(draft, name, origin, { entry: applied.entry, after: applied.turn.queue });
  }
  carryOut(draft, name, applied.turn);
  if (command.type === 'enqueue' && applied.verdict === 'rejected') tellRefusal(draft.story, name, command.message);
  if (origin?.kind === 'purge') tell(draft, origin, { type: 'purged', messageCount: applied.purged });
  const messageOrigin = messageOriginOf(origin);
  if (messageOrigin !== null && applied.verdict === 'accepted' && waitsForDisk(draft)) {
    draft.changeQueue(name, (now) => ({ ...now, awaitingSync: [...now.awaitingSync, messageOrigin] }));
  } else if (messageOrigin !== null) {
    hear(draft, messageOrigin, { queue: name, verdict: applied.verdict, applied: sender?.sequence ?? null });
  } else if (sender !== null) {
    tell(draft, sender, { type: 'applied', sequence: sender.sequence });
  }
  const now = draft.queue(name);
  if (now !== undefined && consumerCount(now) < consumerCount(before)) afterConsumersLeft(draft, name);
}

/** A queue with a single member commits what is on its own disk, persistent or not. Several members see to it in their log. */
function waitsForDisk({ node }: Draft): boolean {
  return node.config.quorum === 'local' && node.config.persistence === 'on-sync';
}

/** A copy applies a committed command: the same state, and nobody hears of it. */
export function applyToCopy(draft: Draft, request: QuorumRequest): void {
  const { queue: name, command, sender } = request;
  const state = draft.queue(name)?.state ?? null;
  if (state?.type !== 'quorum') return;
  const { turn } = applyCommand(state, command, draft.nowMicros, sender);
  draft.changeQueue(name, (record) => ({ ...record, state: turn.queue }));
  forgetLetters(draft, name, turn.queue);
  for (const dead of turn.dead) bury(draft, name, dead);
}
