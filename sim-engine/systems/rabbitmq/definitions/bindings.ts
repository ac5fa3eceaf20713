/** Bindings of one virtual host, in the form of a scenario's topology. */
import type { Bilingual } from '../../door.ts';
import type { BindingSpec, QueueSpec, SpecValue } from '../definitions.ts';
import { ProtocolFault } from '../rules/replies.ts';
import type { ExchangeType } from '../rules/routing/exchange.ts';
import { checkHeadersBinding } from '../rules/routing/headers.ts';
import type { ImportedExchanges } from './exchanges.ts';
import type { DefinitionsFile, GivenBinding } from './file.ts';
import type { Imported } from './imported.ts';
import { fieldsOf, isPlain, type Report } from './place.ts';
import type { Settings } from './policyKeys.ts';
import { bindingEnd, internalEnd, refused, WHAT } from './words.ts';

/** Headers of a binding; null: they cannot be carried over, and without one of them the binding would match more. */
function headersOf(binding: GivenBinding, report: Report): Settings | null {
  const fields = fieldsOf(binding.arguments);
  const odd = fields.find(({ value }) => !isPlain(value));
  if (odd !== undefined) {
    report(odd.path, WHAT.headerValue);
    return null;
  }
  const headers = Object.fromEntries(fields.map(({ name, value }) => [name, value as SpecValue]));
  try {
    checkHeadersBinding(headers);
    return headers;
  } catch (error) {
    if (!(error instanceof ProtocolFault)) throw error;
    report(binding.path, refused(error.message));
    return null;
  }
}

/** @throws {ImportError} */
export function bindingsOf(options: {
  readonly file: DefinitionsFile;
  readonly exchanges: ImportedExchanges;
  readonly queues: Imported<QueueSpec>;
  readonly report: Report;
}): Omit<Imported<BindingSpec>, 'names'> {
  const { file, exchanges, queues, report } = options;
  // rabbitmqctl does not export internal exchanges, but does export their bindings.
  const isInternal = (name: string): boolean => !file.exchanges.some((exchange) => exchange.name === name);
  const endWords = (kind: 'queue' | 'exchange', name: string): Bilingual =>
    kind === 'exchange' && isInternal(name) ? internalEnd(name) : bindingEnd(kind, name);
  const kept = file.bindings.flatMap((binding): readonly { readonly spec: BindingSpec; readonly path: string }[] => {
    const { path, source, destination, destinationKind: kind } = binding;
    const [from, type] = [exchanges.names.safe(source), exchanges.typeOf(source)];
    const to = (kind === 'queue' ? queues : exchanges).names.safe(destination);
    if (source === '') report(path, WHAT.defaultBinding);
    else if (from === null || type === undefined) report(path, endWords('exchange', source));
    else if (to === null) report(path, endWords(kind, destination));
    else {
      const rest = restOf(binding, type, report);
      if (rest === null) return [];
      return [{ spec: { from, to, ...(kind === 'exchange' ? { toKind: kind } : {}), ...rest }, path }];
    }
    return [];
  });
  return { specs: kept.map(({ spec }) => spec), places: kept.map(({ path }) => path) };
}

function restOf(
  binding: GivenBinding,
  type: ExchangeType,
  report: Report,
): Pick<BindingSpec, 'key' | 'headers'> | null {
  if (type === 'headers') {
    const headers = headersOf(binding, report);
    return headers === null ? null : { headers };
  }
  if (fieldsOf(binding.arguments).length > 0) report(binding.arguments.path, WHAT.bindingArguments);
  return type === 'fanout' ? {} : { key: binding.key };
}
