/** RabbitMQ's words: what a scenario or an action may name beyond what every system understands. */
import type { Topology } from '../../scenario/types.ts';
import type { SettingScope } from '../settingsCatalogue.ts';
import type { SystemVocabulary } from '../vocabulary.ts';
import { rabbitForm } from './form.ts';
import { GUARD_NAMES } from './guards.ts';
import { brokerNames, machineNames } from './machineNames.ts';
import { operations, PLACES, searchable } from './operations.ts';
import { rabbitReductions } from './reductions.ts';
import { checkRabbit, queueNames } from './references.ts';
import type { RabbitScenario, RabbitTopology } from './scenario.ts';
import { rabbitSettings } from './settings.ts';

/** The form of its scenarios, for those who build them outside the room. */
export type {
  BindingSpec,
  QueueSpec,
  RabbitConsumerSpec,
  RabbitProducerSpec,
  RabbitScenario,
  RabbitTopology,
} from './scenario.ts';

export const rabbitVocabulary: SystemVocabulary & { readonly settings: typeof rabbitSettings } = {
  system: 'rabbitmq',
  settings: rabbitSettings,
  guards: GUARD_NAMES,
  operations,
  searchable,
  usualFaults: { stopNode: 1, crash: 1 },
  form: rabbitForm,
  references: (findings, scenario) => checkRabbit(findings, scenario as RabbitScenario),
  places: (topology, what) => places(topology as RabbitTopology, what),
  titleOfPlace: (topology, what, place) => titleOfPlace(topology as RabbitTopology, what, place),
  reductions: rabbitReductions,
  brokerNames,
  nodeNames: machineNames,
  scopeOfNode,
};

function places(topology: RabbitTopology, what: string): readonly (string | number)[] {
  return what === PLACES.queue.what ? queueNames(topology) : topology.bindings.map((_, index) => index);
}

/** `0: orders → billing (order.*)` */
function titleOfPlace(topology: RabbitTopology, what: string, place: string | number): string | null {
  const binding = what === PLACES.binding.what ? topology.bindings[Number(place)] : undefined;
  if (binding === undefined) return null;
  const key = binding.key === undefined || binding.key === '' ? '' : ` (${binding.key})`;
  return `${place}: ${binding.from} → ${binding.to}${key}`;
}

function scopeOfNode(topology: Topology, node: string): SettingScope | null {
  if (brokerNames(topology).includes(node)) return 'broker';
  if (topology.producers.some((producer) => producer.name === node)) return 'producer';
  return topology.consumers.some((consumer) => consumer.name === node) ? 'consumer' : null;
}
