/**
 * What a search may do to a cluster: the faults that its budget allows, the administrator's moves, and the healing that each
 * fault invites. Every choice is an ordinary action of the scenario's alphabet, so a path is an ordinary run.
 */
import type { Action } from '../../host/action.ts';
import { companionsOf } from '../../host/cluster.ts';
import { linkIndex } from '../../host/link.ts';
import type { World } from '../../host/world.ts';
import type { SystemInstance } from '../../systems/door.ts';
import type { SearchableOperation } from '../../systems/vocabulary.ts';
import { HOST_FAULTS, searchableNames, type FaultBudget, type HostFault } from '../budget.ts';
import type { Concern } from './segment.ts';

/** One thing that may be done. */
export interface Choice {
  readonly operation: string;
  readonly arguments: Action['arguments'];
  /** Place in the budget; -1: healing, which costs no fault. */
  readonly budgetIndex: number;
  /** A move of an administrator that races with messages on their way: it is also tried in the middle of a gap. */
  readonly races: boolean;
  /**
   * Does the moment concern what the choice is about? A fault commutes with every step that does not concern its target, so
   * it is tried only right after one that does: anywhere later, until the next such step, it would make the same difference.
   */
  isDue(concern: Concern): boolean;
  /** Would it change anything now? */
  applies(world: World): boolean;
}

export interface ChoiceOptions {
  readonly system: SystemInstance;
  /** Its own operations that may be tried, mildest first. */
  readonly searchable: readonly SearchableOperation[];
  readonly budget: FaultBudget;
  /** Names of the machines that faults may strike; a link is struck when both its ends are among them. */
  readonly targets: ReadonlySet<string>;
}

type Strike = Pick<Choice, 'arguments' | 'isDue' | 'applies'>;

const always = (): boolean => true;

/** Every choice of a search, in the order in which they are tried. Numbers of steps are places in this list. */
export function choicesOf(options: ChoiceOptions): readonly Choice[] {
  const kinds = kindsOf(options);
  const strikes = new Strikes(options);
  const faults = kinds.flatMap((operation, budgetIndex) =>
    strikes
      .of(operation)
      .map((strike): Choice => ({ operation, budgetIndex, races: races(operation, options), ...strike })),
  );
  return [...healings(kinds, options), ...faults];
}

/** Where a message may be held up, its race with a move is won and lost by that already. */
function races(operation: string, { budget }: Pick<ChoiceOptions, 'budget'>): boolean {
  return !isHostFault(operation) && (budget['hold'] ?? 0) === 0;
}

/** Operations that the budget allows, mildest first. Places in a state's account of what is spent follow this order. */
export function kindsOf({ searchable, budget }: Pick<ChoiceOptions, 'searchable' | 'budget'>): readonly string[] {
  return searchableNames(searchable).filter((operation) => (budget[operation] ?? 0) > 0);
}

function isHostFault(operation: string): operation is HostFault {
  return HOST_FAULTS.includes(operation as HostFault);
}

/** All ways to use one operation. */
class Strikes {
  readonly #options: ChoiceOptions;
  readonly #names: readonly string[];

  constructor(options: ChoiceOptions) {
    this.#options = options;
    this.#names = options.system.cluster.machines.map((machine) => machine.name);
  }

  of(operation: string): readonly Strike[] {
    if (isHostFault(operation)) return this.#ofHost(operation);
    return this.#options.system.search.adminMoves(operation).map((move) => ({ ...move, isDue: always }));
  }

  #ofHost(operation: HostFault): readonly Strike[] {
    switch (operation) {
      case 'hold':
      case 'cutOneWay':
        return this.#onLinks(([from, to]) => ({ from, to }), isDelivered);
      case 'loseResponse':
        return this.#onLinks(
          ([from, to]) => ({ from, to }),
          (concern, links) => links.some((link) => concern.answers.has(link)),
        );
      case 'cut':
        return this.#onPairs();
      case 'isolate':
        return this.#onMachines((id) => this.#linksOf(id), isDelivered);
      case 'diskLoss':
        return this.#onMachines(
          (id) => [id],
          always,
          (world, id) => isDown(world, id),
        );
      case 'crash':
      case 'powerLoss':
        return this.#onMachines(
          (id) => this.#concernedBy(id),
          (concern, ids) => ids.some((id) => concern.machines.has(id)),
        );
      case 'pause':
        return this.#onMachines(
          (id) => [id],
          (concern, [id]) => concern.machines.has(id as number),
        );
    }
  }

  #onMachines(
    about: (id: number) => readonly number[],
    isDue: (concern: Concern, about: readonly number[]) => boolean,
    applies: (world: World, id: number) => boolean = always,
  ): Strike[] {
    return this.#names.flatMap((node, id) =>
      this.#options.targets.has(node) && this.#standsForItsProcess(id)
        ? [
            {
              arguments: { node },
              isDue: (concern: Concern) => isDue(concern, about(id)),
              applies: (world: World) => applies(world, id),
            },
          ]
        : [],
    );
  }

  #onLinks(
    given: (names: readonly [string, string]) => Action['arguments'],
    isDue: (concern: Concern, links: readonly number[]) => boolean,
  ): Strike[] {
    return this.#links().map(([from, to]) => ({
      arguments: given([this.#names[from] as string, this.#names[to] as string]),
      isDue: (concern) => isDue(concern, [linkIndex(from, to, this.#names.length)]),
      applies: always,
    }));
  }

  #onPairs(): Strike[] {
    const count = this.#names.length;
    return this.#links()
      .filter(([from, to]) => from < to)
      .map(([from, to]) => ({
        arguments: { a: this.#names[from] as string, b: this.#names[to] as string },
        isDue: (concern) => isDelivered(concern, [linkIndex(from, to, count), linkIndex(to, from, count)]),
        applies: always,
      }));
  }

  /** Of the machines that are one process, a fault strikes the first one that is a target: it strikes all of them anyway. */
  #standsForItsProcess(id: number): boolean {
    const process = companionsOf(this.#options.system.cluster, id);
    return process.find((each) => this.#options.targets.has(this.#names[each] as string)) === id;
  }

  /** The machines of a process, and those whose steps its death races with. */
  #concernedBy(id: number): readonly number[] {
    const { search, linkPurpose, cluster } = this.#options.system;
    const process = companionsOf(cluster, id);
    if (search.deathConcerns === 'itself') return process;
    const isConnected = (peer: number): boolean =>
      process.some((each) => linkPurpose(each, peer) !== null || linkPurpose(peer, each) !== null);
    return this.#names.flatMap((_, peer) => (process.includes(peer) || isConnected(peer) ? [peer] : []));
  }

  #linksOf(id: number): readonly number[] {
    const count = this.#names.length;
    return this.#names.flatMap((_, peer) =>
      peer === id ? [] : [linkIndex(id, peer, count), linkIndex(peer, id, count)],
    );
  }

  /** Directed links that are used at all, between two of the targets; inside a process there is none to strike. */
  #links(): readonly (readonly [number, number])[] {
    const { system, targets } = this.#options;
    const isTarget = (id: number): boolean => targets.has(this.#names[id] as string);
    return this.#names.flatMap((_, from) =>
      this.#names.flatMap((__, to): (readonly [number, number])[] => {
        const used = system.linkPurpose(from, to) !== null || system.linkPurpose(to, from) !== null;
        const isInside = companionsOf(system.cluster, from).includes(to);
        return !isInside && used && isTarget(from) && isTarget(to) ? [[from, to]] : [];
      }),
    );
  }
}

function isDelivered(concern: Concern, links: readonly number[]): boolean {
  return links.some((link) => concern.links.has(link));
}

function isDown(world: World, id: number): boolean {
  const process = world.machines[id]?.process;
  return process === 'down' || process === 'powered-off';
}

/** What ends the faults that the budget allows. `isolate` ends link by link, or with everything at the end of the search. */
function healings(kinds: readonly string[], options: ChoiceOptions): readonly Choice[] {
  const used = options.searchable.filter(({ name }) => kinds.includes(name));
  const repairs = used.flatMap(({ repairedBy }) => repairedBy ?? []);
  const names = options.system.cluster.machines.map((machine) => machine.name);
  const linkState = (world: World, from: number, to: number): string | undefined =>
    world.links[linkIndex(from, to, names.length)]?.state;
  const has = (...operations: readonly HostFault[]): boolean =>
    operations.some((operation) => kinds.includes(operation));
  const heal = (operation: string, given: Action['arguments'], applies: Choice['applies']): Choice => {
    return { operation, arguments: given, budgetIndex: -1, races: false, isDue: always, applies };
  };
  const choices: Choice[] = [];
  names.forEach((node, id) => {
    if (has('crash', 'powerLoss') || repairs.includes('restart')) {
      choices.push(heal('restart', { node }, (world) => isDown(world, id)));
    }
    if (has('pause')) choices.push(heal('resume', { node }, (world) => world.machines[id]?.process === 'paused'));
  });
  names.forEach((left, from) => {
    names.forEach((right, to) => {
      if (has('hold')) {
        choices.push(heal('release', { from: left, to: right }, (world) => linkState(world, from, to) === 'held'));
      }
      if (from < to && has('cut', 'cutOneWay', 'isolate')) {
        const isCut = (world: World): boolean =>
          linkState(world, from, to) === 'cut' || linkState(world, to, from) === 'cut';
        choices.push(heal('healLink', { a: left, b: right }, isCut));
      }
    });
  });
  for (const operation of repairs) {
    const moves = options.system.search.adminMoves(operation);
    choices.push(...moves.map((move) => heal(operation, move.arguments, move.applies)));
  }
  return choices;
}
