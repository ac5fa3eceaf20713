/** The topology of a file as far as a scenario has room for it: the first of each kind, and what still makes sense of the rest. */
import type { BindingSpec, ExchangeSpec, ImportedDefinitions, QueueSpec } from '../../definitions.ts';
import { RABBIT_LIMITS } from '../../form.ts';
import type { Report } from '../place.ts';
import { bindingEnd, missingExchange } from '../words.ts';
import { CLIENT_LIMITS } from './limits.ts';
import { playableQueue } from './queues.ts';
import { BINDING_TOO_LARGE, tooMany, type Kind } from './words.ts';

/** Something of the file, and where it stands there. */
export interface Placed<Spec> {
  readonly spec: Spec;
  readonly path: string;
}

export interface FittedTopology {
  readonly exchanges: readonly Placed<ExchangeSpec>[];
  readonly queues: readonly Placed<QueueSpec>[];
  readonly bindings: readonly Placed<BindingSpec>[];
}

function placed<Spec>(specs: readonly Spec[], paths: readonly string[]): readonly Placed<Spec>[] {
  return specs.map((spec, index) => ({ spec, path: paths[index] ?? '' }));
}

function firstOf<Spec>(
  items: readonly Placed<Spec>[],
  limit: { readonly kind: Kind; readonly max: number; readonly report: Report },
): readonly Placed<Spec>[] {
  const { kind, max, report } = limit;
  for (const { path } of items.slice(max)) report(path, tooMany(kind, max));
  return items.slice(0, max);
}

const namesOf = (items: readonly Placed<{ readonly name: string }>[]): ReadonlySet<string> =>
  new Set(items.map(({ spec }) => spec.name));

function isSmallEnough({ key = '', headers = {} }: BindingSpec): boolean {
  const values = Object.values(headers);
  const isLong = values.some((value) => typeof value === 'string' && value.length > CLIENT_LIMITS.headerTextLength);
  return key.length <= RABBIT_LIMITS.routingKeyLength && values.length <= RABBIT_LIMITS.headers && !isLong;
}

function fittedExchange(
  { spec, path }: Placed<ExchangeSpec>,
  names: ReadonlySet<string>,
  report: Report,
): Placed<ExchangeSpec> {
  const { alternate, ...rest } = spec;
  if (alternate === undefined || names.has(alternate)) return { spec, path };
  report(path, missingExchange(alternate));
  return { spec: rest, path };
}

/** Takes what fits; everything else is reported. */
export function fittedTopology(imported: ImportedDefinitions, report: Report): FittedTopology {
  const { places, rules } = imported;
  const limited = <Spec>(kind: Kind, max: number, specs: readonly Spec[], paths: readonly string[]) =>
    firstOf(placed(specs, paths), { kind, max, report });
  const known = limited('exchange', RABBIT_LIMITS.exchanges, imported.exchanges, places.exchanges);
  const exchangeNames = namesOf(known);
  const queues = limited('queue', RABBIT_LIMITS.queues, imported.queues, places.queues).map(({ spec, path }) => ({
    spec: playableQueue({ queue: spec, path, exchanges: exchangeNames, version: rules, report }),
    path,
  }));
  const queueNames = namesOf(queues);
  const whole = placed(imported.bindings, places.bindings).filter(({ spec, path }) => {
    const { from, to, toKind = 'queue' } = spec;
    const hasEnd = (toKind === 'queue' ? queueNames : exchangeNames).has(to);
    if (!exchangeNames.has(from)) report(path, bindingEnd('exchange', from));
    else if (!hasEnd) report(path, bindingEnd(toKind, to));
    else if (!isSmallEnough(spec)) report(path, BINDING_TOO_LARGE);
    else return true;
    return false;
  });
  return {
    exchanges: known.map((exchange) => fittedExchange(exchange, exchangeNames, report)),
    queues,
    bindings: firstOf(whole, { kind: 'binding', max: RABBIT_LIMITS.bindings, report }),
  };
}
