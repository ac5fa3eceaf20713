/**
 * Who publishes where and who consumes what. A file of definitions does not say; it is guessed from how exchanges feed each
 * other.
 *
 * Published to: exchanges with bindings, unless they only get dead letters or what another exchange could not route. Where
 * dead letters go in a circle (work, then a queue to wait in, then back), the way in is the exchange that only gets back what
 * has waited.
 * Consumed: every queue, unless only dead letters reach it.
 */
import type { BindingSpec, ExchangeSpec, QueueSpec } from '../../definitions.ts';

export interface PlainTopology {
  readonly exchanges: readonly ExchangeSpec[];
  readonly queues: readonly QueueSpec[];
  readonly bindings: readonly BindingSpec[];
}

export interface Roles {
  /** Names of exchanges with a publisher, in the order of the file. */
  readonly published: readonly string[];
  /** Names of queues that get their messages through the default exchange. */
  readonly direct: readonly string[];
  /** Names of queues with a consumer, in the order of the file. */
  readonly consumed: readonly string[];
}

/** Places that a message can come to; names of queues and of exchanges may be the same. */
interface Reached {
  readonly exchanges: Set<string>;
  readonly queues: Set<string>;
}

type Ways = 'with-dead-letters' | 'without-dead-letters';

const deadLettersTo = (queue: QueueSpec): string | undefined =>
  queue.settings?.['x-dead-letter-exchange'] as string | undefined;

/** Queue that gets the dead letters of another one through the default exchange. */
function deadLetterQueue(queue: QueueSpec): string | null {
  const key = queue.settings?.['x-dead-letter-routing-key'];
  return deadLettersTo(queue) === '' && typeof key === 'string' ? key : null;
}

/** A queue in which messages wait until they go on. */
const isWaitingRoom = (queue: QueueSpec): boolean =>
  deadLettersTo(queue) !== undefined && queue.settings?.['x-message-ttl'] !== undefined;

/** Everything that messages come to from some exchanges and queues. */
function reach(
  { exchanges, queues, bindings }: PlainTopology,
  from: { readonly exchanges: readonly string[]; readonly queues: readonly string[] },
  ways: Ways,
): Reached {
  const reached: Reached = { exchanges: new Set(from.exchanges), queues: new Set() };
  const arrive = (name: string): void => {
    reached.queues.add(name);
    const queue = queues.find((each) => each.name === name);
    if (queue === undefined || ways === 'without-dead-letters') return;
    const [exchange, next] = [deadLettersTo(queue), deadLetterQueue(queue)];
    if (exchange !== undefined && exchange !== '') reached.exchanges.add(exchange);
    if (next !== null && !reached.queues.has(next)) arrive(next);
  };
  from.queues.forEach(arrive);
  // A set that grows while it is walked: exchanges that are added are visited too.
  for (const name of reached.exchanges) {
    const alternate = exchanges.find((exchange) => exchange.name === name)?.alternate;
    if (alternate !== undefined) reached.exchanges.add(alternate);
    for (const { from: source, to, toKind } of bindings) {
      if (source !== name) continue;
      if (toKind === 'exchange') reached.exchanges.add(to);
      else if (!reached.queues.has(to)) arrive(to);
    }
  }
  return reached;
}

/** Queues that nothing is bound to and no dead letter is sent to: only the default exchange reaches them. */
function directQueues({ queues, bindings }: PlainTopology): readonly string[] {
  const bound = new Set(bindings.filter(({ toKind }) => toKind !== 'exchange').map(({ to }) => to));
  const letters = new Set(queues.map(deadLetterQueue));
  return queues.map(({ name }) => name).filter((name) => !bound.has(name) && !letters.has(name));
}

function publishedExchanges(topology: PlainTopology, direct: readonly string[]): readonly string[] {
  const { exchanges, queues, bindings } = topology;
  const sources = new Set(bindings.map(({ from }) => from));
  const candidates = exchanges.filter(({ name, internal }) => sources.has(name) && internal !== true);
  const feeders = (name: string): readonly (QueueSpec | ExchangeSpec)[] => [
    ...queues.filter((queue) => deadLettersTo(queue) === name),
    ...exchanges.filter(({ alternate }) => alternate === name),
  ];
  const getsBackWhatWaited = (name: string): boolean =>
    feeders(name).every((feeder) => 'settings' in feeder && isWaitingRoom(feeder));
  const chosen = candidates.map(({ name }) => name).filter((name) => feeders(name).length === 0);
  for (;;) {
    const reached = reach(topology, { exchanges: chosen, queues: direct }, 'with-dead-letters').exchanges;
    const others = candidates.map(({ name }) => name).filter((name) => !reached.has(name));
    const next = others.find(getsBackWhatWaited) ?? others[0];
    if (next === undefined) break;
    chosen.push(next);
  }
  return exchanges.map(({ name }) => name).filter((name) => chosen.includes(name));
}

/** Guesses the roles of a topology. */
export function rolesOf(topology: PlainTopology): Roles {
  const direct = directQueues(topology);
  const published = publishedExchanges(topology, direct);
  const from = { exchanges: published, queues: direct };
  const plain = reach(topology, from, 'without-dead-letters').queues;
  const all = reach(topology, from, 'with-dead-letters').queues;
  const consumed = topology.queues.map(({ name }) => name).filter((name) => plain.has(name) || !all.has(name));
  return { published, direct, consumed };
}
