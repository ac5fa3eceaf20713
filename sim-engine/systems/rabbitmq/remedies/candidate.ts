/** One change to publishers, queues or consumers, if there is anything that it would change. */
import type { Settings, SettingValue } from '../../../host/settings.ts';
import type { Bilingual } from '../../door.ts';
import type { Remedy } from '../../remedy.ts';
import type { QueueSpec, RabbitConsumerSpec, RabbitProducerSpec, RabbitScenario, RabbitTopology } from '../scenario.ts';

/** Null: it would change nothing. */
export type Candidate = Remedy | null;

interface Change<Part> extends Omit<Remedy, 'scenario'> {
  readonly applies: (part: Part) => boolean;
  readonly to: (part: Part) => Part;
}

export function isChange(candidate: Candidate): candidate is Remedy {
  return candidate !== null;
}

/** A setting with its value, the same in both languages. */
export function both(text: string): Bilingual {
  return { en: text, 'zh-cn': text };
}

/** With other settings. */
export function withSettings<Part extends { readonly settings?: Settings }>(settings: Settings): (part: Part) => Part {
  return (part) => ({ ...part, settings: { ...part.settings, ...settings } });
}

/** A setting as it is given; null: it is not. */
export function given({ settings }: { readonly settings?: Settings }, name: string): SettingValue | null {
  return settings?.[name] ?? null;
}

/** The scenario with another topology. */
export function remedy(
  scenario: RabbitScenario,
  { id, change, reason }: Omit<Remedy, 'scenario'>,
  topology: Partial<RabbitTopology>,
): Remedy {
  const changed: RabbitScenario = { ...scenario, topology: { ...scenario.topology, ...topology } };
  return { id, change, reason, scenario: changed };
}

function mapped<Part>(parts: readonly Part[], { applies, to }: Change<Part>): readonly Part[] | null {
  return parts.some(applies) ? parts.map((part) => (applies(part) ? to(part) : part)) : null;
}

export function onProducers(scenario: RabbitScenario, change: Change<RabbitProducerSpec>): Candidate {
  const producers = mapped(scenario.topology.producers, change);
  return producers === null ? null : remedy(scenario, change, { producers });
}

export function onConsumers(scenario: RabbitScenario, change: Change<RabbitConsumerSpec>): Candidate {
  const consumers = mapped(scenario.topology.consumers, change);
  return consumers === null ? null : remedy(scenario, change, { consumers });
}

export function onQueues(
  scenario: RabbitScenario,
  change: Change<QueueSpec>,
  more: Partial<RabbitTopology> = {},
): Candidate {
  const queues = mapped(more.queues ?? scenario.topology.queues, change);
  return queues === null ? null : remedy(scenario, change, { ...more, queues });
}
