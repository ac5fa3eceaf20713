/** Exchanges of one virtual host, in the form of a scenario's topology. */
import type { ExchangeSpec } from '../definitions.ts';
import { BUILT_IN_EXCHANGES, EXCHANGE_TYPES, type ExchangeType } from '../rules/routing/exchange.ts';
import type { DefinitionsFile, GivenExchange } from './file.ts';
import { firsts, type Imported } from './imported.ts';
import { nameBook } from './names.ts';
import { fieldsOf, type Place, type Report } from './place.ts';
import type { PolicyBook } from './policies.ts';
import { exchangeType, missingExchange, WHAT } from './words.ts';

export interface ImportedExchanges extends Imported<ExchangeSpec> {
  /** By the name in the file. */
  typeOf(name: string): ExchangeType | undefined;
}

interface KnownExchange extends Omit<GivenExchange, 'type'> {
  readonly type: ExchangeType;
}

/** Exchanges that every virtual host has and that something here uses: a scenario declares them like others. */
function builtInsInUse(file: DefinitionsFile): readonly KnownExchange[] {
  const used = new Set(file.bindings.flatMap(({ source, destination }) => [source, destination]));
  return BUILT_IN_EXCHANGES.filter(({ name }) => name !== '' && used.has(name)).map(({ name, type }) => ({
    ...{
      path: `exchanges[${JSON.stringify(name)}]`,
      vhost: null,
      name,
      type,
      durable: true,
      autoDelete: false,
      internal: false,
    },
    arguments: { path: '', value: undefined },
  }));
}

function knownExchanges(file: DefinitionsFile, report: Report): readonly KnownExchange[] {
  const declared = file.exchanges.flatMap((exchange): readonly KnownExchange[] => {
    const type = EXCHANGE_TYPES.find((known) => known === exchange.type);
    if (exchange.name === '') report(exchange.path, WHAT.defaultExchange);
    else if (type === undefined) report(`${exchange.path}.type`, exchangeType(exchange.type));
    else return [{ ...exchange, type }];
    return [];
  });
  const unique = firsts(declared, report);
  return [...unique, ...builtInsInUse(file).filter(({ name }) => !unique.some((one) => one.name === name))];
}

function ownAlternate(exchange: KnownExchange, report: Report): Place | null {
  let alternate: Place | null = null;
  for (const argument of fieldsOf(exchange.arguments)) {
    if (argument.name !== 'alternate-exchange') report(argument.path, WHAT.argument);
    else if (typeof argument.value !== 'string') report(argument.path, WHAT.argumentValue);
    else alternate = argument;
  }
  return alternate;
}

/** @throws {ImportError} */
export function exchangesOf(options: {
  readonly file: DefinitionsFile;
  readonly policies: PolicyBook;
  readonly report: Report;
}): ImportedExchanges {
  const { file, policies, report } = options;
  const known = knownExchanges(file, report);
  const names = nameBook(
    'exchange',
    known.map(({ name }) => name),
  );
  const specs = known.map((exchange): ExchangeSpec => {
    const own = ownAlternate(exchange, report);
    const fromPolicy = policies.alternateOf(exchange.name);
    const wanted = own ?? fromPolicy;
    const alternate = wanted === null ? null : names.safe(wanted.value as string);
    if (wanted !== null && alternate === null) report(wanted.path, missingExchange(wanted.value as string));
    return {
      name: names.safe(exchange.name) as string,
      type: exchange.type,
      durable: exchange.durable,
      ...(exchange.autoDelete ? { autoDelete: true } : {}),
      ...(exchange.internal ? { internal: true } : {}),
      ...(alternate === null ? {} : { alternate }),
    };
  });
  const places = known.map(({ path }) => path);
  return { specs, places, names, typeOf: (name) => known.find((exchange) => exchange.name === name)?.type };
}
