/** What a node tells a reader of its steps, and what an observer sees of messages that are gone. */
import { describe, expect, it } from 'vitest';
import { handle, tick } from '../../../../sim-engine/systems/rabbitmq/node/node.ts';
import type { ClientMethod } from '../../../../sim-engine/systems/rabbitmq/node/methods.ts';
import type { Story } from '../../../../sim-engine/systems/rabbitmq/node/story.ts';
import type { Bench } from '../../../../sim-engine/systems/rabbitmq/vectors/bench.ts';
import type { ChannelKey } from '../../../../sim-engine/systems/rabbitmq/rules/queue/entry.ts';
import { bench, quorum } from '../support.ts';

class Listener implements Story {
  readonly explaining = true;
  readonly rules: string[] = [];
  readonly told: string[] = [];
  readonly milestones: string[] = [];

  rule(id: string): void {
    this.rules.push(id);
  }

  note(key: string, params: Readonly<Record<string, string | number>>): void {
    const shown = Object.entries(params).map(([name, value]) => `${name}=${value}`);
    this.told.push([key, ...shown].join(' '));
  }

  milestone(kind: string, key: string, params: Readonly<Record<string, string | number>>): void {
    this.milestones.push(kind);
    this.note(key, params);
  }
}

/** What is told while a client says something. */
function tell(on: Bench, key: ChannelKey, method: ClientMethod): Listener {
  const listener = new Listener();
  const { node } = handle(on.node, { ...key, method }, on.nowMicros, listener);
  on.node = node;
  return listener;
}

const publish = (body: string, more: object = {}): ClientMethod => ({
  type: 'basic.publish',
  exchange: '',
  routingKey: 'q',
  body,
  ...more,
});

function dropped(on: Bench, queue: string): readonly string[] {
  const record = on.node.queues.find(({ name }) => name === queue)!;
  return record.dropped.toArray().map(({ value, reason }) => `${value} ${reason}`);
}

describe('a story', () => {
  it('tells a publish from its route to its confirm', () => {
    const on = bench();
    const key = on.channel();
    on.say(key, { type: 'confirm.select' });
    on.declare(key, 'q');
    on.consume(key, 'q', 'C');
    const { told, rules } = tell(on, key, publish('m'));
    expect(told).toEqual([
      'rabbit.publish.routed exchange= key=q queues=q value=m',
      'rabbit.queue.delivered queue=q value=m consumer=C number=1',
      'rabbit.publish.confirmed queue=q value=m',
    ]);
    expect(rules).toEqual(['rabbitmq.publish.publish', 'rabbitmq.queue.deliver', 'rabbitmq.channel.confirm']);
  });

  it('marks a publish without a route, and says whether somebody hears of it', () => {
    const on = bench();
    const key = on.channel();
    const unheard = tell(on, key, publish('m'));
    expect(unheard.milestones).toEqual(['fault']);
    expect(unheard.told).toEqual(['rabbit.publish.unroutable exchange= key=q value=m']);
    on.say(key, { type: 'confirm.select' });
    expect(tell(on, key, publish('m')).told[0]).toMatch(/^rabbit\.publish\.unroutable-confirmed /);
    expect(tell(on, key, publish('m', { mandatory: true })).told[0]).toMatch(/^rabbit\.publish\.returned /);
  });

  it.each([
    ['a classic queue', {}, 'place'],
    ['a quorum queue', quorum({}), 'tail'],
    ['a quorum queue with a delivery limit', quorum({ 'x-delivery-limit': 5 }), 'front'],
  ])('says where %s puts what comes back', (_name, declaration, place) => {
    const on = bench('3.10');
    const key = on.channel();
    on.declare(key, 'q', declaration);
    on.publish(key, 'q', 'm');
    const { deliveryTag } = on.get(key, 'q')!;
    const { told } = tell(on, key, { type: 'basic.nack', deliveryTag });
    expect(told).toEqual([`rabbit.queue.requeued-${place} queue=q value=m`]);
    const again = tell(on, key, { type: 'basic.ack', deliveryTag: on.get(key, 'q')!.deliveryTag });
    expect(again.told).toEqual(['rabbit.queue.acknowledged queue=q value=m']);
  });

  it('marks a redelivery; a first delivery is none', () => {
    const on = bench();
    const key = on.channel();
    on.declare(key, 'q');
    on.publish(key, 'q', 'm');
    expect(tell(on, key, { type: 'basic.consume', queue: 'q', consumerTag: 'C' }).milestones).toEqual([]);
    expect(tell(on, key, { type: 'basic.nack', deliveryTag: 1 }).milestones).toEqual(['redelivery']);
  });

  it('changes nothing', () => {
    const on = bench();
    const key = on.channel();
    on.declare(key, 'q');
    const input = { ...key, method: publish('m') };
    expect(handle(on.node, input, 5, new Listener())).toEqual(handle(on.node, input, 5));
  });
});

describe('a message that is gone', () => {
  it('is noted with its reason when no other queue takes it', () => {
    const on = bench();
    const key = on.channel();
    on.declare(key, 'q', quorum({ 'x-max-length': 1, 'x-delivery-limit': 0, 'x-message-ttl': 1_000 }));
    for (const body of ['first', 'second']) on.publish(key, 'q', body);
    on.say(key, { type: 'basic.nack', deliveryTag: on.get(key, 'q')!.deliveryTag });
    on.publish(key, 'q', 'third');
    on.say(key, { type: 'basic.reject', deliveryTag: on.get(key, 'q')!.deliveryTag, requeue: false });
    on.publish(key, 'q', 'fourth');
    on.node = tick(on.node, on.nowMicros + 1_000_000).node;
    expect(dropped(on, 'q')).toEqual(['first maxlen', 'second delivery_limit', 'third rejected', 'fourth expired']);
  });

  it('is noted as unroutable when its dead letter finds nobody, and not at all when it finds a queue', () => {
    const on = bench();
    const key = on.channel();
    const letters = { 'x-dead-letter-exchange': '', 'x-dead-letter-routing-key': 'dead', 'x-max-length': 0 };
    on.declare(key, 'q', { arguments: letters });
    on.publish(key, 'q', 'lost');
    on.declare(key, 'dead');
    on.publish(key, 'q', 'kept');
    expect(dropped(on, 'q')).toEqual(['lost unroutable']);
    expect(on.depth('dead')).toBe(1);
  });

  it('is noted as a cycle when it comes back to the queue in which it expired', () => {
    const on = bench();
    const key = on.channel();
    on.declare(key, 'q', { arguments: { 'x-dead-letter-exchange': '', 'x-message-ttl': 0 } });
    on.publish(key, 'q', 'round');
    expect(dropped(on, 'q')).toEqual(['round cycle']);
  });

  it('a publish that is refused is not: its publisher knows', () => {
    const on = bench();
    const key = on.channel();
    on.declare(key, 'q', { arguments: { 'x-overflow': 'reject-publish-dlx', 'x-max-length': 0 } });
    expect(tell(on, key, publish('m')).told).toContain('rabbit.queue.rejected-publish queue=q value=m');
    expect(dropped(on, 'q')).toEqual([]);
  });
});
