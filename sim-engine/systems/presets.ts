/**
 * Ready-made scenarios of all systems, in the order in which a page offers them. A list of rooms like the registry, and
 * apart from it: a page that offers scenarios does not load the systems, which live in its worker.
 */
import type { Scenario } from '../scenario/types.ts';
import { KAFKA_PRESETS } from './kafka/presets/index.ts';
import { RABBIT_PRESETS } from './rabbitmq/presets/index.ts';

/** The ready-made scenarios of one system; the first one opens when a reader chooses the system. */
export interface PresetGroup {
  /** As scenarios name it. */
  readonly system: string;
  /** As people write it. */
  readonly title: string;
  readonly presets: readonly { readonly name: string; readonly scenario: Scenario }[];
}

/** For measurements only: too big to be watched. */
const UNOFFERED: ReadonlySet<string> = new Set(['bench']);

function groupOf(system: string, title: string, presets: Readonly<Record<string, Scenario>>): PresetGroup {
  const offered = Object.entries(presets).filter(([name]) => !UNOFFERED.has(name));
  return { system, title, presets: offered.map(([name, scenario]) => ({ name, scenario })) };
}

export const PRESET_GROUPS: readonly PresetGroup[] = [
  groupOf('kafka', 'Kafka', KAFKA_PRESETS),
  groupOf('rabbitmq', 'RabbitMQ', RABBIT_PRESETS),
];

/** What `bench` measures, one of each system. */
export const BENCH_SCENARIOS: readonly Scenario[] = [KAFKA_PRESETS.bench, RABBIT_PRESETS.bench];
