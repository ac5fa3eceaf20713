/** Random programs for the differential fuzzer. The simulated node says which deliveries there are to settle. */
import { parseScripts, type ScriptSource } from '../../../test/conformance/rabbitmq/language.ts';
import { play } from '../../../test/conformance/rabbitmq/simulated/play.ts';

type Steps = ScriptSource['steps'];
type Declared = { readonly queue: string; readonly type: 'classic' | 'quorum'; readonly single: boolean };

class Dice {
  #state: number;
  constructor(seed: number) {
    this.#state = (Math.imul(seed, 2_654_435_761) ^ 0x9e3779b9) >>> 0;
    for (let skip = 0; skip < 8; skip += 1) this.next();
  }
  next(): number {
    let x = this.#state || 1;
    x ^= x << 13;
    x ^= x >>> 17;
    x ^= x << 5;
    this.#state = x >>> 0;
    return this.#state;
  }
  below(limit: number): number {
    return this.next() % limit;
  }
  chance(percent: number): boolean {
    return this.below(100) < percent;
  }
  of<T>(list: readonly T[]): T {
    const found = list[this.below(list.length)];
    if (found === undefined) throw new Error('nothing to choose from');
    return found;
  }
}

const keys = ['a', 'b', 'a.b', 'a.b.c', ''];
const patterns = ['a', 'b', 'a.*', '#', '*.b.#', 'a.#.c', ''];

function queueArguments(dice: Dice, type: Declared['type'], targets: { exchanges: string[]; queues: string[] }) {
  const given: Record<string, string | number | boolean> = type === 'quorum' ? { 'x-queue-type': 'quorum' } : {};
  if (dice.chance(35)) given['x-max-length'] = dice.below(4);
  if (dice.chance(10)) given['x-max-length-bytes'] = dice.below(6);
  if (('x-max-length' in given || 'x-max-length-bytes' in given) && dice.chance(50))
    given['x-overflow'] = dice.of(['drop-head', 'reject-publish', 'reject-publish', 'reject-publish-dlx']);
  if (dice.chance(60)) {
    given['x-dead-letter-exchange'] = dice.of(['', ...targets.exchanges]);
    if (dice.chance(60) || given['x-dead-letter-exchange'] === '')
      given['x-dead-letter-routing-key'] = dice.of([...targets.queues, 'a', 'a.b']);
  }
  if (type === 'quorum' && dice.chance(60)) given['x-delivery-limit'] = dice.below(3);
  if (type === 'quorum' && 'x-dead-letter-exchange' in given && dice.chance(20)) {
    given['x-dead-letter-strategy'] = 'at-least-once';
    given['x-overflow'] = 'reject-publish';
  }
  if (type === 'classic' && dice.chance(25)) given['x-max-priority'] = 1 + dice.below(4);
  if (type === 'quorum' && dice.chance(12)) given['x-single-active-consumer'] = true;
  if (dice.chance(8) && process.env['TTL'] !== 'no') given['x-message-ttl'] = 0;
  return given;
}

function declarations(dice: Dice, prefix: string): { steps: Steps; queues: Declared[]; exchanges: string[] } {
  const steps: Steps = [];
  const exchanges = Array.from({ length: dice.below(3) }, (_, index) => `${prefix}x${index}`);
  const names = Array.from({ length: 1 + dice.below(3) }, (_, index) => `${prefix}q${index}`);
  const types = exchanges.map(() => dice.of(['direct', 'fanout', 'topic', 'headers'] as const));
  exchanges.forEach((exchange, index) =>
    steps.push({
      do: 'exchange.declare',
      exchange,
      type: types[index] ?? 'direct',
      arguments: dice.chance(30) ? { 'alternate-exchange': dice.of([...exchanges, 'amq.fanout']) } : {},
    }),
  );
  const queues = names.map((queue): Declared => {
    const type = dice.chance(50) ? 'quorum' : 'classic';
    const given = queueArguments(dice, type, { exchanges, queues: names });
    steps.push({ do: 'queue.declare', queue, durable: type === 'quorum' || dice.chance(50), arguments: given });
    return { queue, type, single: 'x-single-active-consumer' in given };
  });
  exchanges.forEach((exchange, index) => {
    const isHeaders = types[index] === 'headers';
    const routingKey = (): string => (types[index] === 'topic' ? dice.of(patterns) : dice.of(keys));
    const args = () =>
      isHeaders
        ? {
            'x-match': dice.of(['all', 'any', 'any-with-x', 'all-with-x']),
            h: dice.of([1, 'one', true]),
            ...(dice.chance(40) ? { 'x-h': 1 } : {}),
          }
        : {};
    for (const { queue } of queues)
      if (dice.chance(60))
        steps.push({ do: 'queue.bind', queue, exchange, routingKey: routingKey(), arguments: args() });
    for (const destination of exchanges)
      if (dice.chance(20))
        steps.push({ do: 'exchange.bind', source: exchange, destination, routingKey: routingKey(), arguments: args() });
  });
  return { steps, queues, exchanges };
}

const ALL_CHANNELS = ['ch', 'a', 'b'];

interface Known {
  /** Deliveries that nobody settled yet, by channel. */
  readonly open: Map<string, string[]>;
  readonly closed: Set<string>;
}

/** What the clients of a program have in hand, as the simulated node has it. */
function inHand(source: ScriptSource): Known {
  const [script] = parseScripts([source]);
  if (script === undefined) throw new Error('no script');
  const played = play(script);
  const open = new Map<string, string[]>();
  const closed = new Set<string>();
  const add = (channel: string, delivery: string) => open.set(channel, [...(open.get(channel) ?? []), delivery]);
  script.steps.forEach((step, index) => {
    const result = played.steps[index];
    if (result === undefined) return;
    if (step.do === 'basic.get' && step.as !== undefined && result.got) add(step.channel, step.as);
    for (const [channel, events] of Object.entries(result.events ?? {}))
      for (const event of events) {
        if (event.event === 'deliver') add(channel, event.delivery);
        if (event.event === 'channel.close') closed.add(channel);
      }
    if (step.do === 'channel.close') closed.add(step.channel);
    if ('delivery' in step && step.delivery !== undefined) {
      const list = open.get(step.channel) ?? [];
      const at = list.indexOf(step.delivery);
      const gone = 'multiple' in step && step.multiple ? list.slice(0, at + 1) : [step.delivery];
      open.set(
        step.channel,
        list.filter((name) => !gone.includes(name)),
      );
    }
    if (step.do === 'basic.recover') open.set(step.channel, []);
  });
  // Automatic acknowledgement: nothing to settle.
  const noAck = new Set(
    script.steps.flatMap((step) => (step.do === 'basic.consume' && step.noAck ? [step.consumer] : [])),
  );
  for (const [channel, list] of open)
    open.set(
      channel,
      list.filter((name) => !noAck.has(name.split('#')[0] ?? '')),
    );
  return { open, closed };
}

function publish(dice: Dice, setup: { queues: Declared[]; exchanges: string[] }, count: number): Steps[number] {
  const toExchange = setup.exchanges.length > 0 && dice.chance(45);
  const bodies = Array.from({ length: 1 + dice.below(3) }, (_, index) => `m${count}${'abc'[index]}`);
  const headers: Record<string, string | number | boolean | string[]> = {};
  if (dice.chance(30)) headers['h'] = dice.of([1, 'one', true]);
  if (dice.chance(15)) headers['x-h'] = 1;
  if (dice.chance(12)) headers['CC'] = [dice.of([...setup.queues.map(({ queue }) => queue), 'a', 'a.b'])];
  if (dice.chance(8)) headers['BCC'] = [dice.of(setup.queues).queue];
  return {
    do: 'basic.publish',
    exchange: toExchange ? dice.of(setup.exchanges) : '',
    routingKey: toExchange ? dice.of(keys) : dice.of(setup.queues).queue,
    bodies,
    mandatory: dice.chance(20),
    properties: {
      ...(Object.keys(headers).length > 0 ? { headers } : {}),
      ...(dice.chance(40) ? { deliveryMode: dice.of([1, 2] as const) } : {}),
      ...(dice.chance(40) ? { priority: dice.below(6) } : {}),
      ...(dice.chance(6) && process.env['TTL'] !== 'no' ? { expiration: '0' } : {}),
    },
  };
}

/** One program; everything in it has names that begin with its seed. */
export function randomProgram(seed: number): ScriptSource {
  const dice = new Dice(seed);
  const prefix = `f${seed}-`;
  const setup = declarations(dice, prefix);
  const steps: Steps = [...setup.steps, { do: 'confirm.select' }];
  const program = (): ScriptSource => ({
    name: `fuzz-${seed}`,
    title: `A random program, seed ${seed}.`,
    topics: ['dispatch'],
    open: [
      { connection: 'c', channels: ['ch', 'a'] },
      { connection: 'd', channels: ['b'] },
    ],
    steps,
  });
  let consumers = 0;
  const active: { channel: string; consumer: string }[] = [];
  const length = 8 + dice.below(10);
  for (let count = 0; count < length; count += 1) {
    const { open, closed } = inHand(program());
    const channels = ALL_CHANNELS.filter((id) => !closed.has(id));
    if (channels.length === 0) break;
    const holding = channels.filter((id) => (open.get(id)?.length ?? 0) > 0);
    const roll = dice.below(100);
    if ((roll < 30 || (roll < 92 && roll >= 52 && holding.length === 0)) && !closed.has('ch'))
      steps.push(publish(dice, setup, count));
    else if (roll < 42) {
      const gettable = setup.queues.filter(({ single }) => !single);
      if (gettable.length > 0)
        steps.push({ do: 'basic.get', channel: dice.of(channels), queue: dice.of(gettable).queue, as: `g${count}` });
    } else if (roll < 52 && consumers < 4) {
      const channel = dice.of(channels);
      if (dice.chance(70))
        steps.push({ do: 'basic.qos', channel, prefetchCount: 1 + dice.below(3), global: dice.chance(8) });
      const consumer = `C${(consumers += 1)}`;
      active.push({ channel, consumer });
      steps.push({
        do: 'basic.consume',
        channel,
        queue: dice.of(setup.queues).queue,
        consumer,
        noAck: dice.chance(12),
        arguments: dice.chance(20) ? { 'x-priority': dice.below(3) - 1 } : {},
      });
    } else if (roll < 92 && holding.length > 0) {
      const channel = dice.of(holding);
      const delivery = dice.of(open.get(channel) ?? []);
      const kind = dice.below(10);
      if (kind < 3) steps.push({ do: 'basic.ack', channel, delivery, multiple: dice.chance(30) });
      else if (kind < 8)
        steps.push({ do: 'basic.nack', channel, delivery, multiple: dice.chance(40), requeue: dice.chance(65) });
      else if (kind < 9) steps.push({ do: 'basic.reject', channel, delivery, requeue: dice.chance(60) });
      else steps.push({ do: 'basic.recover', channel });
    } else if (roll < 95 && active.length > 0) {
      const one = dice.of(active);
      if (!closed.has(one.channel)) steps.push({ do: 'basic.cancel', ...one });
    } else if (roll < 98) steps.push({ do: 'channel.close', channel: dice.of(channels) });
    else steps.push({ do: 'queue.purge', channel: dice.of(channels), queue: dice.of(setup.queues).queue });
  }
  return program();
}
