/** Settings of clients, resolved: the given ones, and defaults from the catalogue. */
import type { Settings } from '../../../host/settings.ts';
import { fromMillis, SECOND, type Micros } from '../../../kernel/time.ts';
import { valueOf } from '../settings.ts';

export interface PublisherSettings {
  readonly confirms: 'none' | 'individual' | 'batch';
  readonly confirmBatchSize: number;
  readonly confirmTimeoutMicros: Micros;
  /** 0: no limit. */
  readonly maxUnconfirmed: number;
  readonly republish: 'never' | 'nacked' | 'unconfirmed';
  readonly mandatory: boolean;
  readonly persistent: boolean;
  readonly priority: number | null;
  /** Milliseconds. */
  readonly expiration: number | null;
  readonly heartbeatMicros: Micros;
  readonly recoveryMicros: Micros;
}

export function publisherSettings(given: Settings): PublisherSettings {
  const of = (name: string): unknown => valueOf('producer', given, name);
  return {
    confirms: of('publisher-confirms') as PublisherSettings['confirms'],
    confirmBatchSize: of('confirm-batch-size') as number,
    confirmTimeoutMicros: fromMillis(of('confirm-timeout-ms') as number),
    maxUnconfirmed: of('max-unconfirmed') as number,
    republish: of('republish') as PublisherSettings['republish'],
    mandatory: of('mandatory') as boolean,
    persistent: of('persistent') as boolean,
    priority: of('priority') as number | null,
    expiration: of('expiration') as number | null,
    heartbeatMicros: (of('requested-heartbeat') as number) * SECOND,
    recoveryMicros: fromMillis(of('network-recovery-interval-ms') as number),
  };
}

export interface ConsumerSettings {
  readonly acknowledge: 'automatic' | 'before-processing' | 'after-processing';
  /** 0: no limit. */
  readonly prefetch: number;
  readonly onPoison: 'requeue' | 'discard' | 'crash';
  /** One acknowledgement for so many messages. */
  readonly ackEvery: number;
  readonly priority: number;
  readonly exclusive: boolean;
  readonly streamOffset: string | null;
  readonly workAfterLoss: 'continue' | 'abandon';
  readonly heartbeatMicros: Micros;
  readonly recoveryMicros: Micros;
}

export function consumerSettings(given: Settings): ConsumerSettings {
  const of = (name: string): unknown => valueOf('consumer', given, name);
  return {
    acknowledge: of('acknowledge') as ConsumerSettings['acknowledge'],
    prefetch: of('prefetch') as number,
    onPoison: of('on-poison') as ConsumerSettings['onPoison'],
    ackEvery: of('ack-every') as number,
    priority: of('x-priority') as number,
    exclusive: of('exclusive') as boolean,
    streamOffset: of('x-stream-offset') as string | null,
    workAfterLoss: of('work-after-loss') as ConsumerSettings['workAfterLoss'],
    heartbeatMicros: (of('requested-heartbeat') as number) * SECOND,
    recoveryMicros: fromMillis(of('network-recovery-interval-ms') as number),
  };
}
