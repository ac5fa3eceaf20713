/** What the brokers of a stage keep: logs, which readers go through, or queues, which are emptied. */
import type { Stage } from '../worker/protocol.ts';

export function keepsWhat(stage: Stage): 'log' | 'queue' {
  return stage.nodes.some((node) => node.shelves.some(({ kind }) => kind === 'queue')) ? 'queue' : 'log';
}
