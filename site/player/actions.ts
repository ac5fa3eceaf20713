/** Actions in a few words. */
import type { PlayerWords } from '../i18n/index.ts';
import type { Action, ToldOperationDefinition } from '../worker/protocol.ts';
import { seconds } from './format.ts';

/** E.g. `4.812 s: Crash broker-1`. */
export function describeAction(
  action: Action,
  operations: readonly ToldOperationDefinition[],
  words: PlayerWords,
): string {
  const label = operations.find((operation) => operation.name === action.operation)?.label ?? action.operation;
  const given = Object.values(action.arguments).map(String).join(words.listSeparator);
  return `${words.seconds(seconds(action.at))}: ${label}${given === '' ? '' : ` (${given})`}`;
}
