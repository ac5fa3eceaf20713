/** Where the work in hand stands on the chart `consumerWork`, which refuses what it does not know. */
import type { Facts } from '../../../chart/authoring.ts';
import { nextState } from '../../../chart/nextState.ts';
import { consumerWork, type ConsumerWorkEvent, type ConsumerWorkState } from '../charts/index.ts';
import type { Delivered, Work } from './consumerMemory.ts';

export function stateOfWork(work: Work | null): ConsumerWorkState {
  return work === null ? 'idle' : work.step;
}

/** The work after an event; null: nothing in hand. */
export function nextWork(
  work: Work | null,
  event: Exclude<ConsumerWorkEvent, 'begun'>,
  facts?: Facts<'isPoison' | 'goesOn'>,
): Work | null {
  const step = nextState(consumerWork, stateOfWork(work), event, facts);
  return step === 'idle' || work === null ? null : { ...work, step };
}

/** A delivered message is taken in hand. */
export function begunWork(before: Work | null, delivered: Delivered): Work | null {
  const step = nextState(consumerWork, stateOfWork(before), 'begun');
  return step === 'idle' ? null : { delivered, step };
}
