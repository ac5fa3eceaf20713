/** What the page's form asks for: a search as a person sets it, and the job that becomes of it. */
import { SEARCHABLE, type FaultBudget, type SearchableOperation } from '../../sim-engine/explore/cluster/choices.ts';
import { withoutScriptedFaults } from '../../sim-engine/explore/disturbance.ts';
import type { FindRequest } from '../../sim-engine/explore/find.ts';
import type { Locale } from '../i18n/index.ts';
import type { Catalogue, PromiseName, Scenario } from '../worker/protocol.ts';
import type { SearchJob } from '../worker/search/protocol.ts';

export type Strategy = NonNullable<FindRequest['strategy']>;

export interface Wish {
  readonly promises: readonly PromiseName[];
  readonly faults: FaultBudget;
  readonly targets: readonly string[];
  readonly fromSeconds: number;
  readonly untilSeconds: number;
  readonly script: 'kept' | 'left-out';
  readonly statesMax: number;
  readonly secondsMax: number;
  readonly healsMax: number;
  readonly strategy: Strategy;
}

/** Where faults are looked for unless the form says otherwise: later ones repeat what earlier ones do. */
const UNTIL_SECONDS = 8;
/** A workload up to this size can be searched whole in the time of a search. */
const RECORDS_SMALL = 12;
const STATES_MAX = 150_000;
const SECONDS_MAX = 60;
/** A scenario without faults of its own. */
const USUAL_FAULTS: FaultBudget = { crash: 1, hold: 1 };
/** Most of one kind that the form offers. */
export const OF_A_KIND_MAX = 4;

/** A sensible search of a scenario: its promises, the kinds of faults that it knows, its brokers, a small budget. */
export function defaultWish(scenario: Scenario, { nodes }: Pick<Catalogue, 'nodes'>): Wish {
  return {
    promises: scenario.promises.length > 0 ? scenario.promises : ['no-lost-write'],
    faults: scriptedFaults(scenario) ?? USUAL_FAULTS,
    targets: nodes.filter(({ role }) => role === 'broker').map(({ name }) => name),
    fromSeconds: 0,
    untilSeconds: Math.min(UNTIL_SECONDS, lastSecond(scenario)),
    script: 'left-out',
    statesMax: STATES_MAX,
    secondsMax: SECONDS_MAX,
    healsMax: 1,
    strategy: recordsOf(scenario) <= RECORDS_SMALL ? 'every' : 'swarm',
  };
}

/** Does the scenario do anything to itself? Sending does not count. */
export function hasScript({ faults }: Scenario): boolean {
  return faults.some(({ operation }) => operation !== 'send');
}

/** Where the search begins: the scenario as it is, or without what it does to itself. Records that it sends stay. */
export function startOf(scenario: Scenario, script: Wish['script']): Scenario {
  return script === 'kept' ? scenario : withoutScriptedFaults(scenario);
}

/** The job for the worker. */
export function jobOf(scenario: Scenario, wish: Wish, locale: Locale): SearchJob {
  const { promises, faults, targets, healsMax, strategy, statesMax } = wish;
  return {
    locale,
    timeMillisMax: wish.secondsMax * 1_000,
    request: {
      scenario: startOf(scenario, wish.script),
      promises,
      faults: Object.fromEntries(Object.entries(faults).filter(([, count]) => count > 0)),
      targets,
      healsMax,
      fromMillis: Math.round(wish.fromSeconds * 1_000),
      untilMillis: Math.round(wish.untilSeconds * 1_000),
      strategy,
      bounds: { statesMax },
    },
  };
}

/** The kinds of faults that the scenario's own script uses; null when it has none. */
function scriptedFaults({ faults }: Scenario): FaultBudget | null {
  const counts: Partial<Record<SearchableOperation, number>> = {};
  for (const kind of SEARCHABLE) {
    const count = faults.filter(({ operation }) => operation === kind).length;
    if (count > 0) counts[kind] = Math.min(OF_A_KIND_MAX, count);
  }
  return Object.keys(counts).length === 0 ? null : counts;
}

/** Before everything is healed; else at two thirds of the run, so that there is time to heal. */
function lastSecond({ horizonMillis, healAtMillis }: Scenario): number {
  return Math.floor(healAtMillis === undefined ? horizonMillis / 150 : (healAtMillis - 1) / 100) / 10;
}

function recordsOf({ topology, faults }: Scenario): number {
  const sent = faults.filter(({ operation }) => operation === 'send').length;
  return topology.producers.reduce((sum, { records }) => sum + records, sent);
}
