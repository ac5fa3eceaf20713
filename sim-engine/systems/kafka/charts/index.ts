/**
 * Kafka's statecharts: the control states of its roles, in the field's terms.
 * Data (logs, epochs, members, offsets) stays in the rooms beside; a chart says only which state comes after which event.
 */
import { brokerLifecycle, brokerLifecycleMachine } from './brokerLifecycle.ts';
import { brokerRegistration, brokerRegistrationMachine } from './brokerRegistration.ts';
import { consumerMember, consumerMemberMachine } from './consumerMember.ts';
import { consumerPosition, consumerPositionMachine } from './consumerPosition.ts';
import { group, groupMachine } from './group.ts';
import { isrState, isrStateMachine } from './isrState.ts';
import { producerBatch, producerBatchMachine } from './producerBatch.ts';
import { replicaRole, replicaRoleMachine } from './replicaRole.ts';

export {
  brokerLifecycle,
  brokerRegistration,
  consumerMember,
  consumerPosition,
  group,
  isrState,
  producerBatch,
  replicaRole,
};
export type { BrokerLifecycleEvent, BrokerLifecycleState } from './brokerLifecycle.ts';
export type { BrokerRegistrationEvent, BrokerRegistrationState } from './brokerRegistration.ts';
export type { ConsumerMemberEvent, ConsumerMemberState } from './consumerMember.ts';
export type { ConsumerPositionEvent, ConsumerPositionState } from './consumerPosition.ts';
export type { GroupChartState, GroupEvent } from './group.ts';
export type { IsrEvent, IsrState } from './isrState.ts';
export type { ProducerBatchEvent, ProducerBatchState } from './producerBatch.ts';
export type { ReplicaRoleEvent, ReplicaRoleState } from './replicaRole.ts';

/** Every chart with the machine that it was compiled from. */
export const charts = [
  { machine: replicaRoleMachine, chart: replicaRole },
  { machine: isrStateMachine, chart: isrState },
  { machine: brokerLifecycleMachine, chart: brokerLifecycle },
  { machine: brokerRegistrationMachine, chart: brokerRegistration },
  { machine: groupMachine, chart: group },
  { machine: consumerMemberMachine, chart: consumerMember },
  { machine: consumerPositionMachine, chart: consumerPosition },
  { machine: producerBatchMachine, chart: producerBatch },
] as const;
