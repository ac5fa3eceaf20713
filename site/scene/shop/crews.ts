/** Who stands where around the brokers: what sends before them, what is served behind them; a service with its clients. */
import type { Stage, StageNode } from '../../worker/protocol.ts';

/** A machine, or a service with the clients of its process. */
export interface Crew {
  readonly node: StageNode;
  readonly clients: readonly StageNode[];
}

export interface Sides {
  readonly before: readonly Crew[];
  readonly behind: readonly Crew[];
}

type Side = keyof Sides;

function crewsOf({ nodes, processes = [] }: Stage): readonly Crew[] {
  const nodeOf = (id: number): StageNode | undefined => nodes.find((node) => node.id === id);
  const inProcess = new Set(processes.flatMap((ids) => ids.slice(1)));
  return nodes
    .filter(({ role, id }) => !['broker', 'controller', 'database'].includes(role) && !inProcess.has(id))
    .map((node) => {
      const ids = processes.find(([first]) => first === node.id)?.slice(1) ?? [];
      return { node, clients: ids.flatMap((id) => nodeOf(id) ?? []) };
    });
}

/** The side that a crew has by itself: who consumes stands behind the brokers, who only sends or calls stands before them. */
function ownSide({ node, clients }: Crew): Side | null {
  const roles = new Set([node.role, ...clients.map(({ role }) => role)]);
  if (roles.has('consumer')) return 'behind';
  return roles.has('producer') || roles.has('caller') ? 'before' : null;
}

/** Customers first, then clients and services with clients, each followed by the services that it calls. */
export function sidesOf(stage: Stage): Sides {
  const crews = crewsOf(stage);
  const idsOf = ({ node, clients }: Crew): readonly number[] => [node.id, ...clients.map(({ id }) => id)];
  const called = (crew: Crew): readonly Crew[] =>
    crews.filter(
      (other) =>
        other !== crew &&
        stage.links.some(
          ({ purpose, from, to }) => purpose === 'call' && idsOf(crew).includes(from) && to === other.node.id,
        ),
    );
  const placed: Record<Side, Crew[]> = { before: [], behind: [] };
  const put = (crew: Crew, side: Side): void => {
    if (placed.before.includes(crew) || placed.behind.includes(crew)) return;
    placed[side].push(crew);
    for (const other of called(crew)) if (ownSide(other) === null) put(other, side);
  };
  const callersFirst = crews.toSorted(
    (one, other) => Number(other.node.role === 'caller') - Number(one.node.role === 'caller'),
  );
  for (const crew of callersFirst) {
    const side = ownSide(crew);
    if (side !== null) put(crew, side);
  }
  for (const crew of crews) put(crew, 'behind');
  return placed;
}
