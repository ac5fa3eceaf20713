/** Publishers and consumers for a topology: moderate, with confirms, spread over the nodes. */
import { freeName } from '../names.ts';
import type { Report } from '../place.ts';
import type { BindingSpec, ExchangeSpec, QueueSpec } from '../../definitions.ts';
import type { RabbitConsumerSpec, RabbitProducerSpec } from '../../scenario.ts';
import type { RabbitVersion } from '../../rules/version.ts';
import type { FittedTopology, Placed } from './fitted.ts';
import { headersFor } from './headers.ts';
import { routingKeysFor } from './keys.ts';
import { CLIENT_LIMITS } from './limits.ts';
import type { Roles } from './roles.ts';
import { tooManyKeys, tooManyPublishers, UNREACHABLE } from './words.ts';

/** What one publisher says; its name, node and pace come later. */
type Message = Pick<RabbitProducerSpec, 'exchange' | 'routingKeys' | 'headers'>;

/** Lost connections are noticed, and made again, within the minute that a run takes. */
const CONNECTION = { 'requested-heartbeat': 4, 'network-recovery-interval-ms': 1_000 } as const;

/** Messages of all publishers together, so that a large file makes no endless run; each has a fair share of them. */
const RECORDS_TOTAL = 240;
const RECORDS = { min: 15, max: 40 } as const;
/** Every publisher is done after so many seconds, so that the run can come to rest. */
const PUBLISHING_SECONDS = 20;

/** A name for each client, as close to what it serves as there is room. */
function clientNames(kind: 'to' | 'from', served: readonly string[]): readonly string[] {
  const taken = new Set<string>();
  return served.map((name) => {
    const free = freeName(name === '' ? `${kind}-default` : `${kind}-${name}`, taken);
    taken.add(free);
    return free;
  });
}

function messagesFor(
  exchange: ExchangeSpec,
  bindings: readonly Placed<BindingSpec>[],
  { version, report }: { readonly version: RabbitVersion; readonly report: Report },
): readonly Message[] {
  const specs = bindings.map(({ spec }) => spec);
  const keysMax = CLIENT_LIMITS.keysPerProducer;
  const { keys, unreached } = routingKeysFor(exchange.type, specs, { keysMax });
  for (const number of unreached) report(bindings[number]?.path ?? '', tooManyKeys(keysMax));
  const to = { exchange: exchange.name, routingKeys: keys };
  if (exchange.type !== 'headers') return [to];
  const { sets, unreached: unreachable } = headersFor(specs, version);
  for (const number of unreachable) report(bindings[number]?.path ?? '', UNREACHABLE);
  return sets.map((headers) => (Object.keys(headers).length === 0 ? to : { ...to, headers }));
}

function producer(
  message: Message,
  identity: { readonly name: string; readonly node: string; readonly key: string; readonly records: number },
): RabbitProducerSpec {
  const records = Math.max(identity.records, message.routingKeys.length);
  return {
    name: identity.name,
    ...message,
    node: identity.node,
    settings: {
      'publisher-confirms': 'individual',
      persistent: true,
      mandatory: true,
      republish: 'unconfirmed',
      ...CONNECTION,
    },
    ratePerSecond: Math.ceil(records / PUBLISHING_SECONDS),
    records,
    keys: [identity.key],
  };
}

const LETTERS = 'ABCDEFGHIJKLMNOP';

interface Plan {
  readonly topology: FittedTopology;
  readonly roles: Roles;
  readonly nodes: readonly string[];
  readonly version: RabbitVersion;
  readonly report: Report;
}

interface Wanted {
  readonly message: Message;
  readonly served: readonly string[];
}

/** What is to be published, and what of the file would get it. */
function wantedMessages({ topology, roles, version, report }: Plan): readonly Wanted[] {
  const toExchanges = topology.exchanges
    .filter(({ spec }) => roles.published.includes(spec.name))
    .flatMap(({ spec, path }) => {
      const bindings = topology.bindings.filter(({ spec: { from } }) => from === spec.name);
      return messagesFor(spec, bindings, { version, report }).map((message) => ({ message, served: [path] }));
    });
  if (roles.direct.length === 0) return toExchanges;
  const served = topology.queues.filter(({ spec }) => roles.direct.includes(spec.name)).map(({ path }) => path);
  return [...toExchanges, { message: { exchange: '', routingKeys: roles.direct }, served }];
}

/** One publisher for each exchange that somebody publishes to, and one for queues that only the default exchange reaches. */
export function producersOf(plan: Plan): readonly RabbitProducerSpec[] {
  const { nodes, report } = plan;
  const wanted = wantedMessages(plan);
  const kept = wanted.slice(0, CLIENT_LIMITS.producers).map(({ message }) => message);
  const left = wanted.slice(kept.length).flatMap(({ served }) => served);
  for (const path of left) report(path, tooManyPublishers(CLIENT_LIMITS.producers));
  const share = Math.floor(RECORDS_TOTAL / kept.length);
  const records = Math.min(RECORDS.max, Math.max(RECORDS.min, share));
  const names = clientNames(
    'to',
    kept.map(({ exchange }) => exchange),
  );
  return kept.map((message, index) =>
    producer(message, {
      name: names[index] ?? '',
      node: nodes[index % nodes.length] ?? '',
      key: LETTERS[index] ?? '',
      records,
    }),
  );
}

/** One consumer for each queue that somebody reads; a stream is read from its beginning. */
export function consumersOf(queues: readonly QueueSpec[], nodes: readonly string[]): readonly RabbitConsumerSpec[] {
  const names = clientNames(
    'from',
    queues.map(({ name }) => name),
  );
  return queues.map(({ name, type }, index) => ({
    name: names[index] ?? '',
    queue: name,
    node: nodes[index % nodes.length] ?? '',
    settings: { prefetch: 5, ...(type === 'stream' ? { 'x-stream-offset': 'first' } : {}), ...CONNECTION },
    processing: { micros: 100_000, idempotent: false },
  }));
}
