/** The part of `bench` that routes: how many messages a second through a topic exchange with very many bindings. */
import { performance } from 'node:perf_hooks';
import { routingBench } from '../systems/rabbitmq/presets/routingBench.ts';

const BINDINGS = 10_000;
const MESSAGES = 100_000;

/** Messages a second, the median of the rounds (the first, which builds the index, does not count), and queues reached by each. */
export function measureRouting(options: {
  readonly rounds: number;
  readonly median: (values: readonly number[]) => number;
}): {
  readonly topicBindings: number;
  readonly topicMessagesPerSecond: number;
  readonly topicQueuesPerMessage: number;
} {
  const routeMessages = routingBench(BINDINGS);
  const reached = routeMessages(MESSAGES);
  const rates = Array.from({ length: options.rounds }, () => {
    const start = performance.now();
    routeMessages(MESSAGES);
    return (MESSAGES / (performance.now() - start)) * 1_000;
  });
  return {
    topicBindings: BINDINGS,
    topicMessagesPerSecond: Math.round(options.median(rates)),
    topicQueuesPerMessage: Number((reached / MESSAGES).toFixed(2)),
  };
}
