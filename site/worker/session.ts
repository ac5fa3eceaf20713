/**
 * One reader's runs: branches of a scenario, looked at, acted on, forked, compared, shared. Knows nothing of the wire, so it
 * is tested without a worker.
 */
import { measure } from '../../sim-engine/contest/measures.ts';
import { Playback } from '../../sim-engine/playback.ts';
import { fromMillis, type Micros } from '../../sim-engine/kernel/time.ts';
import { invariant } from '../../sim-engine/kernel/invariant.ts';
import { playerWords } from '../i18n/player.ts';
import { Branch } from './branch.ts';
import { compareLooks, firstDifferingStep } from './compare.ts';
import { momentsOf, prepareContest, sideFacts } from './contestSide.ts';
import { InputError } from './inputError.ts';
import type { Extent, Locale, Look, Moment, Opened, Parts, Requests, RequestName, ToWorker } from './protocol.ts';
import { stepPastRoutine } from './quiet.ts';
import { readLink, readScenario, writeLink } from './reading.ts';
import { vocabularyOf } from '../../sim-engine/systems/vocabularies.ts';
import { tellChart } from './toldChart.ts';
import { tellAccount, tellCatalogue, tellJudgement, tellMilestones, tellScene } from './told.ts';

/** Steps that are computed before others get a turn: some ten milliseconds. */
const SLICE_STEPS = 4_000;

/** A history of so many operations is judged in a few milliseconds. */
const QUICK_OPERATIONS = 1_500;

/** Branches at the same time. */
export const BRANCHES_MAX = 8;

export interface SessionOptions {
  readonly onProgress: (progress: { readonly branch: string; readonly steps: number; readonly endAt: Micros }) => void;
}

/** Lets messages that wait be heard. */
function giveWay(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 0));
}

type Served = {
  readonly [Name in RequestName]: (
    request: Requests[Name]['in'],
  ) => Requests[Name]['out'] | Promise<Requests[Name]['out']>;
};

export class Session {
  readonly #options: SessionOptions;
  readonly #branches = new Map<string, Branch>();
  #locale: Locale = 'en';
  #stopped = false;

  constructor(options: SessionOptions) {
    this.#options = options;
  }

  /** Ends a computation under way. */
  stop(): void {
    this.#stopped = true;
  }

  /** Serves one request; throws InputError when its input is wrong. */
  serve(message: Exclude<ToWorker, { readonly name: 'stop' }>): unknown {
    const serve = this.#served[message.name] as (request: unknown) => unknown;
    return serve(message.request);
  }

  readonly #served: Served = {
    open: (request) => this.#open(request),
    compute: ({ branch }) => this.#compute(branch),
    look: ({ branch, moment, parts }) => this.#look(branch, moment, parts),
    act: ({ branch, step, operation, arguments: given }) => {
      const playback = this.#playback(branch);
      if (playback.timeOf(step) >= fromMillis(playback.scenario.horizonMillis)) {
        throw new InputError([playerWords(this.#locale).fault.over]);
      }
      const at = playback.act(step, operation, given);
      return { step: at, extent: this.#extent(branch) };
    },
    undo: ({ branch }) => this.#undo(branch),
    fork: ({ branch, step, name }) => {
      invariant(this.#branches.size < BRANCHES_MAX, 'there is room for another branch');
      this.#branches.set(name, new Branch(this.#playback(branch).fork(step)));
      return this.#extent(name);
    },
    remove: ({ branch }) => {
      this.#branches.delete(branch);
      return null;
    },
    compare: ({ left, right, time }) => this.#compare(left, right, time),
    chart: ({ chart }) => {
      const [branch] = this.#branches.values();
      return branch === undefined ? null : tellChart(branch.playback.scenario.system, chart, this.#locale);
    },
    judge: ({ branch, step }) => {
      const playback = this.#playback(branch);
      return { step, judgement: tellJudgement(playback.judge(step), playback, this.#locale) };
    },
    pastRoutine: ({ branch, step, direction }) => stepPastRoutine(this.#playback(branch), { step, direction }),
    series: ({ branch }) => this.#playback(branch).series(),
    share: ({ branch }) => {
      const playback = this.#playback(branch);
      const hash = playback.traceHash();
      return { text: writeLink(playback.scenario, playback.actions, hash), hash };
    },
    hash: ({ branch }) => this.#playback(branch).traceHash(),
    openSide: (request) => this.#openSide(request),
    moments: ({ branch }) => momentsOf(this.#playback(branch)),
    measures: ({ branch }) => measure(this.#playback(branch)),
  };

  #branch(name: string): Branch {
    const branch = this.#branches.get(name);
    invariant(branch !== undefined, 'a branch that is asked about exists');
    return branch;
  }

  #playback(name: string): Playback {
    return this.#branch(name).playback;
  }

  #open(request: Requests['open']['in']): Opened {
    this.#locale = request.locale;
    const link = request.link === undefined ? null : readLink(request.link, request.locale);
    const { scenario, actions } = link ?? readScenario(request.scenario, request.actions ?? [], request.locale);
    return this.#begin(Playback.open(scenario, actions), link === null ? null : { expected: link.traceHash });
  }

  #openSide({ locale, contest, side }: Requests['openSide']['in']): Requests['openSide']['out'] {
    this.#locale = locale;
    const prepared = prepareContest(contest, locale);
    return { ...this.#begin(Playback.open(prepared.scenarios[side]), null), facts: sideFacts(prepared, side) };
  }

  #begin(playback: Playback, link: Opened['link']): Opened {
    const { scenario } = playback;
    this.#branches.clear();
    this.#branches.set('main', new Branch(playback));
    return {
      scenario,
      catalogue: tellCatalogue(playback, vocabularyOf(scenario), this.#locale),
      extent: this.#extent('main'),
      horizon: fromMillis(scenario.horizonMillis),
      link,
    };
  }

  /** Broken promises are steps that matter too, once the run has been computed. */
  #extent(name: string): Extent {
    const branch = this.#branch(name);
    const { playback } = branch;
    return {
      branch: name,
      steps: playback.steps,
      endAt: playback.endAt,
      finished: playback.finished,
      milestones: tellMilestones(playback, playback.finished || this.#stopped ? branch.violations() : [], this.#locale),
      actions: playback.actions,
    };
  }

  async #compute(branch: string): Promise<Extent> {
    const playback = this.#playback(branch);
    this.#stopped = false;
    while (!playback.finished && !this.#stopped) {
      playback.advance({ stepsMax: SLICE_STEPS });
      this.#options.onProgress({ branch, steps: playback.steps, endAt: playback.endAt });
      await giveWay();
    }
    return this.#extent(branch);
  }

  #look(name: string, moment: Moment, parts: Parts): Look {
    const branch = this.#branch(name);
    const { playback } = branch;
    const wanted = 'step' in moment ? moment.step : playback.stepAt(moment.time);
    const step = Math.max(0, Math.min(wanted, playback.steps));
    // When the next step happens must be known even before the run is computed: playing waits for that moment.
    if (step === playback.steps && !playback.finished) playback.advance({ stepsMax: 1 });
    const locale = this.#locale;
    return {
      branch: name,
      step,
      at: playback.timeOf(step),
      until: step < playback.steps ? playback.timeOf(step + 1) : fromMillis(playback.scenario.horizonMillis),
      stage: tellScene(branch.sceneAt(step), locale),
      account: parts.account === true ? tellAccount(playback.accountOf(step), playback.scenario.system, locale) : null,
      judgement:
        parts.judgement === 'always' ||
        (parts.judgement === 'if-quick' && playback.history(step).length <= QUICK_OPERATIONS)
          ? tellJudgement(playback.judge(step), playback, locale)
          : null,
      history: parts.history === undefined ? null : lastOperations(playback, step, parts.history),
      spaceTime:
        parts.spaceTime === undefined
          ? null
          : playback.spaceTime({ fromStep: Math.max(0, step - parts.spaceTime), toStep: step }),
    };
  }

  #undo(branch: string): Requests['undo']['out'] {
    const playback = this.#playback(branch);
    const last = playback.actions.at(-1);
    if (last === undefined) throw new InputError([]);
    const before = Playback.open(playback.scenario, playback.actions.slice(0, -1));
    before.advance({ stepsMax: Number.MAX_SAFE_INTEGER, untilMicros: last.at });
    this.#branches.set(branch, new Branch(before));
    return { step: before.stepAt(last.at - 1), extent: this.#extent(branch) };
  }

  #compare(left: string, right: string, time: Micros): Requests['compare']['out'] {
    const parts: Parts = { account: true, judgement: 'always' };
    const looks = { left: this.#look(left, { time }, parts), right: this.#look(right, { time }, parts) };
    const firstStep = firstDifferingStep(this.#playback(left), this.#playback(right));
    return {
      ...looks,
      firstStep,
      firstAt: firstStep === null ? null : this.#playback(left).timeOf(Math.min(firstStep, this.#playback(left).steps)),
      differences: compareLooks(looks.left, looks.right, this.#locale),
    };
  }
}

function lastOperations(playback: Playback, step: number, count: number): Look['history'] {
  const all = playback.history(step);
  const first = Math.max(0, all.length - count);
  // A recorded step is counted from 0; the world after it has the next number.
  const operations = all
    .slice(first)
    .map((operation, place) => ({ ...operation, index: first + place, step: operation.step + 1 }));
  return { operations, total: all.length };
}
