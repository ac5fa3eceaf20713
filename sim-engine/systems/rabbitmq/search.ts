/** What a search must know of RabbitMQ: its clocks, its routine, and an administrator's moves worth trying. */
import type { World } from '../../host/world.ts';
import { APPLICATION_CLOCKS } from '../../apps/machines.ts';
import type { AdminMove, SearchHints } from '../searchHints.ts';
import { nodeOf, queueOf } from './contents.ts';
import { serverOf } from './copies.ts';
import { readyCount } from './node/records.ts';
import type { Places } from './places.ts';
import { sameBinding, type Binding } from './rules/routing/exchange.ts';
import type { BindingSpec } from './scenario.ts';

/**
 * Readings of clocks, ticks that count like one, and numbers that only tell one request from another. Names stay: sessions,
 * lives and terms say what belongs together and what comes too late.
 */
const CLOCKS: ReadonlySet<string> = new Set([
  ...APPLICATION_CLOCKS,
  'atMicros',
  'correlation',
  'dueAt',
  'expiresAtMicros',
  'heardAt',
  'nextCheckMicros',
  'quietPolls',
  'quietTicks',
  'readyAtMicros',
  'sentAtMicros',
  'sinceMicros',
  'timeMicros',
  'usedAtMicros',
  'writtenBackAt',
]);

/** What changes while nothing happens. */
const ROUTINE: ReadonlySet<string> = new Set(['dueAt', 'heardAt', 'quietPolls', 'quietTicks']);

function stopsOf(places: Places): readonly AdminMove[] {
  return places.brokers.map((machine) => ({
    arguments: { node: places.names[machine] ?? '' },
    applies: (world) => world.machines[machine]?.process === 'running',
  }));
}

/** One move for each binding of the scenario. */
function bindingsOf(places: Places, presence: 'there' | 'gone'): readonly AdminMove[] {
  return places.topology.bindings.map((spec, binding) => ({
    arguments: { binding },
    applies: (world) => presenceOf(places, world, bindingOf(spec)) === presence,
  }));
}

function bindingOf({ from, to, toKind = 'queue', key = '', headers = {} }: BindingSpec): Binding {
  return { source: from, destination: { kind: toKind, name: to }, routingKey: key, arguments: headers };
}

/** Every node knows all bindings: the first one that runs is asked. Null: none runs. */
function presenceOf(places: Places, world: World, binding: Binding): 'there' | 'gone' | null {
  const machine = places.brokers.find((broker) => world.machines[broker]?.process === 'running');
  if (machine === undefined) return null;
  const isThere = nodeOf(world, machine)?.bindings.some((other) => sameBinding(other, binding)) ?? false;
  return isThere ? 'there' : 'gone';
}

function purgesOf(places: Places): readonly AdminMove[] {
  return places.topology.queues.map((queue) => ({
    arguments: { queue: queue.name },
    applies: (world) => {
      const server = serverOf(places, world, queue);
      const record = server === null ? undefined : queueOf(nodeOf(world, server), queue.name);
      return record !== undefined && record.type !== 'stream' && readyCount(record) > 0;
    },
  }));
}

/** RabbitMQ's hints for one cluster. */
export function rabbitSearchHints(places: Places): SearchHints {
  return {
    clocks: CLOCKS,
    routine: ROUTINE,
    deathConcerns: 'neighbours',
    adminMoves: (operation) => {
      switch (operation) {
        case 'stopNode':
          return stopsOf(places);
        case 'deleteBinding':
          return bindingsOf(places, 'there');
        case 'addBinding':
          return bindingsOf(places, 'gone');
        case 'purgeQueue':
          return purgesOf(places);
        default:
          return [];
      }
    },
  };
}
