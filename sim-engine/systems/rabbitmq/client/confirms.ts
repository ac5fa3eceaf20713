/** What becomes of a publish: confirmed, refused, returned, or never answered. It moves along the chart `publication`. */
import { nextState } from '../../../chart/nextState.ts';
import { publication as chart } from '../charts/index.ts';
import { invariant } from '../../../kernel/invariant.ts';
import type { MethodOfServer } from '../node/methods.ts';
import type { PublisherContext } from './publisherContext.ts';
import type { Outstanding, Publication } from './publisherMemory.ts';

/** The wait for the oldest confirm. */
export const CONFIRM_TIMER = 'confirm-timeout';
/** The pause after a refusal. */
export const PAUSE_TIMER = 'republish-pause';

/** Waits for the oldest outstanding confirm; for none when there is none. */
export function armConfirmTimeout(context: PublisherContext): void {
  const { turn, memory } = context;
  const [oldest] = memory.outstanding;
  if (oldest === undefined) return turn.cancelTimer(CONFIRM_TIMER, 0);
  if (turn.hasTimer(CONFIRM_TIMER, 0)) return;
  turn.setTimer(CONFIRM_TIMER, 0, oldest.sinceMicros + memory.settings.confirmTimeoutMicros - turn.now);
}

/**
 * Name: hear a confirm
 * Who: a publisher
 * Means: ack: every queue that the message was routed to has taken responsibility for it, also if that was no queue at all;
 *   nack: at least one queue has refused it
 * Enabled when: the publish is outstanding
 * Changes: what is outstanding; a refused message is published again if the application does so
 */
export function handleConfirm(context: PublisherContext, method: MethodOfServer<'basic.ack' | 'basic.nack'>): void {
  const { deliveryTag, multiple } = method;
  const isMeant = ({ sequence }: Outstanding): boolean =>
    multiple ? sequence <= deliveryTag : sequence === deliveryTag;
  const { outstanding } = context.memory;
  const meant = outstanding.filter(isMeant);
  if (meant.length === 0) return;
  context.story.rule('rabbitmq.publisher.confirm');
  const rest = outstanding.length === meant.length ? [] : outstanding.filter((sent) => !isMeant(sent));
  context.change({ outstanding: rest, batch: rest.length === 0 ? 0 : context.memory.batch });
  for (const sent of meant) {
    if (method.type === 'basic.nack') refused(context, sent);
    else acknowledged(context, sent);
  }
  context.turn.cancelTimer(CONFIRM_TIMER, 0);
  armConfirmTimeout(context);
}

function acknowledged(context: PublisherContext, { publication, state }: Outstanding): void {
  const { value } = publication;
  if (nextState(chart, state, 'acked') === 'unroutable') {
    const type = publication.mayBeThere ? 'info' : 'fail';
    return context.recordSend(publication, { type, error: 'UNROUTABLE' });
  }
  context.story.note('rabbit.publisher.confirmed', { publisher: context.name, value });
  context.recordSend(publication, { type: 'ok' });
}

function refused(context: PublisherContext, { publication, state }: Outstanding): void {
  const params = { publisher: context.name, value: publication.value };
  const publishesAgain = context.memory.settings.republish !== 'never';
  if (nextState(chart, state, 'nacked', { publishesAgain }) === 'again') {
    context.story.milestone('retry', 'rabbit.publisher.nacked-again', params);
    publishAgain(context, [publication]);
    return pause(context);
  }
  context.story.milestone('retry', 'rabbit.publisher.nacked', params);
  context.recordSend(publication, { type: 'info', error: 'NACK' });
}

/**
 * Name: stand still after a refusal
 * Who: a publisher
 * Means: whoever was refused slows down, and with it whoever feeds it: this is how a full queue reaches back to the source
 * Enabled when: the application publishes refused messages again, and gives the queue time (republish-pause-ms)
 * Changes: nothing is published until the pause is over
 */
function pause(context: PublisherContext): void {
  const { republishPauseMicros } = context.memory.settings;
  if (republishPauseMicros === 0 || context.memory.pausing === true) return;
  context.story.rule('rabbitmq.publisher.pause');
  context.change({ pausing: true });
  context.turn.setTimer(PAUSE_TIMER, 0, republishPauseMicros);
}

/** The pause after a refusal is over. */
export function pauseOver(context: PublisherContext): void {
  const { pausing: _over, ...memory } = context.memory;
  context.memory = memory;
}

/** It could not be routed and was mandatory: it is back. With confirms, its confirm follows. */
export function handleReturn(context: PublisherContext, method: MethodOfServer<'basic.return'>): void {
  const value = method.message.body;
  const { outstanding } = context.memory;
  context.story.rule('rabbitmq.publisher.returned');
  context.story.milestone('retry', 'rabbit.publisher.returned', { publisher: context.name, value });
  const at = outstanding.findIndex((sent) => sent.publication.value === value && sent.state === 'outstanding');
  const sent = outstanding[at];
  if (sent === undefined) return;
  const state = nextState(chart, sent.state, 'returned');
  invariant(state === 'returned', 'what came back waits for its confirm');
  context.change({ outstanding: outstanding.with(at, { ...sent, state }) });
}

/** The oldest confirm is late: its publisher does not wait any longer, and cannot know what became of the message. */
export function confirmTimeout(context: PublisherContext): void {
  const { memory, turn } = context;
  const deadline = turn.now - memory.settings.confirmTimeoutMicros;
  const late = memory.outstanding.filter(({ sinceMicros }) => sinceMicros <= deadline);
  const rest = memory.outstanding.filter(({ sinceMicros }) => sinceMicros > deadline);
  context.change({ outstanding: rest, batch: rest.length === 0 ? 0 : memory.batch });
  giveUp(context, late, 'timedOut');
  armConfirmTimeout(context);
}

/** The connection is lost: confirms that were still to come never will. */
export function openEndings(context: PublisherContext): void {
  const { outstanding } = context.memory;
  context.turn.cancelTimer(CONFIRM_TIMER, 0);
  context.change({ ready: false, outstanding: [], batch: 0 });
  giveUp(context, outstanding, 'connectionLost');
}

/**
 * Name: publish again
 * Who: a publisher
 * Means: what was never confirmed may be in its queue or not. Publishing it again cannot lose it, and may double it
 * Enabled when: the application does so (republish), and the confirm is late or its connection gone
 * Changes: what is to be published again
 */
function giveUp(
  context: PublisherContext,
  unanswered: readonly Outstanding[],
  event: 'timedOut' | 'connectionLost',
): void {
  const publishesAgain = context.memory.settings.republish === 'unconfirmed';
  const states = new Set(unanswered.map(({ state }) => nextState(chart, state, event, { publishesAgain })));
  if (states.size === 0) return;
  const values = unanswered.map(({ publication }) => publication.value).join(', ');
  if (states.has('again')) {
    context.story.rule('rabbitmq.publisher.republish');
    context.story.milestone('retry', 'rabbit.publisher.timeout-again', { publisher: context.name, values });
    publishAgain(
      context,
      unanswered.map(({ publication }) => publication),
    );
    return;
  }
  context.story.rule('rabbitmq.publisher.give-up');
  context.story.milestone('timeout', 'rabbit.publisher.gave-up', { publisher: context.name, values });
  const error = event === 'timedOut' ? 'TIMEOUT' : 'CONNECTION_LOST';
  for (const { publication } of unanswered) context.recordSend(publication, { type: 'info', error });
}

function publishAgain(context: PublisherContext, publications: readonly Publication[]): void {
  const again = publications.map((publication) => ({ ...publication, mayBeThere: true }));
  context.change({ again: [...context.memory.again, ...again] });
}
