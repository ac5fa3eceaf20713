/** Kafka's charts against Kafka's rules and the states that its roles keep, and the stories that lessons tell with them. */
import { describe, expect, expectTypeOf, it } from 'vitest';
import { advance } from '../../../../sim-engine/chart/compile.ts';
import { factsAskedBy, valuations } from '../../../../sim-engine/chart/conform.ts';
import {
  brokerLifecycle,
  brokerRegistration,
  consumerMember,
  consumerPosition,
  group,
  isrState,
  producerBatch,
  replicaRole,
  type BrokerRegistrationEvent,
  type BrokerRegistrationState,
  type ConsumerMemberState,
  type ConsumerPositionState,
} from '../../../../sim-engine/systems/kafka/charts/index.ts';
import type { Membership, Position } from '../../../../sim-engine/systems/kafka/client/consumer/memory.ts';
import {
  nextBrokerState,
  type BrokerControlState,
} from '../../../../sim-engine/systems/kafka/rules/brokerHeartbeat.ts';
import {
  inState,
  newClassicGroup,
  type ClassicGroup,
  type GroupState,
} from '../../../../sim-engine/systems/kafka/rules/classicGroupState.ts';

describe('group', () => {
  const moves = group.states.flatMap((from) =>
    group.events.flatMap((event) =>
      valuations(factsAskedBy(group, event)).map((facts) => ({ from, to: advance(group, from, event, facts).state })),
    ),
  );
  const goes = (from: GroupState, to: GroupState): boolean =>
    moves.some((move) => move.from === from && move.to === to);

  it('moves between states exactly as the coordinator allows', () => {
    for (const from of group.states) {
      for (const to of group.states) {
        if (from === to) continue;
        const state: ClassicGroup = { ...newClassicGroup(), state: from };
        const allowed = (): boolean => {
          try {
            return inState(state, to).state === to;
          } catch {
            return false;
          }
        };
        expect(goes(from, to), `${from} to ${to}`).toBe(allowed());
      }
    }
  });

  it('is Empty when the join phase ends and nobody is left', () => {
    expect(advance(group, 'PreparingRebalance', 'joinPhaseEnded', { hasMembers: false }).state).toBe('Empty');
  });

  it('rebalances again when it changes before the assignment is stored', () => {
    expect(advance(group, 'CompletingRebalance', 'memberRemoved').state).toBe('PreparingRebalance');
  });

  it('does not begin another rebalance while one is being prepared', () => {
    expect(advance(group, 'PreparingRebalance', 'memberAdded').state).toBe('PreparingRebalance');
  });
});

describe('brokerRegistration', () => {
  const CONTROL: Partial<Record<BrokerRegistrationState, BrokerControlState>> = {
    fenced: 'FENCED',
    unfenced: 'UNFENCED',
    controlledShutdown: 'CONTROLLED_SHUTDOWN',
  };
  const HEARTBEATS: Partial<Record<BrokerRegistrationEvent, { wantFence: boolean; wantShutDown: boolean }>> = {
    wantsToServe: { wantFence: false, wantShutDown: false },
    wantsFence: { wantFence: true, wantShutDown: false },
    wantsShutDown: { wantFence: false, wantShutDown: true },
    wantsFenceAndShutDown: { wantFence: true, wantShutDown: true },
  };
  const cases = (Object.entries(CONTROL) as [BrokerRegistrationState, BrokerControlState][]).flatMap(
    ([state, current]) =>
      (Object.keys(HEARTBEATS) as BrokerRegistrationEvent[]).flatMap((event) =>
        valuations(['caughtUp', 'leadsPartitions', 'othersCaughtUp']).map((facts) => ({
          state,
          current,
          event,
          facts,
        })),
      ),
  );

  it('answers every heartbeat as the rule of the controller does', () => {
    expect(cases).toHaveLength(3 * 4 * 8);
    for (const { state, current, event, facts } of cases) {
      const step = advance(brokerRegistration, state, event, facts);
      const next = nextBrokerState({
        current,
        ...(HEARTBEATS[event] as { wantFence: boolean; wantShutDown: boolean }),
        caughtUpWithOwnRegistrationRecord: facts['caughtUp'] === true,
        leadsPartitions: facts['leadsPartitions'] === true,
        controlledShutdownCaughtUp: facts['othersCaughtUp'] === true,
      });
      // A broker that may stop now is fenced first: the chart has no state of its own for it.
      const expected = next === 'SHUTDOWN_NOW' ? 'FENCED' : next;
      expect(CONTROL[step.state], `${state} on ${event} ${JSON.stringify(facts)}`).toBe(expected);
    }
  });

  it('fences a broker that fell silent', () => {
    expect(advance(brokerRegistration, 'unfenced', 'sessionExpired').state).toBe('fenced');
  });

  it('does nothing to a silent broker that is fenced already', () => {
    expect(advance(brokerRegistration, 'fenced', 'sessionExpired').transition).toBe(-1);
  });
});

describe('replicaRole', () => {
  it('fetches only after it has found out where its log parts from the one of its leader', () => {
    const elected = advance(replicaRole, 'leader', 'becomeFollower');
    const cut = advance(replicaRole, elected.state, 'diverged');
    const agreed = advance(replicaRole, cut.state, 'checked');
    expect([elected.state, cut.state, agreed.state]).toEqual([
      'follower.truncating',
      'follower.truncating',
      'follower.fetching',
    ]);
  });

  it('checks again in every new leader epoch', () => {
    expect(advance(replicaRole, 'follower.fetching', 'becomeFollower').state).toBe('follower.truncating');
  });

  it('a leader does not truncate, whatever a follower says', () => {
    expect(advance(replicaRole, 'leader', 'diverged').transition).toBe(-1);
  });

  it('the end of the process ends every role', () => {
    for (const state of replicaRole.states) expect(advance(replicaRole, state, 'stopped').state).toBe('offline');
  });
});

describe('isrState', () => {
  it('asks for one change at a time', () => {
    const { state } = advance(isrState, 'committed', 'shrink');
    expect(state).toBe('pendingShrink');
    expect(advance(isrState, state, 'expand').transition).toBe(-1);
  });

  it('takes a refused change back, and keeps one without an answer', () => {
    expect(advance(isrState, 'pendingExpand', 'ineligible').state).toBe('committed');
    expect(advance(isrState, 'pendingExpand', 'retriableError').state).toBe('pendingExpand');
  });

  it('waits for the metadata log when the request was stale', () => {
    expect(advance(isrState, 'pendingShrink', 'superseded').state).toBe('pendingShrink');
    expect(advance(isrState, 'pendingShrink', 'metadataApplied').state).toBe('committed');
  });
});

describe('brokerLifecycle', () => {
  it('serves only after the controller has unfenced it', () => {
    const started = advance(brokerLifecycle, 'notRunning', 'start', { isRegistered: false });
    const registered = advance(brokerLifecycle, started.state, 'registered');
    const unfenced = advance(brokerLifecycle, registered.state, 'unfenced');
    expect([started.state, registered.state, unfenced.state]).toEqual(['starting', 'recovery', 'running']);
  });

  it('can end in every state', () => {
    for (const state of brokerLifecycle.states) {
      expect(advance(brokerLifecycle, state, 'stopped').state).toBe('notRunning');
    }
  });
});

describe('producerBatch', () => {
  const steps = producerBatch.states.flatMap((state) =>
    producerBatch.events.flatMap((event) =>
      valuations([...producerBatch.facts]).map((facts) => ({
        state,
        facts,
        to: advance(producerBatch, state, event, facts).state,
      })),
    ),
  );

  it('never fails for certain when an attempt may be in the log', () => {
    const failed = steps.filter(({ state, to }) => state !== 'failed' && to === 'failed');
    expect(failed.length).toBeGreaterThan(0);
    expect(failed.filter(({ facts }) => facts['mayBeWritten'] === true)).toEqual([]);
  });

  it('has no certain failure left once delivery.timeout.ms is over while the answer is missing', () => {
    expect(advance(producerBatch, 'inFlight', 'deliveryTimeout').state).toBe('unknown');
  });

  it('is retried as long as it may be', () => {
    expect(advance(producerBatch, 'inFlight', 'retriableError', { canRetry: true }).state).toBe('retrying');
    expect(advance(producerBatch, 'inFlight', 'retriableError', { canRetry: false, mayBeWritten: true }).state).toBe(
      'unknown',
    );
  });
});

describe('consumerMember', () => {
  it('has the states that a consumer keeps in memory', () => {
    expectTypeOf<ConsumerMemberState>().toEqualTypeOf<Membership['state']>();
    expect(consumerMember.initial).toBe('unjoined');
  });

  it('gives up what it owns before it joins again', () => {
    const polled = advance(consumerMember, 'stable', 'rejoin', { ownsPartitions: true });
    expect([polled.state, advance(consumerMember, polled.state, 'revoked').state]).toEqual(['preparing', 'joining']);
  });

  it('joins at once when it owns nothing', () => {
    expect(advance(consumerMember, 'stable', 'rejoin', { ownsPartitions: false }).state).toBe('joining');
  });

  it('is a member of nothing when the group went on without it', () => {
    expect(advance(consumerMember, 'stable', 'membershipLost').state).toBe('unjoined');
  });
});

describe('consumerPosition', () => {
  it('has the states that a consumer keeps in memory', () => {
    expectTypeOf<ConsumerPositionState>().toEqualTypeOf<Position['state']>();
    expect(consumerPosition.initial).toBe('initializing');
  });

  it('checks its position when a new leader epoch is known, and not before it has one', () => {
    expect(advance(consumerPosition, 'fetching', 'newLeaderEpoch').state).toBe('awaitValidation');
    expect(advance(consumerPosition, 'initializing', 'newLeaderEpoch').transition).toBe(-1);
  });

  it('is reset by policy only when nobody can say where the logs part', () => {
    expect(advance(consumerPosition, 'awaitValidation', 'truncationFound').state).toBe('fetching');
    expect(advance(consumerPosition, 'awaitValidation', 'truncationPointUnknown').state).toBe('awaitReset');
  });
});
