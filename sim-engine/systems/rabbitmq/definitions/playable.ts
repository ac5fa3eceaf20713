/**
 * From exported definitions to a scenario that runs: the topology as far as a scenario has room, on a small cluster, with
 * made-up clients. What is left out is named.
 *
 * Leaves out: how many clients there really are and how busy they are; no file of definitions says.
 */
import type { UnknownPart } from '../../importFormat.ts';
import { ImportError } from '../../importFormat.ts';
import { importDefinitions, type ImportedDefinitions } from '../definitions.ts';
import { brokerNames } from '../machineNames.ts';
import type { RabbitScenario } from '../scenario.ts';
import type { Report } from './place.ts';
import { consumersOf, producersOf } from './playable/clients.ts';
import { fittedTopology, type Placed } from './playable/fitted.ts';
import { rolesOf } from './playable/roles.ts';

export interface PlayableDefinitions extends Pick<ImportedDefinitions, 'vhost' | 'unknown' | 'renamed'> {
  readonly scenario: RabbitScenario;
}

export const NODES_USUAL = 3;
const HORIZON_MILLIS = 60_000;

const NO_QUEUES = {
  expected: { en: 'at least one queue of a type that is modelled', 'zh-cn': '至少一个可模拟类型的队列' },
  found: { en: 'none', 'zh-cn': '没有' },
};

function specsOf<Spec>(items: readonly Placed<Spec>[]): readonly Spec[] {
  return items.map(({ spec }) => spec);
}

function scenarioOf(imported: ImportedDefinitions, brokers: number, report: Report): RabbitScenario {
  const version = imported.rules;
  const topology = fittedTopology(imported, report);
  const exchanges = specsOf(topology.exchanges);
  const queues = specsOf(topology.queues);
  const bindings = specsOf(topology.bindings);
  const roles = rolesOf({ exchanges, queues, bindings });
  const nodes = brokerNames({ brokers });
  const consumed = queues.filter(({ name }) => roles.consumed.includes(name));
  return {
    version: 1,
    name: 'imported',
    system: 'rabbitmq',
    seed: 1,
    horizonMillis: HORIZON_MILLIS,
    topology: {
      brokers,
      exchanges,
      queues: queues.map((queue, index) => ({ ...queue, node: nodes[index % brokers] ?? '' })),
      bindings,
      producers: producersOf({ topology, roles, nodes, version, report }),
      consumers: consumersOf(consumed, nodes),
    },
    settings: { version, net_ticktime: 8, 'aten.poll_interval': 1_000 },
    guards: {},
    network: { latencyMicros: 2_000, jitterMicros: 500 },
    faults: [],
    promises: ['no-lost-write', 'every-record-read', 'comes-to-rest'],
  };
}

/**
 * Reads exported definitions into a scenario.
 *
 * @throws {ImportError} when the file has not the form, or has no queue that a scenario can have
 */
export function playableDefinitions(
  json: unknown,
  options: { readonly vhost?: string | undefined; readonly brokers?: number | undefined } = {},
): PlayableDefinitions {
  const imported = importDefinitions(json, { vhost: options.vhost });
  if (imported.queues.length === 0) throw new ImportError('queues', NO_QUEUES.expected, NO_QUEUES.found);
  const more: UnknownPart[] = [];
  const scenario = scenarioOf(imported, options.brokers ?? NODES_USUAL, (path, what) => void more.push({ path, what }));
  const { vhost, unknown, renamed } = imported;
  return { vhost, scenario, unknown: [...unknown, ...more], renamed };
}
