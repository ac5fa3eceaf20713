/**
 * Tries the remedies that a system offers on a counter-example, one after the other, in slices.
 *
 * A remedy is tried on the small scenario of the example, with the time that the search had: a run that was cut right after the
 * anomaly would make every delay look like a cure.
 */
import type { Action } from '../host/action.ts';
import type { RecordedOperation } from '../host/world.ts';
import { fromMillis } from '../kernel/time.ts';
import type { Scenario } from '../scenario/types.ts';
import { systemNamed } from '../systems/registry.ts';
import { completeRun, exampleOf, type CounterExample } from './counterExample.ts';
import { FailureSearch, windowOf, type FindRequest } from './find.ts';
import type { Remedy, RemedyEffect, Service } from './remedy.ts';

interface Trial {
  readonly remedy: Remedy;
  readonly search: FailureSearch;
}

export class RemedyTrials {
  readonly #request: FindRequest;
  readonly #example: CounterExample;
  readonly #statesMax: number;
  /** The example's scenario with the whole time. */
  readonly #whole: Scenario;
  readonly #actions: readonly Action[];
  readonly #before: Service;
  readonly #waiting: Remedy[];
  readonly #results: RemedyEffect[] = [];
  #searching: Trial | null = null;
  readonly total: number;

  /**
   * @param request - the search that found the example
   * @param options.statesMax - configurations that each remedy's own search may look at
   */
  constructor(request: FindRequest, example: CounterExample, options: { readonly statesMax: number }) {
    this.#request = request;
    this.#example = example;
    this.#statesMax = options.statesMax;
    const { horizonMillis, healAtMillis } = request.scenario;
    this.#whole = { ...example.scenario, horizonMillis, ...(healAtMillis === undefined ? {} : { healAtMillis }) };
    this.#actions = healedAtTheEnd(this.#whole, example.actions, windowOf(request).untilMillis);
    this.#before = serviceOf(this.#whole, this.#actions);
    this.#waiting = [...systemNamed(example.scenario.system).remedies(this.#whole)];
    this.total = this.#waiting.length;
  }

  get results(): readonly RemedyEffect[] {
    return this.#results;
  }

  get done(): boolean {
    return this.#results.length === this.total;
  }

  /** Goes on: looks at so many configurations at most, or tries one run. */
  advance(effort: number): void {
    if (this.#searching !== null) return this.#search(effort);
    const remedy = this.#waiting.shift();
    if (remedy === undefined) return;
    if (this.#showsAnomaly(remedy)) {
      this.#conclude(remedy, { removes: false, search: null, distinct: 0 });
      return;
    }
    const { anomalies, targets } = this.#request;
    const request: FindRequest = {
      ...this.#request,
      scenario: remedy.scenario,
      ...(anomalies === undefined ? {} : { anomalies }),
      ...(targets === undefined ? {} : { targets: this.#targetsIn(remedy.scenario, targets) }),
      ...windowOf(this.#request),
      bounds: { ...this.#request.bounds, statesMax: this.#statesMax },
      strategy: 'every',
      shrinkRunsMax: 0,
    };
    this.#searching = { remedy, search: new FailureSearch(request) };
  }

  /** The targets that are still there, and every machine that a remedy adds: it can fail like the others. */
  #targetsIn(scenario: Scenario, targets: readonly string[]): readonly string[] {
    const before = new Set(machinesOf(this.#whole));
    return machinesOf(scenario).filter((name) => targets.includes(name) || !before.has(name));
  }

  /** Tries everything. */
  complete(): readonly RemedyEffect[] {
    while (!this.done) this.advance(1_000);
    return this.#results;
  }

  /** Under a changed scenario the same schedule is tried twice: to the end of the example, and with the whole time. */
  #showsAnomaly(remedy: Remedy): boolean {
    const { anomaly, scenario, actions } = this.#example;
    const { healAtMillis, ...unhealed } = remedy.scenario;
    const cut = { ...unhealed, horizonMillis: scenario.horizonMillis };
    const heals = healAtMillis !== undefined && healAtMillis <= cut.horizonMillis;
    return (
      exampleOf(heals ? { ...cut, healAtMillis } : cut, actions, anomaly) !== null ||
      exampleOf(remedy.scenario, this.#actions, anomaly) !== null
    );
  }

  #search(effort: number): void {
    const { remedy, search } = this.#searching as Trial;
    search.advance(effort);
    const { outcome } = search;
    if (outcome === null) return;
    this.#searching = null;
    this.#conclude(remedy, { removes: true, search: outcome.kind, distinct: outcome.progress.distinct });
  }

  #conclude(remedy: Remedy, found: Pick<RemedyEffect, 'removes' | 'search' | 'distinct'>): void {
    const after = serviceOf(remedy.scenario, this.#actions);
    this.#results.push({ remedy, ...found, before: this.#before, after });
  }
}

/** The actions, and the healing of everything at the end of the search's time unless something heals already. */
function healedAtTheEnd(scenario: Scenario, actions: readonly Action[], untilMillis: number): readonly Action[] {
  if (scenario.healAtMillis !== undefined || actions.some((action) => action.operation === 'healAll')) return actions;
  const last = actions[actions.length - 1]?.at ?? 0;
  return [...actions, { at: Math.max(last, fromMillis(untilMillis)) + 1, operation: 'healAll', arguments: {} }];
}

function machinesOf(scenario: Scenario): readonly string[] {
  return systemNamed(scenario.system)
    .open(scenario)
    .cluster.machines.map((machine) => machine.name);
}

/** What the producers went through. */
function serviceOf(scenario: Scenario, actions: readonly Action[]): Service {
  const operations = completeRun(scenario, actions).world.history.toArray();
  const invoked = new Map<string, number>();
  let confirmed = 0;
  let slowestMicros = -1;
  for (const operation of operations) {
    if (operation.f !== 'send') continue;
    if (operation.type === 'invoke') invoked.set(operation.value, invoked.get(operation.value) ?? operation.at);
    if (operation.type !== 'ok') continue;
    confirmed += 1;
    slowestMicros = Math.max(slowestMicros, operation.at - startOf(invoked, operation));
  }
  return { sends: invoked.size, confirmed, refused: invoked.size - confirmed, slowestMicros };
}

function startOf(invoked: ReadonlyMap<string, number>, operation: RecordedOperation & { readonly f: 'send' }): number {
  return invoked.get(operation.value) ?? operation.at;
}
