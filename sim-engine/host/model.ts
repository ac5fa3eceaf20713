/**
 * The host's world as a model that the kernel can run. Sources: one for each machine's timers and disk, one for each
 * directed link's first message, one for the script.
 */
import { emptyList } from '../kernel/appendList.ts';
import type { Decider } from '../kernel/decider.ts';
import { RANK, type EventQueue } from '../kernel/eventQueue.ts';
import { hashOf, type Hash64 } from '../kernel/hash.ts';
import type { Environment, Model, TouchedSources } from '../kernel/model.ts';
import { invariant } from '../kernel/invariant.ts';
import { NEVER, type Micros } from '../kernel/time.ts';
import type { Action } from './action.ts';
import type { Cluster } from './cluster.ts';
import { withFile } from './disk.ts';
import { Draft, type Explanation } from './draft.ts';
import { applyFault, firstStart, isHostOperation, textArguments } from './faults.ts';
import { dequeue, newLink, type Envelope, type Link } from './link.ts';
import type { Machine } from './machine.ts';
import type { Timer } from './timers.ts';
import type { World } from './world.ts';

/** What a source is. */
export type SourceKind =
  | { readonly kind: 'machine'; readonly machine: number }
  | { readonly kind: 'link'; readonly link: number }
  | { readonly kind: 'script' };

/** Tells what a source number means in a cluster of so many machines. */
export function sourceKind(source: number, machineCount: number): SourceKind {
  if (source < machineCount) return { kind: 'machine', machine: source };
  const link = source - machineCount;
  return link < machineCount * machineCount ? { kind: 'link', link } : { kind: 'script' };
}

/** The world before anything has happened: every process has just started. */
export function initialWorld(cluster: Cluster, decider: Decider): World {
  const count = cluster.machines.length;
  const machines = cluster.machines.map((spec): Machine => ({
    process: 'down',
    incarnation: 0,
    memory: undefined,
    disk: spec.disk,
    timers: [],
    settings: spec.settings,
    busyUntil: 0,
    slowMicros: 0,
    draws: 0,
  }));
  const links: Link[] = [];
  for (let from = 0; from < count; from += 1) for (let to = 0; to < count; to += 1) links.push(newLink(from, to));
  const empty: World = {
    now: 0,
    sequence: 0,
    scriptIndex: 0,
    step: -1,
    machines,
    links,
    history: emptyList(),
    milestones: emptyList(),
    faults: {},
    healedAt: -1,
  };
  const draft = new Draft({ world: empty, at: 0, cluster, decider, touched: [], explanation: null });
  for (let id = 0; id < count; id += 1) firstStart(draft, id);
  return draft.finish();
}

function fireTimer(draft: Draft, id: number): void {
  const machine = draft.machine(id);
  const timer = machine.timers[0] as Timer;
  const timers = machine.timers.slice(1);
  if (timer.rank === RANK.disk) {
    const written = machine.disk[timer.subject]?.written;
    const disk = withFile(machine.disk, timer.subject, { written, durable: timer.content });
    draft.setMachine(id, { ...machine, timers, disk });
    draft.dispatch(id, { kind: 'synced', file: timer.subject });
    return;
  }
  draft.setMachine(id, { ...machine, timers });
  draft.dispatch(id, { kind: 'timer', name: timer.name, subject: timer.subject });
}

function deliver(draft: Draft, index: number): void {
  const link = draft.link(index);
  const envelope = link.queue[0] as Envelope;
  draft.setLink(index, dequeue(link));
  const process = draft.machine(link.to).process;
  if (process !== 'running') {
    if (envelope.message === null) return;
    draft.note('network.connection-refused', { from: draft.nameOf(link.from), to: draft.nameOf(link.to) });
    draft.resetConnection(link.from, link.to);
    return;
  }
  draft.dispatch(
    link.to,
    envelope.message === null
      ? { kind: 'disconnected', peer: link.from }
      : { kind: 'message', from: link.from, message: envelope.message },
  );
}

function act(draft: Draft, action: Action): void {
  draft.scriptIndex += 1;
  draft.touchScript();
  if (isHostOperation(action.operation)) applyFault(draft, action);
  else commandSystem(draft, action);
}

function commandSystem(draft: Draft, action: Action): void {
  const { operation } = action;
  if (operation === 'configure') return configure(draft, action);
  const target = draft.cluster.commandTarget(draft.finish(), action);
  const params = { operation, ...textArguments(action.arguments) };
  if (target === null || draft.machine(target).process !== 'running') {
    return draft.milestone('admin', 'fault.does-not-apply', params);
  }
  draft.milestone('admin', `action.${operation}`, params);
  draft.dispatch(target, { kind: 'command', operation, arguments: action.arguments });
}

/** The setting is kept like a configuration file; a process that runs is told at once. */
function configure(draft: Draft, action: Action): void {
  const { node, setting, value } = action.arguments;
  invariant(typeof setting === 'string' && value !== undefined, 'configure names a setting and a value');
  const params = { operation: 'configure', ...textArguments(action.arguments) };
  const id = draft.cluster.machines.findIndex((spec) => spec.name === node);
  if (id === -1) return draft.milestone('admin', 'fault.does-not-apply', params);
  draft.milestone('admin', 'action.configure', params);
  const machine = draft.machine(id);
  const settings = { ...machine.settings, [setting]: value };
  draft.setMachine(id, { ...machine, settings });
  if (machine.process === 'running') draft.dispatch(id, { kind: 'configured', settings });
}

/** When the first thing in flight on a link reaches its process; NEVER while it cannot. */
function arrivalTime(world: World, link: Link): Micros {
  const head = link.queue[0];
  if (head === undefined || link.state !== 'open') return NEVER;
  const receiver = world.machines[link.to] as Machine;
  if (receiver.process === 'paused' || receiver.process === 'powered-off') return NEVER;
  return Math.max(head.arriveAt, receiver.busyUntil);
}

/** Applies one step and, if asked, explains it. */
export function stepWorld(
  cluster: Cluster,
  world: World,
  source: number,
  at: Micros,
  environment: Environment<Action>,
  touched: TouchedSources,
  explanation: Explanation | null,
): World {
  const draft = new Draft({ world, at, cluster, decider: environment.decider, touched, explanation });
  const count = world.machines.length;
  if (source < count) fireTimer(draft, source);
  else if (source < count + count * count) deliver(draft, source - count);
  else act(draft, environment.script[world.scriptIndex] as Action);
  return draft.finish();
}

/**
 * Hash of all state. History and milestones follow from the steps, so their lengths are enough: hashing every operation
 * would cost more than simulating it.
 */
export function hashWorld(world: World): Hash64 {
  return hashOf([
    world.now,
    world.sequence,
    world.scriptIndex,
    world.step,
    world.machines,
    world.links,
    world.history.length,
    world.milestones.length,
    world.faults,
    world.healedAt,
  ]);
}

/** Makes the model of a cluster. */
export function hostModel(cluster: Cluster, decider: Decider): Model<World, Action> {
  const count = cluster.machines.length;
  const scriptSource = count + count * count;

  function schedule(world: World, source: number, script: readonly Action[], queue: EventQueue): void {
    if (source < count) {
      const machine = world.machines[source] as Machine;
      const timer = machine.process === 'running' ? machine.timers[0] : undefined;
      if (timer === undefined) queue.set(source, NEVER, RANK.timer, 0);
      else queue.set(source, Math.max(timer.at, machine.busyUntil), timer.rank, timer.sequence);
    } else if (source < scriptSource) {
      const link = world.links[source - count] as Link;
      queue.set(source, arrivalTime(world, link), RANK.delivery, link.queue[0]?.sequence ?? 0);
    } else {
      queue.set(source, script[world.scriptIndex]?.at ?? NEVER, RANK.action, world.scriptIndex);
    }
  }

  return {
    sourceCount: scriptSource + 1,
    initial: initialWorld(cluster, decider),
    schedule,
    step: (world, source, at, environment, touched) =>
      stepWorld(cluster, world, source, at, environment, touched, null),
    hash: hashWorld,
    isAtRest: (world, script) => world.scriptIndex >= script.length && cluster.pending(world) === null,
  };
}
