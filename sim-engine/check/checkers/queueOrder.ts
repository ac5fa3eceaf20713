/**
 * `nonmonotonic-poll` for queues: of two messages of one key the one that the queue took in later was processed first. In a
 * log it is one reader that steps back (`pollOrder.ts`); consumers of a queue compete, so the queue's group is judged as a whole.
 *
 * Causes: a requeue that puts the message behind others, several consumers, priorities, a message that came back as a
 * dead letter. A value that got several numbers counts at its first, and its first committed effect counts; in a group
 * without effects, its first delivery. Messages without key are ordered among themselves. One verdict for each message that
 * comes late. Skips are not defined for queues: what one consumer does not get, another does.
 *
 * Where the order per key was promised, a producer that spreads one key over several queues is judged too: of two messages that
 * lie in one queue each, and not in the same, the one that was sent later was processed first.
 */
import { position, state, type CheckContext } from '../context.ts';
import type { LogFacts, ValueFacts } from '../facts.ts';
import type { Operation } from '../history.ts';
import { isQueue } from '../logId.ts';
import type { Verdict } from '../verdict.ts';

/** When a message of a queue was processed for the first time, or delivered where nobody processes. */
interface Turn {
  readonly value: string;
  readonly offset: number;
  readonly poll: number;
  /** -1 in a group without effects. */
  readonly effect: number;
  readonly decisive: number;
}

export function queueOrder(context: CheckContext): readonly Verdict[] {
  const across = context.promises.includes('order-per-key') ? acrossQueues(context) : [];
  return [...withinQueues(context), ...across];
}

function withinQueues(context: CheckContext): readonly Verdict[] {
  return context.facts.logs.filter(isQueue).flatMap((queue) => {
    const latest = new Map<string | null, Turn>();
    return turnsOf(context, queue).flatMap((turn) => {
      const key = keyOf(context, turn);
      const ahead = latest.get(key);
      if (ahead === undefined || ahead.offset < turn.offset) latest.set(key, turn);
      return ahead === undefined || ahead.offset < turn.offset ? [] : [describe(context, queue, { ahead, late: turn })];
    });
  });
}

/** A turn of a message that lies in one queue only, and who sent it when. */
interface SentTurn extends Turn {
  readonly queue: LogFacts;
  readonly stream: string;
  readonly invoked: number;
}

function acrossQueues(context: CheckContext): readonly Verdict[] {
  const latest = new Map<string, SentTurn>();
  return sentTurns(context).flatMap((turn) => {
    const ahead = latest.get(turn.stream);
    const isLate = ahead !== undefined && ahead.invoked > turn.invoked;
    if (!isLate) latest.set(turn.stream, turn);
    return isLate && ahead.queue !== turn.queue ? [describeAcross(context, { ahead, late: turn })] : [];
  });
}

function sentTurns(context: CheckContext): readonly SentTurn[] {
  const turns = context.facts.logs.filter(isQueue).flatMap((queue) =>
    turnsOf(context, queue).flatMap((turn): readonly SentTurn[] => {
      const { sending = null, places = [] } = context.facts.values.get(turn.value) ?? {};
      if (sending === null || sending.key === null || places.some(({ log }) => log !== queue)) return [];
      return [{ ...turn, queue, stream: `${sending.process}/${sending.key}`, invoked: sending.invoked }];
    }),
  );
  return turns.sort((left, right) => left.decisive - right.decisive);
}

function describeAcross(
  context: CheckContext,
  { ahead, late }: { readonly ahead: SentTurn; readonly late: SentTurn },
): Verdict {
  return state(context, {
    kind: 'nonmonotonic-poll',
    verdict: 'violation',
    values: [ahead.value, late.value],
    logs: [ahead.queue, late.queue],
    operations: [ahead, late].flatMap(({ poll, effect }) => [poll, effect]),
    positions: [position(late.queue, late.offset), position(ahead.queue, ahead.offset)],
    at: context.history[late.decisive]?.at ?? context.end.at,
    sentence: {
      key: 'nonmonotonic-poll.two-queues',
      params: { log: ahead.queue.name, other: late.queue.name, earlier: late.value, later: ahead.value },
    },
  });
}

function turnsOf(context: CheckContext, queue: LogFacts): readonly Turn[] {
  const values = [...context.facts.values.values()];
  const hasEffects = values.some(({ effects }) => effects.some(({ log }) => log === queue));
  const turns = values.flatMap((facts) => turnOf(facts, queue, hasEffects) ?? []);
  return turns.sort((left, right) => left.decisive - right.decisive);
}

function turnOf(facts: ValueFacts, queue: LogFacts, hasEffects: boolean): Turn | null {
  const offset = facts.places.find(({ log }) => log === queue)?.offset;
  const poll = facts.deliveries.find(({ log }) => log === queue)?.polls[0];
  if (offset === undefined || poll === undefined) return null;
  if (!hasEffects) return { value: facts.value, offset, poll, effect: -1, decisive: poll };
  const effect = facts.effects.find(({ log, committed }) => log === queue && committed)?.operation;
  return effect === undefined ? null : { value: facts.value, offset, poll, effect, decisive: effect };
}

function keyOf(context: CheckContext, { value, poll }: Turn): string | null {
  const operation = context.history[poll] as Extract<Operation, { f: 'poll' }>;
  return operation.records.find((record) => record.value === value)?.key ?? null;
}

function describe(
  context: CheckContext,
  queue: LogFacts,
  { ahead, late }: { readonly ahead: Turn; readonly late: Turn },
): Verdict {
  return state(context, {
    kind: 'nonmonotonic-poll',
    verdict: 'violation',
    values: [ahead.value, late.value],
    logs: [queue],
    operations: [ahead, late].flatMap(({ poll, effect }) => [poll, effect]),
    positions: [position(queue, late.offset), position(queue, ahead.offset)],
    at: context.history[late.decisive]?.at ?? context.end.at,
    sentence: {
      key: late.effect < 0 ? 'nonmonotonic-poll.queue-delivered' : 'nonmonotonic-poll.queue-processed',
      params: { log: queue.name, earlier: late.value, later: ahead.value },
    },
  });
}
