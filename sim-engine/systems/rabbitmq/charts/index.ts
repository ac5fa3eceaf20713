/**
 * RabbitMQ's statecharts: the control states of its roles, in the field's terms.
 * Data stays in the rooms beside; a chart says only which state comes after which event.
 */
import { quorumMember, quorumMemberMachine } from './quorumMember.ts';

export { quorumMember };
export type { QuorumMemberEvent, QuorumMemberState } from './quorumMember.ts';

/** Every chart with the machine that it was compiled from. */
export const charts = [{ machine: quorumMemberMachine, chart: quorumMember }] as const;
