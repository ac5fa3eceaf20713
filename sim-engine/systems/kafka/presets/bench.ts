/** What `npm run bench` measures: 3 brokers, RF 3, acks=all, two producers, a group of two; all timeouts are Kafka's own. */
import bench from './bench.json' with { type: 'json' };
import type { KafkaScenario } from '../scenario.ts';

export const benchScenario = bench as unknown as KafkaScenario;
