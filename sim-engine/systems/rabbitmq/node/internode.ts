/**
 * What channels and queues say to each other. A channel lives on the node of its client, a queue where its process or its Raft
 * leader is; these are the same words whether that is one node or two.
 *
 * Between two nodes they arrive in order. When the connection of two nodes breaks, what is on it is lost, and whoever runs the
 * nodes says anew who serves each queue, and which node is gone; that is when channels send again.
 */
import type { FieldValue } from '../rules/fieldTable.ts';
import type { ConsumerKey } from '../rules/queue/consumers.ts';
import type { ChannelKey, CommandSender } from '../rules/queue/entry.ts';
import type { Verdict } from '../rules/queue/classic.ts';
import type { Registration } from '../rules/queue/dispatch.ts';
import type { QuorumCommand } from '../rules/quorum/machine.ts';
import type { ReplyName } from '../rules/replies.ts';
import type { SeenMessage } from './methods.ts';

/** A publish whose confirm depends on a queue. */
export interface PublishOrigin extends ChannelKey {
  readonly kind: 'publish';
  /** 0: the channel does not confirm. */
  readonly sequence: number;
}

/** A dead letter that its queue keeps until it is confirmed. */
export interface DeadLetterOrigin {
  readonly kind: 'dead-letter';
  readonly source: string;
  readonly entry: number;
}

/** Who waits to hear whether a queue has accepted a message; null: nobody. */
export type MessageOrigin = PublishOrigin | DeadLetterOrigin | null;

/** What a command is answered with, once it is carried out. */
export type CommandOrigin =
  | MessageOrigin
  | (ChannelKey & { readonly kind: 'get'; readonly noAck: boolean })
  | (ChannelKey & { readonly kind: 'purge' | 'declare' | 'delete' | 'consume' });

/** Everything that a queue is asked to do. Classic queues know the commands of quorum queues, too. */
export type QueueCommand =
  | QuorumCommand
  /** Streams: attach a reader. */
  | { readonly type: 'read'; readonly consumer: Registration; readonly offset: FieldValue | undefined }
  /** Streams: acknowledgements of a reader. */
  | { readonly type: 'credit'; readonly by: ConsumerKey; readonly credit: number }
  | { readonly type: 'stat' }
  | { readonly type: 'delete'; readonly ifUnused: boolean; readonly ifEmpty: boolean }
  /** Deliveries of a consumer after the one with this number, once more: the channel has missed them. */
  | { readonly type: 'resume'; readonly by: ConsumerKey; readonly after: number }
  /** What a target says of a dead letter that this queue keeps. */
  | { readonly type: 'target-verdict'; readonly entry: number; readonly target: string; readonly verdict: Verdict };

export interface QueueRequest {
  readonly queue: string;
  readonly command: QueueCommand;
  readonly origin: CommandOrigin;
  /** The channel that sends it again when the leader changes, and its number there; null: nobody does. */
  readonly sender: CommandSender | null;
}

/** A request whose command goes through the log of a quorum queue. */
export interface QuorumRequest extends QueueRequest {
  readonly command: QuorumCommand;
}

/** A delivery on its way to a channel. */
export interface Handed {
  readonly consumerTag: string;
  readonly entry: number;
  /** Running number of the deliveries to this consumer. */
  readonly number: number;
  readonly noAck: boolean;
  readonly message: SeenMessage;
}

/** What a queue says to a channel. */
export type ChannelEvent =
  | { readonly type: 'deliver'; readonly queue: string; readonly deliveries: readonly Handed[] }
  | {
      readonly type: 'got';
      readonly queue: string;
      readonly entry: number;
      readonly noAck: boolean;
      readonly message: SeenMessage;
      readonly messageCount: number;
    }
  | { readonly type: 'get-empty' }
  /** A publish, by its sequence number in the channel; `applied`: the number of the command, when it was kept. */
  | {
      readonly type: 'accepted' | 'rejected';
      readonly queue: string;
      readonly sequence: number;
      readonly applied: number | null;
    }
  /** A command that was kept is carried out. */
  | { readonly type: 'applied'; readonly sequence: number }
  | { readonly type: 'purged' | 'deleted'; readonly messageCount: number }
  | {
      readonly type: 'declared';
      readonly queue: string;
      readonly messageCount: number;
      readonly consumerCount: number;
    }
  | { readonly type: 'consuming'; readonly consumerTag: string }
  | { readonly type: 'cancelled'; readonly consumerTag: string }
  | { readonly type: 'refused'; readonly reply: ReplyName; readonly explanation: string | null };
