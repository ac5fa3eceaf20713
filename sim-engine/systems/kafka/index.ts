/** Kafka's doors. */
import { diagramOf } from '../../chart/diagram.ts';
import type { Scenario } from '../../scenario/types.ts';
import { applicationLinkPurpose } from '../applicationLinks.ts';
import type { SystemDoor } from '../door.ts';
import { charts } from './charts/index.ts';
import { limits } from './limits.ts';
import { kafkaRemedies } from './remedies.ts';
import { observeKafka } from './observe.ts';
import { groupPositions, isDrained, leftToRead } from './positions.ts';
import type { KafkaScenario } from './scenario.ts';
import { kafkaMessageFace, kafkaNodeFace } from './scene.ts';
import { rules } from './rulebook/index.ts';
import { kafkaSearchHints } from './search.ts';
import { sentences } from './sentences/index.ts';
import { buildKafka } from './system.ts';
import { CONTROLLER, type KafkaTopology } from './topology.ts';
import type { SceneLink } from '../../view/scene.ts';

function linkPurpose(topology: KafkaTopology, from: number, to: number): SceneLink['purpose'] | null {
  const isBroker = (node: number): boolean => topology.brokers.includes(node);
  if (from === to) return null;
  if (topology.producers.some((producer) => producer.node === from) && isBroker(to)) return 'produce';
  if (isBroker(from) && topology.consumers.some((consumer) => consumer.node === to)) return 'consume';
  if (isBroker(from) && isBroker(to)) return 'replicate';
  if (from === CONTROLLER && isBroker(to)) return 'control';
  if (topology.consumers.some((consumer) => consumer.node === from) && to === topology.database) return 'apply';
  return applicationLinkPurpose(topology.given, topology.names, from, to);
}

/** The room's door: what comes through it was checked by this room's form (form.ts), or was built as a Kafka scenario. */
function asKafka(scenario: Scenario): KafkaScenario {
  return scenario as KafkaScenario;
}

export const kafka: SystemDoor = {
  name: 'kafka',
  version: '4.3',
  open(scenario) {
    const { topology, ...cluster } = buildKafka(asKafka(scenario));
    return {
      cluster,
      search: kafkaSearchHints(topology),
      sentences,
      observe: (world) => observeKafka(topology, world),
      isDrained: (world) => isDrained(topology, world),
      nodeFace: (world, node, highlights) => kafkaNodeFace(topology, world, node, highlights),
      messageFace: kafkaMessageFace,
      linkPurpose: (from, to) => linkPurpose(topology, from, to),
      lag: (world) => groupPositions(topology, world).reduce((sum, position) => sum + leftToRead(position), 0),
    };
  },
  diagram(chart) {
    const found = charts.find(({ machine }) => machine.id === chart);
    return found === undefined ? null : diagramOf(found.machine);
  },
  sentences,
  rules,
  remedies: (scenario) => kafkaRemedies(asKafka(scenario)),
  limits,
};
