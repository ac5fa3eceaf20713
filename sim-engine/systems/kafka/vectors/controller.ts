/** Vectors of the controller: changes of a partition, and answers to a broker's heartbeat. */
import type { Json, VectorArea } from '../../vectorArea.ts';
import { nextBrokerState } from '../rules/brokerHeartbeat.ts';
import {
  changePartition,
  type PartitionChangeOptions,
  type PartitionChangeRecord,
  type PartitionRegistration,
} from '../rules/partitionChange.ts';
import { Fields } from './fields.ts';

const RECOVERY_STATES = ['RECOVERED', 'RECOVERING'] as const;

function registrationOf(fields: Fields): PartitionRegistration {
  return {
    replicas: fields.integers('replicas'),
    isr: fields.integers('isr'),
    elr: fields.integers('elr', []),
    lastKnownElr: fields.integers('lastKnownElr', []),
    removing: fields.integers('removing', []),
    adding: fields.integers('adding', []),
    leader: fields.integer('leader'),
    leaderEpoch: fields.integer('leaderEpoch'),
    partitionEpoch: fields.integer('partitionEpoch'),
    recoveryState: fields.choice('recoveryState', RECOVERY_STATES, 'RECOVERED'),
  };
}

function registrationJson(registration: PartitionRegistration): Json {
  return { ...registration };
}

/** A record as the vectors write it: the recovery state is a number there. */
function recordJson(record: PartitionChangeRecord): Json {
  const { recoveryState, ...fields } = record;
  const written: Json = JSON.parse(JSON.stringify(fields));
  return recoveryState === undefined
    ? written
    : { ...(written as Record<string, Json>), recoveryState: RECOVERY_STATES.indexOf(recoveryState) };
}

/** A metadata version as its two numbers: `3.7-IV2` is 3 and 7. */
function versionOf(input: Fields): readonly [number, number] {
  const match = /^(\d+)\.(\d+)/.exec(input.text('metadataVersion', '4.3-IV0'));
  return match === null ? [4, 3] : [Number(match[1]), Number(match[2])];
}

function isBefore(version: readonly [number, number], major: number, minor: number): boolean {
  return version[0] < major || (version[0] === major && version[1] < minor);
}

/** Does an input ask for anything, or could its leader not stay? */
function asksForNothing(before: PartitionRegistration, options: PartitionChangeOptions): boolean {
  return !changePartition(before, options).changed && options.isAcceptableLeader(before.leader);
}

/**
 * Vectors do not name log directories. Of the recorded calls, only the ones that change nothing but directories run under a metadata
 * version newer than the recorded release (4.3), so a call under such a version that asks for nothing is one of them.
 */
function directoriesChanged(input: Fields, before: PartitionRegistration, options: PartitionChangeOptions): boolean {
  return !isBefore(versionOf(input), 4, 4) && asksForNothing(before, options);
}

function answerPartitionChange(given: Json): Json {
  const input = Fields.of(given);
  const before = registrationOf(input.object('before'));
  const acceptable = input.integers('acceptableLeaders');
  const options: PartitionChangeOptions = {
    isAcceptableLeader: (broker) => acceptable.includes(broker),
    minInSyncReplicas: input.integer('minISR'),
    election: input.choice('election', ['ONLINE', 'PREFERRED', 'UNCLEAN'], 'ONLINE'),
    elrEnabled: input.flag('elrEnabled', false),
    useLastKnownLeader: input.flag('useLastKnownLeader', true),
    targetIsr: input.integers('targetIsr', before.isr),
    targetReplicas: input.integers('targetReplicas', before.replicas),
    targetRemoving: input.integers('targetRemoving', before.removing),
    targetAdding: input.integers('targetAdding', before.adding),
    targetRecoveryState: input.choice('targetRecoveryState', RECOVERY_STATES, before.recoveryState),
    uncleanShutdownReplicas: input.integers('uncleanShutdownReplicas', []),
    bumpLeaderEpochOnIsrShrink: isBefore(versionOf(input), 3, 6),
  };
  const change = changePartition(before, {
    ...options,
    directoriesChanged: directoriesChanged(input, before, options),
  });
  if (!change.changed) return { changed: false };
  return { changed: true, record: recordJson(change.record ?? {}), after: registrationJson(change.after) };
}

function answerHeartbeat(given: Json): Json {
  const input = Fields.of(given);
  const next = nextBrokerState({
    current: input.choice('current', ['FENCED', 'UNFENCED', 'CONTROLLED_SHUTDOWN', 'SHUTDOWN_NOW']),
    wantFence: input.flag('wantFence', false),
    wantShutDown: input.flag('wantShutDown', false),
    caughtUpWithOwnRegistrationRecord: input.flag('caughtUpWithOwnRegistrationRecord', false),
    leadsPartitions: input.flag('hasLeaderships', false),
    controlledShutdownCaughtUp: input.flag('lowestActiveOffset>=controlledShutdownOffset', false),
  });
  return { next };
}

export const leaderElectionArea: VectorArea = { answer: answerPartitionChange, matching: 'exact' };
export const brokerHeartbeatArea: VectorArea = { answer: answerHeartbeat, matching: 'exact' };
