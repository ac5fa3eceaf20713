/** The arguments of `explore --model NAME`: which variant, within which bounds, looked at how. */
import { parseArgs } from 'node:util';
import type { RuleChoices } from '../explore/models/kafkaReplication/choices.ts';
import { packingFault } from '../explore/models/kafkaReplication/codec.ts';
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
import type { SearchBounds } from '../explore/searchModel.ts';
import { integerArgument, UsageError } from './arguments.ts';

/** Bounds that nobody asked for: what an ordinary machine can keep. */
const STATES_MAX = 20_000_000;
const MEMORY_MEGABYTES_MAX = 2_000;
const MEGABYTE = 1_048_576;

export interface ModelOptions {
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

/**
 * Reads the arguments.
 *
 * @throws {UsageError} with a sentence that says what was expected
 */
export function parseModelArguments(args: readonly string[]): ModelOptions {
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
