/** Queues of one virtual host, in the form of a scenario's topology: what holds for them, with their policies. */
import type { QueueSpec, SpecValue } from '../definitions.ts';
import { EMPTY_TABLE } from '../rules/fieldTable.ts';
import { checkArguments, isKnownArgument, QUEUE_TYPES, type QueueType } from '../rules/queue/arguments.ts';
import { ProtocolFault } from '../rules/replies.ts';
import type { RabbitVersion } from '../rules/version.ts';
import type { ImportedExchanges } from './exchanges.ts';
import type { DefinitionsFile, GivenQueue } from './file.ts';
import { firsts, type Imported } from './imported.ts';
import { nameBook, type NameBook } from './names.ts';
import { fieldsOf, isPlain, type Place, type Report } from './place.ts';
import type { PolicyBook } from './policies.ts';
import type { Settings } from './policyKeys.ts';
import { missingExchange, otherType, queueType, refused, WHAT } from './words.ts';

interface KnownQueue extends Omit<GivenQueue, 'type' | 'arguments'> {
  readonly type: QueueType;
  readonly arguments: readonly (Place & { readonly name: string })[];
}

function knownQueue(queue: GivenQueue, defaultType: string | null, report: Report): readonly KnownQueue[] {
  const fields = fieldsOf(queue.arguments);
  const argument = fields.find(({ name }) => name === 'x-queue-type')?.value;
  const said = typeof argument === 'string' ? argument : (queue.type ?? defaultType ?? 'classic');
  const type = QUEUE_TYPES.find((known) => known === said);
  if (type === undefined) {
    report(queue.path, queueType(said));
    return [];
  }
  if (queue.type !== null && queue.type !== type) report(`${queue.path}.type`, otherType(type));
  return [{ ...queue, type, arguments: fields.filter(({ name }) => name !== 'x-queue-type') }];
}

/** Why the broker refuses an argument, or null. */
function faultOf(queue: KnownQueue, name: string, value: SpecValue, version: RabbitVersion): string | null {
  const needs = name === 'x-dead-letter-routing-key' ? { 'x-dead-letter-exchange': '' } : EMPTY_TABLE;
  try {
    checkArguments({ queue: queue.name, type: queue.type, given: { ...needs, [name]: value }, version });
    return null;
  } catch (error) {
    if (error instanceof ProtocolFault) return error.message;
    throw error;
  }
}

function ownSettings(queue: KnownQueue, version: RabbitVersion, report: Report): Settings {
  const kept = queue.arguments.flatMap(({ name, path, value }): readonly (readonly [string, SpecValue])[] => {
    if (!isKnownArgument(name)) report(path, WHAT.argument);
    else if (!isPlain(value)) report(path, WHAT.argumentValue);
    else {
      const fault = faultOf(queue, name, value, version);
      if (fault === null) return [[name, value]];
      report(path, refused(fault));
    }
    return [];
  });
  return Object.fromEntries(kept);
}

const DEAD_LETTER_EXCHANGE = 'x-dead-letter-exchange';
const DEAD_LETTER_KEY = 'x-dead-letter-routing-key';

/** Where dead letters go, by the names of the scenario. Through the default exchange their key is the name of a queue. */
function withNamesOfScenario(options: {
  readonly queue: KnownQueue;
  readonly settings: Settings;
  readonly exchanges: NameBook;
  readonly queues: NameBook;
  readonly report: Report;
}): Settings {
  const { queue, settings, exchanges, queues, report } = options;
  const { [DEAD_LETTER_EXCHANGE]: exchange, [DEAD_LETTER_KEY]: key, ...others } = settings;
  if (typeof exchange !== 'string') return settings;
  const safe = exchange === '' ? '' : exchanges.safe(exchange);
  if (safe === null) {
    report(queue.path, missingExchange(exchange));
    return others;
  }
  const renamedKey = exchange === '' && typeof key === 'string' ? (queues.safe(key) ?? key) : key;
  return {
    ...others,
    [DEAD_LETTER_EXCHANGE]: safe,
    ...(renamedKey === undefined ? {} : { [DEAD_LETTER_KEY]: renamedKey }),
  };
}

/** @throws {ImportError} */
export function queuesOf(options: {
  readonly file: DefinitionsFile;
  readonly exchanges: ImportedExchanges;
  readonly policies: PolicyBook;
  readonly defaultType: string | null;
  readonly report: Report;
}): Imported<QueueSpec> {
  const { file, exchanges, policies, defaultType, report } = options;
  const known = firsts(
    file.queues.flatMap((queue) => knownQueue(queue, defaultType, report)),
    report,
  );
  const names = nameBook(
    'queue',
    known.map(({ name }) => name),
  );
  const specs = known.map((queue): QueueSpec => {
    const { name, type } = queue;
    const merged = policies.settingsOf({ name, type, arguments: ownSettings(queue, file.rules, report) });
    const books = { exchanges: exchanges.names, queues: names };
    const settings = withNamesOfScenario({ queue, settings: merged, ...books, report });
    return {
      name: names.safe(name) as string,
      type,
      durable: queue.durable,
      ...(queue.autoDelete ? { autoDelete: true } : {}),
      ...(Object.keys(settings).length === 0 ? {} : { settings }),
    };
  });
  return { specs, places: known.map(({ path }) => path), names };
}
