/** Words of the applications that every system's clients share (sim-engine/apps): sentences and rules. */
import { appRules } from './applicationRulebook.ts';
import { appSentences } from './applicationSentences.ts';
import type { Bilingual, RuleText } from './door.ts';

export const applicationSentences = {
  ...appSentences,
  'database.committed': {
    en: 'The database commits {values} for {consumer}. Only now is it processed, whatever happens next.',
    'zh-cn': '数据库为 {consumer} 提交 {values}。到这一刻才算处理完成，之后无论发生什么都不会变。',
  },
  'database.applied-again': {
    en: '{consumer} brings {value} although its effect is in the database already, and it is applied a second time.',
    'zh-cn': '{consumer} 又送来 {value}，它的处理结果本已在数据库里，这一来又生效了一次。',
  },
  'database.refused-again': {
    en: '{consumer} brings {value} a second time. The unique key refuses the second row: the message was delivered twice, its effect happens once.',
    'zh-cn': '{consumer} 第二次送来 {value}。唯一键拒绝了第二行：消息投递了两次，只生效一次。',
  },
} as const satisfies Readonly<Record<string, Bilingual>>;

export const applicationRules: readonly RuleText[] = [
  ...appRules,
  {
    id: 'database.commit',
    name: { en: 'Commit an effect', 'zh-cn': '提交处理结果' },
    who: { en: 'the database of the consumers', 'zh-cn': '消费者的数据库' },
    means: {
      en: 'From now on the effect is there. A second row for the same value is what a customer sees as "charged twice".',
      'zh-cn': '从此结果就在那里了。同一个值的第二行，就是客户眼中的“扣了两次款”。',
    },
    enabledWhen: {
      en: 'A consumer asks; with a unique key, only for values that have no row.',
      'zh-cn': '消费者请求时；若有唯一键，只接受还没有行的值。',
    },
    changes: { en: 'The table.', 'zh-cn': '数据表。' },
    source: 'The application of this simulator; no broker prescribes it.',
  },
];
