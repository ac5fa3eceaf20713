/**
 * Messages that no queue holds at the moment and that may still come to one, or to an application: for an observer, who would
 * take them for lost otherwise.
 */
import type { AppendList } from '../../kernel/appendList.ts';
import type { Message as WireMessage } from '../../host/message.ts';
import type { World } from '../../host/world.ts';
import { FILE, type BrokerMemory, type LoggedRequest } from './broker/memory.ts';
import type { NodeMessage } from './broker/cluster/messages.ts';
import type { ConsumerMemory } from './client/consumerMemory.ts';
import type { QueueRequest } from './node/internode.ts';
import type { Places } from './places.ts';
import type { LogEntry } from './raft/index.ts';
import type { ServerFrame } from './wire.ts';

/** Values on their way to a queue or from it. */
export function onTheirWay(places: Places, world: World, queue: string): readonly string[] {
  return [...forgotten(places, world, queue), ...askedFor(places, world, queue), ...logged(places, world, queue)];
}

/** Everything of one kind on the links into a machine. */
function inFlight<M extends WireMessage>(world: World, machine: number, kind: M['kind']): readonly M[] {
  return world.links
    .filter(({ to }) => to === machine)
    .flatMap((link) => link.queue.flatMap(({ message }) => (message?.kind === kind ? [message as M] : [])));
}

/** What its queue has forgotten (automatic acknowledgement) and no application has finished. */
function forgotten(places: Places, world: World, queue: string): readonly string[] {
  const automatic = places.consumers.filter(({ spec }) => spec.queue === queue);
  return automatic.flatMap(({ node }) => {
    const memory = world.machines[node]?.memory as ConsumerMemory | undefined;
    if (memory?.settings.acknowledge !== 'automatic') return [];
    const inHand = [...memory.inbox, ...(memory.work === null ? [] : [memory.work.delivered])];
    const delivered = inFlight<ServerFrame>(world, node, 'basic.deliver').flatMap(({ method }) =>
      method.type === 'basic.deliver' ? [method.message.body] : [],
    );
    return [...inHand.map(({ record }) => record.value), ...delivered];
  });
}

type Asked = Extract<NodeMessage, { kind: 'queue.request' }>;

/** On the links between nodes. */
function askedFor(places: Places, world: World, queue: string): readonly string[] {
  return places.brokers.flatMap((node) =>
    inFlight<Asked>(world, node, 'queue.request').flatMap(({ request }) => enqueuedBy(request, queue)),
  );
}

function logged(places: Places, world: World, queue: string): readonly string[] {
  return places.brokers.flatMap((node) => loggedAt(places, world, { queue, node }));
}

/** In a member's log of a quorum queue, and not applied there. */
export function loggedAt(
  places: Places,
  world: World,
  { queue, node }: { readonly queue: string; readonly node: number },
): readonly string[] {
  const number = places.topology.queues.findIndex(({ name }) => name === queue);
  const found = logAt(world, node, number);
  if (found === null) return [];
  const { log, applied } = found;
  return log
    .slice(applied, log.length)
    .flatMap(({ command }) => (command === null ? [] : enqueuedBy(command.request, queue)));
}

interface MemberLog {
  readonly log: AppendList<LogEntry<LoggedRequest>>;
  /** Entries up to this one have been applied. */
  readonly applied: number;
}

/** The log of a member, in memory or on disk. */
function logAt(world: World, node: number, number: number): MemberLog | null {
  const machine = world.machines[node];
  const memory = machine?.memory as BrokerMemory | undefined;
  if (memory !== undefined) {
    const group = memory.groups.find((each) => each.number === number);
    return group === undefined ? null : { log: group.member.log, applied: group.applied };
  }
  const left = machine?.disk[FILE.log(number)]?.written as Pick<MemberLog, 'log'> | undefined;
  return left === undefined ? null : { log: left.log, applied: 0 };
}

function enqueuedBy({ queue, command }: QueueRequest, wanted: string): readonly string[] {
  return queue === wanted && command.type === 'enqueue' ? [command.message.body] : [];
}
