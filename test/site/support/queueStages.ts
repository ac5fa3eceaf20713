/** Stages with queues: one broker with everything, and three brokers with six queues that have copies. */
import type { SceneLink } from '../../../sim-engine/view/scene.ts';
import {
  sampleBinding,
  sampleExchange,
  sampleQueue,
  sampleQueueCell,
  sampleUnacked,
} from '../../../site/scene/queueSample.ts';
import { sampleMark, sampleMessage, sampleNode } from '../../../site/scene/sample.ts';
import type { Stage, StageNode, StageQueue } from '../../../site/worker/protocol.ts';

const link = (from: number, to: number, purpose: SceneLink['purpose']): SceneLink => ({
  from,
  to,
  purpose,
  state: 'open',
  slow: false,
});

const EXCHANGES = [
  sampleExchange('orders', 'topic', [
    sampleBinding('billing', 'order.paid'),
    sampleBinding('billing', 'order.refunded'),
    sampleBinding('audit', 'order.#'),
    sampleBinding('archive-elsewhere', 'order.old'),
    sampleBinding('news', 'order.big', 'exchange'),
  ]),
  sampleExchange('news', 'fanout', [sampleBinding('mail', null), sampleBinding('audit', null)]),
  sampleExchange('', 'direct', [sampleBinding('dead', 'dead')]),
];

const many = (letter: string, count: number, first = 1) =>
  Array.from({ length: count }, (_, index) => sampleQueueCell(`${letter}${index + first}`, index + first));

/** Queues that show every sign. */
export const QUEUES: readonly StageQueue[] = [
  sampleQueue(
    'billing',
    {
      ready: [
        sampleQueueCell('a3', 3, { mark: { ...sampleMark('a3'), redelivered: true }, deliveries: 2 }),
        sampleQueueCell('b4', 4),
        sampleQueueCell('c5', 5, { durable: false }),
        sampleQueueCell('d6', 6, { committed: false, acknowledged: false, durable: false }),
      ],
      unacked: [
        sampleUnacked('a1', 1, { holder: 'billing-1', suspect: true }),
        sampleUnacked('b2', 2, { holder: 'billing-2' }),
      ],
    },
    {
      type: 'quorum',
      role: 'leader',
      epoch: 2,
      consumers: ['billing-1', 'billing-2'],
      facts: ['dead letters go to dead'],
    },
  ),
  sampleQueue(
    'audit',
    {
      ready: many('e', 20),
      unacked: Array.from({ length: 9 }, (_, i) => sampleUnacked(`f${i}`, 30 + i, { holder: 'audit-1' })),
    },
    { consumers: ['audit-1', 'audit-2'], singleActive: { consumer: 'audit-1' } },
  ),
  sampleQueue('mail', { ready: many('g', 4) }, { limit: 4, full: true, inSync: false }),
  sampleQueue('dead', {
    ready: [
      sampleQueueCell('h9', 1, {
        mark: { ...sampleMark('h9'), deadLettered: true, redelivered: true },
        deliveries: 12,
      }),
    ],
  }),
];

function clientsOf(brokers: readonly number[]): { readonly nodes: StageNode[]; readonly links: SceneLink[] } {
  const first = Math.max(...brokers) + 1;
  const [shopA, shopB, ...readers] = [0, 1, 2, 3, 4, 5].map((place) => first + place) as [number, number, ...number[]];
  const database = first + 6;
  const at = (place: number): number => brokers[place % brokers.length] as number;
  return {
    nodes: [
      sampleNode(shopA, 'shop-a', 'producer', { facts: ['confirms on'], held: [sampleMark('a9')], heldTotal: 1 }),
      sampleNode(shopB, 'shop-b', 'producer', { facts: ['no confirms'] }),
      ...readers.map((id, index) =>
        sampleNode(id, ['billing-1', 'billing-2', 'audit-1', 'audit-2'][index] as string, 'consumer', {
          facts: ['prefetch 2'],
          held: [{ ...sampleMark(`b${index}`), redelivered: true }],
          heldTotal: 1,
        }),
      ),
      sampleNode(database, 'database', 'database', { facts: ['3 effects'], held: [sampleMark('a1')], heldTotal: 3 }),
    ],
    links: [
      link(shopA, at(0), 'produce'),
      link(shopB, at(1), 'produce'),
      ...readers.map((id, index) => link(at(index), id, 'consume')),
      ...readers.map((id) => link(id, database, 'apply')),
    ],
  };
}

/** One broker, all signs. */
export function oneBrokerStage(): Stage {
  const { nodes, links } = clientsOf([0]);
  return {
    at: 50,
    step: 12,
    nodes: [sampleNode(0, 'rabbit-1', 'broker', { exchanges: EXCHANGES, shelves: QUEUES }), ...nodes],
    links,
    messages: [
      sampleMessage(1, 1, 0, { kind: 'basic.publish', marks: [sampleMark('a9')] }),
      sampleMessage(2, 0, 2, { kind: 'basic.ack', answer: true }),
      sampleMessage(3, 0, 3, { kind: 'basic.deliver', marks: [{ ...sampleMark('a3'), redelivered: true }] }),
      sampleMessage(4, 4, 0, { kind: 'basic.ack' }),
    ],
  };
}

const NAMES = ['billing', 'audit', 'mail', 'dead', 'stock', 'search'];

/** Three brokers, six queues, each with a leader and two copies. */
export function clusterStage(): Stage {
  const { nodes, links } = clientsOf([0, 1, 2]);
  const copies = (broker: number): readonly StageQueue[] =>
    NAMES.map((name, index) => {
      const own = QUEUES.find((queue) => queue.name === name) ?? sampleQueue(name, { ready: many('k', index) });
      const leads = index % 3 === broker;
      const role = broker === 2 ? 'offline' : leads ? 'leader' : 'copy';
      return { ...own, id: `${name}@${broker}`, type: 'quorum', role, epoch: 3, inSync: broker !== 2 };
    });
  const broker = (id: number): StageNode =>
    sampleNode(id, `rabbit-${id + 1}`, 'broker', {
      shelves: copies(id),
      status: id === 2 ? 'crashed' : 'up',
      ...(id === 0 && { exchanges: EXCHANGES }),
    });
  return {
    at: 50,
    step: 12,
    nodes: [broker(0), broker(1), broker(2), ...nodes],
    links: [...links, link(0, 1, 'replicate'), link(0, 2, 'replicate'), link(1, 2, 'replicate')],
    messages: [sampleMessage(1, 3, 0, { kind: 'basic.publish', marks: [sampleMark('a9')] })],
  };
}
