/** The words of all systems: what scenarios and links are checked against. Light enough for a page that runs nothing. */
import { kafkaVocabulary } from './kafka/vocabulary.ts';
import type { SystemVocabulary } from './vocabulary.ts';

export const VOCABULARIES: readonly SystemVocabulary[] = [kafkaVocabulary];
