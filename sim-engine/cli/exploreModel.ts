/** `explore --model NAME`: the published Kafka replication specifications, searched state by state. */
import { performance } from 'node:perf_hooks';
import type { RuleChoices } from '../explore/models/kafkaReplication/choices.ts';
import { replicationCodec } from '../explore/models/kafkaReplication/codec.ts';
import { REPLICATION_STATE_BYTES, replicationModel } from '../explore/models/kafkaReplication/model.ts';
import type { ReplicationState } from '../explore/models/kafkaReplication/state.ts';
import { describeState, describeStep, type StepAccount } from '../explore/models/kafkaReplication/words.ts';
import { retrace, Search } from '../explore/search.ts';
import type { SearchModel, SearchOutcome } from '../explore/searchModel.ts';
import { parseModelArguments, type ModelOptions } from './exploreModelArguments.ts';
import type { CommandResult } from './result.ts';

/** States between two looks at the clock and at the memory. */
const SLICE = 10_000;

interface Answer {
  readonly outcome: SearchOutcome;
  readonly seconds: number;
  /** Estimated bytes kept when they were most, for each distinct state. */
  readonly bytesPerState: number;
  /** The named steps of a counter-example; empty without one. */
  readonly steps: readonly StepAccount[];
  /** The state that they lead to. */
  readonly broken: ReplicationState | null;
}

/** Searches one model. Exit code 1 when a state breaks the property. */
export function exploreModel(args: readonly string[]): CommandResult {
  const options = parseModelArguments(args);
  const answer = search(options);
  const exitCode = answer.outcome.kind === 'counter-example' ? 1 : 0;
  const text = options.json ? JSON.stringify(reportOf(options, answer), null, 2) : textOf(options, answer);
  return { exitCode, text };
}

function search(options: ModelOptions): Answer {
  const { parameters, choices, property, symmetry, packed, bounds, secondsMax } = options;
  const model = replicationModel({ parameters, choices, property, symmetry: symmetry ? 'replicas' : 'none' });
  const start = performance.now();
  const run = new Search({
    model,
    bounds,
    bytesPerState: REPLICATION_STATE_BYTES,
    ...(packed ? { codec: replicationCodec(parameters) } : {}),
  });
  let bytesMax = run.progress.memoryBytes;
  while (run.outcome === null) {
    run.advance(SLICE);
    bytesMax = Math.max(bytesMax, run.progress.memoryBytes);
    if (performance.now() - start > secondsMax * 1_000) run.stop('time');
  }
  const seconds = (performance.now() - start) / 1_000;
  const outcome: SearchOutcome = run.outcome;
  return {
    outcome,
    seconds,
    bytesPerState: Math.round(bytesMax / outcome.progress.distinct),
    ...counterExampleOf(outcome, model, choices),
  };
}

function counterExampleOf(
  outcome: SearchOutcome,
  model: SearchModel<ReplicationState>,
  choices: RuleChoices,
): Pick<Answer, 'steps' | 'broken'> {
  if (outcome.kind !== 'counter-example') return { steps: [], broken: null };
  const steps = outcome.steps.map((step) => describeStep(step, choices));
  return { steps, broken: retrace(model, outcome).at(-1) ?? null };
}

const VERDICTS = { 'counter-example': 'violated', exhausted: 'exhausted', 'budget-spent': 'budget-spent' } as const;

function depthOf(outcome: SearchOutcome): number {
  return outcome.kind === 'counter-example' ? outcome.steps.length : outcome.progress.depth;
}

function reportOf(options: ModelOptions, { outcome, seconds, bytesPerState, steps }: Answer): object {
  const { name, without, parameters, property, symmetry, packed } = options;
  const { distinct, generated } = outcome.progress;
  return {
    verdict: VERDICTS[outcome.kind],
    distinct,
    generated,
    depth: depthOf(outcome),
    seconds: Number(seconds.toFixed(3)),
    bytesPerState,
    residentMegabytesMax: Math.round(process.resourceUsage().maxRSS / 1_024),
    model: name,
    ...(without === null ? {} : { without }),
    property,
    parameters,
    symmetry,
    packed,
    ...(outcome.kind === 'budget-spent' ? { bound: outcome.bound } : {}),
    ...(outcome.kind === 'counter-example' ? { steps: steps.map(inEnglish) } : {}),
  };
}

function inEnglish({ action, sentence }: StepAccount): object {
  return { action, sentence: sentence.en };
}

function textOf(options: ModelOptions, { outcome, seconds, bytesPerState, steps, broken }: Answer): string {
  const { name, without, parameters, property } = options;
  const { distinct, generated } = outcome.progress;
  const bounds = Object.entries(parameters).map(([parameter, value]) => `${parameter} ${value}`);
  const found = {
    'counter-example': `${property} is violated, ${steps.length} steps from the beginning`,
    exhausted: `${property} holds in every state within these bounds; nothing is said about larger ones`,
    'budget-spent':
      outcome.kind === 'budget-spent'
        ? `${property} holds in every state that was seen; the search ended early (bound: ${outcome.bound})`
        : '',
  }[outcome.kind];
  const classes = options.symmetry ? 'classes of states' : 'states';
  const counts = `${decimal(distinct)} distinct ${classes}, ${decimal(generated)} generated, depth ${depthOf(outcome)}`;
  return [
    `${name}${without === null ? '' : ` without ${without}`}: ${bounds.join(', ')}`,
    found,
    `  ${counts}, ${seconds.toFixed(2)} s, ${bytesPerState} bytes for each`,
    ...(broken === null ? [] : ['', ...stepLines(steps), '', ...describeState(broken).map(({ en }) => `  ${en}`)]),
  ].join('\n');
}

function stepLines(steps: readonly StepAccount[]): readonly string[] {
  const width = Math.max(...steps.map(({ action }) => action.length));
  return steps.map(
    ({ action, sentence }, index) => `  ${String(index + 1).padStart(2)}  ${action.padEnd(width)}  ${sentence.en}`,
  );
}

function decimal(value: number): string {
  return value.toLocaleString('en-US');
}
