/** What a search must know of RabbitMQ: its clocks, its routine, and an administrator's moves worth trying. */
import type { AdminMove, SearchHints } from '../searchHints.ts';
import type { Places } from './places.ts';

/** Readings of clocks, and numbers that only tell one request from another. */
const CLOCKS: ReadonlySet<string> = new Set([
  'correlation',
  'dueAt',
  'expiresAtMicros',
  'heardAt',
  'nextCheckMicros',
  'readyAtMicros',
  'sentAtMicros',
  'since',
  'sinceMicros',
  'timeMicros',
  'usedAtMicros',
]);

/** What changes while nothing happens. */
const ROUTINE: ReadonlySet<string> = new Set(['dueAt', 'heardAt']);

function stopsOf(places: Places): readonly AdminMove[] {
  return places.brokers.map((machine) => ({
    arguments: { node: places.names[machine] ?? '' },
    applies: (world) => world.machines[machine]?.process === 'running',
  }));
}

/** RabbitMQ's hints for one cluster. */
export function rabbitSearchHints(places: Places): SearchHints {
  return {
    clocks: CLOCKS,
    routine: ROUTINE,
    adminMoves: (operation) => (operation === 'stopNode' ? stopsOf(places) : []),
  };
}
