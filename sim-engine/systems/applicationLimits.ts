/** What applications (sim-engine/apps) leave out, one sentence each. Every room's limits end with them. */
import type { Bilingual } from './door.ts';

export const applicationLimits: readonly Bilingual[] = [
  {
    en: 'Services have no request bodies and no threads that share memory: an order is its name, and a worker that waits does nothing else.',
    'zh-cn': '服务没有请求体，也没有共享内存的线程：订单就是它的名字，等待中的工作进程不做别的事。',
  },
  {
    en: 'A transaction lies in one database and overlaps no other one; isolation levels, locks and replicas of application databases are not modelled.',
    'zh-cn': '事务只在一个数据库内，且互不重叠；没有模拟隔离级别、锁和业务数据库的副本。',
  },
  {
    en: 'A service and its producer clients hand messages to each other without delay; a service waits at most 5 seconds for its database.',
    'zh-cn': '服务与同进程的生产者客户端之间没有传递延迟；服务等待数据库最多 5 秒。',
  },
];
