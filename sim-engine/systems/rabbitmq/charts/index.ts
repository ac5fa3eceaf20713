/**
 * RabbitMQ's statecharts: the control states of its roles, in the field's terms.
 * Data stays in the rooms beside; a chart says only which state comes after which event.
 *
 * Run by the code, which throws when it does what its chart does not know: `connection`, `publication`, `consumerWork`,
 * `quorumMember`, and of `channel` the choice of its mode. Checked from outside: `queueMessage`, by an observer of every step of
 * a queue (rules/queue/lifeCycle.ts). Read off for the picture: `queueProcess`, and whether a `channel` is open.
 */
import { channel, channelMachine } from './channel.ts';
import { connection, connectionMachine } from './connection.ts';
import { consumerWork, consumerWorkMachine } from './consumerWork.ts';
import { publication, publicationMachine } from './publication.ts';
import { queueMessage, queueMessageMachine } from './queueMessage.ts';
import { queueProcess, queueProcessMachine } from './queueProcess.ts';
import { quorumMember, quorumMemberMachine } from './quorumMember.ts';

export { channel, connection, consumerWork, publication, queueMessage, queueProcess, quorumMember };
export type { ChannelChartEvent, ChannelChartState } from './channel.ts';
export type { ConnectionEvent, ConnectionState } from './connection.ts';
export type { ConsumerWorkEvent, ConsumerWorkState } from './consumerWork.ts';
export type { PublicationEvent, PublicationState } from './publication.ts';
export type { QueueMessageEvent, QueueMessageFact, QueueMessageState } from './queueMessage.ts';
export type { QueueProcessEvent, QueueProcessState } from './queueProcess.ts';
export type { QuorumMemberEvent, QuorumMemberState } from './quorumMember.ts';

/** Every chart with the machine that it was compiled from. */
export const charts = [
  { machine: queueMessageMachine, chart: queueMessage },
  { machine: queueProcessMachine, chart: queueProcess },
  { machine: quorumMemberMachine, chart: quorumMember },
  { machine: channelMachine, chart: channel },
  { machine: connectionMachine, chart: connection },
  { machine: publicationMachine, chart: publication },
  { machine: consumerWorkMachine, chart: consumerWork },
] as const;
