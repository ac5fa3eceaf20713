/** What an observer sees of applications at any step: what is left to do, what stands in tables, how much waits. */
import type { LogView, ObservedTable } from '../host/history.ts';
import type { Sentence } from '../host/sentence.ts';
import type { World } from '../host/world.ts';
import { NEVER } from '../kernel/time.ts';
import { commitsWaiting, tablesOn } from './applicationDatabase.ts';
import { effectNames, type Applications, type PeriodicSpec } from './applications.ts';
import type { CallerMemory } from './caller.ts';
import type { ApplicationMessage } from './messages.ts';
import { occupiesWorker, type ServiceMemory } from './service/memory.ts';
import { rowsOf, type Tables } from './tables.ts';

/** A scenario's applications and the names of all machines, by number. */
export interface ApplicationPlaces {
  readonly applications: Applications;
  readonly names: readonly string[];
}

function memoryOf(places: ApplicationPlaces, world: World, name: string): unknown {
  return world.machines[places.names.indexOf(name)]?.memory;
}

/** The tables of a database by its name. */
export function tablesOf(places: ApplicationPlaces, world: World, database: string): Tables {
  return tablesOn(world.machines[places.names.indexOf(database)]?.disk ?? []);
}

/**
 * Is it the answer to a call that its caller has given up? What the machine remembers tells: customers have their open calls,
 * services the numbers that their cases wait for. Of others, and of a machine that is down, nothing is known.
 */
export function isLateAnswer(message: ApplicationMessage, receiver: unknown): boolean {
  if (message.kind !== 'CallResponse' || typeof receiver !== 'object' || receiver === null) return false;
  const { correlation } = message;
  if ('pausing' in receiver && 'open' in receiver) {
    return !(receiver as CallerMemory).open.some((call) => call.correlation === correlation);
  }
  if (!('cases' in receiver)) return false;
  return !(receiver as ServiceMemory).cases.some((each) => each.askedNumber === correlation);
}

/** Customers who are still to come, or who wait; null: all have come, and know what became of their orders. */
export function callersPending(places: ApplicationPlaces, world: World): Sentence | null {
  for (const { name } of places.applications.callers) {
    const memory = memoryOf(places, world, name) as CallerMemory | undefined;
    if (memory === undefined) continue;
    const count = memory.open.length + memory.pausing.length;
    if (count > 0) return { key: 'pending.caller', params: { caller: name, count } };
    if (memory.arrivalAtMicros !== NEVER) return { key: 'pending.caller-to-come', params: { caller: name } };
  }
  return null;
}

/** The first thing that applications still have to do; null at rest. */
export function applicationsPending(places: ApplicationPlaces, world: World): Sentence | null {
  return callersPending(places, world) ?? servicesPending(places, world) ?? rowsPending(places, world);
}

function servicesPending(places: ApplicationPlaces, world: World): Sentence | null {
  for (const { name } of places.applications.services) {
    const memory = memoryOf(places, world, name) as ServiceMemory | undefined;
    const count = (memory?.cases.length ?? 0) + (memory?.waiting.length ?? 0);
    if (count > 0) return { key: 'pending.service', params: { service: name, count } };
  }
  for (const { name } of places.applications.databases) {
    const count = commitsWaiting(memoryOf(places, world, name));
    if (count > 0) return { key: 'pending.commits', params: { database: name, count } };
  }
  return null;
}

/** Rows that a periodic program is still to find. */
function rowsPending(places: ApplicationPlaces, world: World): Sentence | null {
  for (const { name, periodic = [] } of places.applications.services) {
    for (const { rows } of periodic) {
      const count = rowsLeft(places, world, rows);
      if (count > 0) return { key: 'pending.rows', params: { service: name, table: rows.table, count } };
    }
  }
  return null;
}

function rowsLeft(places: ApplicationPlaces, world: World, { database, table, state }: PeriodicSpec['rows']): number {
  return rowsOf(tablesOf(places, world, database), table).items.filter((row) => row.state === state).length;
}

/** What an observer's view says of applications; nothing when the scenario has none. */
export function observeApplications(
  places: ApplicationPlaces,
  world: World,
): Pick<LogView, 'tables' | 'services' | 'effects' | 'agreements'> {
  const { services, databases, agreements } = places.applications;
  if (services.length + databases.length === 0) return {};
  return {
    effects: places.applications.expects ?? effectNames(places.applications),
    ...(agreements === undefined ? {} : { agreements }),
    tables: databases.flatMap(({ name, tables }) => {
      const content = tablesOf(places, world, name);
      return tables.map((table) => ({ database: name, table, rows: observedRows(content, table) }));
    }),
    services: services.map(({ name }) => {
      const memory = memoryOf(places, world, name) as ServiceMemory | undefined;
      const working = memory?.cases.filter(occupiesWorker).length ?? 0;
      return { service: name, waiting: memory?.waiting.length ?? 0, working };
    }),
  };
}

function observedRows(tables: Tables, table: string): ObservedTable['rows'] {
  const counters = Object.entries(tables.counters[table] ?? {});
  return [
    ...rowsOf(tables, table).items.map(({ key, state }) => ({ key, state })),
    ...counters
      .map(([key, value]) => ({ key, state: String(value) }))
      .toSorted((left, right) => (left.key < right.key ? -1 : 1)),
  ];
}
