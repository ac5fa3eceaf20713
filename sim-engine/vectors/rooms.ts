/** The systems that answer test vectors, by name. */
import { kafkaVectorAreas } from '../systems/kafka/vectors.ts';
import { rabbitmqVectorAreas } from '../systems/rabbitmq/vectors.ts';
import type { VectorAreas } from '../systems/vectorArea.ts';

export const VECTOR_ROOMS: Readonly<Record<string, VectorAreas>> = {
  kafka: kafkaVectorAreas,
  rabbitmq: rabbitmqVectorAreas,
};
