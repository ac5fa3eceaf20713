/**
 * Periodic programs (a relay, a reconciliation): every so often the service asks its database for rows in a state, and carries the
 * program out for one after the other. The next round begins when this one is over, so rounds never overlap.
 */
import { fromMillis } from '../../kernel/time.ts';
import type { RowsRequest, RowsResponse } from '../messages.ts';
import { orderOf } from '../recordNames.ts';
import type { PeriodicSpec } from '../applications.ts';
import type { ServiceContext } from './context.ts';
import type { Round } from './memory.ts';
import { beginCase } from './programs.ts';

export const ROUND_TIMER = 'service-round';
export const ROWS_TIMER = 'service-rows';

const NO_ROUND: Round = { correlation: -1, keys: [] };

/** How long a round waits for its rows before it is given up. */
const ROWS_TIMEOUT_MILLIS = 5_000;

/** Begins to wait for the first round of each periodic program. */
export function startRounds(context: ServiceContext): void {
  const { periodic = [] } = context.spec;
  context.change({ rounds: periodic.map(() => NO_ROUND) });
  periodic.forEach((_, place) => armRound(context, place));
}

function specOf(context: ServiceContext, place: number): PeriodicSpec {
  return context.spec.periodic?.[place] as PeriodicSpec;
}

function armRound(context: ServiceContext, place: number): void {
  setRound(context, place, NO_ROUND);
  context.turn.setTimer(ROUND_TIMER, place, fromMillis(specOf(context, place).everyMillis));
}

function setRound(context: ServiceContext, place: number, round: Round): void {
  context.change({ rounds: context.memory.rounds.with(place, round) });
}

/**
 * Name: Look for rows
 * Who: a service
 * Means: what a crash left undone is found in the database, for it is not in anybody's memory
 * Enabled when: the pause after the last round is over
 * Changes: the rows of this round
 */
export function beginRound(context: ServiceContext, place: number): void {
  const { database, table, state, olderThanMillis, limit } = specOf(context, place).rows;
  const correlation = context.nextNumber();
  const olderThanMicros = fromMillis(olderThanMillis);
  const request: RowsRequest = { kind: 'RowsRequest', correlation, table, state, olderThanMicros, limit };
  context.turn.rule('app.service.round');
  context.turn.note('app.service.looks', { service: context.name, table, state });
  setRound(context, place, { correlation, keys: [] });
  context.turn.send(context.machineNamed(database), request);
  context.turn.setTimer(ROWS_TIMER, place, fromMillis(ROWS_TIMEOUT_MILLIS));
}

/** The rows of a round are there. */
export function hearRows(context: ServiceContext, { correlation, keys }: RowsResponse): void {
  const place = context.memory.rounds.findIndex((round) => round.correlation === correlation);
  if (place === -1) return;
  context.turn.cancelTimer(ROWS_TIMER, place);
  setRound(context, place, { correlation: -1, keys });
  nextOfRound(context, place);
}

/** The next row of a round; when none is left, the round is over. */
export function nextOfRound(context: ServiceContext, place: number): void {
  const [key, ...keys] = context.memory.rounds[place]?.keys ?? [];
  if (key === undefined) return armRound(context, place);
  setRound(context, place, { correlation: -1, keys });
  context.turn.note('app.service.takes-row', { service: context.name, key });
  beginCase(context, { program: { kind: 'periodic', place }, asked: null, order: orderOf(key), message: key });
}

/** No rows came: the database is silent or gone. */
export function roundLost(context: ServiceContext, place: number): void {
  if (context.memory.rounds[place]?.correlation === -1) return;
  context.turn.cancelTimer(ROWS_TIMER, place);
  armRound(context, place);
}

/** The connection to a database is gone, and with it the answers of rounds that ask it. */
export function roundsLost(context: ServiceContext, peer: number): void {
  const { periodic = [] } = context.spec;
  periodic.forEach(({ rows }, place) => {
    if (context.machineNamed(rows.database) === peer) roundLost(context, place);
  });
}
