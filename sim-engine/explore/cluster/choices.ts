/**
 * What a search may do to a cluster: the faults that its budget allows, the administrator's moves, and the healing that each
 * fault invites. Every choice is an ordinary action of the scenario's alphabet, so a path is an ordinary run.
 */
import type { Action } from '../../host/action.ts';
import { linkIndex } from '../../host/link.ts';
import type { World } from '../../host/world.ts';
import type { SystemInstance } from '../../systems/door.ts';
import type { Segment } from './segment.ts';

/** Operations that a search can try, mildest first: what only delays comes before what destroys. */
export const SEARCHABLE = [
  'electPreferred',
  'electLeader',
  'cleanShutdown',
  'hold',
  'loseResponse',
  'pause',
  'cutOneWay',
  'cut',
  'isolate',
  'crash',
  'powerLoss',
  'diskLoss',
] as const;

export type SearchableOperation = (typeof SEARCHABLE)[number];

/** How many of each a run may have. */
export type FaultBudget = Readonly<Partial<Record<SearchableOperation, number>>>;

/** One thing that may be done. */
export interface Choice {
  readonly operation: string;
  readonly arguments: Action['arguments'];
  /** Place in the budget; -1: healing, which costs no fault. */
  readonly budgetIndex: number;
  /**
   * Is this the last moment before the choice would come too late to make the same difference? A fault commutes with every
   * step that does not concern its target, so it is tried only right before a step that does.
   */
  isDue(world: World, segment: Segment): boolean;
}

type Due = Choice['isDue'];

/** Every choice of a search, in the order in which they are tried. Numbers of steps are places in this list. */
export function choicesOf(system: SystemInstance, budget: FaultBudget): readonly Choice[] {
  const kinds = SEARCHABLE.filter((operation) => (budget[operation] ?? 0) > 0);
  const machines = system.cluster.machines.map((machine) => machine.name);
  const faults = kinds.flatMap((operation, budgetIndex) =>
    targetsOf(operation, system, machines).map((target): Choice => ({ operation, budgetIndex, ...target })),
  );
  return [...healings(kinds, machines), ...faults];
}

type Target = Pick<Choice, 'arguments' | 'isDue'>;

function targetsOf(operation: SearchableOperation, system: SystemInstance, machines: readonly string[]): Target[] {
  const count = machines.length;
  switch (operation) {
    case 'hold':
    case 'cutOneWay':
      return linksOf(system).map(({ from, to }) => ({
        arguments: { from: machines[from] as string, to: machines[to] as string },
        isDue: delivers(count, [[from, to]]),
      }));
    case 'loseResponse':
      return linksOf(system).map(({ from, to }) => ({
        arguments: { from: machines[from] as string, to: machines[to] as string },
        isDue: (_world, segment) => segment.answered.has(linkIndex(from, to, count)),
      }));
    case 'cut':
      return linksOf(system)
        .filter(({ from, to }) => from < to)
        .map(({ from, to }) => ({
          arguments: { a: machines[from] as string, b: machines[to] as string },
          isDue: delivers(count, [
            [from, to],
            [to, from],
          ]),
        }));
    case 'isolate':
      return machines.map((node, id) => ({
        arguments: { node },
        isDue: delivers(
          count,
          machines.flatMap((_, peer): [number, number][] => [
            [id, peer],
            [peer, id],
          ]),
        ),
      }));
    case 'diskLoss':
      return machines.map((node, id) => ({
        arguments: { node },
        isDue: (world) => world.machines[id]?.process === 'down' || world.machines[id]?.process === 'powered-off',
      }));
    case 'crash':
    case 'powerLoss':
    case 'pause':
      return machines.map((node, id) => ({
        arguments: { node },
        isDue: (_world, segment) => segment.acted.has(id),
      }));
    case 'electPreferred':
    case 'electLeader':
    case 'cleanShutdown':
      return system.search.adminMoves(operation).map((given) => ({ arguments: given, isDue: () => true }));
  }
}

/** Directed links that are used at all. */
function linksOf(system: SystemInstance): { readonly from: number; readonly to: number }[] {
  const count = system.cluster.machines.length;
  const links: { from: number; to: number }[] = [];
  for (let from = 0; from < count; from += 1) {
    for (let to = 0; to < count; to += 1) {
      const used = system.linkPurpose(from, to) !== null || system.linkPurpose(to, from) !== null;
      if (from !== to && used) links.push({ from, to });
    }
  }
  return links;
}

function delivers(count: number, links: readonly (readonly [number, number])[]): Due {
  const indexes = links.filter(([from, to]) => from !== to).map(([from, to]) => linkIndex(from, to, count));
  return (_world, segment) => indexes.some((index) => segment.delivered.has(index));
}

/** What ends the faults that the budget allows. `isolate` ends link by link, or with everything at the end of the search. */
function healings(kinds: readonly SearchableOperation[], machines: readonly string[]): Choice[] {
  const has = (...names: readonly SearchableOperation[]): boolean => names.some((name) => kinds.includes(name));
  const heal = (operation: string, given: Action['arguments'], isDue: Due): Choice => ({
    operation,
    arguments: given,
    budgetIndex: -1,
    isDue,
  });
  const count = machines.length;
  const restarts = machines.map((node, id) =>
    heal('restart', { node }, (world) => ['down', 'powered-off'].includes(world.machines[id]?.process ?? '')),
  );
  const resumes = machines.map((node, id) =>
    heal('resume', { node }, (world) => world.machines[id]?.process === 'paused'),
  );
  const releases = machines.flatMap((from, left) =>
    machines.map((to, right) =>
      heal('release', { from, to }, (world) => world.links[linkIndex(left, right, count)]?.state === 'held'),
    ),
  );
  const reconnections = machines.flatMap((a, left) =>
    machines.flatMap((b, right) =>
      left < right
        ? [
            heal('healLink', { a, b }, (world) =>
              [linkIndex(left, right, count), linkIndex(right, left, count)].some(
                (index) => world.links[index]?.state === 'cut',
              ),
            ),
          ]
        : [],
    ),
  );
  return [
    ...(has('crash', 'powerLoss') ? restarts : []),
    ...(has('pause') ? resumes : []),
    ...(has('hold') ? releases : []),
    ...(has('cut', 'cutOneWay', 'isolate') ? reconnections : []),
  ];
}
