/**
 * The fault alphabet and its healing: what may be done to machines and links. Every operation says in words what it did;
 * one that does not apply (crash of what is down) or exceeds the fault budget is refused in words and changes nothing.
 */
import { linkIndex, type Link } from './link.ts';
import { afterPowerLoss } from './disk.ts';
import type { Action } from './action.ts';
import type { Draft } from './draft.ts';
import type { SettingValue } from './settings.ts';
import type { Machine } from './machine.ts';

type Arguments = Readonly<Record<string, SettingValue>>;

/** Carries out one operation. False: it does not apply now. */
type Operation = (draft: Draft, args: Arguments) => boolean;

function machineNamed(draft: Draft, name: SettingValue | undefined): number {
  return draft.cluster.machines.findIndex((machine) => machine.name === name);
}

/** Applies `change` to a machine named in an argument. */
function onMachine(change: (draft: Draft, id: number, machine: Machine, args: Arguments) => boolean): Operation {
  return (draft, args) => {
    const id = machineNamed(draft, args['node']);
    return id !== -1 && change(draft, id, draft.machine(id), args);
  };
}

/** Applies `change` to the links named by two arguments: one way or both ways. */
function onLinks(
  names: { readonly from: string; readonly to: string; readonly ways: 1 | 2 },
  change: (link: Link, args: Arguments) => Link,
): Operation {
  return (draft, args) => {
    const from = machineNamed(draft, args[names.from]);
    const to = machineNamed(draft, args[names.to]);
    if (from === -1 || to === -1 || from === to) return false;
    changeLink(draft, from, to, (link) => change(link, args));
    if (names.ways === 2) changeLink(draft, to, from, (link) => change(link, args));
    return true;
  };
}

function changeLink(draft: Draft, from: number, to: number, change: (link: Link) => Link): void {
  const index = linkIndex(from, to, draft.machineCount);
  draft.setLink(index, change(draft.link(index)));
}

function start(draft: Draft, id: number, machine: Machine): void {
  const previous = machine.process === 'powered-off' ? 'powered-off' : machine.incarnation === 0 ? 'none' : 'crashed';
  draft.setMachine(id, { ...machine, process: 'running', incarnation: machine.incarnation + 1, busyUntil: 0 });
  draft.touchLinksInto(id);
  if (previous === 'powered-off') {
    for (let peer = 0; peer < draft.machineCount; peer += 1) if (peer !== id) draft.announceEnd(id, peer);
  }
  draft.dispatch(id, { kind: 'start', previous });
}

/** Starts a machine's process for the first time, when the world begins. */
export function firstStart(draft: Draft, id: number): void {
  start(draft, id, draft.machine(id));
}

function end(process: 'down' | 'powered-off') {
  return onMachine((draft, id, machine) => {
    if (machine.process !== 'running' && machine.process !== 'paused') return false;
    const role = draft.cluster.machines[id]?.role;
    if (role === 'consumer' || role === 'producer') draft.record(id, { f: 'crash', type: 'info' });
    if (process === 'powered-off') draft.setMachine(id, { ...machine, disk: afterPowerLoss(machine.disk) });
    draft.stopProcess(id, process);
    return true;
  });
}

function restart(draft: Draft, id: number, machine: Machine): boolean {
  if (machine.process !== 'down' && machine.process !== 'powered-off') return false;
  start(draft, id, machine);
  return true;
}

function resume(draft: Draft, id: number, machine: Machine): boolean {
  if (machine.process !== 'paused') return false;
  draft.setMachine(id, { ...machine, process: 'running' });
  draft.touchLinksInto(id);
  draft.dispatch(id, { kind: 'resumed' });
  return true;
}

function slowDown(draft: Draft, id: number, machine: Machine, micros: number): boolean {
  draft.setMachine(id, { ...machine, slowMicros: micros, busyUntil: 0 });
  draft.touchLinksInto(id);
  return true;
}

function healAll(draft: Draft): boolean {
  const nodes = draft.machineCount;
  for (let index = 0; index < nodes * nodes; index += 1) {
    const link = draft.link(index);
    if (link.state === 'open' && link.extraMicros === 0 && !link.losesNextResponse) continue;
    draft.setLink(index, { ...link, state: 'open', extraMicros: 0, losesNextResponse: false });
  }
  for (let id = 0; id < nodes; id += 1) {
    if (draft.machine(id).slowMicros > 0) slowDown(draft, id, draft.machine(id), 0);
    resume(draft, id, draft.machine(id));
    restart(draft, id, draft.machine(id));
  }
  draft.healedAt = draft.now;
  return true;
}

function numberOf(value: SettingValue | undefined): number {
  return typeof value === 'number' ? value : 0;
}

const OPERATIONS: Readonly<Record<string, Operation>> = {
  crash: end('down'),
  powerLoss: end('powered-off'),
  restart: onMachine(restart),
  diskLoss: onMachine((draft, id, machine) => {
    if (machine.process !== 'down' && machine.process !== 'powered-off') return false;
    draft.setMachine(id, { ...machine, disk: [] });
    return true;
  }),
  pause: onMachine((draft, id, machine) => {
    if (machine.process !== 'running') return false;
    draft.setMachine(id, { ...machine, process: 'paused' });
    draft.touchLinksInto(id);
    return true;
  }),
  resume: onMachine(resume),
  slowNode: onMachine((draft, id, machine, args) => slowDown(draft, id, machine, numberOf(args['micros']))),
  isolate: onMachine((draft, id) => {
    for (let peer = 0; peer < draft.machineCount; peer += 1) {
      if (peer === id) continue;
      changeLink(draft, id, peer, (link) => ({ ...link, state: 'cut' }));
      changeLink(draft, peer, id, (link) => ({ ...link, state: 'cut' }));
    }
    return true;
  }),
  cut: onLinks({ from: 'a', to: 'b', ways: 2 }, (link) => ({ ...link, state: 'cut' })),
  cutOneWay: onLinks({ from: 'from', to: 'to', ways: 1 }, (link) => ({ ...link, state: 'cut' })),
  hold: onLinks({ from: 'from', to: 'to', ways: 1 }, (link) => ({ ...link, state: 'held' })),
  release: onLinks({ from: 'from', to: 'to', ways: 1 }, (link) => ({ ...link, state: 'open' })),
  healLink: onLinks({ from: 'a', to: 'b', ways: 2 }, (link) => ({ ...link, state: 'open', extraMicros: 0 })),
  slowLink: onLinks({ from: 'a', to: 'b', ways: 2 }, (link, args) => ({
    ...link,
    extraMicros: numberOf(args['micros']),
  })),
  loseResponse: onLinks({ from: 'from', to: 'to', ways: 1 }, (link) => ({ ...link, losesNextResponse: true })),
  healAll,
};

/** Operations that end a fault: never limited by a budget. */
const HEALING: ReadonlySet<string> = new Set(['restart', 'resume', 'release', 'healLink', 'healAll']);

/** Is this an operation of the host (as opposed to one of the system's own)? */
export function isHostOperation(operation: string): boolean {
  return operation in OPERATIONS;
}

/** Carries out an action of the host's alphabet. */
export function applyFault(draft: Draft, action: Action): void {
  const { operation } = action;
  const params = { operation, ...stringArguments(action.arguments) };
  const used = draft.faults[operation] ?? 0;
  const limit = draft.cluster.faultBudget[operation];
  if (!HEALING.has(operation) && limit !== undefined && used >= limit) {
    draft.milestone('fault', 'fault.over-budget', { ...params, limit });
    return;
  }
  const kind = HEALING.has(operation) ? 'heal' : 'fault';
  draft.milestone(kind, `action.${operation}`, params);
  const applied = (OPERATIONS[operation] as Operation)(draft, action.arguments);
  if (!applied) draft.note('fault.does-not-apply', params);
  else if (!HEALING.has(operation)) draft.faults = { ...draft.faults, [operation]: used + 1 };
}

function stringArguments(args: Arguments): Record<string, string | number> {
  const result: Record<string, string | number> = {};
  for (const [name, value] of Object.entries(args)) result[name] = typeof value === 'number' ? value : String(value);
  return result;
}
