/** Fetches that wait for data (DelayedFetch): answered when there is enough of it, when something went wrong, or when time is up. */
import type { FetchRequest, ReplicaFetchRequest } from '../protocol.ts';
import { answerConsumerFetch } from './consumerFetch.ts';
import type { BrokerContext } from './context.ts';
import { answerReplicaFetch } from './replicaFetch.ts';

type AnyFetch = FetchRequest | ReplicaFetchRequest;

/** Answers a fetch if there is anything to say; `mustAnswer` when its time is up. Returns whether it was answered. */
function tryAnswer(context: BrokerContext, from: number, request: AnyFetch, when: 'ready' | 'now'): boolean {
  return request.kind === 'ReplicaFetchRequest'
    ? answerReplicaFetch(context, from, request, when)
    : answerConsumerFetch(context, from, request, when);
}

/** Answers at once if possible, otherwise lets the fetch wait. */
export function answerOrWait(context: BrokerContext, from: number, request: AnyFetch): void {
  if (tryAnswer(context, from, request, 'ready')) return;
  const others = context.memory.waitingFetches.filter((waiting) => waiting.from !== from);
  context.memory = { ...context.memory, waitingFetches: [...others, { from, request }] };
  context.turn.setTimer('fetch-wait', from, request.maxWaitMicros);
}

/** A partition has changed: answers the fetches that were waiting for that. */
export function wakeFetches(context: BrokerContext, partition: number): void {
  for (const waiting of context.memory.waitingFetches) {
    if (!waiting.request.partitions.some((asked) => asked.partition === partition)) continue;
    if (tryAnswer(context, waiting.from, waiting.request, 'ready')) forgetFetch(context, waiting.from);
  }
}

/** A fetch has waited long enough. */
export function expireFetch(context: BrokerContext, from: number): void {
  const waiting = context.memory.waitingFetches.find((fetch) => fetch.from === from);
  if (waiting === undefined) return;
  tryAnswer(context, from, waiting.request, 'now');
  forgetFetch(context, from);
}

/** Drops the waiting fetch of a node: answered, or its connection is gone. */
export function forgetFetch(context: BrokerContext, from: number): void {
  const waitingFetches = context.memory.waitingFetches.filter((waiting) => waiting.from !== from);
  if (waitingFetches.length === context.memory.waitingFetches.length) return;
  context.memory = { ...context.memory, waitingFetches };
  context.turn.cancelTimer('fetch-wait', from);
}
