/**
 * Definitions that a real broker has exported, read into the topology of a scenario: one virtual host of them.
 *
 * Read: exchanges, queues and their arguments, bindings, policies (their effect is written into each queue, as the broker
 * would combine them). Everything else that could matter is named in `unknown`: users, permissions, parameters, operator
 * policies, other virtual hosts, types and arguments that are not modelled. Names of the cluster, descriptions and tags
 * have no effect and are not mentioned.
 * Source: deps/rabbit/src/rabbit_definitions.erl and rabbitmq_management's rabbit_mgmt_wm_definitions.erl of 4.x; exports of
 * a real 3.10.8 stand with the tests.
 */
import type { RenamedPart, UnknownPart } from '../importFormat.ts';
import { bindingsOf } from './definitions/bindings.ts';
import { exchangesOf } from './definitions/exchanges.ts';
import { readDefinitions } from './definitions/file.ts';
import { reportLeftovers } from './definitions/leftovers.ts';
import { policyBook, type AppliedPolicy } from './definitions/policies.ts';
import type { Report } from './definitions/place.ts';
import { queuesOf } from './definitions/queues.ts';
import { chooseVhost, reportOtherVhosts, vhostNames } from './definitions/vhosts.ts';
import type { QueueType } from './rules/queue/arguments.ts';
import type { ExchangeType } from './rules/routing/exchange.ts';
import type { RabbitVersion } from './rules/version.ts';

export interface ExchangeSpec {
  readonly name: string;
  readonly type: ExchangeType;
  readonly durable?: boolean;
  readonly autoDelete?: boolean;
  readonly internal?: boolean;
  readonly alternate?: string;
}

export type SpecValue = string | number | boolean;

export interface QueueSpec {
  readonly name: string;
  readonly type: QueueType;
  readonly durable?: boolean;
  readonly autoDelete?: boolean;
  /** Arguments as `x-message-ttl`, and what a policy says about mirrors as `ha-mode`. */
  readonly settings?: Readonly<Record<string, SpecValue>>;
}

export interface BindingSpec {
  readonly from: string;
  readonly to: string;
  readonly toKind?: 'queue' | 'exchange';
  readonly key?: string;
  /** Of a headers exchange, `x-match` among them. */
  readonly headers?: Readonly<Record<string, SpecValue>>;
}

/** Where each exchange, queue and binding stands in the file, in the order of the lists. */
export interface PlacesInFile {
  readonly exchanges: readonly string[];
  readonly queues: readonly string[];
  readonly bindings: readonly string[];
}

export interface ImportedDefinitions {
  /** Of the broker, as the file says; null: it does not say. */
  readonly version: string | null;
  /** The modelled version whose rules hold for it. */
  readonly rules: RabbitVersion;
  /** The virtual host that was read. */
  readonly vhost: string;
  readonly exchanges: readonly ExchangeSpec[];
  readonly queues: readonly QueueSpec[];
  readonly bindings: readonly BindingSpec[];
  readonly places: PlacesInFile;
  /** Which policy is in force where; names are those of the file. */
  readonly policies: readonly AppliedPolicy[];
  readonly unknown: readonly UnknownPart[];
  readonly renamed: readonly RenamedPart[];
}

/** Names of the virtual hosts in the file. @throws {ImportError} when a field has the wrong type */
export function vhostsIn(json: unknown): readonly string[] {
  return vhostNames(readDefinitions(json, () => undefined));
}

/**
 * Reads exported definitions. `vhost`: the virtual host to read; otherwise "/", or the only one.
 *
 * @throws {ImportError} when a field has the wrong type, or the virtual host is not there
 */
export function importDefinitions(
  json: unknown,
  options: { readonly vhost?: string | undefined } = {},
): ImportedDefinitions {
  const unknown: UnknownPart[] = [];
  const report: Report = (path, what) => void unknown.push({ path, what });
  const whole = readDefinitions(json, report);
  const vhost = chooseVhost(whole, options.vhost);
  reportOtherVhosts(whole, vhost, report);
  const file = { ...whole, ...vhost.contents };
  const policies = policyBook({ policies: file.policies, version: file.rules, report });
  const exchanges = exchangesOf({ file, policies, report });
  const queues = queuesOf({ file, exchanges, policies, defaultType: vhost.defaultQueueType, report });
  const bindings = bindingsOf({ file, exchanges, queues, report });
  policies.reportIdle();
  reportLeftovers(whole.root, report);
  return {
    version: file.version,
    rules: file.rules,
    vhost: vhost.name,
    exchanges: exchanges.specs,
    queues: queues.specs,
    bindings: bindings.specs,
    places: { exchanges: exchanges.places, queues: queues.places, bindings: bindings.places },
    policies: policies.applied,
    unknown,
    renamed: [...exchanges.names.renamed, ...queues.names.renamed],
  };
}
