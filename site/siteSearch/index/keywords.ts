/** Names that are searched and not shown, so that either language and the words of other systems find the same thing. */
import type { Term } from '../../../lessons/glossary/schema.ts';
import { terms } from '../../glossary/glossary.ts';

/** How people also write it, beyond what the glossary shows. */
const SPELLINGS: Readonly<Record<string, readonly string[]>> = {
  backpressure: ['back-pressure'],
  'consumer-lag': ['积压'],
  deduplication: ['duplicates', 'duplicate messages', '重复消费', '重复消息'],
  durability: ['message loss', 'data loss', '消息丢失', '丢消息', '数据丢失'],
  idempotence: ['idempotent', 'idempotency', '重复消费'],
  redelivery: ['duplicates', 'duplicate messages', '重复消费', '重复投递'],
  rebalancing: ['rebalance', 'rebalancing'],
  'transactional-outbox': ['发件箱'],
  'load-leveling': ['load levelling', 'peak shaving'],
  isr: ['in-sync replicas', '同步副本集合'],
  'message-queue': ['MQ'],
};

/** What somebody calls a lesson or a reading who has not read its title. */
const CALLED: Readonly<Record<string, readonly string[]>> = {
  'reading-the-machine': ['message loss', 'lost messages', '消息丢失', '丢消息', 'start here', '从哪里开始'],
  'rabbitmq-routing': ['message loss', '消息丢失'],
  'rabbitmq-quorum-queues': ['duplicates', '重复消费'],
  'ddia-1e': ['DDIA'],
  'ddia-2e': ['DDIA'],
};

/** Other names of a lesson or a reading. */
export const callNamesOf = (id: string): readonly string[] => CALLED[id] ?? [];

const bothOf = (text: { readonly en: string; readonly 'zh-cn': string } | string): readonly string[] =>
  typeof text === 'string' ? [text] : [text.en, text['zh-cn']];

/** Both names of a term and its other names. */
export function namesOf(term: Term): readonly string[] {
  const { en = [], 'zh-cn': zhCn = [] } = term.also ?? {};
  return [...bothOf(term.name), ...en, ...zhCn, ...(SPELLINGS[term.id] ?? []), term.id];
}

/** What systems call a term, where that is a name and not a sentence. */
export function foreignNamesOf(term: Term): readonly string[] {
  return Object.values(term.words ?? {})
    .flatMap(bothOf)
    .filter((word) => word.length <= LONGEST_NAME);
}

const LONGEST_NAME = 28;

/** Names of the terms with these ids; ids that are no term are passed over. */
export function namesOfTerms(ids: readonly string[]): readonly string[] {
  return terms.filter(({ id }) => ids.includes(id)).flatMap(namesOf);
}
