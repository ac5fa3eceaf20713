/** The file itself: its parts with their types checked, as it has them. */
import type { RabbitVersion } from '../rules/version.ts';
import {
  fieldOf,
  fieldsOf,
  flagOf,
  integerOf,
  itemsOf,
  textOf,
  textOrNull,
  wrong,
  type Place,
  type Report,
} from './place.ts';
import { WHAT } from './words.ts';

/** Something that belongs to a virtual host; null: the file has only one, and does not say which. */
interface Item {
  readonly path: string;
  readonly vhost: string | null;
}

export interface GivenExchange extends Item {
  readonly name: string;
  readonly type: string;
  readonly durable: boolean;
  readonly autoDelete: boolean;
  readonly internal: boolean;
  readonly arguments: Place;
}

export interface GivenQueue extends Item {
  readonly name: string;
  readonly type: string | null;
  readonly durable: boolean;
  readonly autoDelete: boolean;
  readonly arguments: Place;
}

export interface GivenBinding extends Item {
  readonly source: string;
  readonly destination: string;
  readonly destinationKind: 'queue' | 'exchange';
  readonly key: string;
  readonly arguments: Place;
}

export interface GivenPolicy extends Item {
  readonly name: string;
  readonly pattern: string;
  readonly applyTo: string;
  readonly priority: number;
  readonly definition: Place;
}

export interface GivenVhost {
  readonly path: string;
  readonly name: string;
  /** Of queues that do not say their type; null: nothing is said. */
  readonly defaultQueueType: string | null;
  readonly limits: Place;
}

/** What a virtual host holds. */
export interface Contents {
  readonly exchanges: readonly GivenExchange[];
  readonly queues: readonly GivenQueue[];
  readonly bindings: readonly GivenBinding[];
  readonly policies: readonly GivenPolicy[];
}

export interface DefinitionsFile extends Contents {
  readonly root: Place;
  readonly version: string | null;
  /** The rules that hold for that version. */
  readonly rules: RabbitVersion;
  readonly vhosts: readonly GivenVhost[];
}

const SINCE: readonly (readonly [number, RabbitVersion])[] = [
  [4_003, '4.3'],
  [4_000, '4.0'],
  [3_013, '3.13'],
];

/** The newest modelled version that is not newer than the file's; a file that says nothing is taken to be new. */
function rulesOf(version: string | null): RabbitVersion {
  const [, major, minor] = /^(\d{1,3})\.(\d{1,3})/.exec(version ?? '') ?? [];
  if (major === undefined || minor === undefined) return '4.3';
  const number = Number(major) * 1_000 + Number(minor);
  return SINCE.find(([since]) => number >= since)?.[1] ?? '3.10';
}

const ITEM_FIELDS = ['name', 'vhost', 'arguments', 'durable', 'auto_delete', 'type'];
const EXCHANGE_FIELDS = [...ITEM_FIELDS, 'internal'];
const BINDING_FIELDS = ['source', 'vhost', 'destination', 'destination_type', 'routing_key', 'arguments'];
const POLICY_FIELDS = ['name', 'vhost', 'pattern', 'apply-to', 'priority', 'definition'];

function reportOtherFields(place: Place, known: readonly string[], report: Report): void {
  for (const field of fieldsOf(place)) if (!known.includes(field.name)) report(field.path, WHAT.field);
}

function readExchange(place: Place): GivenExchange {
  return {
    path: place.path,
    vhost: textOrNull(fieldOf(place, 'vhost')),
    name: textOf(fieldOf(place, 'name')),
    type: textOf(fieldOf(place, 'type')),
    durable: flagOf(fieldOf(place, 'durable'), 'true'),
    autoDelete: flagOf(fieldOf(place, 'auto_delete'), 'false'),
    internal: flagOf(fieldOf(place, 'internal'), 'false'),
    arguments: fieldOf(place, 'arguments'),
  };
}

function readQueue(place: Place): GivenQueue {
  return {
    path: place.path,
    vhost: textOrNull(fieldOf(place, 'vhost')),
    name: textOf(fieldOf(place, 'name')),
    type: textOrNull(fieldOf(place, 'type')),
    durable: flagOf(fieldOf(place, 'durable'), 'true'),
    autoDelete: flagOf(fieldOf(place, 'auto_delete'), 'false'),
    arguments: fieldOf(place, 'arguments'),
  };
}

function readBinding(place: Place): GivenBinding {
  const kind = fieldOf(place, 'destination_type');
  if (kind.value !== 'queue' && kind.value !== 'exchange') {
    throw wrong(kind, { en: '"queue" or "exchange"', 'zh-cn': ' "queue" 或 "exchange"' });
  }
  return {
    path: place.path,
    vhost: textOrNull(fieldOf(place, 'vhost')),
    source: textOf(fieldOf(place, 'source')),
    destination: textOf(fieldOf(place, 'destination')),
    destinationKind: kind.value,
    key: textOrNull(fieldOf(place, 'routing_key')) ?? '',
    arguments: fieldOf(place, 'arguments'),
  };
}

function readPolicy(place: Place): GivenPolicy {
  return {
    path: place.path,
    vhost: textOrNull(fieldOf(place, 'vhost')),
    name: textOf(fieldOf(place, 'name')),
    pattern: textOf(fieldOf(place, 'pattern')),
    applyTo: textOrNull(fieldOf(place, 'apply-to')) ?? 'all',
    priority: integerOf(fieldOf(place, 'priority'), 0),
    definition: fieldOf(place, 'definition'),
  };
}

/** Among the metadata; some versions write it beside them too. "undefined" is how an unset one was exported. */
function defaultQueueTypeOf(place: Place): string | null {
  const name = 'default_queue_type';
  const inMetadata = fieldsOf(fieldOf(place, 'metadata')).find((field) => field.name === name);
  const type = textOrNull(inMetadata ?? fieldOf(place, name));
  return type === 'undefined' ? null : type;
}

function readVhost(place: Place): GivenVhost {
  return {
    path: place.path,
    name: textOf(fieldOf(place, 'name')),
    defaultQueueType: defaultQueueTypeOf(place),
    limits: fieldOf(place, 'limits'),
  };
}

/** The virtual host that a file of only one says at its top. */
function onlyVhost(root: Place): readonly GivenVhost[] {
  const named = fieldOf(root, 'original_vhost_name');
  const name = textOrNull(named);
  if (name === null) return [];
  return [{ path: named.path, name, defaultQueueType: defaultQueueTypeOf(root), limits: fieldOf(root, 'limits') }];
}

/** Files are written by hand too, so none of the parts must be there; one of them has to be. */
function checkIsDefinitions(root: Place): void {
  const parts = ['vhosts', 'exchanges', 'queues', 'bindings', 'policies', 'users', 'parameters'];
  if (parts.some((part) => fieldOf(root, part).value !== undefined)) return;
  throw wrong(root, {
    en: 'definitions of a broker, with queues, exchanges or the like',
    'zh-cn': '包含 queues、exchanges 等部分的 RabbitMQ 定义',
  });
}

/** @throws {ImportError} where a field has the wrong type */
export function readDefinitions(json: unknown, report: Report): DefinitionsFile {
  const root: Place = { path: '', value: json };
  checkIsDefinitions(root);
  const version = textOrNull(fieldOf(root, 'rabbitmq_version')) ?? textOrNull(fieldOf(root, 'rabbit_version'));
  const all = <Given>(part: string, fields: readonly string[], read: (place: Place) => Given): readonly Given[] =>
    itemsOf(fieldOf(root, part)).map((place) => {
      reportOtherFields(place, fields, report);
      return read(place);
    });
  return {
    root,
    version,
    rules: rulesOf(version),
    vhosts: [...itemsOf(fieldOf(root, 'vhosts')).map(readVhost), ...onlyVhost(root)],
    exchanges: all('exchanges', EXCHANGE_FIELDS, readExchange),
    queues: all('queues', ITEM_FIELDS, readQueue),
    bindings: all('bindings', BINDING_FIELDS, readBinding),
    policies: all('policies', POLICY_FIELDS, readPolicy),
  };
}
