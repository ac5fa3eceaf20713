/** Which state of which statechart a node is in, for the statechart view. Clients: client/chartStates.ts. */
import type { World } from '../../host/world.ts';
import type { SceneNode } from '../../view/scene.ts';
import type { BrokerMemory } from './broker/memory.ts';
import type { ChannelChartState, QueueMessageState, QueueProcessState, QuorumMemberState } from './charts/index.ts';
import { queueOf } from './contents.ts';
import { copiesOf, isServing } from './copies.ts';
import type { QueueRecord, RabbitNode } from './node/value.ts';
import type { Places } from './places.ts';
import { messageStates } from './rules/queue/lifeCycle.ts';
import type { QueueSpec } from './scenario.ts';

/** Messages of a queue that are shown: those in somebody's hands first, then those that are next. */
const MESSAGES_MAX = 4;

/** A chart and one of its own states; a name that the chart does not have is a type error. */
type ChartState = { readonly subject: string } & (
  | { readonly chart: 'channel'; readonly state: ChannelChartState }
  | { readonly chart: 'queueMessage'; readonly state: QueueMessageState }
  | CopyState
);

/** A copy of a quorum queue is a member with a role; any other one serves clients or follows. */
type CopyState =
  | { readonly chart: 'queueProcess'; readonly state: QueueProcessState }
  | { readonly chart: 'quorumMember'; readonly state: QuorumMemberState };

/** Charts of a node: its queues, the channels of its clients, and some messages of each queue. */
export function chartsOfNode(places: Places, world: World, machine: number): SceneNode['charts'] {
  const queues = places.topology.queues.filter((queue) => copiesOf(places, world, queue).includes(machine));
  const node = memoryOf(world, machine)?.node ?? null;
  const charts: ChartState[] = queues.map((queue) => ({
    subject: queue.name,
    ...copyState(world, { queue, machine, record: queueOf(node, queue.name) }),
  }));
  if (node === null) return charts;
  return [...charts, ...channelsOf(node), ...queues.flatMap(({ name }) => messagesOf(queueOf(node, name)))];
}

function memoryOf(world: World, machine: number): BrokerMemory | undefined {
  return world.machines[machine]?.memory as BrokerMemory | undefined;
}

/** How a queue's copy stands on a machine, as that machine sees it. */
export function copyState(
  world: World,
  on: { readonly queue: QueueSpec; readonly machine: number; readonly record: QueueRecord | undefined },
): CopyState {
  const { queue, machine, record } = on;
  if (queue.type !== 'quorum') return { chart: 'queueProcess', state: processState(world, machine, queue, record) };
  const group = memoryOf(world, machine)?.groups.find((candidate) => candidate.queue === queue.name);
  return { chart: 'quorumMember', state: group?.member.role ?? 'stopped' };
}

function processState(
  world: World,
  machine: number,
  queue: QueueSpec,
  record: QueueRecord | undefined,
): QueueProcessState {
  if (memoryOf(world, machine) === undefined) return 'down';
  if (!isServing(world, machine, queue)) return 'copying';
  const state = record?.state ?? null;
  return state !== null && state.type !== 'stream' && state.stalled ? 'stalled' : 'running';
}

function channelsOf({ connections }: RabbitNode): readonly ChartState[] {
  return connections.items.flatMap(({ name, channels }) =>
    channels.map(({ number, mode }): ChartState => ({
      chart: 'channel',
      subject: `${clientOf(name)} (${number})`,
      state: `open.${mode}`,
    })),
  );
}

/** `shop#1.1@rabbit-1/1.1` without the node: that is where it is shown. */
function clientOf(connection: string): string {
  const end = connection.indexOf('@');
  return end === -1 ? connection : connection.slice(0, end);
}

const FIRST_SHOWN: readonly QueueMessageState[] = ['unacked', 'kept-dead', 'delayed', 'ready'];

function messagesOf(record: QueueRecord | undefined): readonly ChartState[] {
  const state = record?.state ?? null;
  if (record === undefined || state === null || state.type === 'stream') return [];
  return [...messageStates(state).values()]
    .sort((left, right) => FIRST_SHOWN.indexOf(left.state) - FIRST_SHOWN.indexOf(right.state))
    .slice(0, MESSAGES_MAX)
    .map(({ entry, state }) => ({
      chart: 'queueMessage',
      subject: `${record.name}: ${entry.message.body}`,
      state,
    }));
}
