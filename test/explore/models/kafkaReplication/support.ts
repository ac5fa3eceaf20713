/** Searching the models, and looking at all of their states, in the words of the tests. */
import type { RuleChoices } from '../../../../sim-engine/explore/models/kafkaReplication/choices.ts';
import { replicationCodec } from '../../../../sim-engine/explore/models/kafkaReplication/codec.ts';
import { replicationModel } from '../../../../sim-engine/explore/models/kafkaReplication/model.ts';
import {
  USUAL_PARAMETERS,
  type Parameters,
} from '../../../../sim-engine/explore/models/kafkaReplication/parameters.ts';
import type { PropertyName } from '../../../../sim-engine/explore/models/kafkaReplication/properties.ts';
import { has } from '../../../../sim-engine/explore/models/kafkaReplication/replicaSet.ts';
import { replicaState, type LeaderAndIsr } from '../../../../sim-engine/explore/models/kafkaReplication/state.ts';
import type { ReplicationState } from '../../../../sim-engine/explore/models/kafkaReplication/state.ts';
import {
  kip320Without,
  REMOVABLE_GUARDS,
  VARIANT_NAMES,
  VARIANTS,
} from '../../../../sim-engine/explore/models/kafkaReplication/variants.ts';
import { Search } from '../../../../sim-engine/explore/search.ts';
import type { SearchModel } from '../../../../sim-engine/explore/searchModel.ts';

export interface Question {
  readonly choices: RuleChoices;
  readonly parameters?: Partial<Parameters>;
  readonly property?: PropertyName;
  readonly symmetry?: 'none' | 'replicas';
  readonly waiting?: 'plain' | 'packed';
}

export interface Found {
  readonly verdict: string;
  /** Steps of the counter-example, or from the beginning to the farthest state. */
  readonly depth: number;
  readonly distinct: number;
  readonly generated: number;
}

export function parametersOf(changes: Partial<Parameters> = {}): Parameters {
  return { ...USUAL_PARAMETERS, ...changes };
}

export function modelOf({ choices, parameters, property, symmetry }: Question): SearchModel<ReplicationState> {
  return replicationModel({
    parameters: parametersOf(parameters),
    choices,
    property: property ?? 'StrongIsr',
    symmetry: symmetry ?? 'none',
  });
}

/** Searches to the end. */
export function ask(question: Question): Found {
  const codec = question.waiting === 'packed' ? replicationCodec(parametersOf(question.parameters)) : null;
  const search = new Search({
    model: modelOf(question),
    bounds: {},
    bytesPerState: 0,
    ...(codec === null ? {} : { codec }),
  });
  const outcome = search.complete();
  const { distinct, generated, depth } = outcome.progress;
  if (outcome.kind !== 'counter-example') return { verdict: outcome.kind, depth, distinct, generated };
  return { verdict: 'violated', depth: outcome.steps.length, distinct, generated };
}

/** Every set of choices that has a name: the five variants, and the last one without each of its guards. */
export const EVERY_CHOICE: readonly (readonly [string, RuleChoices])[] = [
  ...VARIANT_NAMES.map((name) => [name, VARIANTS[name]] as const),
  ...REMOVABLE_GUARDS.map((guard) => [`kip320 without ${guard}`, kip320Without(guard)] as const),
];

/** All states that can be reached, by the model's own names for them; the first one found of each name. */
export function reachable(model: SearchModel<ReplicationState>): ReadonlyMap<string, ReplicationState> {
  const found = new Map<string, ReplicationState>();
  const waiting: ReplicationState[] = [];
  const meet = (state: ReplicationState): void => {
    const name = nameIn(model, state);
    if (found.has(name)) return;
    found.set(name, state);
    waiting.push(state);
  };
  model.initial.forEach(meet);
  for (let state = waiting.pop(); state !== undefined; state = waiting.pop()) model.expand(state, { add: meet });
  return found;
}

export function nameIn(model: SearchModel<ReplicationState>, state: ReplicationState): string {
  const print = { high: 0, low: 0 };
  model.fingerprint(state, print);
  return `${print.high}:${print.low}`;
}

/** The state after a walk: at each step the choice says which of the successors is next. */
export function walk(model: SearchModel<ReplicationState>, choices: readonly number[]): ReplicationState {
  let state = model.initial[0]!;
  for (const choice of choices) {
    const successors: ReplicationState[] = [];
    model.expand(state, { add: (next) => successors.push(next) });
    if (successors.length === 0) return state;
    state = successors[choice % successors.length]!;
  }
  return state;
}

/** The same state with other names: replica `order[i]` is called i. */
export function renamed(state: ReplicationState, order: readonly number[]): ReplicationState {
  const role = ({ leader, leaderEpoch, isr }: LeaderAndIsr): LeaderAndIsr => ({
    leader: order.indexOf(leader),
    leaderEpoch,
    isr: order.reduce((set, old, index) => set | (has(isr, old) ? 1 << index : 0), 0),
  });
  return {
    replicas: order.map((old) => replicaState({ ...state.replicas[old]!, ...role(state.replicas[old]!) })),
    nextRecordId: state.nextRecordId,
    quorum: role(state.quorum),
    requests: state.requests.map(role),
  };
}

/** Every order of the numbers below `count`. */
export function permutations(count: number): readonly (readonly number[])[] {
  if (count === 0) return [[]];
  return permutations(count - 1).flatMap((order) =>
    Array.from({ length: count }, (_, place) => order.toSpliced(place, 0, count - 1)),
  );
}
