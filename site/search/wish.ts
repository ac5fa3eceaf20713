/** What the page's form asks for: a search as a person sets it, and the job that becomes of it. */
import { SEARCH_LIMITS } from '../../sim-engine/explore/limits.ts';
import type { FaultBudget } from '../../sim-engine/explore/budget.ts';
import { withoutScriptedFaults } from '../../sim-engine/explore/disturbance.ts';
import { isSending } from '../../sim-engine/systems/sending.ts';
import type { FindRequest } from '../../sim-engine/explore/find.ts';
import type { Locale } from '../i18n/index.ts';
import type { SearchWords } from '../i18n/search/index.ts';
import type { Action, Catalogue, PromiseName, Scenario } from '../worker/protocol.ts';
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
/** An hour. */
const SECONDS_MOST = 3_600;
/** After the last record is sent there is time for a fault. */
const AFTER_SEND_SECONDS = 2;
/** Most of one kind that the form offers. */
export const OF_A_KIND_MAX = 4;

type Known = Pick<Catalogue, 'nodes' | 'search'>;

/** A sensible search of a scenario: its promises, the kinds of faults that it knows, its brokers and whatever else it strikes. */
export function defaultWish(scenario: Scenario, { nodes, search }: Known): Wish {
  return {
    promises: scenario.promises.length > 0 ? scenario.promises : ['no-lost-write'],
    faults: scriptedFaults(scenario, search.operations) ?? search.usualFaults,
    targets: usualTargets(scenario, nodes),
    fromSeconds: 0,
    untilSeconds: Math.max(Math.min(UNTIL_SECONDS, lastSecond(scenario)), pastLastSend(scenario)),
    script: 'left-out',
    statesMax: STATES_MAX,
    secondsMax: SECONDS_MAX,
    healsMax: 1,
    strategy: recordsOf(scenario) <= RECORDS_SMALL ? 'every' : 'swarm',
  };
}

/**
 * What was chosen for a scenario, for a changed one: machines that are gone may not fail, and where none is left all brokers
 * may; where the run has another length, the usual span of time.
 */
export function reconciled(
  wish: Wish,
  { chosenFor, base, catalogue }: { readonly chosenFor: Scenario; readonly base: Scenario; readonly catalogue: Known },
): Wish {
  const { nodes } = catalogue;
  const there = wish.targets.filter((target) => nodes.some(({ name }) => name === target));
  const targets = there.length === 0 && wish.targets.length > 0 ? brokersOf(nodes) : there;
  if (chosenFor.horizonMillis === base.horizonMillis) return { ...wish, targets };
  const { fromSeconds, untilSeconds } = defaultWish(base, catalogue);
  return { ...wish, targets, fromSeconds, untilSeconds };
}

/** Is an action one that a search leaves out? Sending and configuring give a cluster work instead of disturbing it. */
export function disturbs(action: Action): boolean {
  return !isSending(action) && action.operation !== 'configure';
}

/** A scenario with what a run of it sends and configures: without that, there may be nothing to lose. */
export function withWork(scenario: Scenario, actions: readonly Action[]): Scenario {
  const work = actions.filter((action) => !disturbs(action));
  if (work.length === 0) return scenario;
  return { ...scenario, faults: [...scenario.faults, ...work].sort((left, right) => left.at - right.at) };
}

/** What of the form cannot be searched, in the form's own words and units. */
export function wishProblems(
  wish: Wish,
  { horizonMillis }: Pick<Scenario, 'horizonMillis'>,
  words: SearchWords,
): readonly string[] {
  const { fromSeconds, untilSeconds, targets, promises, faults } = wish;
  const { form, problems } = words;
  const whole = (label: string, value: number, least: number, most: number): readonly string[] =>
    Number.isInteger(value) && value >= least && value <= most ? [] : [problems.whole(label, least, most)];
  const inSpan = fromSeconds >= 0 && fromSeconds < untilSeconds && untilSeconds * 1_000 < horizonMillis;
  const nobody = targets.length === 0 && Object.values(faults).some((count = 0) => count > 0);
  return [
    ...(nobody ? [problems.noMachine] : []),
    ...(promises.length === 0 ? [problems.noPromise] : []),
    ...(inSpan ? [] : [problems.span(String(horizonMillis / 1_000))]),
    ...whole(form.statesMax, wish.statesMax, 1, SEARCH_LIMITS.states),
    ...whole(form.secondsMax, wish.secondsMax, 1, SECONDS_MOST),
    ...whole(form.healsMax, wish.healsMax, 0, SEARCH_LIMITS.heals),
  ];
}

/** Does the scenario do anything to itself? Sending does not count. */
export function hasScript({ faults }: Scenario): boolean {
  return faults.some(disturbs);
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
      faults: Object.fromEntries(Object.entries(faults).filter(([, count = 0]) => count > 0)),
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
function scriptedFaults({ faults }: Scenario, searchable: readonly string[]): FaultBudget | null {
  const counts: Record<string, number> = {};
  for (const kind of searchable) {
    const count = faults.filter(({ operation }) => operation === kind).length;
    if (count > 0) counts[kind] = Math.min(OF_A_KIND_MAX, count);
  }
  return Object.keys(counts).length === 0 ? null : counts;
}

/** Before everything is healed; else at two thirds of the run, so that there is time to heal. */
function lastSecond({ horizonMillis, healAtMillis }: Scenario): number {
  return Math.floor(healAtMillis === undefined ? horizonMillis / 150 : (healAtMillis - 1) / 100) / 10;
}

function brokersOf(nodes: Catalogue['nodes']): readonly string[] {
  return nodes.filter(({ role }) => role === 'broker').map(({ name }) => name);
}

/** The brokers, and every machine that the scenario's own faults strike. */
function usualTargets({ faults }: Scenario, nodes: Catalogue['nodes']): readonly string[] {
  const struck = new Set(faults.filter(disturbs).flatMap((action) => Object.values(action.arguments)));
  return nodes.filter(({ name, role }) => role === 'broker' || struck.has(name)).map(({ name }) => name);
}

/** A while after the last record that is sent by the script, but within the run; 0 when none is. */
function pastLastSend({ faults, horizonMillis }: Scenario): number {
  const sent = faults.filter(isSending).map(({ at }) => at);
  if (sent.length === 0) return 0;
  const wanted = Math.max(...sent) / 1_000_000 + AFTER_SEND_SECONDS;
  return Math.floor(Math.min(wanted * 10, (horizonMillis - 1) / 100)) / 10;
}

function recordsOf({ topology, faults }: Scenario): number {
  const sent = faults.filter(isSending).length;
  return topology.producers.reduce((sum, { records }) => sum + records, sent);
}
