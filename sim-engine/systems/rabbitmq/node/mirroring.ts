/**
 * The leader's side of a mirrored classic queue: who has to have a message before its publisher is told.
 *
 * Each step that changes the queue is an update with a number, and an update is the queue as it is then: values share what
 * they have in common, so this costs no more than naming the change. See rules/cluster/mirrors.ts for the rules.
 */
import type { Draft } from './draft.ts';
import { hear } from './verdicts.ts';
import type { MessageOrigin } from './internode.ts';
import type { Mirroring } from './value.ts';

/** Lets a publisher wait until all mirrors that the leader sees have the message; at once, where there are none. */
export function confirmWhenMirrored(draft: Draft, queue: string, origin: MessageOrigin): void {
  const mirroring = draft.queue(queue)?.mirroring ?? null;
  if (mirroring === null || mirroring.mirrors.length === 0) {
    hear(draft, origin, { queue, verdict: 'accepted' });
    return;
  }
  const waiting = [...mirroring.waiting, { number: mirroring.number + 1, origin }];
  draft.changeQueue(queue, (record) => ({ ...record, mirroring: { ...mirroring, waiting } }));
}

/** The mirrors that the leader sees now. One that is gone does not count any more; one that has come has nothing yet. */
export function changeMirrors(draft: Draft, queue: string, nodes: readonly string[]): void {
  const before = draft.queue(queue)?.mirroring ?? { mirrors: [], number: 0, waiting: [] };
  const mirrors = nodes.map((node) => before.mirrors.find((mirror) => mirror.node === node) ?? { node, upTo: 0 });
  const changed = { ...before, mirrors };
  draft.changeQueue(queue, (record) => ({ ...record, mirroring: changed }));
  release(draft, queue, changed);
}

/** A mirror has an update, and so all before it. */
export function noteMirrored(draft: Draft, queue: string, has: { readonly node: string; readonly upTo: number }): void {
  const before = draft.queue(queue)?.mirroring ?? null;
  if (before === null) return;
  const mirrors = before.mirrors.map((mirror) => (mirror.node === has.node ? has : mirror));
  const changed = { ...before, mirrors };
  draft.changeQueue(queue, (record) => ({ ...record, mirroring: changed }));
  release(draft, queue, changed);
}

/** @see canConfirm */
function release(draft: Draft, queue: string, mirroring: Mirroring): void {
  const upTo = Math.min(...mirroring.mirrors.map((mirror) => mirror.upTo), mirroring.number);
  const isReady = mirroring.mirrors.length === 0 ? () => true : (wait: { number: number }) => wait.number <= upTo;
  const ready = mirroring.waiting.filter(isReady);
  if (ready.length === 0) return;
  draft.story.rule('rabbitmq.mirror.confirm');
  const waiting = mirroring.waiting.filter((wait) => !isReady(wait));
  draft.changeQueue(queue, (record) => ({ ...record, mirroring: { ...mirroring, waiting } }));
  for (const { origin } of ready) hear(draft, origin, { queue, verdict: 'accepted' });
}
