/**
 * Control states of a consumer, run by the tables of their charts: membership in the group, and each position.
 * An event that a chart does not know in a state changes nothing.
 */
import { advance } from '../../../../chart/compile.ts';
import { consumerMember, type ConsumerMemberEvent } from '../../charts/consumerMember.ts';
import { consumerPosition, type ConsumerPositionEvent } from '../../charts/consumerPosition.ts';
import type { ConsumerContext } from './context.ts';
import type { Position } from './memory.ts';

/** Something happened to the membership. */
export function memberEvent(context: ConsumerContext, event: ConsumerMemberEvent): void {
  const { membership, positions } = context.memory;
  const { state } = advance(consumerMember, membership.state, event, { ownsPartitions: positions.length > 0 });
  if (state !== membership.state) context.setMembership({ state });
}

/** Something happened to a position; `change` is what else becomes of it. */
export function positionEvent(
  context: ConsumerContext,
  position: Position,
  event: ConsumerPositionEvent,
  change: Partial<Position>,
): void {
  const { state } = advance(consumerPosition, position.state, event);
  context.setPosition(position.partition, { ...change, state });
}
