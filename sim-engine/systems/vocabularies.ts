/** The words of all systems: what scenarios and links are checked against. Light enough for a page that runs nothing. */
import { invariant } from '../kernel/invariant.ts';
import type { Scenario } from '../scenario/types.ts';
import { kafkaVocabulary } from './kafka/vocabulary.ts';
import { rabbitVocabulary } from './rabbitmq/vocabulary.ts';
import type { SystemVocabulary } from './vocabulary.ts';

export const VOCABULARIES: readonly SystemVocabulary[] = [kafkaVocabulary, rabbitVocabulary];

/** @throws {InvariantError} when there is no such system; a parsed scenario always names one that exists */
export function vocabularyOf({ system }: Pick<Scenario, 'system'>): SystemVocabulary {
  const found = VOCABULARIES.find((vocabulary) => vocabulary.system === system);
  invariant(found !== undefined, 'a parsed scenario names a system that exists');
  return found;
}
