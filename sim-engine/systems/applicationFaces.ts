/** How services, customers, their databases and what they say look: the same in every system. */
import { commitsWaiting } from '../apps/applicationDatabase.ts';
import { ordersMade, type CallerMemory } from '../apps/caller.ts';
import type { ApplicationMessage } from '../apps/messages.ts';
import { tablesOf, type ApplicationPlaces } from '../apps/outlook.ts';
import { keyOfOrder, orderOf } from '../apps/recordNames.ts';
import { occupiesWorker, type ServiceMemory } from '../apps/service/memory.ts';
import { rowsOf } from '../apps/tables.ts';
import { isResponse } from '../host/message.ts';
import type { World } from '../host/world.ts';
import type { Fact, MessageMark } from '../view/scene.ts';
import type { MessageFace, NodeFace } from './door.ts';
import { markOf } from './marks.ts';

/** Squares that a card shows; the rest is a number. */
const HELD_MAX = 8;

/** An order, or something about one, as the square of its key. */
function orderMark(value: string): MessageMark {
  return markOf({ key: keyOfOrder(orderOf(value)), value });
}

function face(facts: readonly Fact[], held: readonly string[], more: Partial<NodeFace> = {}): NodeFace {
  const shown = held.slice(0, HELD_MAX).map(orderMark);
  return { status: null, facts, shelves: [], held: shown, heldTotal: held.length, charts: [], ...more };
}

/** A machine of applications. */
export function applicationNodeFace(places: ApplicationPlaces, world: World, machine: number): NodeFace {
  const name = places.names[machine] ?? '';
  const { services, databases } = places.applications;
  const { memory, disk = [] } = world.machines[machine] ?? {};
  const service = services.find((each) => each.name === name);
  if (service !== undefined) {
    const { cases = [], waiting = [] } = (memory as ServiceMemory | undefined) ?? {};
    const working = cases.filter(occupiesWorker).length;
    const facts: readonly Fact[] = [
      { key: 'fact.service-workers', params: { working, concurrency: service.concurrency } },
      { key: 'fact.service-backlog', params: { waiting: waiting.length, backlog: service.backlog } },
    ];
    const held = [...cases, ...waiting].map(({ order }) => order);
    return face(facts, held, service.external === true ? { external: true } : {});
  }
  if (databases.some((each) => each.name === name)) return databaseFace(places, world, { name, memory });
  const open = (memory as CallerMemory | undefined)?.open ?? [];
  const facts: readonly Fact[] = [
    { key: 'fact.caller-orders', params: { made: ordersMade(disk) } },
    { key: 'fact.caller-waiting', params: { count: open.length } },
  ];
  return face(
    facts,
    open.map(({ order }) => order),
  );
}

function databaseFace(
  places: ApplicationPlaces,
  world: World,
  { name, memory }: { readonly name: string; readonly memory: unknown },
): NodeFace {
  const tables = tablesOf(places, world, name);
  const spec = places.applications.databases.find((each) => each.name === name);
  const waiting = commitsWaiting(memory);
  const facts: Fact[] = waiting > 0 ? [{ key: 'fact.commits-waiting', params: { count: waiting } }] : [];
  for (const table of spec?.tables ?? []) {
    const counters = Object.entries(tables.counters[table] ?? {}).toSorted(([left], [right]) =>
      left < right ? -1 : 1,
    );
    for (const [item, value] of counters) facts.push({ key: 'fact.counter', params: { table, item, value } });
    const count = rowsOf(tables, table).length;
    if (counters.length === 0) facts.push({ key: 'fact.table-rows', params: { table, count } });
  }
  const rows = (spec?.tables ?? []).flatMap((table) => rowsOf(tables, table).items);
  const newest = rows.toSorted((left, right) => right.number - left.number).slice(0, HELD_MAX);
  return { ...face(facts, newest.map(({ key }) => key).toReversed()), heldTotal: rows.length };
}

/** What applications say: whatever is about an order carries its square; an answer may carry an error. */
export function applicationMessageFace(message: ApplicationMessage): MessageFace {
  return {
    marks: valuesOf(message).map(orderMark),
    error: 'error' in message ? message.error : null,
    answer: isResponse(message),
    routine: message.kind === 'RowsRequest' || (message.kind === 'RowsResponse' && message.keys.length === 0),
  };
}

function valuesOf(message: ApplicationMessage): readonly string[] {
  switch (message.kind) {
    case 'CallRequest':
      return [message.message];
    case 'SubmitRequest':
    case 'TransactionRequest':
      return [message.order];
    case 'RowsResponse':
      return message.keys;
    default:
      return [];
  }
}
