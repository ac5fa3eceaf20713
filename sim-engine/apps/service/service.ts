/**
 * A service: workers that carry out the program of an endpoint for one order after the other, and programs that start by
 * themselves.
 *
 * Models: a limited number of workers and a limited backlog (BUSY), steps that wait for other services, databases and producer
 * clients, timeouts after which nobody knows, repeated attempts with back-off, an answer before the end, a memory that is gone
 * in a crash.
 * Leaves out: threads that share memory, request bodies, cancelling work whose caller has given up.
 * Faults that reach it: crash, restart, powerLoss (with the clients of its process), pause, slow node, cut and slow links, lost
 * answers.
 */
import type { Behaviour } from '../../host/cluster.ts';
import type { Input } from '../../host/input.ts';
import { firstNumber, type ApplicationMessage } from '../messages.ts';
import {
  backoffOver,
  callTimeout,
  databaseTimeout,
  hearCall,
  hearClient,
  hearDatabase,
  peerLost,
  workDone,
} from './answers.ts';
import { ServiceContext, type ServiceWorld } from './context.ts';
import type { ServiceMemory } from './memory.ts';
import { takeRequest } from './programs.ts';
import { beginRound, hearRows, roundLost, ROUND_TIMER, ROWS_TIMER, roundsLost, startRounds } from './rounds.ts';
import { BACKOFF_TIMER, CALL_TIMER, DATABASE_TIMER, WORK_TIMER } from './steps.ts';

/** Makes the behaviour of one service. */
export function serviceBehaviour(world: ServiceWorld): Behaviour {
  return {
    handle(memory, input, turn) {
      const before = input.kind === 'start' ? newMemory(turn.incarnation) : (memory as ServiceMemory);
      const context = new ServiceContext(turn, world, before);
      react(context, input);
      return context.memory;
    },
  };
}

function newMemory(incarnation: number): ServiceMemory {
  return { correlation: firstNumber(incarnation), cases: [], waiting: [], rounds: [], seenUntilMicros: {} };
}

function react(context: ServiceContext, input: Input): void {
  switch (input.kind) {
    case 'start':
      return startRounds(context);
    case 'message':
      return hear(context, input.from, input.message as ApplicationMessage);
    case 'timer':
      return TIMERS[input.name]?.(context, input.subject);
    case 'disconnected':
      peerLost(context, input.peer);
      return roundsLost(context, input.peer);
    default:
      return undefined;
  }
}

const TIMERS: Readonly<Record<string, (context: ServiceContext, subject: number) => void>> = {
  [WORK_TIMER]: workDone,
  [CALL_TIMER]: callTimeout,
  [BACKOFF_TIMER]: backoffOver,
  [DATABASE_TIMER]: databaseTimeout,
  [ROUND_TIMER]: beginRound,
  [ROWS_TIMER]: roundLost,
};

function hear(context: ServiceContext, from: number, message: ApplicationMessage): void {
  switch (message.kind) {
    case 'CallRequest':
      return takeRequest(context, from, message);
    case 'CallResponse':
      return hearCall(context, message);
    case 'CommitResponse':
      return hearDatabase(context, message);
    case 'SubmitResponse':
      return hearClient(context, message);
    case 'RowsResponse':
      return hearRows(context, message);
    default:
      return undefined;
  }
}
