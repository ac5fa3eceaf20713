/**
 * Kafka's statecharts: the control states of its roles, in the field's terms.
 * Data (logs, epochs, members, offsets) stays in the rooms beside; a chart says only which state comes after which event.
 */
import { brokerLifecycle, brokerLifecycleMachine } from './brokerLifecycle.ts';
import { group, groupMachine } from './group.ts';
import { replicaRole, replicaRoleMachine } from './replicaRole.ts';

export { brokerLifecycle, group, replicaRole };
export type { BrokerLifecycleEvent, BrokerLifecycleState } from './brokerLifecycle.ts';
export type { GroupChartState, GroupEvent } from './group.ts';
export type { ReplicaRoleEvent, ReplicaRoleState } from './replicaRole.ts';

/** Every chart with the machine that it was compiled from. */
export const charts = [
  { machine: replicaRoleMachine, chart: replicaRole },
  { machine: brokerLifecycleMachine, chart: brokerLifecycle },
  { machine: groupMachine, chart: group },
] as const;
