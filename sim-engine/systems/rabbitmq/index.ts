/** RabbitMQ's doors. */
import type { SceneLink } from '../../view/scene.ts';
import { diagramOf } from '../../chart/diagram.ts';
import { applicationRules, applicationSentences } from '../application.ts';
import { applicationLinkPurpose } from '../applicationLinks.ts';
import type { SystemDoor } from '../door.ts';
import { charts } from './charts/index.ts';
import { limits } from './limits.ts';
import { rabbitMessageFace } from './messageFace.ts';
import { observeRabbit } from './observe.ts';
import { backlog, isDrained } from './pending.ts';
import type { Places } from './places.ts';
import { rules as ownRules } from './rulebook/index.ts';
import { rabbitRemedies } from './remedies.ts';
import { rabbitNodeFace } from './scene.ts';
import type { RabbitScenario } from './scenario.ts';
import { rabbitSearchHints } from './search.ts';
import { sentences as ownSentences } from './sentences/index.ts';
import { buildRabbit } from './system.ts';

function linkPurpose(
  { brokers, producers, consumers, database, topology, names }: Places,
  from: number,
  to: number,
): SceneLink['purpose'] | null {
  if (from === to) return null;
  const isNode = (machine: number): boolean => brokers.includes(machine);
  if (producers.some(({ node }) => node === from) && isNode(to)) return 'produce';
  if (isNode(from) && consumers.some(({ node }) => node === to)) return 'consume';
  if (isNode(from) && isNode(to)) return 'replicate';
  if (consumers.some(({ node }) => node === from) && to === database) return 'apply';
  return applicationLinkPurpose(topology, names, from, to);
}

const sentences = { ...ownSentences, ...applicationSentences };

export const rabbitmq: SystemDoor = {
  name: 'rabbitmq',
  version: '4.3',
  open(scenario) {
    // A parsed scenario has been checked against this room's own form.
    const { places, ...cluster } = buildRabbit(scenario as RabbitScenario);
    return {
      cluster,
      search: rabbitSearchHints(places),
      sentences,
      observe: (world) => observeRabbit(places, world),
      isDrained: (world) => isDrained(places, world),
      nodeFace: (world, machine, highlights) => rabbitNodeFace(places, world, machine, highlights),
      messageFace: rabbitMessageFace,
      linkPurpose: (from, to) => linkPurpose(places, from, to),
      lag: (world) => backlog(places, world),
    };
  },
  diagram(chart) {
    const found = charts.find(({ machine }) => machine.id === chart);
    return found === undefined ? null : diagramOf(found.machine);
  },
  sentences,
  rules: [...ownRules, ...applicationRules],
  remedies: (scenario) => rabbitRemedies(scenario as RabbitScenario),
  limits,
};
