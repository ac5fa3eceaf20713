/** Small shops around one broker: what tests of applications run. */
import type {
  Applications,
  CallerSpec,
  HandlerSpec,
  ServiceSpec,
  Step,
} from '../../../sim-engine/apps/applications.ts';
import type { Action } from '../../../sim-engine/host/action.ts';
import type { RecordedOperation } from '../../../sim-engine/host/world.ts';
import { Playback } from '../../../sim-engine/playback.ts';
import { parseScenario } from '../../../sim-engine/scenario/parse.ts';
import type { PromiseName, Scenario } from '../../../sim-engine/scenario/types.ts';
import { VOCABULARIES } from '../../../sim-engine/systems/vocabularies.ts';

export const SYSTEMS = ['rabbitmq', 'kafka'] as const;
export type System = (typeof SYSTEMS)[number];

/** One order at one second, unless said otherwise. */
export function customers(more: Partial<CallerSpec> = {}): CallerSpec {
  return {
    name: 'customers',
    service: 'shop',
    endpoint: 'order',
    phases: [{ seconds: 1, ratePerSecond: 1 }],
    arrivals: 'even',
    startMillis: 4_000,
    keys: ['a'],
    timeoutMillis: 1_000,
    ...more,
  };
}

/** A service `shop` with one endpoint `order`. */
export function shop(steps: readonly Step[], more: Partial<ServiceSpec> = {}): ServiceSpec {
  return { name: 'shop', concurrency: 1, backlog: 4, endpoints: { order: steps }, clients: ['out'], ...more };
}

export interface Street {
  readonly applications: Partial<Applications>;
  /** Who does the work of the messages of `orders`; absent: nobody consumes. */
  readonly handler?: HandlerSpec;
  readonly seed?: number;
  readonly horizonMillis?: number;
  readonly jitterMicros?: number;
  readonly promises?: readonly PromiseName[];
  readonly faults?: readonly Action[];
  readonly healAtMillis?: number;
}

const PARTS = {
  rabbitmq: {
    topology: { exchanges: [], queues: [{ name: 'orders', type: 'classic' }], bindings: [] },
    producer: {
      exchange: '',
      routingKeys: ['orders'],
      settings: { 'publisher-confirms': 'individual', persistent: true, republish: 'unconfirmed' },
    },
    consumer: { queue: 'orders', settings: { 'network-recovery-interval-ms': 500 } },
    processing: {},
    settings: {},
  },
  kafka: {
    topology: { topics: [{ name: 'orders', partitions: 1, replicationFactor: 1 }] },
    producer: { topic: 'orders', settings: { acks: 'all' } },
    consumer: {
      group: 'orders',
      topics: ['orders'],
      settings: { 'auto.offset.reset': 'earliest', 'session.timeout.ms': 2000, 'heartbeat.interval.ms': 500 },
    },
    processing: { commit: 'after-processing', thread: 'poll' },
    settings: { 'group.initial.rebalance.delay.ms': 0, 'group.min.session.timeout.ms': 1000 },
  },
} as const;

/** A scenario of one broker, one producer client `out` of the shop, and a consumer `in` if there is a handler. */
export function street(system: System, given: Street): Scenario {
  const part = PARTS[system];
  const { handler, applications } = given;
  const processing = { ...part.processing, micros: 0, idempotent: false, handler };
  const parsed = parseScenario(
    {
      version: 1,
      name: 'street',
      system,
      seed: given.seed ?? 1,
      horizonMillis: given.horizonMillis ?? 20_000,
      ...(given.healAtMillis === undefined ? {} : { healAtMillis: given.healAtMillis }),
      topology: {
        brokers: 1,
        ...part.topology,
        producers: [{ name: 'out', ...part.producer, ratePerSecond: 0, records: 0 }],
        consumers: handler === undefined ? [] : [{ name: 'in', ...part.consumer, processing }],
        applications: { services: [], databases: [], callers: [], ...applications },
      },
      settings: part.settings,
      network: { latencyMicros: 1_000, jitterMicros: given.jitterMicros ?? 0 },
      faults: given.faults ?? [],
      promises: given.promises ?? ['comes-to-rest'],
    },
    VOCABULARIES,
  );
  if (!parsed.ok) throw new Error(parsed.errors.map(({ message }) => message.en).join('\n'));
  return parsed.scenario;
}

export function run(scenario: Scenario, actions: readonly Action[] = []): Playback {
  const playback = Playback.open(scenario, actions);
  playback.complete();
  return playback;
}

/** The history of applications in a few characters: `customers call ok a1`. */
export function told(playback: Playback): readonly string[] {
  return playback.history(playback.steps).flatMap(brief);
}

function brief(operation: RecordedOperation): string[] {
  const { f, type, process } = operation;
  const error = 'error' in operation && operation.error !== undefined ? ` ${operation.error}` : '';
  switch (operation.f) {
    case 'call':
      return [
        `${process} ${f} ${type} ${operation.order}${operation.attempt > 1 ? `#${operation.attempt}` : ''}${error}`,
      ];
    case 'serve':
      return [`${process} ${f} ${type} ${operation.order}${error}`];
    case 'write':
      return [`${process} ${f} ${type} ${operation.table}/${operation.key}=${operation.state ?? '-'}${error}`];
    case 'effect':
      return [`${process} ${f} ${type} ${operation.name} ${operation.order}${error}`];
    case 'send':
      return [`${process} ${f} ${type} ${operation.value}${error}`];
    case 'apply':
      return [`${process} ${f} ${type} ${operation.record.value}${error}`];
    case 'crash':
      return [`${process} crash`];
    default:
      return [];
  }
}

/** Only the operations of some kinds. */
export function of(lines: readonly string[], ...kinds: readonly string[]): readonly string[] {
  return lines.filter((line) => kinds.includes(line.split(' ')[1] ?? ''));
}

/** Rows of a table at the end, as `key=state`. */
export function rows(playback: Playback, table: string): readonly string[] {
  const view = playback.system.observe(playback.worldAt(playback.steps));
  const found = view.tables?.find((each) => each.table === table)?.rows ?? [];
  return found.map(({ key, state }) => `${key}=${state}`);
}
