/** The scripts are well-formed, speak of things that exist, and cover what a RabbitMQ room has to know. */
import { describe, expect, it } from 'vitest';
import { canonical, parseScripts, scriptHash, scriptSchema, topics, type Script, type Step } from './language.ts';
import { scripts } from './scripts/index.ts';

/** How many scripts are at least about each topic. */
const coverage: Record<(typeof topics)[number], number> = {
  'default-exchange': 1,
  'direct-exchange': 1,
  'fanout-exchange': 1,
  'topic-exchange': 2,
  'headers-exchange': 2,
  'alternate-exchange': 1,
  'exchange-to-exchange': 1,
  'sender-selected': 2,
  mandatory: 3,
  confirms: 5,
  tx: 2,
  prefetch: 5,
  dispatch: 5,
  'consumer-priority': 2,
  'no-ack': 2,
  exclusive: 3,
  'single-active-consumer': 5,
  'requeue-order': 6,
  recover: 3,
  acknowledge: 4,
  'channel-errors': 8,
  'message-ttl': 4,
  'queue-ttl': 2,
  'head-of-line': 3,
  'queue-expires': 1,
  'dead-letter': 8,
  'dead-letter-cycle': 4,
  overflow: 6,
  'priority-queue': 3,
  lazy: 3,
  durability: 3,
  'auto-delete': 2,
  'quorum-redelivery': 1,
  'quorum-delivery-limit': 3,
  'quorum-refusals': 2,
  stream: 4,
  alarm: 2,
  'ack-timeout': 1,
  'node-kill': 5,
  'no-majority': 2,
  mirroring: 4,
  'partition-ignore': 1,
  'partition-pause-minority': 1,
  'partition-autoheal': 2,
};

/** What the steps name before anything has made it. */
const strangers = (script: Script): string[] => {
  const connections = new Set(script.open.map(({ connection }) => connection));
  const channels = new Set(script.open.flatMap((opened) => opened.channels));
  const consumers = new Set<string>();
  const deliveries = new Set<string>();
  const found: string[] = [];
  const demand = (known: ReadonlySet<string>, name: string, step: Step) => {
    if (!known.has(name)) found.push(`${script.name}: ${step.do} speaks of ${name}`);
  };
  for (const step of script.steps) {
    if (step.do === 'connection.open') connections.add(step.connection);
    else if ('connection' in step) demand(connections, step.connection, step);
    if (step.do === 'channel.open') channels.add(step.channel);
    else if ('channel' in step) demand(channels, step.channel, step);
    if (step.do === 'basic.consume') consumers.add(step.consumer);
    if (step.do === 'basic.cancel') demand(consumers, step.consumer, step);
    if (step.do === 'basic.get' && step.as !== undefined) deliveries.add(step.as);
    if (step.do === 'basic.ack' || step.do === 'basic.nack' || step.do === 'basic.reject') {
      if ((step.delivery === undefined) === (step.tag === undefined))
        found.push(`${script.name}: ${step.do} needs a delivery or a tag, and not both`);
      const [consumer = '', number] = step.delivery?.split('#') ?? [];
      if (number !== undefined) demand(consumers, consumer, step);
      else if (step.delivery !== undefined) demand(deliveries, step.delivery, step);
    }
    if ('node' in step && step.node > script.nodes) found.push(`${script.name}: ${step.do} on node ${step.node}`);
  }
  return found;
};

describe('the scripts', () => {
  it('are many, and each has its own name', () => {
    expect(scripts.length).toBeGreaterThanOrEqual(40);
    expect(new Set(scripts.map(({ name }) => name)).size).toBe(scripts.length);
  });

  it('are data: what is parsed can be written down, read again and is the same', () => {
    for (const script of scripts) {
      const again = scriptSchema.parse(JSON.parse(JSON.stringify(script)));
      expect(canonical(again), script.name).toBe(canonical(script));
    }
  });

  it('speak only of connections, channels, consumers and deliveries that exist', () => {
    expect(scripts.flatMap(strangers)).toEqual([]);
  });

  it('cover every topic', () => {
    const counts = Object.fromEntries(
      topics.map((topic) => [topic, scripts.filter((script) => script.topics.includes(topic)).length]),
    );
    const missing = topics.filter((topic) => (counts[topic] ?? 0) < coverage[topic]);
    expect(missing, JSON.stringify(counts)).toEqual([]);
  });
});

describe('the language', () => {
  const source = { name: 'x', title: 'an example of a script', topics: ['confirms' as const] };

  it('refuses unknown steps and unknown fields, and names the place', () => {
    const parse = (step: unknown) => parseScripts([{ ...source, steps: [step as never] }]);
    expect(() => parse({ do: 'basic.explode' })).toThrow(/script x.*steps\[0\]/s);
    expect(() => parse({ do: 'basic.get', queue: 'q', noack: true })).toThrow(/noack/);
    expect(() => parse({ do: 'node.kill', node: 4 })).toThrow(/steps\[0\]\.node/);
  });

  it('makes a hash of what is played: not of the title, but of every step', () => {
    const [a, b, c] = parseScripts([
      { ...source, steps: [{ do: 'confirm.select' }] },
      { ...source, title: 'another title of it', steps: [{ do: 'confirm.select', channel: 'ch' }] },
      { ...source, steps: [{ do: 'tx.select' }] },
    ]);
    expect(scriptHash(b!)).toBe(scriptHash(a!));
    expect(scriptHash(c!)).not.toBe(scriptHash(a!));
  });
});
