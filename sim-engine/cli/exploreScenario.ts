/** `explore scenario.json`: can this scenario break a promise with at most these faults? */
import { performance } from 'node:perf_hooks';
import { parseArgs } from 'node:util';
import type { VerdictKind } from '../check/verdict.ts';
import type { FaultBudget } from '../explore/budget.ts';
import { withoutScriptedFaults } from '../explore/disturbance.ts';
import { FailureSearch, type FindOutcome, type FindRequest } from '../explore/find.ts';
import { problemsOf } from '../explore/refusal.ts';
import { RemedyTrials } from '../explore/remedies.ts';
import type { RemedyEffect } from '../explore/remedy.ts';
import { outcomeSentence } from '../explore/sentences.ts';
import { Playback } from '../playback.ts';
import { encodeShare } from '../scenario/share.ts';
import type { PromiseName } from '../scenario/types.ts';
import { ENGINE_VERSION } from '../version.ts';
import { integerArgument, readScenario, UsageError } from './arguments.ts';
import type { CommandResult } from './result.ts';

const STATES_MAX = 200_000;
const REMEDY_STATES_MAX = 50_000;
/** Configurations between two looks at the clock. */
const SLICE = 200;
const STRATEGIES = ['every', 'random', 'pct', 'swarm'] as const;
const MEGABYTE = 1_048_576;

interface Options {
  readonly request: FindRequest;
  readonly secondsMax: number | null;
  readonly remedies: boolean;
  readonly json: boolean;
}

/** Searches one scenario. Exit code 1 when a counter-example was found. */
export function exploreScenario(args: readonly string[]): CommandResult {
  const options = parseExploreArguments(args);
  const problems = problemsOf(options.request);
  if (problems.length > 0) throw new UsageError(problems.map((problem) => problem.en).join('\n'));
  const start = performance.now();
  const outcome = searchWithin(options);
  const seconds = (performance.now() - start) / 1_000;
  const effects = options.remedies && outcome.kind === 'counter-example' ? tryRemedies(options.request, outcome) : null;
  const report = reportOf(outcome, { request: options.request, seconds, effects });
  const exitCode = outcome.kind === 'counter-example' ? 1 : 0;
  return { exitCode, text: options.json ? JSON.stringify(report, null, 2) : textOf(outcome, report, effects) };
}

function searchWithin({ request, secondsMax }: Options): FindOutcome {
  const search = new FailureSearch(request);
  const start = performance.now();
  while (search.outcome === null) {
    search.advance(SLICE);
    if (secondsMax !== null && performance.now() - start > secondsMax * 1_000) return search.stop('time');
  }
  return search.outcome;
}

function tryRemedies(
  request: FindRequest,
  found: FindOutcome & { readonly kind: 'counter-example' },
): readonly RemedyEffect[] {
  return new RemedyTrials(request, found.example, { statesMax: REMEDY_STATES_MAX }).complete();
}

function parseExploreArguments(args: readonly string[]): Options {
  const text = { type: 'string' } as const;
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      faults: text,
      promise: text,
      anomaly: text,
      targets: text,
      heals: text,
      'from-millis': text,
      'until-millis': text,
      'states-max': text,
      'depth-max': text,
      'memory-mb': text,
      seconds: text,
      strategy: text,
      'without-script': { type: 'boolean' },
      remedies: { type: 'boolean' },
      json: { type: 'boolean' },
    },
  });
  const [file] = positionals;
  if (file === undefined) throw new UsageError('expected a scenario file or --model NAME, found neither');
  if (positionals.length > 1) throw new UsageError(`expected one scenario file, found ${positionals.join(' ')}`);
  if (values.faults === undefined) throw new UsageError('expected --faults, for example --faults crash=1,pause=1');
  const number = (name: keyof typeof values): number | undefined => {
    const value = values[name];
    return typeof value === 'string' ? integerArgument(value, name) : undefined;
  };
  const strategy = values.strategy ?? 'every';
  if (!STRATEGIES.includes(strategy as (typeof STRATEGIES)[number])) {
    throw new UsageError(`--strategy: expected one of ${STRATEGIES.join(', ')}, found "${strategy}"`);
  }
  const memory = number('memory-mb');
  const scenario = readScenario(file);
  const request: FindRequest = {
    scenario: values['without-script'] === true ? withoutScriptedFaults(scenario) : scenario,
    faults: parseBudget(values.faults),
    ...given('promises', namesOf(values.promise) as readonly PromiseName[] | undefined),
    ...given('anomalies', namesOf(values.anomaly) as readonly VerdictKind[] | undefined),
    ...given('targets', namesOf(values.targets)),
    ...given('healsMax', number('heals')),
    ...given('fromMillis', number('from-millis')),
    ...given('untilMillis', number('until-millis')),
    bounds: {
      statesMax: number('states-max') ?? STATES_MAX,
      ...given('depthMax', number('depth-max')),
      ...given('memoryBytesMax', memory === undefined ? undefined : memory * MEGABYTE),
    },
    strategy: strategy as (typeof STRATEGIES)[number],
  };
  return {
    request,
    secondsMax: number('seconds') ?? null,
    remedies: values.remedies ?? false,
    json: values.json ?? false,
  };
}

/** A field that is there only when it has a value. */
function given<Name extends string, Value>(name: Name, value: Value | undefined): { readonly [Key in Name]?: Value } {
  return value === undefined ? {} : ({ [name]: value } as { readonly [Key in Name]: Value });
}

function namesOf(text: string | undefined): readonly string[] | undefined {
  return text?.split(',').filter((name) => name !== '');
}

/** `crash=1,pause=1`. */
function parseBudget(text: string): FaultBudget {
  const entries = text
    .split(',')
    .filter((part) => part !== '')
    .map((part): [string, number] => {
      const match = /^([A-Za-z]+)=(\d{1,4})$/.exec(part.trim());
      if (match === null) throw new UsageError(`--faults: expected KIND=COUNT, for example crash=1, found "${part}"`);
      return [match[1] as string, Number(match[2])];
    });
  return Object.fromEntries(entries);
}

interface Circumstances {
  readonly request: FindRequest;
  readonly seconds: number;
  readonly effects: readonly RemedyEffect[] | null;
}

function reportOf(
  outcome: FindOutcome,
  { request, seconds, effects }: Circumstances,
): Readonly<Record<string, unknown>> {
  const { distinct, generated, depth, memoryBytes } = outcome.progress;
  const common = {
    verdict: outcome.kind,
    sentence: outcomeSentence(outcome, request).en,
    distinct,
    generated,
    depth,
    seconds: Number(seconds.toFixed(3)),
    bytesPerState: distinct === 0 ? 0 : Math.round(memoryBytes / distinct),
  };
  if (outcome.kind === 'budget-spent') return { ...common, bound: outcome.bound };
  if (outcome.kind === 'exhausted') return common;
  const { example, original, faults } = outcome;
  return {
    ...common,
    depth: outcome.depth,
    faults,
    anomaly: example.anomaly,
    promise: example.verdict.promise,
    stepsBefore: original.steps,
    steps: example.steps,
    shrinkRuns: outcome.progress.shrinkRuns,
    actions: example.actions,
    scenario: example.scenario,
    link: linkOf(outcome),
    ...(effects === null ? {} : { remedies: effects.map(summaryOf) }),
  };
}

function summaryOf({
  remedy,
  removes,
  search,
  distinct,
  before,
  after,
}: RemedyEffect): Readonly<Record<string, unknown>> {
  return { id: remedy.id, change: remedy.change.en, removes, search, distinct, before, after };
}

/** The counter-example as the text of a share link. */
function linkOf(found: FindOutcome & { readonly kind: 'counter-example' }): string {
  const { scenario, actions } = found.example;
  const playback = Playback.open(scenario, actions);
  playback.complete();
  return encodeShare({ scenario, actions, traceHash: playback.traceHash(), engineVersion: ENGINE_VERSION });
}

function textOf(
  outcome: FindOutcome,
  report: Readonly<Record<string, unknown>>,
  effects: readonly RemedyEffect[] | null,
): string {
  const lines = [
    String(report['sentence']),
    `  ${outcome.progress.distinct} configurations, ${String(report['seconds'])} s`,
  ];
  if (outcome.kind === 'counter-example') {
    const { example, original } = outcome;
    lines.push(`  made smaller: ${original.steps} -> ${example.steps} steps`, '');
    for (const action of example.actions) {
      const given = Object.values(action.arguments).join(' ');
      lines.push(`  ${(action.at / 1_000).toFixed(3).padStart(12)} ms  ${action.operation} ${given}`);
    }
    lines.push('', `  replay it: /play/#${String(report['link'])}`);
  }
  if (effects !== null) {
    lines.push('', 'What would help:');
    for (const effect of effects) lines.push(`  ${remedyLine(effect)}`);
  }
  return lines.join('\n');
}

function remedyLine({ remedy, removes, search, distinct, before, after }: RemedyEffect): string {
  if (!removes) return `no   ${remedy.change.en}: the same schedule still breaks the promise`;
  const others = {
    exhausted: `no other counter-example among ${distinct} configurations`,
    'counter-example': 'but another counter-example exists within the same budget',
    'budget-spent': `no other one in ${distinct} configurations, not all were seen`,
  }[search ?? 'budget-spent'];
  const price =
    `refused sends ${before.refused} -> ${after.refused}, ` +
    `slowest confirmation ${millis(before.slowestMicros)} -> ${millis(after.slowestMicros)}`;
  return `yes  ${remedy.change.en}: ${others}; ${price}`;
}

function millis(micros: number): string {
  return micros === -1 ? 'none' : `${Math.round(micros / 1_000)} ms`;
}
