/** Names that are searched and not shown, so that either language and the words of other systems find the same thing. */
import type { Term } from '../../../lessons/glossary/schema.ts';
import { terms } from '../../glossary/glossary.ts';

/** How people also write it, beyond what the glossary shows. */
const SPELLINGS: Readonly<Record<string, readonly string[]>> = {
  backpressure: ['back-pressure'],
  'consumer-lag': ['积压'],
  idempotence: ['idempotent', 'idempotency'],
  rebalancing: ['rebalance', 'rebalancing'],
  'transactional-outbox': ['发件箱'],
  'load-leveling': ['load levelling', 'peak shaving'],
  isr: ['in-sync replicas', '同步副本集合'],
  'message-queue': ['MQ'],
};

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
