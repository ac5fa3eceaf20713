/** The machines of applications: a room appends them to its own, and knows no more of them. */
import type { MachineSpec } from '../host/cluster.ts';
import { streamOfName } from '../host/stream.ts';
import { applicationDatabaseBehaviour, freshDatabaseDisk } from './applicationDatabase.ts';
import type { Applications } from './applications.ts';
import { callerBehaviour } from './caller.ts';
import { recordLabels, type Producers } from './recordNames.ts';
import { serviceBehaviour } from './service/service.ts';

const NONE: Applications = { services: [], databases: [], callers: [] };

/** What a scenario's topology says of applications; the same as if it named none when it says nothing. */
export function applicationsOf(topology: { readonly applications?: Applications }): Applications {
  return topology.applications ?? NONE;
}

/** Names of the machines of applications, in the order in which they follow the room's own. */
export function applicationNames(topology: { readonly applications?: Applications }): readonly string[] {
  const { services, databases, callers } = applicationsOf(topology);
  return [...services, ...databases, ...callers].map(({ name }) => name);
}

/** Builds them. `names`: of all machines of the cluster, by number; `producers`: the room's own, whose keys are taken. */
export function applicationMachines(applications: Applications, { names, producers }: Producers): MachineSpec[] {
  const { services, databases, callers } = applications;
  const numberOf = (name: string): number => names.indexOf(name);
  const named = [...producers, ...callers.map((spec) => ({ node: numberOf(spec.name), spec }))];
  return [
    ...services.map((spec) => machine(spec.name, 'service', serviceBehaviour({ spec, names }))),
    ...databases.map((spec) => ({
      ...machine(spec.name, 'database', applicationDatabaseBehaviour({ spec, names })),
      disk: freshDatabaseDisk(spec),
    })),
    ...callers.map((spec) => {
      const labels = recordLabels({ names, producers: named }, numberOf(spec.name));
      return machine(spec.name, 'caller', callerBehaviour({ spec, service: numberOf(spec.service), labels }));
    }),
  ];
}

function machine(name: string, role: MachineSpec['role'], behaviour: MachineSpec['behaviour']): MachineSpec {
  return { name, role, behaviour, settings: {}, disk: [], stream: streamOfName(name) };
}

/** Services with clients are one process with them, by machine numbers. Nothing when no service has clients. */
export function processesOf(
  { services }: Applications,
  names: readonly string[],
): { readonly companions?: readonly (readonly number[])[] } {
  const companions = services
    .filter(({ clients = [] }) => clients.length > 0)
    .map(({ name, clients = [] }) => [name, ...clients].map((each) => names.indexOf(each)));
  return companions.length === 0 ? {} : { companions };
}

/**
 * Fields of applications’ memories, files and messages that hold readings of clocks or running numbers (see `SearchHints`). A room
 * must have no field of such a name: there it might decide something.
 */
export const APPLICATION_CLOCKS = ['arrivalAtMicros', 'askedNumber'] as const;
