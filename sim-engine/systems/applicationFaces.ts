/** How services, customers, their databases and what they say look: the same in every system. */
import { commitsWaiting } from '../apps/applicationDatabase.ts';
import type { ServiceSpec } from '../apps/applications.ts';
import { ordersMade, type CallerMemory, type OpenCall } from '../apps/caller.ts';
import type { ApplicationMessage } from '../apps/messages.ts';
import { isLateAnswer, tablesOf, type ApplicationPlaces } from '../apps/outlook.ts';
import { keyOfOrder, orderOf } from '../apps/recordNames.ts';
import { occupiesWorker, type CaseState, type ServiceMemory } from '../apps/service/memory.ts';
import { rowsOf, type Tables } from '../apps/tables.ts';
import { isResponse } from '../host/message.ts';
import type { World } from '../host/world.ts';
import type { Fact, MessageMark, SceneService, SceneTable, SceneTask } from '../view/scene.ts';
import { effectsOf, refusedBy, toldTo } from './applicationDeeds.ts';
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
  if (service !== undefined) return serviceFace(service, world, memory as ServiceMemory | undefined);
  if (databases.some((each) => each.name === name)) return databaseFace(places, world, { name, memory });
  return customersFace(name, world, { memory: memory as CallerMemory | undefined, made: ordersMade(disk) });
}

function serviceFace(spec: ServiceSpec, world: World, memory: ServiceMemory | undefined): NodeFace {
  const { cases = [], waiting = [] } = memory ?? {};
  const { concurrency, backlog, external = false } = spec;
  const atWork = cases.filter(occupiesWorker);
  const facts: readonly Fact[] = [
    { key: 'fact.service-workers', params: { working: atWork.length, concurrency } },
    { key: 'fact.service-backlog', params: { waiting: waiting.length, backlog } },
  ];
  const orders = waiting.map(({ order }) => order);
  const effects = effectsOf(world, spec).map(({ name, orders: having }) => ({
    name,
    total: having.reduce((sum, [, times]) => sum + times, 0),
    orders: having.length,
    newest: having.slice(-HELD_MAX).map(([order, times]) => ({ mark: orderMark(order), times })),
  }));
  const service: SceneService = {
    workers: concurrency,
    tasks: atWork.map((each) => ({
      mark: orderMark(each.order),
      state: TASK_STATES[each.state],
      attempt: each.attempt,
    })),
    waiting: { marks: orders.slice(0, HELD_MAX).map(orderMark), total: orders.length },
    backlog,
    refused: refusedBy(world, spec.name),
    effects,
    external,
  };
  return face(facts, [...cases.map(({ order }) => order), ...orders], { service });
}

/** What a case waits for is told by the messages that are on their way. */
const TASK_STATES: Readonly<Record<CaseState, SceneTask['state']>> = {
  ready: 'works',
  working: 'works',
  calling: 'waits',
  committing: 'waits',
  sending: 'waits',
  'backing-off': 'pauses',
};

function customersFace(
  name: string,
  world: World,
  { memory, made }: { readonly memory: CallerMemory | undefined; readonly made: number },
): NodeFace {
  const { open = [], pausing = [] } = memory ?? {};
  const facts: readonly Fact[] = [
    { key: 'fact.caller-orders', params: { made } },
    { key: 'fact.caller-waiting', params: { count: open.length } },
  ];
  const task = (state: SceneTask['state'], { order, attempt }: OpenCall): SceneTask => ({
    mark: orderMark(order),
    state,
    attempt,
  });
  const tasks = [...open.map((call) => task('waits', call)), ...pausing.map((call) => task('pauses', call))];
  const held = open.map(({ order }) => order);
  return face(facts, held, { customers: { tasks, told: toldTo(world, name) } });
}

/** Rows of a table by state, in order of the states; a table of counters has those. */
function sceneTable(tables: Tables, name: string): SceneTable {
  const counts = new Map<string, number>(Object.entries(tables.counters[name] ?? {}));
  for (const { state } of rowsOf(tables, name).items) counts.set(state, (counts.get(state) ?? 0) + 1);
  const entries = [...counts].toSorted(([left], [right]) => (left < right ? -1 : 1));
  const { items } = rowsOf(tables, name);
  return {
    name,
    entries: entries.map(([entry, value]) => ({ name: entry, value })),
    newest: items.slice(-HELD_MAX).map(({ key }) => orderMark(key)),
    rows: items.length,
  };
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
  const sceneTables = (spec?.tables ?? []).map((table) => sceneTable(tables, table));
  const held = newest.map(({ key }) => key).toReversed();
  return face(facts, held, { heldTotal: rows.length, tables: sceneTables });
}

/** What applications say: whatever is about an order carries its square; an answer may carry an error. */
export function applicationMessageFace(message: ApplicationMessage, receiver?: unknown): MessageFace {
  return {
    ...(isLateAnswer(message, receiver) ? { late: true } : {}),
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
