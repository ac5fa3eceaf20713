/**
 * A hand-made moment for pages that explain: broker 1 led, acknowledged two records that nobody else has, and crashed.
 * The same alphabet and the same drawing code as in the player.
 */
import type { Cell, LogShelf, MessageMark, SceneLink, SceneMessage, ShelfMark } from '../../sim-engine/view/scene.ts';
import type { Locale } from '../i18n/index.ts';
import type { Stage, StageNode } from '../worker/protocol.ts';

export function sampleMark(value: string): MessageMark {
  const key = value.slice(0, 1);
  return { value, key, colour: (key.charCodeAt(0) - 97) % 8 };
}

export function sampleCell(value: string, offset: number, more: Partial<Cell> = {}): Cell {
  const base = {
    offset,
    epoch: 2,
    mark: sampleMark(value),
    committed: true,
    durable: false,
    acknowledged: true,
    suspect: false,
  };
  return { ...base, ...more };
}

export function sampleShelf(broker: number, cells: readonly Cell[], more: Partial<LogShelf> = {}): LogShelf {
  const committed = cells.filter((cell) => cell.committed).length;
  const marks: ShelfMark[] = [
    { kind: 'high-watermark', offset: committed, owner: null },
    { kind: 'log-end', offset: cells.length, owner: null },
  ];
  const base: LogShelf = {
    kind: 'log',
    id: `orders-0@${broker}`,
    topic: 'orders',
    partition: 0,
    role: 'follower',
    zombie: false,
    inSync: true,
    epoch: 3,
    chartState: 'follower.fetching',
    firstOffset: 0,
    cells,
    marks,
  };
  return { ...base, ...more };
}

export function sampleNode(
  id: number,
  name: string,
  role: StageNode['role'],
  more: Partial<StageNode> = {},
): StageNode {
  return {
    id,
    name,
    role,
    status: 'up',
    slow: false,
    facts: [],
    shelves: [],
    held: [],
    heldTotal: 0,
    charts: [],
    ...more,
  };
}

export function sampleMessage(id: number, from: number, to: number, more: Partial<SceneMessage> = {}): SceneMessage {
  const base = {
    id,
    from,
    to,
    sentAt: 0,
    arriveAt: 100,
    stopped: false,
    kind: 'ProduceRequest',
    answer: false,
    marks: [],
    error: null,
    routine: false,
  };
  return { ...base, ...more };
}

const FOUR = ['a1', 'b1', 'a2', 'c1'];

const WORDS = {
  en: {
    acksOne: 'acks=1',
    acksAll: 'acks=all',
    leads: 'leads 1 partition',
    committed: 'committed 3',
    idle: 'nothing to read',
    controller: 'orders-0: leader broker-2, epoch 3, in sync: 2, 3',
    rows: '3 effects',
  },
  'zh-cn': {
    acksOne: 'acks=1',
    acksAll: 'acks=all',
    leads: '担任 1 个分区的 leader',
    committed: '已提交到 3',
    idle: '未分到分区',
    controller: 'orders-0：broker-2，epoch 3，ISR 2、3',
    rows: '3 条结果',
  },
} as const;

/** A crash that loses two acknowledged records. */
export function sampleStage(locale: Locale): Stage {
  const words = WORDS[locale];
  const [controller, one, two, three, producerA, producerB, consumer, second, database] = [0, 1, 2, 3, 4, 5, 6, 7, 8];
  const four = FOUR.map((value, offset) => sampleCell(value, offset));
  const lost = ['a3', 'b2'].map((value, index) => sampleCell(value, 4 + index, { committed: false, suspect: true }));
  const fresh = sampleCell('d1', 4, { committed: false, acknowledged: false, epoch: 3 });
  const readers: ShelfMark[] = [
    { kind: 'committed', offset: 3, owner: 'billing' },
    { kind: 'position', offset: 4, owner: 'billing-1' },
  ];
  const leading = sampleShelf(two, [...four, fresh], { role: 'leader' });
  const link = (from: number, to: number, purpose: SceneLink['purpose']): SceneLink => ({
    from,
    to,
    purpose,
    state: 'open',
    slow: false,
  });
  return {
    at: 50,
    step: 214,
    nodes: [
      sampleNode(controller, 'controller', 'controller', { facts: [words.controller] }),
      sampleNode(one, 'broker-1', 'broker', {
        status: 'crashed',
        shelves: [sampleShelf(one, [...four, ...lost], { role: 'offline', inSync: false })],
      }),
      sampleNode(two, 'broker-2', 'broker', {
        facts: [words.leads],
        shelves: [{ ...leading, marks: [...leading.marks, ...readers] }],
      }),
      sampleNode(three, 'broker-3', 'broker', { shelves: [sampleShelf(three, four)] }),
      sampleNode(producerA, 'shop-a', 'producer', { facts: [words.acksOne] }),
      sampleNode(producerB, 'shop-b', 'producer', { facts: [words.acksAll] }),
      sampleNode(consumer, 'billing-1', 'consumer', { facts: [words.committed] }),
      sampleNode(second, 'billing-2', 'consumer', { facts: [words.idle] }),
      sampleNode(database, 'database', 'database', {
        facts: [words.rows],
        held: FOUR.slice(0, 3).map(sampleMark),
        heldTotal: 3,
      }),
    ],
    links: [
      ...[producerA, producerB].flatMap((producer) =>
        [one, two, three].map((broker) => link(producer, broker, 'produce')),
      ),
      ...[consumer, second].flatMap((reader) => [one, two, three].map((broker) => link(broker, reader, 'consume'))),
      ...[one, two, three].map((broker) => link(controller, broker, 'control')),
      link(one, two, 'replicate'),
      link(one, three, 'replicate'),
      link(two, three, 'replicate'),
      link(consumer, database, 'apply'),
      link(second, database, 'apply'),
    ],
    messages: [
      sampleMessage(1, producerB, two, { marks: [sampleMark('e1')], sentAt: 20, arriveAt: 80 }),
      sampleMessage(2, two, consumer, {
        kind: 'FetchResponse',
        answer: true,
        marks: [sampleMark('c1')],
        sentAt: 10,
        arriveAt: 90,
      }),
      sampleMessage(3, two, three, {
        kind: 'ReplicaFetchResponse',
        answer: true,
        marks: [sampleMark('d1')],
        sentAt: 20,
        arriveAt: 80,
      }),
      sampleMessage(4, two, producerB, { kind: 'ProduceResponse', answer: true, sentAt: 20, arriveAt: 110 }),
    ],
  };
}
