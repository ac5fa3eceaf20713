/** Where a message goes: to queues that somebody can reach. */
import type { Message } from '../rules/message.ts';
import { route } from '../rules/routing/route.ts';
import type { Draft } from './draft.ts';

/** Names of the queues to which a message goes. */
export function targetsOf(draft: Draft, exchange: string, message: Message): readonly string[] {
  const { exchanges, bindings, queues, config } = draft.node;
  const reachable = new Set(queues.filter(({ homeDown }) => homeDown === null).map(({ name }) => name));
  return route({ exchanges, bindings, queues: reachable, version: config.version }, exchange, message);
}
