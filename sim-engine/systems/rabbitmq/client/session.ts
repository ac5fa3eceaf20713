/**
 * A client's connection: opened, kept alive by heartbeats, lost, opened again with the next node.
 *
 * Models: one connection and one channel per client; automatic recovery as the Java client does it (a pause, then the next
 * address). Its state moves along the chart `connection`. Leaves out: channels that are reopened on a living connection (a channel that the node closes costs the connection).
 * Faults that reach it: crash, pause and stop of either end, cut, held and slow links.
 * Source: docs/heartbeats.md, docs/api-guide (Java client, automatic recovery); ConnectionFactory.java for the defaults.
 */
import { nextState } from '../../../chart/nextState.ts';
import type { Input } from '../../../host/input.ts';
import type { Turn } from '../../../host/turn.ts';
import type { Micros } from '../../../kernel/time.ts';
import { connection as chart, type ConnectionEvent, type ConnectionState } from '../charts/index.ts';
import type { ClientMethod, ServerMethod } from '../node/methods.ts';
import { clientFrame, type FromClient, type ToClient } from '../wire.ts';
import { narrator } from '../narrator.ts';

/** The handshake of the Java client gives up after this (DEFAULT_HANDSHAKE_TIMEOUT). */
const HANDSHAKE_MICROS = 10_000_000;

export const SESSION_TIMERS = { handshake: 'handshake', reconnect: 'reconnect', heartbeat: 'heartbeat' } as const;

/** The only channel of a client. */
export const CHANNEL = 1;

export interface Session {
  readonly state: ConnectionState;
  /** Machine number of the node. */
  readonly node: number;
  /** Connections that this process has tried so far: part of the next one's name. */
  readonly tried: number;
  /** Name of the connection, unique in a run. */
  readonly connection: string;
  readonly heardAt: Micros;
  /** Why the node does not read this connection, or null. */
  readonly blocked: string | null;
}

/** Is the handshake done, and the connection not lost? A blocked one is open. */
export function isOpen({ state }: Pick<Session, 'state'>): boolean {
  return state === 'open.running' || state === 'open.blocked';
}

/** Moves along the chart, with what changes at the same time. */
function move(session: Session, event: ConnectionEvent, change: Partial<Omit<Session, 'state'>> = {}): Session {
  return { ...session, ...change, state: nextState(chart, session.state, event) };
}

export interface SessionConfig {
  readonly name: string;
  /** Machine numbers of all nodes. */
  readonly nodes: readonly number[];
  readonly names: readonly string[];
  readonly heartbeatMicros: Micros;
  readonly recoveryMicros: Micros;
}

export type SessionEvent =
  | { readonly kind: 'opened' }
  | { readonly kind: 'lost' }
  | { readonly kind: 'blocked' }
  | { readonly kind: 'unblocked' }
  | { readonly kind: 'method'; readonly method: ServerMethod };

export interface SessionStep {
  readonly session: Session;
  readonly event: SessionEvent | null;
}

/** Connects for the first time. */
export function startSession(turn: Turn, config: SessionConfig, node: number): Session {
  const unconnected = { state: chart.initial, node, tried: 0, connection: '', heardAt: turn.now, blocked: null };
  return connect(turn, config, unconnected);
}

function connect(turn: Turn, config: SessionConfig, from: Session): Session {
  const tried = from.tried + 1;
  const connection = `${config.name}#${turn.incarnation}.${tried}`;
  const open: FromClient = { kind: 'connection.open', connection, heartbeatMicros: config.heartbeatMicros };
  turn.send(from.node, open);
  turn.setTimer(SESSION_TIMERS.handshake, 0, HANDSHAKE_MICROS);
  return move(from, 'pauseOver', { tried, connection, heardAt: turn.now });
}

/** Says a method on the channel. Only while the connection is open. */
export function say(turn: Turn, session: Session, method: ClientMethod): void {
  turn.send(session.node, clientFrame(session.connection, CHANNEL, method));
}

/** What an input means for the connection. Inputs that do not concern it have no event. */
export function sessionInput(session: Session, input: Input, turn: Turn, config: SessionConfig): SessionStep {
  switch (input.kind) {
    case 'message':
      return input.from === session.node && isOfSession(session, input.message as ToClient)
        ? receive(session, input.message as ToClient, turn, config)
        : { session, event: null };
    case 'disconnected':
      return input.peer === session.node && session.state !== 'waiting'
        ? lose(session, turn, config)
        : { session, event: null };
    case 'timer':
      return sessionTimer(session, input.name, turn, config);
    default:
      return { session, event: null };
  }
}

function isOfSession(session: Session, message: ToClient): boolean {
  return session.state !== 'waiting' && message.connection === session.connection;
}

function receive(before: Session, message: ToClient, turn: Turn, config: SessionConfig): SessionStep {
  const session = { ...before, heardAt: turn.now };
  if (message.kind === 'heartbeat') return { session, event: null };
  if (message.kind === 'connection.refused') return lose(session, turn, config);
  if (message.kind === 'connection.open-ok') {
    turn.cancelTimer(SESSION_TIMERS.handshake, 0);
    armHeartbeat(turn, config);
    return { session: move(session, 'opened'), event: { kind: 'opened' } };
  }
  const { method } = message as Extract<ToClient, { method: ServerMethod }>;
  switch (method.type) {
    case 'connection.close':
      return lose(session, turn, config);
    case 'channel.close':
      return hangUp(session, turn, config);
    case 'connection.blocked':
      return { session: move(session, 'blocked', { blocked: method.reason }), event: { kind: 'blocked' } };
    case 'connection.unblocked':
      return { session: move(session, 'unblocked', { blocked: null }), event: { kind: 'unblocked' } };
    default:
      return { session, event: { kind: 'method', method } };
  }
}

function sessionTimer(session: Session, timer: string, turn: Turn, config: SessionConfig): SessionStep {
  switch (timer) {
    case SESSION_TIMERS.handshake:
      return session.state === 'opening' ? hangUp(session, turn, config) : { session, event: null };
    case SESSION_TIMERS.reconnect:
      return session.state === 'waiting'
        ? { session: connect(turn, config, session), event: null }
        : { session, event: null };
    case SESSION_TIMERS.heartbeat:
      return isOpen(session) ? beat(session, turn, config) : { session, event: null };
    default:
      return { session, event: null };
  }
}

function armHeartbeat(turn: Turn, { heartbeatMicros }: SessionConfig): void {
  if (heartbeatMicros > 0) turn.setTimer(SESSION_TIMERS.heartbeat, 0, Math.floor(heartbeatMicros / 2));
}

/**
 * Name: heartbeat
 * Who: a client and its node, each for itself
 * Means: both send something at least every half interval, and take a peer that was silent for two intervals for gone. This is
 *   how a client learns of a link that is cut without a word, and how a node takes back what a vanished consumer held
 * Enabled when: heartbeats are not switched off (0)
 * Changes: the connection, if the peer was silent
 */
function beat(session: Session, turn: Turn, config: SessionConfig): SessionStep {
  narrator(turn).rule('rabbitmq.connection.heartbeat');
  if (turn.now - session.heardAt > 2 * config.heartbeatMicros) {
    narrator(turn).milestone('timeout', 'rabbit.connection.lost', {
      client: config.name,
      node: config.names[session.node] ?? '',
      seconds: Math.floor(config.heartbeatMicros / 1_000_000),
    });
    return hangUp(session, turn, config);
  }
  turn.send(session.node, { kind: 'heartbeat', connection: session.connection } as FromClient);
  armHeartbeat(turn, config);
  return { session, event: null };
}

/** Ends the connection from this side. */
export function hangUp(session: Session, turn: Turn, config: SessionConfig): SessionStep {
  if (session.state !== 'waiting') turn.disconnect(session.node);
  return lose(session, turn, config);
}

function lose(session: Session, turn: Turn, config: SessionConfig): SessionStep {
  turn.cancelTimer(SESSION_TIMERS.handshake, 0);
  turn.cancelTimer(SESSION_TIMERS.heartbeat, 0);
  turn.setTimer(SESSION_TIMERS.reconnect, 0, config.recoveryMicros);
  const next = config.nodes[(config.nodes.indexOf(session.node) + 1) % config.nodes.length] as number;
  narrator(turn).rule('rabbitmq.publisher.reconnect');
  narrator(turn).note('rabbit.publisher.reconnects', {
    client: config.name,
    node: config.names[session.node] ?? '',
    next: config.names[next] ?? '',
    millis: Math.floor(config.recoveryMicros / 1_000),
  });
  return { session: move(session, 'lost', { node: next, blocked: null }), event: { kind: 'lost' } };
}
