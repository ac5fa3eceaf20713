/** The shop whose orders are billed by three workers and counted by analytics; what differs between runs is the wiring. */
import type { Action, Scenario } from '../../sim-engine/scenario/types.ts';
import type { RabbitScenario } from '../../sim-engine/systems/rabbitmq/vocabulary.ts';
import { startOf } from '../forms.ts';
import type { Deed, FormAnswer, RunPlan } from '../lesson.ts';
import { wiringForm } from './forms.ts';
import kafka from './kafka.json' with { type: 'json' };
import json from './scenario.json' with { type: 'json' };

/** Two queues are bound: one for three workers, one for analytics. */
const shop = json as unknown as RabbitScenario;

/** The same four programs on a topic of three partitions: the workers are one group, analytics is another. */
const groups = kafka as unknown as Scenario;

export const WORKERS: readonly string[] = ['billing-1', 'billing-2', 'billing-3'];
export const ANALYTICS = 'analytics';

const at = (seconds: number, operation: string): Action => ({
  at: seconds * 1_000_000,
  operation,
  arguments: { node: ANALYTICS },
});

/** Analytics is away for six seconds. */
const away: readonly Action[] = [at(3.3, 'crash'), at(9.3, 'restart')];

/** Which queues there are, which of them the exchange fills, and who reads which. */
interface Wiring {
  readonly queues: readonly string[];
  readonly bound: readonly string[];
  /** Queue of a consumer. */
  readonly reads: (consumer: string) => string;
  /** `temporary`: deleted when the last consumer goes. */
  readonly kept: 'kept' | 'temporary';
}

/** The shop with another wiring. */
function wired({ queues, bound, reads, kept }: Wiring): RabbitScenario {
  return {
    ...shop,
    topology: {
      ...shop.topology,
      queues: queues.map((name) => ({ name, type: 'classic', autoDelete: kept === 'temporary' })),
      bindings: bound.map((to) => ({ from: 'orders', to })),
      consumers: shop.topology.consumers.map((consumer) => ({ ...consumer, queue: reads(consumer.name) })),
    },
  };
}

const together = (queues: readonly string[], reads: Wiring['reads']): RabbitScenario =>
  wired({ queues, bound: queues, reads, kept: 'kept' });

/** All four read the one queue. */
const shared = together(['billing'], () => 'billing');

/** Everybody reads a queue of the same name. */
const threefold = together([...WORKERS, ANALYTICS], (consumer) => consumer);

export const HELPER = 'analytics-2';
/** More work on each order than one program can do, while four a second come. */
const LONG_MICROS = 400_000;

/** The shop with a second program for analytics, which reads a queue of the shop or a bound one of its own. */
export function helped(reads: string, seed: number): RabbitScenario {
  const queues = reads === HELPER ? ['billing', ANALYTICS, HELPER] : ['billing', ANALYTICS];
  const scenario = together(queues, (consumer) => (WORKERS.includes(consumer) ? 'billing' : ANALYTICS));
  const consumers = scenario.topology.consumers.flatMap((consumer) => {
    if (consumer.name !== ANALYTICS) return [consumer];
    const long = { ...consumer, processing: { ...consumer.processing, micros: LONG_MICROS } };
    // Nothing chosen yet: it has not come.
    return reads === '' ? [long] : [long, { ...long, name: HELPER, queue: reads }];
  });
  return { ...scenario, seed, topology: { ...scenario.topology, consumers } };
}

export const QUEUES: readonly string[] = ['queue-1', 'queue-2', 'queue-3', 'queue-4'];

/** What the learner's wiring has to survive, in the order in which the page lists it. */
export const DAYS: readonly (readonly Action[])[] = [[], away];

/** The shop as a learner has wired it. */
export function shopWith(options: {
  readonly answer: Pick<FormAnswer, 'settings' | 'lists'>;
  readonly faults: readonly Action[];
  readonly seed: number;
}): RabbitScenario {
  const { answer, faults, seed } = options;
  const start = startOf(wiringForm);
  const settings = { ...start.settings, ...answer.settings };
  const bound = answer.lists['bound'] ?? start.lists['bound'] ?? [];
  const scenario = wired({
    queues: QUEUES,
    bound,
    reads: (consumer) => settings[consumer] ?? '',
    kept: settings['auto-delete'] === 'true' ? 'temporary' : 'kept',
  });
  return { ...scenario, faults, seed };
}

export const runs: Readonly<Record<string, RunPlan>> = {
  hook: {
    scenario: {
      ...shared,
      name: 'queue-or-topic-hook',
      faults: [{ at: 1, operation: 'crash', arguments: { node: ANALYTICS } }],
    },
  },
  shared: { scenario: shared },
  threefold: { scenario: threefold },
  two: { scenario: shop },
  away: { scenario: { ...shop, faults: away } },
  groups: { scenario: groups },
};

export const deeds: readonly Deed[] = [
  {
    label: { en: 'Plug analytics into the queue', 'zh-cn': '让 analytics 也来读这个队列' },
    operation: 'restart',
    arguments: { node: ANALYTICS },
  },
  {
    label: { en: 'Send analytics home', 'zh-cn': '让 analytics 下班' },
    operation: 'crash',
    arguments: { node: ANALYTICS },
  },
];
