/**
 * What nodes say to each other.
 *
 * Models: one Erlang connection per pair of nodes. Each direction has a session; what carries another one belongs to a
 * connection that is gone, and is not heard. Leaves out: the steps of connecting, the metadata store's own transactions.
 */
import type { Message } from '../../../../host/message.ts';
import type { ChannelEvent, QueueRequest } from '../../node/internode.ts';
import type { ClusterChange, RabbitNode } from '../../node/value.ts';
import type { RaftMessage } from '../../raft/index.ts';
import type { Alarm } from '../../rules/cluster/alarms.ts';
import type { ChannelKey } from '../../rules/queue/entry.ts';
import type { QueueState } from '../../rules/queue/state.ts';
import type { HealReport, LoggedRequest, MirrorSet } from '../memory.ts';

/** Who greets, by which connection. */
export interface Hello {
  readonly session: string;
  readonly life: string;
}

/** What two nodes tell each other when they meet. */
export interface Greeting extends Hello {
  /** Has the sender seen the receiver go? Two that both say so have been partitioned. */
  readonly sawYouGo: boolean;
  readonly alarms: readonly Alarm[];
  /** What the sender knows of the cluster, for a node that has just started. */
  readonly known: { readonly node: RabbitNode; readonly mirrorSets: Readonly<Record<string, MirrorSet>> };
  /** Has the sender just started, so that it has to learn what there is? */
  readonly isFresh: boolean;
}

interface Said {
  readonly session: string;
}

export type NodeMessage =
  | (Message & { readonly kind: 'node.hello'; readonly hello: Hello })
  | (Message & { readonly kind: 'node.welcome' | 'node.met'; readonly answers: string; readonly greeting: Greeting })
  /** The broker of this machine does not run; it may be asked again. */
  | (Message & { readonly kind: 'node.absent'; readonly answers: string })
  | (Message & Said & { readonly kind: 'node.tick' })
  | (Message & Said & { readonly kind: 'node.bye' })
  /** Asked and answered by nodes that serve nobody, to see how many are within reach. */
  | (Message & { readonly kind: 'node.ping' })
  | (Message & { readonly kind: 'node.pong' })
  | (Message & Said & { readonly kind: 'queue.request'; readonly request: QueueRequest })
  | (Message &
      Said & {
        readonly kind: 'channel.event';
        readonly connection: string;
        readonly channel: number;
        readonly event: ChannelEvent;
      })
  | (Message & Said & { readonly kind: 'metadata'; readonly change: ClusterChange })
  | (Message & Said & { readonly kind: 'alarms'; readonly alarms: readonly Alarm[] })
  | (Message & Said & { readonly kind: 'queue.take-over'; readonly queue: number })
  | (Message & Said & { readonly kind: 'queue.leader'; readonly queue: string; readonly term: number })
  | (Message &
      Said & { readonly kind: 'queue.watch'; readonly queue: string; readonly channels: readonly ChannelKey[] })
  | (Message &
      Said & {
        readonly kind: RaftMessage<LoggedRequest>['type'];
        readonly queue: number;
        readonly raft: RaftMessage<LoggedRequest>;
      })
  | (Message &
      Said & {
        readonly kind: 'mirror.update';
        readonly queue: string;
        readonly generation: number;
        readonly number: number;
        readonly state: QueueState;
      })
  | (Message & Said & { readonly kind: 'mirror.ack'; readonly queue: string; readonly number: number })
  | (Message & Said & { readonly kind: 'mirror.refusal'; readonly queue: string; readonly generation: number })
  | (Message & Said & { readonly kind: 'mirror.set'; readonly queue: string; readonly set: MirrorSet })
  | (Message & Said & { readonly kind: 'autoheal.request' })
  | (Message & Said & { readonly kind: 'autoheal.ask'; readonly round: number })
  | (Message & Said & { readonly kind: 'autoheal.report'; readonly report: HealReport })
  | (Message &
      Said & {
        readonly kind: 'autoheal.decision';
        readonly losers: readonly string[];
        readonly winners: readonly string[];
      });

type WithoutSession<M> = M extends { readonly session: string } ? Omit<M, 'session'> : never;

/** What is said within a session. */
export type SessionMessage = WithoutSession<NodeMessage>;
