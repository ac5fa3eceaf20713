/** The shop whose workers charge a bank for every order: odd orders that nobody can read, and a bank that goes away and comes back. */
import type { CallerSpec, ServiceSpec } from '../../sim-engine/apps/applications.ts';
import type { Action } from '../../sim-engine/scenario/types.ts';
import type { RabbitScenario } from '../../sim-engine/systems/rabbitmq/vocabulary.ts';
import { startOf } from '../forms.ts';
import type { Deed, RunPlan } from '../lesson.ts';
import { choices } from './forms.ts';
import json from './scenario.json' with { type: 'json' };

/** Orders and the bank. Who works on the orders, and how they try again, is added by `staffed`. */
const shop = json as unknown as RabbitScenario;

export const PAYMENTS = 'payments';
export const LETTERS = 'dead-letters';
export const BANK = 'bank';
/** Orders that come in a second on a normal day, and so what the bank is asked. */
export const NORMAL_PER_SECOND = 5;

/** How a worker tries again, and what it does with an order in the end. */
export interface Policy {
  readonly workers: number;
  /** How often the bank is asked for one order; `no end`: until it answers. */
  readonly attempts: number | 'no end';
  readonly firstWaitMillis: number;
  readonly backoff: 'fixed' | 'exponential' | 'jitter';
  readonly failed: 'requeue' | 'discard';
  readonly letters: 'kept' | 'deleted';
  /** Time that the redrive takes for each letter; null: there is none. */
  readonly redriveMicros: number | null;
}

/** Where a worker asks without an end, it asks so often before it begins its waits anew. */
const ROUND = 8;

function consumerOf(policy: Policy, name: string): RabbitScenario['topology']['consumers'][number] {
  return {
    name,
    queue: PAYMENTS,
    settings: { prefetch: 1, 'on-poison': policy.failed },
    processing: {
      micros: 20_000,
      idempotent: false,
      handler: {
        service: 'payment',
        endpoint: 'charge',
        timeoutMillis: 60_000,
        onFailure: policy.attempts === 'no end' ? 'retry' : 'give-up',
        backoffMillis: policy.firstWaitMillis,
      },
    },
  } as RabbitScenario['topology']['consumers'][number];
}

function payment(policy: Policy, clients: readonly string[]): ServiceSpec {
  return {
    name: 'payment',
    concurrency: policy.workers,
    backlog: 100,
    endpoints: {
      charge: [
        {
          do: 'call',
          service: BANK,
          endpoint: 'pay',
          timeoutMillis: 5_000,
          onFailure: 'fail',
          attempts: policy.attempts === 'no end' ? ROUND : policy.attempts,
          backoffMillis: policy.firstWaitMillis,
          backoff: policy.backoff,
        },
      ],
    },
    clients,
  };
}

/** The office's own little program: it takes each letter and publishes it again. What it cannot read it leaves. */
function withRedrive(scenario: RabbitScenario, micros: number): RabbitScenario {
  const { topology } = scenario;
  const office: ServiceSpec = {
    name: 'office',
    concurrency: 4,
    backlog: 100,
    endpoints: {
      again: [{ do: 'send', producer: 'office-out', wait: 'confirmed', as: 'order', onFailure: 'fail' }],
    },
    clients: ['redrive', 'office-out'],
  };
  const handler = {
    service: 'office',
    endpoint: 'again',
    timeoutMillis: 60_000,
    onFailure: 'retry',
    backoffMillis: 500,
  };
  const redrive = {
    name: 'redrive',
    queue: LETTERS,
    settings: { prefetch: 0, 'on-poison': 'requeue' },
    processing: { micros, idempotent: false, handler },
  } as RabbitScenario['topology']['consumers'][number];
  const producer = {
    name: 'office-out',
    exchange: 'orders',
    routingKeys: ['pay'],
    settings: { 'publisher-confirms': 'individual' },
    ratePerSecond: 0,
    records: 0,
    keys: [],
  };
  return rebuilt(scenario, {
    producers: [...topology.producers, producer],
    consumers: [...topology.consumers, redrive],
    services: [...(topology.applications?.services ?? []), office],
  });
}

interface Parts {
  readonly producers?: RabbitScenario['topology']['producers'];
  readonly consumers?: RabbitScenario['topology']['consumers'];
  readonly queues?: RabbitScenario['topology']['queues'];
  readonly services?: readonly ServiceSpec[];
}

/** The shop with other parts of its topology. */
function rebuilt(scenario: RabbitScenario, { services, ...parts }: Parts): RabbitScenario {
  const { topology } = scenario;
  const callers: readonly CallerSpec[] = [];
  const applications = { services: services ?? topology.applications?.services ?? [], databases: [], callers };
  return { ...scenario, topology: { ...topology, ...parts, applications } };
}

/** The shop with workers who follow a policy. */
export function staffed(scenario: RabbitScenario, policy: Policy): RabbitScenario {
  const { topology } = scenario;
  const names = Array.from({ length: policy.workers }, (_, place) => `worker-${place + 1}`);
  const queues = topology.queues.map((queue) =>
    queue.name === PAYMENTS && policy.letters === 'kept'
      ? { ...queue, settings: { 'x-dead-letter-exchange': 'dead' } }
      : queue,
  );
  const working = rebuilt(scenario, {
    queues,
    consumers: names.map((name) => consumerOf(policy, name)),
    services: [payment(policy, names), ...(topology.applications?.services ?? [])],
  });
  return policy.redriveMicros === null ? working : withRedrive(working, policy.redriveMicros);
}

interface Day {
  readonly horizonMillis: number;
  /** Good orders. */
  readonly orders: number;
  /** Odd orders, one a second, and when the first of them comes. */
  readonly odd: number;
  readonly oddMillis: number;
  readonly faults: readonly Action[];
  readonly bankMicros?: number;
}

/** Another day in the shop. */
function onDay(scenario: RabbitScenario, { horizonMillis, orders, odd, oddMillis, faults, bankMicros }: Day) {
  const producers = scenario.topology.producers.flatMap((producer) => {
    if (producer.name === 'shop') return [{ ...producer, records: orders }];
    if (producer.name !== 'app') return [producer];
    return odd === 0 ? [] : [{ ...producer, records: odd, startMillis: oddMillis }];
  });
  const services = (scenario.topology.applications?.services ?? []).map((service) =>
    service.name === BANK && bankMicros !== undefined ? slowed(service, bankMicros) : service,
  );
  return { ...rebuilt(scenario, { producers, services }), horizonMillis, faults };
}

function slowed(service: ServiceSpec, micros: number): ServiceSpec {
  const endpoints = Object.fromEntries(
    Object.entries(service.endpoints).map(([name, steps]) => [
      name,
      steps.map((step) => (step.do === 'work' ? { ...step, micros } : step)),
    ]),
  );
  return { ...service, endpoints };
}

const at = (seconds: number, operation: string, node: string): Action => ({
  at: Math.round(seconds * 1_000_000),
  operation,
  arguments: { node },
});

const away = (node: string, from: number, to: number): readonly Action[] => [
  at(from, 'crash', node),
  at(to, 'restart', node),
];

// --- the runs of the text ---

const careful: Policy = {
  workers: 2,
  attempts: 3,
  firstWaitMillis: 200,
  backoff: 'exponential',
  failed: 'discard',
  letters: 'kept',
  redriveMicros: null,
};

const stubborn: Policy = {
  ...careful,
  attempts: 'no end',
  firstWaitMillis: 1,
  backoff: 'fixed',
  failed: 'requeue',
  letters: 'deleted',
};

/** The shop before anybody has thought of dead letters. */
const naive: RabbitScenario = {
  ...shop,
  topology: {
    ...shop.topology,
    exchanges: shop.topology.exchanges.filter(({ name }) => name !== 'dead'),
    queues: shop.topology.queues.filter(({ name }) => name === PAYMENTS),
    bindings: shop.topology.bindings.filter(({ to }) => to === PAYMENTS),
  },
};

const hook: RabbitScenario = {
  ...onDay(staffed(naive, stubborn), { horizonMillis: 14_000, orders: 50, odd: 0, oddMillis: 0, faults: [] }),
  healAtMillis: 9_000,
};

/** x1, and a second later x2; whoever fails gives the order back to the queue. */
const poison = staffed(naive, stubborn);

/** x1, later a hiccup of the bank. */
const aside = onDay(staffed(shop, careful), {
  horizonMillis: 9_000,
  orders: 35,
  odd: 1,
  oddMillis: 3_050,
  faults: away(BANK, 5.1, 5.4),
});

/** When the bank goes away for long, and when it is back. */
export const AWAY_SECONDS = 4;
export const BACK_SECONDS = 8;

const outage = onDay(staffed(shop, { ...careful, workers: 6 }), {
  horizonMillis: 14_000,
  orders: 60,
  odd: 1,
  oddMillis: 6_000,
  faults: away(BANK, AWAY_SECONDS, BACK_SECONDS),
});

/** One order, and a bank that stays away: four attempts, the first wait a second. */
export function alone(backoff: Policy['backoff'], seed: number): RabbitScenario {
  const policy: Policy = { ...careful, workers: 1, attempts: 4, firstWaitMillis: 1_000, backoff };
  const day = { horizonMillis: 15_000, orders: 1, odd: 0, oddMillis: 0, faults: [at(0.5, 'crash', BANK)] };
  return { ...onDay(staffed(shop, policy), day), seed };
}

/** When the bank, which takes long for an answer here, is back after a second. */
export const HERD_BACK_SECONDS = 5;

/** Six workers wait for a slow bank when it goes away, so that all fail in the same instant. */
function herd(backoff: Policy['backoff']): RabbitScenario {
  const policy: Policy = { ...careful, workers: 6, attempts: 8, backoff };
  const faults = away(BANK, AWAY_SECONDS, HERD_BACK_SECONDS);
  return onDay(staffed(shop, policy), {
    horizonMillis: 12_000,
    orders: 20,
    odd: 0,
    oddMillis: 0,
    faults,
    bankMicros: 1_500_000,
  });
}

export const runs: Readonly<Record<string, RunPlan>> = {
  hook: { scenario: { ...hook, name: 'retries-and-dead-letters-hook' } },
  poison: { scenario: poison },
  aside: { scenario: aside },
  outage: { scenario: outage },
  herd: { scenario: herd('exponential') },
  jitter: { scenario: herd('jitter') },
};

export const deeds: readonly Deed[] = [
  { label: { en: 'Pull the bank’s plug', 'zh-cn': '拔掉银行的插头' }, operation: 'crash', arguments: { node: BANK } },
  { label: { en: 'Plug it in again', 'zh-cn': '把插头插回去' }, operation: 'restart', arguments: { node: BANK } },
];

// --- the task ---

const WORKERS = 6;

const REDRIVE_MICROS: Readonly<Record<string, number>> = { 'all at once': 20_000, 'one a second': 1_000_000 };

/** What was chosen, as a policy. */
export function policyOf(settings: Readonly<Record<string, string>>): Policy {
  const chosen = { ...startOf({ choices }).settings, ...settings };
  const attempts = chosen['attempts'];
  return {
    workers: WORKERS,
    attempts: attempts === 'no end' ? 'no end' : Number(attempts),
    firstWaitMillis: Number(chosen['first wait']),
    backoff: (chosen['back-off'] ?? 'fixed') as Policy['backoff'],
    failed: chosen['given up'] === 'discard' ? 'discard' : 'requeue',
    letters: chosen['x-dead-letter-exchange'] === 'dead' ? 'kept' : 'deleted',
    redriveMicros: REDRIVE_MICROS[chosen['redrive'] ?? ''] ?? null,
  };
}

interface TaskDay extends Day {
  /** When somebody starts the redrive, where there is one. */
  readonly redriveSeconds: number;
}

/** When somebody starts the redrive after the long outage. */
export const REDRIVE_SECONDS = 10.5;

/** What the tuned shop has to get through, in the order in which the page lists it. */
export const DAYS: readonly TaskDay[] = [
  {
    horizonMillis: 26_000,
    orders: 100,
    odd: 2,
    oddMillis: 3_050,
    faults: [...away(BANK, 7.05, 7.15), ...away(BANK, 13.25, 13.35)],
    redriveSeconds: 22,
  },
  {
    horizonMillis: 32_000,
    orders: 95,
    odd: 1,
    oddMillis: 6_050,
    faults: away(BANK, AWAY_SECONDS, BACK_SECONDS),
    redriveSeconds: REDRIVE_SECONDS,
  },
];

/** The shop with chosen settings, on one of the days, with a seed. */
export function shopWith(options: {
  readonly settings: Readonly<Record<string, string>>;
  readonly day: TaskDay;
  readonly seed: number;
}): RabbitScenario {
  const { settings, day, seed } = options;
  const policy = policyOf(settings);
  const office = policy.redriveMicros === null ? [] : away('redrive', 0.5, day.redriveSeconds);
  const faults = [...day.faults, ...office].toSorted((left, right) => left.at - right.at);
  return { ...onDay(staffed(shop, policy), { ...day, faults }), seed };
}
