/**
 * A RabbitMQ node as a process: it hears clients and other nodes, and lets the pure node (node/) decide.
 *
 * Models: client connections with heartbeats, the node's own deadlines, fsync, orderly stop and recovery after a crash.
 * Leaves out: see limits.ts.
 * Faults that reach it: all of the host's alphabet.
 */
import type { Behaviour } from '../../../host/cluster.ts';
import type { Input } from '../../../host/input.ts';
import { NEVER } from '../../../kernel/time.ts';
import { tick } from '../node/node.ts';
import { nextTimer } from '../node/timers.ts';
import type { RabbitNode } from '../node/value.ts';
import type { Places } from '../places.ts';
import type { FromClient } from '../wire.ts';
import { beatClient, clientGone, hearClient } from './clients.ts';
import { carryOutCommand } from './commands.ts';
import { BrokerContext } from './context.ts';
import { confirmSynced, persist, recover } from './disk.ts';
import { BROKER_TIMERS, type BrokerMemory } from './memory.ts';

/** Makes the behaviour of one node. `fresh`: the node when the cluster has just been made. */
export function brokerBehaviour(options: { readonly places: Places; readonly fresh: RabbitNode }): Behaviour {
  const { places, fresh } = options;
  return {
    handle(memory, input, turn) {
      const before = input.kind === 'start' ? undefined : (memory as BrokerMemory);
      const context = new BrokerContext(turn, places, before ?? newMemory(recover(turn, fresh)));
      react(context, input);
      persist(context, before?.node);
      armDeadlines(context);
      return context.memory;
    },
  };
}

function newMemory(node: RabbitNode): BrokerMemory {
  return { node, clients: [], syncing: null, dueAt: NEVER };
}

function react(context: BrokerContext, input: Input): void {
  const { turn } = context;
  switch (input.kind) {
    case 'message':
      return hearClient(context, input.from, input.message as FromClient);
    case 'disconnected':
      return clientGone(context, input.peer);
    case 'timer':
      if (input.name === BROKER_TIMERS.heartbeat) return beatClient(context, input.subject);
      context.change({ dueAt: NEVER });
      return context.take(tick(context.node, turn.now, turn));
    case 'synced':
      return confirmSynced(context);
    case 'command':
      return carryOutCommand(context, input);
    case 'start':
    case 'configured':
    case 'resumed':
      return undefined;
  }
}

/** The node wakes when something in it is due. */
function armDeadlines(context: BrokerContext): void {
  const due = nextTimer(context.node) ?? NEVER;
  if (due === context.memory.dueAt) return;
  context.change({ dueAt: due });
  const { turn } = context;
  if (due === NEVER) turn.cancelTimer(BROKER_TIMERS.deadlines, 0);
  else turn.setTimer(BROKER_TIMERS.deadlines, 0, due - turn.now);
}
