/**
 * What may be changed in a RabbitMQ scenario so that a failure becomes impossible. Each change is one that operators or
 * developers make; whether it helps, and what it costs, a search finds out.
 */
import type { Remedy } from '../remedy.ts';
import { isChange } from './remedies/candidate.ts';
import { consumerRemedies } from './remedies/consumers.ts';
import { mirrorRemedies } from './remedies/mirrors.ts';
import { publisherRemedies } from './remedies/publishers.ts';
import { queueRemedies } from './remedies/queues.ts';
import type { RabbitScenario } from './scenario.ts';

/** All changes that would change something. */
export function rabbitRemedies(scenario: RabbitScenario): readonly Remedy[] {
  return [publisherRemedies, queueRemedies, mirrorRemedies, consumerRemedies]
    .flatMap((remediesOf) => remediesOf(scenario))
    .filter(isChange);
}
