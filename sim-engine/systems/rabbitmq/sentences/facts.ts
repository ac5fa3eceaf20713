/** Facts on cards: short. */
import type { Bilingual } from '../../door.ts';

export const factSentences = {
  'fact.queue-ready': { en: '{count} ready', 'zh-cn': '就绪 {count}' },
  'fact.queue-unacked': { en: '{count} unacknowledged', 'zh-cn': '未确认 {count}' },
  'fact.queue-consumers': { en: '{count} {count|consumer|consumers}', 'zh-cn': '{count} 个消费者' },
  'fact.queue-dead-letters': { en: 'dead letters go to {exchange}', 'zh-cn': '死信发往 {exchange}' },
  'fact.queue-delivery-limit': { en: 'delivery limit {limit}', 'zh-cn': '投递上限 {limit}' },
  'fact.queue-ttl': { en: 'messages live {millis} ms', 'zh-cn': '消息存活 {millis} 毫秒' },
  'fact.queue-leader': { en: 'leader on {node}', 'zh-cn': 'leader 在 {node}' },
  'fact.consumer-queue': { en: 'consumes {queue}', 'zh-cn': '消费 {queue}' },
  'fact.consumer-prefetch': { en: 'holds {held}, prefetch {prefetch}', 'zh-cn': '持有 {held}，预取 {prefetch}' },
  'fact.consumer-unlimited': { en: 'holds {held}, no prefetch', 'zh-cn': '持有 {held}，预取不限' },
  'fact.consumer-waiting': { en: 'waits: another is active', 'zh-cn': '等待：另有活跃消费者' },
  'fact.publisher-confirms': { en: 'confirms: {mode}', 'zh-cn': '发布确认：{mode}' },
  'fact.publisher-sent': { en: '{sent} of {records} sent', 'zh-cn': '已发布 {sent}/{records}' },
  'fact.publisher-outstanding': { en: '{count} unconfirmed', 'zh-cn': '未确认 {count}' },
  'fact.publisher-blocked': { en: 'blocked', 'zh-cn': '被阻塞' },
  'fact.client-node': { en: 'connected to {node}', 'zh-cn': '已连接 {node}' },
  'fact.client-disconnected': { en: 'not connected', 'zh-cn': '未连接' },
  'fact.node-queues': { en: 'leads {count} {count|queue|queues}', 'zh-cn': '担任 {count} 个队列的 leader' },
  'fact.node-alarm': { en: 'alarm: {resource}', 'zh-cn': '告警：{resource}' },
  'fact.node-alarm-elsewhere': { en: 'alarm on {node}: {resource}', 'zh-cn': '{node} 告警：{resource}' },
  'fact.node-paused': { en: 'paused: sees no majority', 'zh-cn': '暂停：看不到多数节点' },
  'fact.node-blank': { en: 'blank: no member of the cluster', 'zh-cn': '空白：不是集群成员' },
  'fact.node-partitioned': { en: 'partitioned from {nodes}', 'zh-cn': '与 {nodes} 网络分区' },
  'fact.member-term': { en: '{queue}: term {term}', 'zh-cn': '{queue}：任期 {term}' },
} as const satisfies Readonly<Record<string, Bilingual>>;
