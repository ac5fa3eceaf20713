/** One turn of a publisher: its memory so far, and what it says to the history. */
import type { RecordLabels } from '../../../apps/recordNames.ts';
import { answerSubmission } from '../../../apps/submissions.ts';
import type { SendOperation } from '../../../host/history.ts';
import type { Turn } from '../../../host/turn.ts';
import type { Narrator } from '../narrator.ts';
import type { Places } from '../places.ts';
import type { RabbitProducerSpec } from '../scenario.ts';
import {
  NO_PROGRESS,
  PROGRESS_FILE,
  type ApplicationProgress,
  type Publication,
  type PublisherMemory,
} from './publisherMemory.ts';
import type { SessionConfig } from './session.ts';
import type { ProducerSettings } from '../settings.ts';

export interface PublisherWorld {
  readonly spec: RabbitProducerSpec;
  readonly places: Places;
  readonly labels: RecordLabels;
  /** What it calls the orders of services: see apps/submissions.ts. */
  readonly naming: { readonly suffix: string; readonly place: number; readonly places: number };
}

export class PublisherContext {
  readonly turn: Turn;
  readonly world: PublisherWorld;
  memory: PublisherMemory;

  constructor(turn: Turn, world: PublisherWorld, memory: PublisherMemory) {
    this.turn = turn;
    this.world = world;
    this.memory = memory;
  }

  /** Where it says what it does; the compiler knows the sentences and rules. */
  get story(): Narrator {
    return this.turn;
  }

  get spec(): RabbitProducerSpec {
    return this.world.spec;
  }

  get name(): string {
    return this.world.spec.name;
  }

  get progress(): ApplicationProgress {
    return (this.turn.read(PROGRESS_FILE) as ApplicationProgress | undefined) ?? NO_PROGRESS;
  }

  get sessionConfig(): SessionConfig {
    return PublisherContext.sessionConfig(this.world, this.memory.settings);
  }

  static sessionConfig({ spec, places }: PublisherWorld, settings: ProducerSettings): SessionConfig {
    return {
      name: spec.name,
      nodes: places.brokers,
      names: places.names,
      heartbeatMicros: settings.requestedHeartbeatMicros,
      recoveryMicros: settings.networkRecoveryIntervalMicros,
    };
  }

  change(change: Partial<PublisherMemory>): void {
    this.memory = { ...this.memory, ...change };
  }

  /** Adds a send to the history, and tells the service that asked for it what became of it. With the default exchange the routing key names the queue; else only the exchange is known. */
  recordSend(
    publication: Publication,
    outcome: { readonly type: SendOperation['type']; readonly error?: string },
  ): void {
    const { exchange } = this.spec;
    const { key, value, routingKey } = publication;
    this.turn.record({
      f: 'send',
      to: exchange === '' ? 'queue' : 'exchange',
      topic: exchange === '' ? routingKey : exchange,
      partition: -1,
      key,
      value,
      offset: -1,
      acks: this.memory.settings.publisherConfirms === 'none' ? 'none' : 'all',
      ...outcome,
    });
    const { type, error } = outcome;
    if (type === 'invoke' || publication.submission === undefined) return;
    answerSubmission(this.turn, publication.submission, { type, ...(error === undefined ? {} : { error }) });
  }
}
