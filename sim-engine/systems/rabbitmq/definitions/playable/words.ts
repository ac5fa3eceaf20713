/** What is said about the parts of a file that a scenario has no room for. */
import type { Bilingual } from '../../../door.ts';

export const KINDS = {
  exchange: { one: { en: 'exchange', 'zh-cn': '交换机' }, several: { en: 'exchanges', 'zh-cn': '交换机' } },
  queue: { one: { en: 'queue', 'zh-cn': '队列' }, several: { en: 'queues', 'zh-cn': '队列' } },
  binding: { one: { en: 'binding', 'zh-cn': '绑定' }, several: { en: 'bindings', 'zh-cn': '绑定' } },
  publisher: { one: { en: 'publisher', 'zh-cn': '发布者' }, several: { en: 'publishers', 'zh-cn': '发布者' } },
  consumer: { one: { en: 'consumer', 'zh-cn': '消费者' }, several: { en: 'consumers', 'zh-cn': '消费者' } },
} as const;

export type Kind = keyof typeof KINDS;

export function tooMany(kind: Kind, max: number): Bilingual {
  const { en } = KINDS[kind].several;
  const zh = KINDS[kind].one['zh-cn'];
  return {
    en: `a scenario has at most ${max} ${en}; the ${kind} is left out`,
    'zh-cn': `一个场景最多有 ${max} 个${zh}；该${zh}已略去`,
  };
}

export function tooManyPublishers(max: number): Bilingual {
  return {
    en: `a scenario has at most ${max} publishers; nothing is published for it`,
    'zh-cn': `一个场景最多有 ${max} 个发布者；没有消息发往此处`,
  };
}

export function tooManyKeys(max: number): Bilingual {
  return {
    en: `a publisher has at most ${max} routing keys; none of them reaches this binding`,
    'zh-cn': `一个发布者最多有 ${max} 个路由键；没有一个能到达该绑定`,
  };
}

export const UNREACHABLE: Bilingual = {
  en: 'no message of these publishers can have the headers that it asks for; none reaches this binding',
  'zh-cn': '发布者的消息无法带有它要求的消息头；没有消息到达该绑定',
};

export const BINDING_TOO_LARGE: Bilingual = {
  en: 'its routing key or its headers are more than a scenario holds; the binding is left out',
  'zh-cn': '其路由键或消息头超出场景的容量；该绑定已略去',
};

/** A setting of a queue that a scenario does not have, or not with this value. */
export function settingLeftOut(name: string, expected: Bilingual | null): Bilingual {
  if (expected === null) {
    return { en: `${name} has no effect here; it is left out`, 'zh-cn': `${name} 在此不起作用；已略去` };
  }
  return {
    en: `${name}: a scenario takes ${expected.en}; it is left out`,
    'zh-cn': `${name}：场景只接受${expected['zh-cn']}；已略去`,
  };
}

/** What the modelled version of the broker refuses. */
export function refusedHere(setting: string, message: Bilingual): Bilingual {
  return {
    en: `${setting}: ${message.en}; it is left out`,
    'zh-cn': `${setting}：${message['zh-cn']}；已略去`,
  };
}
