/** `explore --model NAME`: the published Kafka replication specifications, searched state by state. */
import { performance } from 'node:perf_hooks';
import { parseArgs } from 'node:util';
import type { RuleChoices } from '../explore/models/kafkaReplication/choices.ts';
import { packingFault, replicationCodec } from '../explore/models/kafkaReplication/codec.ts';
import { REPLICATION_STATE_BYTES, replicationModel } from '../explore/models/kafkaReplication/model.ts';
import { parameterFault, USUAL_PARAMETERS, type Parameters } from '../explore/models/kafkaReplication/parameters.ts';
import { PROPERTY_NAMES, type PropertyName } from '../explore/models/kafkaReplication/properties.ts';
import {
  kip320Without,
  REMOVABLE_GUARDS,
  VARIANT_NAMES,
  VARIANTS,
  type RemovableGuard,
  type VariantName,
} from '../explore/models/kafkaReplication/variants.ts';
import { describeState, describeStep, type StepAccount } from '../explore/models/kafkaReplication/words.ts';
import { retrace, Search } from '../explore/search.ts';
import type { SearchBounds, SearchModel, SearchOutcome } from '../explore/searchModel.ts';
import type { ReplicationState } from '../explore/models/kafkaReplication/state.ts';
import { integerArgument, UsageError } from './arguments.ts';
import type { CommandResult } from './result.ts';

const STATES_MAX = 20_000_000;
const MEMORY_MEGABYTES_MAX = 2_000;
const MEGABYTE = 1_048_576;
/** States between two looks at the clock and at the memory. */
const SLICE = 10_000;

interface Options {
  readonly name: VariantName;
  readonly without: RemovableGuard | null;
  readonly choices: RuleChoices;
  readonly parameters: Parameters;
  readonly property: PropertyName;
  readonly symmetry: boolean;
  readonly packed: boolean;
  readonly bounds: SearchBounds;
  readonly secondsMax: number;
  readonly json: boolean;
}

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

function search(options: Options): Answer {
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

function reportOf(options: Options, { outcome, seconds, bytesPerState, steps }: Answer): object {
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

function textOf(options: Options, { outcome, seconds, bytesPerState, steps, broken }: Answer): string {
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

function parseModelArguments(args: readonly string[]): Options {
  const text = { type: 'string' } as const;
  const flag = { type: 'boolean' } as const;
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      model: text,
      without: text,
      property: text,
      replicas: text,
      'log-size': text,
      'max-records': text,
      'max-leader-epoch': text,
      symmetry: flag,
      packed: flag,
      'states-max': text,
      'depth-max': text,
      'memory-mb': text,
      seconds: text,
      json: flag,
    },
  });
  if (positionals.length > 0) {
    throw new UsageError(`expected no file beside --model, found ${positionals.join(' ')}`);
  }
  const number = (name: keyof typeof values): number | null => {
    const value = values[name];
    return typeof value === 'string' ? integerArgument(value, name) : null;
  };
  const name = oneOf(VARIANT_NAMES, values.model ?? '', 'model');
  const without = values.without === undefined ? null : oneOf(REMOVABLE_GUARDS, values.without, 'without');
  if (without !== null && name !== 'kip320') {
    throw new UsageError(`--without: only kip320 has guards to remove, expected --model kip320, found "${name}"`);
  }
  const packed = values.packed ?? false;
  const depthMax = number('depth-max');
  return {
    name,
    without,
    choices: without === null ? VARIANTS[name] : kip320Without(without),
    parameters: checked(
      {
        replicas: number('replicas') ?? USUAL_PARAMETERS.replicas,
        logSize: number('log-size') ?? USUAL_PARAMETERS.logSize,
        maxRecords: number('max-records') ?? USUAL_PARAMETERS.maxRecords,
        maxLeaderEpoch: number('max-leader-epoch') ?? USUAL_PARAMETERS.maxLeaderEpoch,
      },
      { packed },
    ),
    property: oneOf(PROPERTY_NAMES, values.property ?? 'StrongIsr', 'property'),
    symmetry: values.symmetry ?? false,
    packed,
    bounds: {
      statesMax: number('states-max') ?? STATES_MAX,
      memoryBytesMax: (number('memory-mb') ?? MEMORY_MEGABYTES_MAX) * MEGABYTE,
      ...(depthMax === null ? {} : { depthMax }),
    },
    secondsMax: number('seconds') ?? Infinity,
    json: values.json ?? false,
  };
}

/** The options' names, as they are typed. */
const PARAMETER_OPTIONS = {
  replicas: 'replicas',
  logSize: 'log-size',
  maxRecords: 'max-records',
  maxLeaderEpoch: 'max-leader-epoch',
} as const satisfies Readonly<Record<keyof Parameters, string>>;

function checked(parameters: Parameters, { packed }: { readonly packed: boolean }): Parameters {
  const fault = parameterFault(parameters);
  if (fault !== null) throw new UsageError(`--${PARAMETER_OPTIONS[fault.parameter]}: ${fault.message}`);
  const tooWide = packed ? packingFault(parameters) : null;
  if (tooWide !== null) throw new UsageError(`--packed: ${tooWide}`);
  return parameters;
}

function oneOf<Name extends string>(names: readonly Name[], text: string, option: string): Name {
  if ((names as readonly string[]).includes(text)) return text as Name;
  throw new UsageError(`--${option}: expected one of ${names.join(', ')}, found "${text}"`);
}
