/** Hand-made queues for the page that explains the signs, and for tests: one message after the other, by its value. */
import type { SceneBinding, SceneExchange, UnackedCell, QueueCell } from '../../sim-engine/view/scene.ts';
import type { StageQueue } from '../worker/protocol.ts';
import { sampleMark } from './sample.ts';

export function sampleQueueCell(value: string, entry: number, more: Partial<QueueCell> = {}): QueueCell {
  const base = {
    entry,
    mark: sampleMark(value),
    committed: true,
    durable: true,
    acknowledged: true,
    suspect: false,
    deliveries: 0,
  };
  return { ...base, ...more };
}

export function sampleUnacked(
  value: string,
  entry: number,
  { holder, ...more }: Partial<QueueCell> & { readonly holder: string },
): UnackedCell {
  return { ...sampleQueueCell(value, entry, { deliveries: 1, ...more }), holder };
}

const laneOf = <Item>(cells: readonly Item[]): { readonly cells: readonly Item[]; readonly total: number } => ({
  cells,
  total: cells.length,
});

/** A queue with these messages, ready (head first) and in consumers' hands. */
export function sampleQueue(
  name: string,
  messages: { readonly ready?: readonly QueueCell[]; readonly unacked?: readonly UnackedCell[] },
  more: Partial<StageQueue> = {},
): StageQueue {
  const base: StageQueue = {
    kind: 'queue',
    id: `${name}@1`,
    name,
    type: 'classic',
    role: 'only',
    zombie: false,
    inSync: true,
    epoch: -1,
    chartState: 'running',
    ready: laneOf(messages.ready ?? []),
    unacked: laneOf(messages.unacked ?? []),
    delayed: laneOf([]),
    consumers: [],
    singleActive: null,
    limit: null,
    full: false,
    facts: [],
  };
  return { ...base, ...more };
}

export function sampleBinding(to: string, key: string | null, toKind: SceneBinding['toKind'] = 'queue'): SceneBinding {
  return { to, toKind, key };
}

export function sampleExchange(name: string, type: string, bindings: readonly SceneBinding[]): SceneExchange {
  return { name, type, bindings };
}
