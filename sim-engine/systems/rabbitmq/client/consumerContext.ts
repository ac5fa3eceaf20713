/** One turn of a consumer: its memory so far, and how it settles what it got. */
import { HANDLER_TIMER } from '../../../apps/handler.ts';
import type { AssignOperation, SettleOperation } from '../../../host/history.ts';
import type { Turn } from '../../../host/turn.ts';
import type { Narrator } from '../narrator.ts';
import type { Places } from '../places.ts';
import type { RabbitConsumerSpec } from '../scenario.ts';
import type { ConsumerMemory, Delivered } from './consumerMemory.ts';
import { hangUp, isOpen, say, type SessionConfig } from './session.ts';
import type { ConsumerSettings } from '../settings.ts';
import { WORK_TIMER } from './work.ts';
import { nextWork } from './workState.ts';

export interface ConsumerWorld {
  readonly spec: RabbitConsumerSpec;
  readonly places: Places;
}

export class ConsumerContext {
  readonly turn: Turn;
  readonly world: ConsumerWorld;
  memory: ConsumerMemory;

  constructor(turn: Turn, world: ConsumerWorld, memory: ConsumerMemory) {
    this.turn = turn;
    this.world = world;
    this.memory = memory;
  }

  /** Where it says what it does; the compiler knows the sentences and rules. */
  get story(): Narrator {
    return this.turn;
  }

  get spec(): RabbitConsumerSpec {
    return this.world.spec;
  }

  get name(): string {
    return this.world.spec.name;
  }

  /** The consumers of a queue are one group. */
  get group(): string {
    return this.world.spec.queue;
  }

  /** Machine number of the service that does the work; -1: none does. */
  get handlerMachine(): number {
    const { processing } = this.world.spec;
    return processing.handler === undefined ? -1 : this.world.places.names.indexOf(processing.handler.service);
  }

  get sessionConfig(): SessionConfig {
    return ConsumerContext.sessionConfig(this.world, this.memory.settings);
  }

  static sessionConfig({ spec, places }: ConsumerWorld, settings: ConsumerSettings): SessionConfig {
    return {
      name: spec.name,
      nodes: places.brokers,
      names: places.names,
      heartbeatMicros: settings.requestedHeartbeatMicros,
      recoveryMicros: settings.networkRecoveryIntervalMicros,
    };
  }

  change(change: Partial<ConsumerMemory>): void {
    this.memory = { ...this.memory, ...change };
  }

  /** Is the connection on which it came still there? */
  canSettle({ connection }: Delivered): boolean {
    const { session } = this.memory;
    return isOpen(session) && session.connection === connection;
  }

  /**
   * Name: acknowledge
   * Who: a consumer
   * Means: the queue may forget the message. An acknowledgement belongs to its channel: when that is gone nobody hears it, and
   *   the message comes again
   * Enabled when: the message was processed (or before that, if the application is careless)
   * Changes: the queue's unacknowledged messages
   */
  acknowledge(delivered: Delivered): void {
    const { settings, unsettled, inbox } = this.memory;
    if (!this.canSettle(delivered)) return this.#tooLate(delivered);
    const all = [...unsettled, delivered];
    if (all.length < settings.ackEvery && inbox.length > 0) return this.change({ unsettled: all });
    this.change({ unsettled: [] });
    this.story.rule('rabbitmq.consumer.acknowledge');
    const early = settings.acknowledge === 'before-processing';
    const key = early ? 'rabbit.consumer.acknowledged-before' : 'rabbit.consumer.acknowledged';
    for (const { record } of all) this.story.note(key, { consumer: this.name, value: record.value });
    const multiple = all.length > 1 ? { multiple: true } : {};
    say(this.turn, this.memory.session, { type: 'basic.ack', deliveryTag: delivered.deliveryTag, ...multiple });
    for (const each of all) this.#recordSettled(each, 'ack');
  }

  /** Gives a message back: to its queue (as failed, or without saying so), or for good. */
  reject(delivered: Delivered, outcome: 'requeue' | 'requeue-nack' | 'discard'): void {
    if (!this.canSettle(delivered)) return this.#tooLate(delivered);
    const { deliveryTag } = delivered;
    const type = outcome === 'requeue-nack' ? 'basic.nack' : 'basic.reject';
    say(this.turn, this.memory.session, { type, deliveryTag, requeue: outcome !== 'discard' });
    this.#recordSettled(delivered, outcome === 'discard' ? 'discard' : 'requeue');
  }

  /** Ends the connection: everything that was not acknowledged goes back to its queue. */
  hangUp(): void {
    const { session } = hangUp(this.memory.session, this.turn, this.sessionConfig);
    this.change({ session });
    this.loseDeliveries();
  }

  /** What was not begun is forgotten; the application may go on with what it has in hand. */
  loseDeliveries(): void {
    if (this.memory.subscribed) this.recordAssigned('lost');
    const goesOn = this.memory.settings.workAfterLoss === 'continue';
    if (!goesOn) {
      this.turn.cancelTimer(WORK_TIMER, 0);
      this.turn.cancelTimer(HANDLER_TIMER, 0);
    }
    this.change({ inbox: [], unsettled: [], work: nextWork(this.memory.work, 'deliveriesLost', { goesOn }) });
  }

  /** Says in the history that this consumer has begun or ceased to consume. */
  recordAssigned(change: AssignOperation['change']): void {
    const partitions = [{ topic: this.group, partition: -1 }];
    this.turn.record({ f: 'assign', type: 'ok', group: this.group, generation: -1, change, partitions });
    this.change({ subscribed: change === 'assigned' });
  }

  #tooLate({ record }: Delivered): void {
    this.story.rule('rabbitmq.consumer.stale-ack');
    this.story.note('rabbit.consumer.stale-ack', { consumer: this.name, value: record.value });
  }

  #recordSettled({ record }: Delivered, outcome: SettleOperation['outcome']): void {
    this.turn.record({ f: 'settle', type: 'ok', group: this.group, outcome, record });
  }
}
