/** A node's client connections: opened, kept alive, gone. */
import { closeConnection, handle } from '../node/node.ts';
import type { FromClient, ToClient } from '../wire.ts';
import { connectionName, type BrokerContext } from './context.ts';
import { BROKER_TIMERS } from './memory.ts';

/** Something arrives from a client. What belongs to a connection that is gone is not heard. */
export function hearClient(context: BrokerContext, machine: number, message: FromClient): void {
  if (message.kind === 'connection.open') return open(context, machine, message);
  const client = context.memory.clients.find(({ wireName }) => wireName === message.connection);
  if (client === undefined) return;
  const { connection } = client;
  if (client.heartbeatMicros > 0) noteHeard(context, connection);
  if (message.kind === 'heartbeat') return;
  const { channel, method } = message as Extract<FromClient, { channel: number }>;
  context.take(handle(context.node, { connection, channel, method }, context.turn.now, context.turn));
}

/** A client has one connection at a time: whoever opens another one has given up the one before, and its end may be lost. */
function open(
  context: BrokerContext,
  machine: number,
  message: Extract<FromClient, { kind: 'connection.open' }>,
): void {
  const { turn } = context;
  const { connection: wireName, heartbeatMicros } = message;
  if (!context.isServing || context.memory.isFresh) return refuse(context, machine, wireName);
  clientGone(context, machine);
  const connection = connectionName(wireName, context.name, context.life);
  const client = { connection, wireName, machine, heartbeatMicros, heardAt: turn.now };
  context.change({ clients: [...context.memory.clients, client] });
  const answer: ToClient = { kind: 'connection.open-ok', connection: wireName, isAnswer: true };
  turn.send(machine, answer);
  context.story.note('rabbit.connection.opened', { client: context.places.names[machine] ?? '', node: context.name });
  armHeartbeat(context, machine, heartbeatMicros);
}

function refuse(context: BrokerContext, machine: number, connection: string): void {
  const answer: ToClient = { kind: 'connection.refused', connection, isAnswer: true };
  context.turn.send(machine, answer);
  const client = context.places.names[machine] ?? '';
  const { name: node, memory } = context;
  context.story.note('rabbit.connection.refused', { client, node, reason: memory.mode });
}

function armHeartbeat(context: BrokerContext, machine: number, heartbeatMicros: number): void {
  if (heartbeatMicros > 0) context.turn.setTimer(BROKER_TIMERS.heartbeat, machine, Math.floor(heartbeatMicros / 2));
}

function noteHeard(context: BrokerContext, connection: string): void {
  const heardAt = context.turn.now;
  context.change({
    clients: context.memory.clients.map((client) =>
      client.connection === connection ? { ...client, heardAt } : client,
    ),
  });
}

/** Time for a heartbeat to a client, or to notice that it is silent. */
export function beatClient(context: BrokerContext, machine: number): void {
  const { turn, memory } = context;
  for (const client of memory.clients) {
    if (client.machine !== machine) continue;
    if (turn.now - client.heardAt > 2 * client.heartbeatMicros) {
      context.story.rule('rabbitmq.connection.heartbeat');
      context.story.milestone('timeout', 'rabbit.connection.lost', {
        client: context.places.names[machine] ?? '',
        node: context.name,
        seconds: Math.floor(client.heartbeatMicros / 1_000_000),
      });
      turn.disconnect(machine);
      endClient(context, client.connection);
    } else {
      const beat: ToClient = { kind: 'heartbeat', connection: client.wireName };
      turn.send(machine, beat);
      armHeartbeat(context, machine, client.heartbeatMicros);
    }
  }
}

/** A client's machine is gone: so are its connections. */
export function clientGone(context: BrokerContext, machine: number): void {
  for (const client of context.memory.clients) {
    if (client.machine === machine) endClient(context, client.connection);
  }
}

function endClient(context: BrokerContext, connection: string): void {
  context.forget(connection);
  context.take(closeConnection(context.node, connection, context.turn.now, context.turn));
}
