/** What an operator, or an application by hand, can do to a RabbitMQ cluster. */
import type { ArgumentType, OperationDefinition, PlaceArgument, SearchableOperation } from '../vocabulary.ts';
import { RABBIT_LIMITS } from './form.ts';

export const PLACES = {
  queue: { kind: 'place', what: 'queue', label: { en: 'Queue', 'zh-cn': '队列' } },
  /** By its number in the scenario's list. */
  binding: {
    kind: 'place',
    what: 'binding',
    label: { en: 'Binding', 'zh-cn': '绑定' },
    numbered: { max: RABBIT_LIMITS.bindings - 1 },
  },
} as const satisfies Readonly<Record<string, PlaceArgument>>;

const NODE: ArgumentType = { kind: 'broker' };

function admin(
  name: string,
  label: OperationDefinition['label'],
  argumentTypes: OperationDefinition['arguments'],
): OperationDefinition {
  return { name, kind: 'admin', label, arguments: argumentTypes };
}

/** In the order in which a panel shows them. */
export const operations: readonly OperationDefinition[] = [
  admin(
    'publish',
    { en: 'Publish a message', 'zh-cn': '发布一条消息' },
    { producer: { kind: 'producer' }, key: { kind: 'key' } },
  ),
  admin('stopNode', { en: 'Stop a node cleanly', 'zh-cn': '正常停止节点' }, { node: NODE }),
  admin('purgeQueue', { en: 'Purge a queue', 'zh-cn': '清空队列' }, { queue: PLACES.queue }),
  admin('addBinding', { en: 'Bind again', 'zh-cn': '重新绑定' }, { binding: PLACES.binding }),
  admin('deleteBinding', { en: 'Unbind', 'zh-cn': '解除绑定' }, { binding: PLACES.binding }),
  admin('setMemoryAlarm', { en: 'Raise the memory alarm', 'zh-cn': '触发内存告警' }, { node: NODE }),
  admin('clearMemoryAlarm', { en: 'Clear the memory alarm', 'zh-cn': '解除内存告警' }, { node: NODE }),
  admin('setDiskAlarm', { en: 'Raise the disk alarm', 'zh-cn': '触发磁盘告警' }, { node: NODE }),
  admin('clearDiskAlarm', { en: 'Clear the disk alarm', 'zh-cn': '解除磁盘告警' }, { node: NODE }),
  admin(
    'transferLeader',
    { en: 'Move a queue’s leader', 'zh-cn': '迁移队列的 leader' },
    { queue: PLACES.queue, node: NODE },
  ),
  admin('syncMirror', { en: 'Synchronise mirrors', 'zh-cn': '同步镜像' }, { queue: PLACES.queue }),
];

/**
 * What a search may try of these, mildest first. Alarms are left out: nothing clears them at the end of a search, so the
 * publishers of every run would wait for ever.
 */
export const searchable: readonly SearchableOperation[] = [
  {
    name: 'stopNode',
    words: { one: 'clean stop of a node', more: 'clean stops of a node', chinese: '次正常停止节点' },
    repairedBy: 'restart',
  },
  {
    name: 'deleteBinding',
    words: { one: 'deleted binding', more: 'deleted bindings', chinese: '个绑定被删除' },
    repairedBy: 'addBinding',
  },
  { name: 'purgeQueue', words: { one: 'purged queue', more: 'purged queues', chinese: '个队列被清空' } },
];
