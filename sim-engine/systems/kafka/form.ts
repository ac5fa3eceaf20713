/** Form of what a Kafka scenario adds: topics, and how clients use them (scenario.ts). */
import type { FormBuilders, SystemForm } from '../scenarioForm.ts';

/** Enough for every lesson, small enough for a browser. */
export const KAFKA_LIMITS = { topics: 8, partitions: 64 } as const;

export function kafkaForm<Field>(build: FormBuilders<Field>): SystemForm<Field> {
  const { topics, partitions } = KAFKA_LIMITS;
  const { brokers } = build.limits;
  const replicas = build.list(build.list(build.name(), { min: 1, max: brokers }), { min: 1, max: partitions });
  const topic = build.fields({
    name: build.name(),
    partitions: build.integer(1, partitions),
    replicationFactor: build.integer(1, brokers),
    replicas: build.optional(replicas),
    settings: build.optional(build.settings('topic')),
  });
  return {
    topology: {
      controllers: build.optional(build.integer(1, 1)),
      topics: build.list(topic, { min: 1, max: topics }),
    },
    producer: { topic: build.name(), partition: build.optional(build.integer(0, partitions - 1)) },
    consumer: { group: build.name(), topics: build.list(build.name(), { min: 1, max: topics }) },
    processing: {
      commit: build.choice(['auto', 'after-processing', 'before-processing']),
      thread: build.choice(['poll', 'handoff']),
    },
  };
}
