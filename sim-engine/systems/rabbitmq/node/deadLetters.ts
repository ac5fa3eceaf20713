/**
 * Dead letters of a node's queues: written, routed, kept until they are confirmed.
 *
 * Every copy of a quorum queue notes the letters that are kept, and what is gone for good; only the leader sends any.
 */
import type { Message } from '../rules/message.ts';
import type { Verdict } from '../rules/queue/classic.ts';
import { deadLetter, isDeathCycle } from '../rules/queue/deadLetter.ts';
import type { Entry } from '../rules/queue/entry.ts';
import type { DeadEntry, QueueState } from '../rules/queue/state.ts';
import { hearTarget, settleDeadLetter } from '../rules/quorum/deadLettering.ts';
import type { Draft } from './draft.ts';
import { targetsOf } from './routes.ts';
import { tellDeath } from './telling.ts';
import type { DeadLetterOnItsWay, Dropped, QueueRecord } from './value.ts';

/** A message has died in a queue: it goes to the dead letter exchange, or it is gone. */
export function bury(draft: Draft, name: string, dead: DeadEntry): void {
  const state = draft.queue(name)?.state ?? null;
  if (state === null || state.type === 'stream') return;
  tellDeath(draft.story, name, state, dead);
  const { policy } = state;
  if (policy.deadLetterExchange === null) {
    // A publish that was refused never stood in the queue.
    if (dead.reason !== 'maxlen' || policy.overflow === 'drop-head') drop(draft, name, dead.entry, dead.reason);
    return;
  }
  if (policy.deadLetterStrategy === 'at-least-once') return keepAndSend(draft, name, dead, []);
  const addressed = address(draft, name, dead);
  tellDeadLetter(draft, name, dead, addressed);
  if (addressed.targets.length === 0) drop(draft, name, dead.entry, addressed.isCycle ? 'cycle' : 'unroutable');
  for (const queue of addressed.targets) {
    const command = { type: 'enqueue', message: addressed.letter, untracked: true } as const;
    draft.ask({ queue, command, origin: null, sender: null });
  }
}

/** Notes for an observer that a message is gone for good. */
function drop(draft: Draft, name: string, entry: Entry, reason: Dropped['reason']): void {
  const lost = { value: entry.message.body, reason };
  draft.changeQueue(name, (record) => ({ ...record, dropped: record.dropped.append(lost) }));
}

interface Addressed {
  readonly letter: Message;
  /** None when the exchange is not there. */
  readonly targets: readonly string[];
  /** Has it found only queues in which it has died already? */
  readonly isCycle: boolean;
}

/** The dead letter, and the queues to which it goes. */
function address(draft: Draft, queue: string, { entry, reason }: DeadEntry): Addressed {
  const policy = draft.queue(queue)?.policy;
  const exchange = policy?.deadLetterExchange ?? '';
  const { nowMicros } = draft;
  const routingKey = policy?.deadLetterRoutingKey ?? null;
  const { version } = draft.node.config;
  const letter = deadLetter({ message: entry.message, queue, reason, nowMicros, exchange, routingKey, version });
  const { history } = letter;
  const exists = draft.node.exchanges.some((candidate) => candidate.name === exchange);
  const found = exists ? targetsOf(draft, exchange, letter) : [];
  const targets = found.filter((target) => history === null || !isDeathCycle({ history, target }));
  return { letter, targets, isCycle: found.length > 0 && targets.length === 0 };
}

function tellDeadLetter(draft: Draft, queue: string, { entry, reason }: DeadEntry, addressed: Addressed): void {
  const { story } = draft;
  const { letter, targets, isCycle } = addressed;
  const params = { value: entry.message.body, queue, reason, exchange: letter.exchange };
  story.rule('rabbitmq.dead-letter.publish');
  if (targets.length > 0) {
    story.milestone('retry', 'rabbit.queue.dead-lettered', { ...params, targets: targets.join(', ') });
    return;
  }
  if (isCycle) story.rule('rabbitmq.dead-letter.cycle');
  story.milestone('fault', isCycle ? 'rabbit.queue.dead-cycle' : 'rabbit.queue.dead-letter-nowhere', params);
}

/** The letter stays in its queue: nothing is lost, even when nobody can take it now. */
function tellKept(draft: Draft, queue: string, { entry, reason }: DeadEntry, { letter, targets }: Addressed): void {
  const { story } = draft;
  const params = { value: entry.message.body, queue, reason };
  story.rule('rabbitmq.dead-letter.publish');
  if (targets.length > 0) {
    story.milestone('retry', 'rabbit.queue.dead-letter-kept', { ...params, targets: targets.join(', ') });
    return;
  }
  story.milestone('retry', 'rabbit.queue.dead-letter-waits', { ...params, exchange: letter.exchange });
}

/** At-least-once: the letter is noted, and sent to those that have not confirmed it. */
function keepAndSend(draft: Draft, source: string, dead: DeadEntry, confirmedBy: readonly string[]): void {
  const addressed = address(draft, source, dead);
  const { letter, targets } = addressed;
  tellKept(draft, source, dead, addressed);
  const waitsFor = targets.filter((target) => !confirmedBy.includes(target));
  const entry = dead.entry.id;
  const unroutedOrRejected = targets.length === 0;
  const noted = { dead, entry, waitsFor, confirmedBy, sentAtMicros: draft.nowMicros, unroutedOrRejected };
  draft.changeQueue(source, (record) => ({ ...record, deadLetters: [...record.deadLetters, noted] }));
  const origin = { kind: 'dead-letter', source, entry } as const;
  for (const queue of waitsFor) {
    draft.ask({ queue, command: { type: 'enqueue', message: letter }, origin, sender: null });
  }
}

/** A target has spoken about a letter that this queue keeps. */
export function hearTargetVerdict(
  draft: Draft,
  source: string,
  said: { readonly entry: number; readonly target: string; readonly verdict: Verdict },
): void {
  const { entry } = said;
  const known = draft.queue(source)?.deadLetters.find((letter) => letter.entry === entry);
  if (known === undefined) return;
  const heard = { ...known, ...hearTarget(known, said) };
  draft.changeQueue(source, (record) => ({
    ...record,
    deadLetters: record.deadLetters.map((letter) => (letter.entry === entry ? heard : letter)),
  }));
  if (settleDeadLetter(heard, deadLetterTiming(draft)) !== 'acknowledge') return;
  forgetLetter(draft, source, entry);
  draft.ask({ queue: source, command: { type: 'dead-letter-confirmed', entry }, origin: null, sender: null });
}

/** A letter is confirmed by all its targets. */
function forgetLetter(draft: Draft, source: string, entry: number): void {
  draft.changeQueue(source, (record) => ({
    ...record,
    deadLetters: record.deadLetters.filter((letter) => letter.entry !== entry),
  }));
}

/** Forgets letters that their queue does not keep any more: they are confirmed, or the queue was purged. */
export function forgetLetters(draft: Draft, source: string, { unconfirmedDead }: QueueState): void {
  const before = draft.queue(source)?.deadLetters ?? [];
  const deadLetters = before.filter(({ entry }) => unconfirmedDead.some(({ id }) => id === entry));
  if (deadLetters.length < before.length) draft.changeQueue(source, (record) => ({ ...record, deadLetters }));
}

function deadLetterTiming(draft: Draft): { readonly nowMicros: number; readonly timeoutMicros: number } {
  return { nowMicros: draft.nowMicros, timeoutMicros: draft.node.config.deadLetterTimeoutMicros };
}

/** Sends dead letters again that were not confirmed in time. */
export function retryDeadLetters(draft: Draft, record: QueueRecord): void {
  sendAgain(
    draft,
    record,
    record.deadLetters.filter((letter) => settleDeadLetter(letter, deadLetterTiming(draft)) === 'send-again'),
  );
}

/** The internal consumer begins anew, when its node does: it knows of no confirm, and sends everything that is kept. */
export function restartDeadLetters(draft: Draft, record: QueueRecord): void {
  const unheard = record.deadLetters.map((letter) => ({ ...letter, confirmedBy: [] }));
  draft.changeQueue(record.name, (now) => ({ ...now, deadLetters: unheard }));
  sendAgain(draft, record, unheard);
}

function sendAgain(draft: Draft, record: QueueRecord, due: readonly DeadLetterOnItsWay[]): void {
  if (due.length === 0) return;
  draft.changeQueue(record.name, (now) => ({
    ...now,
    deadLetters: now.deadLetters.filter((letter) => !due.includes(letter)),
  }));
  for (const { dead, confirmedBy } of due) keepAndSend(draft, record.name, dead, confirmedBy);
}
