/** "Find a failure" on the play page: what is searched, the search, and what of its results is open in the player. */
import type { Locale } from '../i18n/index.ts';
import { searchWords } from '../i18n/search/index.ts';
import type { Player, RunOrigin } from '../player/player.svelte.ts';
import type { Action, Catalogue, Scenario } from '../worker/protocol.ts';
import type { ToldExample, ToldRemedy } from '../worker/search/protocol.ts';
import { Search } from './search.svelte.ts';
import { defaultWish, disturbs, jobOf, reconciled, wishProblems, withWork, type Wish } from './wish.ts';

interface Run {
  readonly scenario: Scenario;
  readonly actions: readonly Action[];
}

/** A run that was open, and where its reader stood. */
interface Place extends Run {
  readonly step: number;
  readonly catalogue: Catalogue;
  readonly origin: RunOrigin;
}

/** States that the search of each remedy may look at, and the time for all of them. */
const REMEDY_STATES_MAX = 60_000;
const REMEDIES_MILLIS_MAX = 120_000;

export class Finder {
  readonly search = new Search();
  readonly #player: Player;
  readonly #locale: Locale;
  /** What the form says, and for which scenario. */
  #chosen = $state.raw<{ readonly base: Scenario; readonly wish: Wish } | null>(null);
  /** The run that was open when the search began. */
  before = $state.raw<Place | null>(null);
  /** What of the results was opened last. Its scenario is the very object that the player then had. */
  #opened = $state.raw<{ readonly scenario: Scenario | null; readonly remedy: ToldRemedy | null } | null>(null);

  /**
   * Is what is open the design that was searched: the run before, the counter-example, or one of them with a change of the
   * search's own? An answer about another design is not shown.
   */
  readonly current = $derived.by(() => {
    const { scenario } = this.#player;
    if (this.#opened !== null && scenario === this.#opened.scenario) return true;
    return this.before === null || JSON.stringify(scenario) === JSON.stringify(this.before.scenario);
  });

  /** What a search would start from, with the records that the run itself sends. */
  readonly base = $derived.by((): Scenario | null => {
    const run = this.#start;
    return run === null ? null : withWork(run.scenario, run.actions);
  });

  constructor(player: Player, locale: Locale) {
    this.#player = player;
    this.#locale = locale;
  }

  get example(): ToldExample | null {
    const { outcome } = this.search;
    return outcome?.kind === 'counter-example' ? outcome.example : null;
  }

  /** Is the counter-example itself open, unchanged? Only then do its steps have their numbers. */
  get showing(): boolean {
    const { example } = this;
    if (example === null || this.#opened === null || this.#opened.remedy !== null) return false;
    const { scenario, branch, actions } = this.#player;
    return scenario === this.#opened.scenario && branch === 'main' && isSame(actions, example.actions);
  }

  /** The change that has been applied and is open now. */
  get applied(): ToldRemedy | null {
    return this.#player.scenario === this.#opened?.scenario ? (this.#opened?.remedy ?? null) : null;
  }

  /** The run that is open; while a counter-example is open, the one in which it was found. */
  get #start(): Place | null {
    if (this.showing) return this.before;
    const { scenario, actions, catalogue, cursor, origin } = this.#player;
    return scenario === null || catalogue === null ? null : { scenario, actions, catalogue, step: cursor, origin };
  }

  /** Machines, faults and promises of what a search would start from. */
  get catalogue(): Catalogue | null {
    return this.showing ? (this.before?.catalogue ?? null) : this.#player.catalogue;
  }

  /** What the form says. */
  get wish(): Wish | null {
    const { base, catalogue } = this;
    if (base === null || catalogue === null) return null;
    if (this.#chosen?.base.name !== base.name) return defaultWish(base, catalogue);
    return reconciled(this.#chosen.wish, { chosenFor: this.#chosen.base, base, catalogue });
  }

  /** Does the run have faults, or other deeds, that the search leaves out? */
  get leavesOutActions(): boolean {
    return !this.showing && this.#player.actions.some(disturbs);
  }

  change(part: Partial<Wish>): void {
    const { base, wish } = this;
    if (base !== null && wish !== null) this.#chosen = { base, wish: { ...wish, ...part } };
  }

  /** Searches; a counter-example becomes the run that is open. A search that is refused changes nothing. */
  async start(): Promise<void> {
    const { wish, base, search } = this;
    const start = this.#start;
    if (wish === null || base === null || start === null || search.state === 'searching') return;
    const problems = wishProblems(wish, base, searchWords(this.#locale));
    if (problems.length > 0) return search.refuse(problems);
    this.#chosen = { base, wish };
    this.#player.pause();
    const { showing } = this;
    const shown = this.#player.scenario;
    const outcome = await search.start(jobOf(base, wish, this.#locale));
    if (outcome === null) return;
    this.before = start;
    this.#opened = null;
    if (outcome.kind === 'counter-example') await this.openExample();
    // What is open is then what was searched.
    else if (showing && this.#player.scenario === shown) await this.back();
  }

  /** Opens the counter-example where it begins to go wrong. */
  async openExample(): Promise<void> {
    const { example } = this;
    if (example === null) return;
    await this.#open({ run: example, remedy: null, step: example.moments[0]?.step ?? 0 });
  }

  /** Opens the run as it would have been with a change. */
  apply(remedy: ToldRemedy): Promise<void> {
    return this.#open({ run: remedy, remedy, step: 0 });
  }

  /** Opens the run that was there before the search. */
  async back(): Promise<void> {
    const { before } = this;
    if (before === null) return;
    await this.#player.open({ scenario: before.scenario, actions: before.actions, origin: before.origin });
    await this.#player.goTo(before.step);
  }

  /** Starts the worker, so that a search need not wait for it. */
  prepare(): void {
    this.search.prepare();
  }

  findRemedies(): Promise<void> {
    return this.search.findRemedies({
      locale: this.#locale,
      statesMax: REMEDY_STATES_MAX,
      timeMillisMax: REMEDIES_MILLIS_MAX,
    });
  }

  close(): void {
    this.search.close();
  }

  async #open({
    run,
    remedy,
    step,
  }: {
    readonly run: Run;
    readonly remedy: ToldRemedy | null;
    readonly step: number;
  }): Promise<void> {
    const origin = remedy === null ? 'counter-example' : (this.before?.origin ?? 'page');
    await this.#player.open({ scenario: run.scenario, actions: run.actions, origin });
    await this.#player.goTo(step);
    this.#opened = { scenario: this.#player.scenario, remedy };
  }
}

function isSame(left: readonly Action[], right: readonly Action[]): boolean {
  return JSON.stringify(left) === JSON.stringify(right);
}
