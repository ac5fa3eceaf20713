/** Which state of which statechart a node is in, for the statechart view. Clients: client/chartStates.ts. */
import type { World } from '../../host/world.ts';
import type { SceneNode } from '../../view/scene.ts';
import type { BrokerMemory } from './broker/memory.ts';
import type { ChannelChartState, QueueMessageState, QueueProcessState } from './charts/index.ts';
import { queueOf } from './contents.ts';
import { copiesOf, serverOf } from './copies.ts';
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
  | { readonly chart: 'queueProcess'; readonly state: QueueProcessState }
);

/** Charts of a node: its queues, the channels of its clients, and some messages of each queue. */
export function chartsOfNode(places: Places, world: World, machine: number): SceneNode['charts'] {
  const queues = places.topology.queues.filter((queue) => copiesOf(places, queue).includes(machine));
  const memory = world.machines[machine]?.memory as BrokerMemory | undefined;
  const node = memory?.node ?? null;
  const charts: ChartState[] = queues.map((queue) => ({
    chart: 'queueProcess',
    subject: queue.name,
    state: processState(places, world, { queue, machine, record: queueOf(node, queue.name) }),
  }));
  if (node === null) return charts;
  return [...charts, ...channelsOf(node), ...queues.flatMap(({ name }) => messagesOf(queueOf(node, name)))];
}

/** How a queue stands on a machine. */
export function processState(
  places: Places,
  world: World,
  on: { readonly queue: QueueSpec; readonly machine: number; readonly record: QueueRecord | undefined },
): QueueProcessState {
  const process = world.machines[on.machine]?.process;
  if (process !== 'running' && process !== 'paused') return 'down';
  if (serverOf(places, world, on.queue) !== on.machine) return 'copying';
  const state = on.record?.state ?? null;
  return state !== null && state.type !== 'stream' && state.stalled ? 'stalled' : 'running';
}

function channelsOf({ connections }: RabbitNode): readonly ChartState[] {
  return connections.flatMap(({ name, channels }) =>
    channels.map(({ number, mode }): ChartState => ({
      chart: 'channel',
      subject: `${name} (${number})`,
      state: `open.${mode}`,
    })),
  );
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
