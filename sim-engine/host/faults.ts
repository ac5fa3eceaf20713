/**
 * The fault alphabet and its healing: what may be done to machines and links. Every operation says in words what it did;
 * one that does not apply (crash of what is down) or exceeds the fault budget is refused in words and changes nothing.
 */
import { companionsOf } from './cluster.ts';
import { linkIndex, type Link } from './link.ts';
import { afterPowerLoss } from './disk.ts';
import type { Action } from './action.ts';
import type { Draft } from './draft.ts';
import type { SettingValue } from './settings.ts';

type Arguments = Readonly<Record<string, SettingValue>>;

/** Answers with what is to be done; null: the operation does not apply now. Asking changes nothing. */
type Operation = (draft: Draft, args: Arguments) => (() => void) | null;

/** An operation on the machine that an argument names, and on those that are one process with it. Applies when it does to one. */
function onMachine(change: (draft: Draft, id: number, args: Arguments) => (() => void) | null): Operation {
  return (draft, args) => {
    const named = draft.cluster.machines.findIndex((machine) => machine.name === args['node']);
    if (named === -1) return null;
    const process = companionsOf(draft.cluster, named);
    if (process.every((id) => change(draft, id, args) === null)) return null;
    return () => process.forEach((id) => change(draft, id, args)?.());
  };
}

/** An operation on the links that two arguments name, one way or both ways. Applies when it changes at least one. */
function onLinks(
  names: { readonly from: string; readonly to: string; readonly ways: 1 | 2 },
  change: (link: Link, args: Arguments) => Link,
): Operation {
  return (draft, args) => {
    const numberOfMachine = (name: string): number =>
      draft.cluster.machines.findIndex((machine) => machine.name === args[name]);
    const from = numberOfMachine(names.from);
    const to = numberOfMachine(names.to);
    if (from === -1 || to === -1 || companionsOf(draft.cluster, from).includes(to)) return null;
    const there = linkIndex(from, to, draft.machineCount);
    const back = linkIndex(to, from, draft.machineCount);
    return changeLinks(draft, names.ways === 2 ? [there, back] : [there], (link) => change(link, args));
  };
}

function changeLinks(draft: Draft, indexes: readonly number[], change: (link: Link) => Link): (() => void) | null {
  const changed = indexes.filter((index) => change(draft.link(index)) !== draft.link(index));
  if (changed.length === 0) return null;
  return () => {
    for (const index of changed) draft.setLink(index, change(draft.link(index)));
  };
}

function withState(link: Link, state: Link['state']): Link {
  return link.state === state ? link : { ...link, state };
}

function withDelay(link: Link, extraMicros: number): Link {
  return link.extraMicros === extraMicros ? link : { ...link, extraMicros };
}

function start(draft: Draft, id: number): void {
  const machine = draft.machine(id);
  const previous = machine.process === 'powered-off' ? 'powered-off' : machine.incarnation === 0 ? 'none' : 'crashed';
  draft.setMachine(id, { ...machine, process: 'running', incarnation: machine.incarnation + 1, busyUntil: 0 });
  draft.touchLinksInto(id);
  if (previous === 'powered-off') draft.refuseOldConnections(id);
  draft.dispatch(id, { kind: 'start', previous });
}

/** Starts a machine's process for the first time, when the world begins. */
export function firstStart(draft: Draft, id: number): void {
  start(draft, id);
}

function isAlive(draft: Draft, id: number): boolean {
  const { process } = draft.machine(id);
  return process === 'running' || process === 'paused';
}

const CLIENT_ROLES: ReadonlySet<string> = new Set(['consumer', 'producer', 'service', 'caller']);

/** A client whose process ends leaves operations open: the history must say so. */
function recordEnd(draft: Draft, id: number): void {
  const role = draft.cluster.machines[id]?.role ?? '';
  if (isAlive(draft, id) && CLIENT_ROLES.has(role)) {
    draft.record(id, { f: 'crash', type: 'info' });
  }
}

const crash = onMachine((draft, id) => {
  if (!isAlive(draft, id)) return null;
  return () => {
    recordEnd(draft, id);
    draft.stopProcess(id, 'down');
  };
});

/** A machine whose process is down can lose power too: with it goes the page cache that a crash had left. */
const losePower = onMachine((draft, id) => {
  if (draft.machine(id).process === 'powered-off') return null;
  return () => {
    recordEnd(draft, id);
    const machine = draft.machine(id);
    draft.setMachine(id, { ...machine, disk: afterPowerLoss(machine.disk) });
    draft.stopProcess(id, 'powered-off');
  };
});

const loseDisk = onMachine((draft, id) => {
  if (isAlive(draft, id)) return null;
  return () => draft.setMachine(id, { ...draft.machine(id), disk: [] });
});

const restart = onMachine((draft, id) => (isAlive(draft, id) ? null : () => start(draft, id)));

const pause = onMachine((draft, id) => {
  if (draft.machine(id).process !== 'running') return null;
  return () => {
    draft.setMachine(id, { ...draft.machine(id), process: 'paused' });
    draft.touchLinksInto(id);
  };
});

const resume = onMachine((draft, id) =>
  draft.machine(id).process === 'paused' ? () => continueAfterPause(draft, id) : null,
);

function continueAfterPause(draft: Draft, id: number): void {
  draft.setMachine(id, { ...draft.machine(id), process: 'running' });
  draft.touchLinksInto(id);
  draft.dispatch(id, { kind: 'resumed' });
}

const slowNode = onMachine((draft, id, args) => {
  const slowMicros = numberOf(args['micros']);
  return draft.machine(id).slowMicros === slowMicros ? null : () => setPace(draft, id, slowMicros);
});

function setPace(draft: Draft, id: number, slowMicros: number): void {
  draft.setMachine(id, { ...draft.machine(id), slowMicros, busyUntil: 0 });
  draft.touchLinksInto(id);
}

const isolate = onMachine((draft, id) => {
  const process = companionsOf(draft.cluster, id);
  const peers = draft.cluster.machines.map((_, peer) => peer).filter((peer) => !process.includes(peer));
  const indexes = peers.flatMap((peer) => [
    linkIndex(id, peer, draft.machineCount),
    linkIndex(peer, id, draft.machineCount),
  ]);
  return changeLinks(draft, indexes, (link) => withState(link, 'cut'));
});

function healEverything(draft: Draft): void {
  const nodes = draft.machineCount;
  for (let index = 0; index < nodes * nodes; index += 1) {
    const link = draft.link(index);
    if (link.state === 'open' && link.extraMicros === 0 && !link.losesNextResponse) continue;
    draft.setLink(index, { ...link, state: 'open', extraMicros: 0, losesNextResponse: false });
  }
  for (let id = 0; id < nodes; id += 1) {
    if (draft.machine(id).slowMicros > 0) setPace(draft, id, 0);
    if (draft.machine(id).process === 'paused') continueAfterPause(draft, id);
    if (!isAlive(draft, id)) start(draft, id);
  }
  draft.healedAt = draft.now;
}

function numberOf(value: SettingValue | undefined): number {
  return typeof value === 'number' ? value : 0;
}

const OPERATIONS: Readonly<Record<string, Operation>> = {
  crash,
  powerLoss: losePower,
  diskLoss: loseDisk,
  restart,
  pause,
  resume,
  slowNode,
  isolate,
  cut: onLinks({ from: 'a', to: 'b', ways: 2 }, (link) => withState(link, 'cut')),
  cutOneWay: onLinks({ from: 'from', to: 'to', ways: 1 }, (link) => withState(link, 'cut')),
  hold: onLinks({ from: 'from', to: 'to', ways: 1 }, (link) =>
    link.state === 'open' ? withState(link, 'held') : link,
  ),
  release: onLinks({ from: 'from', to: 'to', ways: 1 }, (link) =>
    link.state === 'held' ? withState(link, 'open') : link,
  ),
  healLink: onLinks({ from: 'a', to: 'b', ways: 2 }, (link) => withDelay(withState(link, 'open'), 0)),
  slowLink: onLinks({ from: 'a', to: 'b', ways: 2 }, (link, args) => withDelay(link, numberOf(args['micros']))),
  loseResponse: onLinks({ from: 'from', to: 'to', ways: 1 }, (link) =>
    link.losesNextResponse ? link : { ...link, losesNextResponse: true },
  ),
  healAll: (draft) => () => healEverything(draft),
};

/** Operations that end a fault: never limited by a budget. */
const HEALING: ReadonlySet<string> = new Set(['restart', 'resume', 'release', 'healLink', 'healAll']);

/** Operations that end the fault they make when their delay is zero. */
const DELAYS: ReadonlySet<string> = new Set(['slowNode', 'slowLink']);

/** Is this an operation of the host (as opposed to one of the system's own)? */
export function isHostOperation(operation: string): boolean {
  return Object.hasOwn(OPERATIONS, operation);
}

/** Does this action of the host's alphabet end faults instead of making one? */
function isHealing(action: Action): boolean {
  if (HEALING.has(action.operation)) return true;
  return DELAYS.has(action.operation) && numberOf(action.arguments['micros']) === 0;
}

/** Does this action break something (as opposed to healing, or asking the system for something)? */
export function isFault(action: Action): boolean {
  return isHostOperation(action.operation) && !isHealing(action);
}

/** Carries out an action of the host's alphabet. */
export function applyFault(draft: Draft, action: Action): void {
  const { operation } = action;
  const params = { operation, ...textArguments(action.arguments) };
  const breaks = isFault(action);
  const used = draft.faults[operation] ?? 0;
  const limit = draft.cluster.faultBudget[operation];
  const change = (OPERATIONS[operation] as Operation)(draft, action.arguments);
  if (change === null) return draft.milestone(breaks ? 'fault' : 'heal', 'fault.does-not-apply', params);
  if (breaks && limit !== undefined && used >= limit) {
    return draft.milestone('fault', 'fault.over-budget', { ...params, limit });
  }
  draft.milestone(breaks ? 'fault' : 'heal', `action.${operation}`, params);
  if (breaks) draft.faults = { ...draft.faults, [operation]: used + 1 };
  change();
}

/** An action's arguments as a sentence's parameters. */
export function textArguments(args: Arguments): Record<string, string | number> {
  const result: Record<string, string | number> = {};
  for (const [name, value] of Object.entries(args)) result[name] = typeof value === 'number' ? value : String(value);
  return result;
}
