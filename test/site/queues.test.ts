/** Queues and exchanges on the stage: where they stand, what is drawn of them, and what is said. */
import { describe, expect, it } from 'vitest';
import { playerWords } from '../../site/i18n/player.ts';
import { describeExchange, describeShelf } from '../../site/scene/describe.ts';
import { drawAtRest, drawInFlight } from '../../site/scene/drawList.ts';
import { textWidth, type Box } from '../../site/scene/geometry.ts';
import type { PlacedQueue } from '../../site/scene/inside.ts';
import { keepsWhat } from '../../site/scene/keeps.ts';
import { layOut, type Layout } from '../../site/scene/layout.ts';
import { legendOf } from '../../site/scene/legend.ts';
import { laneLabels } from '../../site/scene/queueLabels.ts';
import {
  sampleBinding,
  sampleExchange,
  sampleQueue,
  sampleQueueCell,
  sampleUnacked,
} from '../../site/scene/queueSample.ts';
import { columnsOf } from '../../site/scene/queueTable.ts';
import { sampleCell, sampleMessage, sampleNode, sampleShelf, sampleStage } from '../../site/scene/sample.ts';
import type { Stage, StageQueue } from '../../site/worker/protocol.ts';
import { clusterStage, oneBrokerStage, QUEUES } from './support/queueStages.ts';

const words = playerWords('en');
const inChinese = playerWords('zh-cn');
const WIDTHS = [320, 358, 520, 700, 960, 1300];
const STAGES = [
  ['one broker', oneBrokerStage()],
  ['three brokers with six queues', clusterStage()],
] as const;
const CASES = STAGES.flatMap(([name, stage]) => WIDTHS.map((width) => [name, width, stage] as const));

const overlap = (one: Box, other: Box): boolean =>
  one.x < other.x + other.width &&
  other.x < one.x + one.width &&
  one.y < other.y + other.height &&
  other.y < one.y + one.height;

const isIn = (inner: Box, outer: Box): boolean =>
  inner.x >= outer.x &&
  inner.y >= outer.y &&
  inner.x + inner.width <= outer.x + outer.width &&
  inner.y + inner.height <= outer.y + outer.height;

const queuesOf = (layout: Layout): readonly PlacedQueue[] =>
  layout.nodes.flatMap(({ shelves }) => shelves).filter((shelf) => shelf.kind === 'queue');

const overlapping = (boxes: readonly Box[]): number =>
  boxes.flatMap((one, index) => boxes.slice(index + 1).filter((other) => overlap(one, other))).length;

describe.each(CASES)('%s on %i pixels', (_name, width, stage) => {
  const layout = layOut(stage, width);
  const lanes = queuesOf(layout);

  it('places every machine on the stage and none over another', () => {
    expect(layout.nodes).toHaveLength(stage.nodes.length);
    const boxes = layout.nodes.map(({ box }) => box);
    expect(boxes.filter((box) => !isIn(box, { x: 0, y: 0, width, height: layout.height }))).toEqual([]);
    expect(overlapping(boxes)).toBe(0);
  });

  it('keeps lanes and exchanges inside their broker and apart from one another', () => {
    for (const { box, shelves, exchanges } of layout.nodes) {
      const inside = [...shelves.map((shelf) => shelf.box), ...exchanges.map((exchange) => exchange.box)];
      expect(inside.filter((inner) => !isIn(inner, box))).toEqual([]);
      expect(overlapping(inside)).toBe(0);
    }
  });

  it('keeps every message in its part of the lane', () => {
    for (const { ready, unacked } of lanes) {
      expect(overlap(ready.box, unacked.box)).toBe(false);
      for (const part of [ready, unacked]) {
        for (const { x } of part.cells) {
          expect(x).toBeGreaterThanOrEqual(part.box.x);
          expect(x + 24).toBeLessThanOrEqual(part.box.x + part.box.width);
        }
      }
    }
  });

  it('leaves the place of a message for the number of those that have no room', () => {
    for (const { ready, unacked } of lanes) {
      for (const part of [ready, unacked].filter(({ hidden }) => hidden > 0)) {
        const last = part.cells.at(-1)?.x ?? part.box.x + part.box.width;
        expect(last - part.box.x).toBeGreaterThanOrEqual(24);
      }
    }
  });

  it('writes no word of a lane over another', () => {
    for (const lane of lanes) {
      const { title, role, ready, unacked } = laneLabels(lane, words);
      expect(title.x + textWidth(title.text, 12.5)).toBeLessThan(role.x - textWidth(role.text, 11));
      expect(ready.x + textWidth(ready.text, 11)).toBeLessThan(unacked.x - textWidth(unacked.text, 11));
    }
  });
});

describe('a lane', () => {
  const [billing] = queuesOf(layOut(oneBrokerStage(), 960)) as [PlacedQueue];

  it('has the head of what is ready at the right, beside what is handed out', () => {
    expect(billing.ready.cells.map(({ cell }) => cell.mark.value)).toEqual(['a3', 'b4', 'c5', 'd6']);
    const [head, next] = billing.ready.cells;
    expect(head?.x).toBe((next?.x ?? 0) + 27);
    expect(billing.unacked.cells[1]?.x).toBeGreaterThan(head?.x ?? 0);
  });

  it('shows the first ones when not all have room, and counts the rest', () => {
    const audit = queuesOf(layOut(oneBrokerStage(), 960))[1] as PlacedQueue;
    expect(audit.ready.cells[0]?.cell.mark.value).toBe('e1');
    expect(audit.ready.cells.length + audit.ready.hidden).toBe(20);
    expect(audit.unacked.cells.length + audit.unacked.hidden).toBe(9);
  });

  it('says who holds what, on the copy that serves and on no other', () => {
    expect(laneLabels(billing, words).holders?.text).toBe('billing-1: a1 · billing-2: b2');
    const copy = { ...billing, shelf: { ...billing.shelf, role: 'copy' as const } };
    expect(laneLabels(copy, words).holders).toBeNull();
  });

  it('says that only one consumer is served, and that nobody consumes', () => {
    const holders = (queue: Partial<StageQueue>) =>
      laneLabels({ ...billing, shelf: { ...sampleQueue('q', {}), ...queue } }, words).holders?.text;
    expect(holders({ consumers: ['c1'], singleActive: { consumer: 'c1' } })).toBe('only c1 is served');
    expect(holders({ consumers: ['c1'], singleActive: { consumer: null } })).toBe('waits for an active consumer');
    expect(holders({})).toBe('no consumer');
    expect(holders({ consumers: ['c1'] })).toBe('');
  });

  it('says its limit, and alarms only when it is full', () => {
    const ready = (queue: Partial<StageQueue>) =>
      laneLabels({ ...billing, shelf: { ...sampleQueue('q', {}), ...queue } }, words).ready;
    expect(ready({ limit: 4 })).toMatchObject({ text: 'ready 0 of 4', alarm: false });
    expect(ready({ limit: 4, full: true })).toMatchObject({ text: 'ready 0 of 4 · full', alarm: true });
    expect(ready({ delayed: { cells: [], total: 2 } })).toMatchObject({ text: 'ready 0 · delayed 2' });
  });

  it('calls a copy that is behind not synchronised, but not one that is offline', () => {
    const role = (queue: Partial<StageQueue>) =>
      laneLabels({ ...billing, shelf: { ...billing.shelf, ...queue } }, words).role;
    expect(role({})).toMatchObject({ text: 'leader · term 2', state: 'leading' });
    expect(role({ role: 'copy' })).toMatchObject({ text: 'copy', state: 'plain' });
    expect(role({ role: 'copy', inSync: false })).toMatchObject({ text: 'copy · not synchronised', state: 'alarm' });
    expect(role({ role: 'offline', inSync: false })).toMatchObject({ text: 'offline', state: 'alarm' });
    expect(role({ zombie: true })).toMatchObject({ text: 'thinks it leads · term 2', state: 'alarm' });
  });
});

describe('an exchange', () => {
  const stage = oneBrokerStage();
  const broker = (width: number) => layOut(stage, width).nodes.find(({ node }) => node.role === 'broker');

  it('has a line to each of its queues, with all keys of that way', () => {
    const lines = broker(960)?.bindings.map(({ exchange, id, keys }) => [exchange.name, id, keys]);
    expect(lines).toEqual([
      ['orders', 'orders>billing@1', ['order.paid', 'order.refunded']],
      ['orders', 'orders>audit@1', ['order.#']],
      ['news', 'news>audit@1', []],
      ['news', 'news>mail@1', []],
      ['', '>dead@1', ['dead']],
    ]);
  });

  it('lists what no line can show: queues of other nodes, and exchanges', () => {
    const others = broker(960)?.exchanges.map(({ exchange, others }) => [exchange.name, others.map(({ to }) => to)]);
    expect(others).toEqual([
      ['orders', ['archive-elsewhere', 'news']],
      ['news', []],
      ['', []],
    ]);
  });

  it('takes room for the line that names its alternate exchange, beside its queues and above them', () => {
    for (const width of [960, 358]) {
      const [plain, netted] = [undefined, 'rest'].map((alternate) => {
        const orders = sampleExchange('orders', 'topic', []);
        const exchanges = [
          alternate === undefined ? orders : { ...orders, alternate },
          sampleExchange('rest', 'fanout', []),
        ];
        const node = sampleNode(0, 'rabbit-1', 'broker', { shelves: [sampleQueue('q', {})], exchanges });
        const placed = layOut({ ...stage, nodes: [node, ...stage.nodes.slice(1)] }, width).placeOf(0);
        const [first, second] = placed?.exchanges ?? [];
        return (second?.box.y ?? 0) - (first?.box.y ?? 0);
      });
      expect(netted).toBe((plain ?? 0) + 14);
    }
  });

  it('leads to a log as to a queue', () => {
    const stream = { ...sampleShelf(0, [sampleCell('a1', 0)]), topic: 'events', partition: null };
    const node = sampleNode(0, 'rabbit-1', 'broker', {
      shelves: [stream],
      exchanges: [sampleExchange('orders', 'topic', [sampleBinding('events', 'x')])],
    });
    const placed = layOut({ ...stage, nodes: [node, ...stage.nodes.slice(1)] }, 960).placeOf(0);
    expect(placed?.bindings.map(({ keys }) => keys)).toEqual([['x']]);
    expect(placed?.exchanges.map(({ others }) => others)).toEqual([[]]);
  });

  it('stands above on a phone, and each queue says where its messages come from', () => {
    expect(broker(358)?.bindings).toEqual([]);
    const from = queuesOf(layOut(stage, 358)).map((lane) => laneLabels(lane, words).incoming?.text);
    expect(from).toEqual([
      '← orders (order.paid, order.refunded)',
      '← orders (order.#) · news',
      '← news',
      '← default exchange (dead)',
    ]);
    expect(laneLabels(queuesOf(layOut(stage, 960))[0] as PlacedQueue, words).incoming).toBeNull();
  });
});

describe('a message of a queue', () => {
  const drawn = drawAtRest(layOut(oneBrokerStage(), 1300));
  const mark = (id: string) => drawn.find((entry) => entry.id === id);

  it('is dashed until it is accepted for good', () => {
    expect(mark('billing@1#5')?.filled).toBe(true);
    expect(mark('billing@1#6')?.filled).toBe(false);
  });

  it('has a dot when its producer was told so though it is not on disk', () => {
    expect(mark('billing@1#5')?.acknowledged).toBe(true);
    expect(mark('billing@1#4')?.acknowledged).toBe(false);
    expect(mark('billing@1#6')?.acknowledged).toBe(false);
  });

  it('shows that it was delivered before, how often, and that it died', () => {
    expect(mark('billing@1#3')).toMatchObject({ redelivered: true, deliveries: 2, deadLettered: false });
    expect(mark('dead@1#1')).toMatchObject({ redelivered: true, deliveries: 12, deadLettered: true });
    expect(mark('billing@1#4')).toMatchObject({ redelivered: false, deadLettered: false });
  });

  it('is faint on a machine that is down, unless a verdict names it', () => {
    const faint = (id: string) => drawAtRest(layOut(clusterStage(), 1300)).find((entry) => entry.id === id)?.faint;
    expect(faint('billing@2#2')).toBe(true);
    expect(faint('billing@2#1')).toBe(false);
    expect(faint('billing@1#2')).toBe(false);
  });

  it('carries its sign in flight and in a consumer’s hands', () => {
    const flying = drawInFlight(layOut(oneBrokerStage(), 960), oneBrokerStage(), { time: 50, showRoutine: true });
    expect(flying.marks.find(({ id }) => id === 'message-3-0')?.redelivered).toBe(true);
    expect(flying.marks.find(({ id }) => id === 'message-1-0')?.redelivered).toBe(false);
    expect(mark('held-3-0')?.redelivered).toBe(true);
  });
});

describe('a message without records', () => {
  const stage = oneBrokerStage();
  const tokens = (width: number, more: object) => {
    const messages = [sampleMessage(9, 3, 0, { kind: 'basic.qos-ok', ...more })];
    return drawInFlight(layOut(stage, width), { ...stage, messages }, { time: 50, showRoutine: true }).tokens;
  };

  it('is round when it answers, whatever the protocol calls it', () => {
    expect(tokens(960, { answer: true })[0]?.kind).toBe('answer');
    expect(tokens(960, { answer: false })[0]).toMatchObject({ kind: 'request', label: 'basic.qos-ok' });
  });

  it('keeps its whole name on a narrow stage', () => {
    const [token] = tokens(358, {});
    expect((token?.x ?? 0) + textWidth('basic.qos-ok', 10) / 2).toBeLessThan(358);
  });
});

describe('a queue in words', () => {
  const [billing, audit, mail] = QUEUES as [StageQueue, StageQueue, StageQueue];

  it('says what is ready, head first, and who holds what', () => {
    expect(describeShelf(billing, words)).toBe(
      'queue billing: quorum, leader · term 2, consumers: billing-1, billing-2, dead letters go to dead; ' +
        'ready, next first: a3 (delivered before, delivered 2 times), b4, c5, d6 (not accepted yet); ' +
        'not acknowledged by billing-1: a1; not acknowledged by billing-2: b2',
    );
  });

  it('says how many more there are than it was given', () => {
    const long = { ...audit, ready: { cells: audit.ready.cells.slice(0, 2), total: 20 } };
    expect(describeShelf(long, words)).toContain('ready, next first: e1, e2, and 18 more');
    expect(describeShelf(audit, words)).not.toContain('more');
  });

  it('says that it is full, and that nothing is out', () => {
    expect(describeShelf(mail, words)).toContain('ready 4 of 4, full, no consumer');
    expect(describeShelf(mail, words)).toMatch(/; nothing unacknowledged$/);
  });

  it('speaks Chinese in Chinese', () => {
    expect(describeShelf({ ...mail, type: 'classic' }, inChinese)).toBe(
      '队列 mail：classic、未同步、就绪 4，上限 4、已满、没有消费者；就绪，从队头起：g1、g2、g3、g4；没有未确认的消息',
    );
  });

  it('tells of an exchange where it sends what', () => {
    const orders = sampleExchange('orders', 'topic', [sampleBinding('a', 'x'), sampleBinding('a', 'y')]);
    expect(describeExchange(orders, words)).toBe('exchange orders: topic; keeps no messages; to a: x, y');
    const fanout = sampleExchange('', 'fanout', [sampleBinding('a', null)]);
    expect(describeExchange(fanout, words)).toBe('default exchange: fanout; keeps no messages; to a: everything');
    expect(describeExchange(sampleExchange('e', 'direct', []), words)).toContain('no bindings');
    expect(describeExchange(fanout, words)).not.toContain('no binding matches');
    const netted = { ...sampleExchange('e', 'direct', [sampleBinding('a', 'x')]), alternate: 'rest' };
    expect(describeExchange(netted, words)).toMatch(/; to a: x; what no binding matches goes to exchange rest$/);
    expect(describeExchange(netted, inChinese)).toContain('没有绑定匹配的转给交换机 rest');
  });

  it('still tells of a log, with and without partitions', () => {
    const log = sampleShelf(1, [sampleCell('a1', 0)]);
    expect(describeShelf(log, words)).toMatch(/^orders · partition 0: follower, in sync, /);
    expect(describeShelf({ ...log, partition: null }, words)).toMatch(/^orders: follower/);
  });
});

describe('copies of a queue below one another', () => {
  it('has a column for each message of any copy, in the order of the copy that leads, the head at the right', () => {
    const leader = sampleQueue(
      'q',
      {
        ready: [sampleQueueCell('a2', 2), sampleQueueCell('a5', 5), sampleQueueCell('a3', 3)],
        unacked: [sampleUnacked('a1', 1, { holder: 'c' })],
      },
      { role: 'leader' },
    );
    const behind = sampleQueue('q', { ready: [sampleQueueCell('a1', 1), sampleQueueCell('a4', 4)] }, { role: 'copy' });
    expect(columnsOf([behind, leader])).toEqual([4, 3, 5, 2, 1]);
  });
});

describe('the legend', () => {
  it('explains the signs that occur and no others', () => {
    expect(legendOf(QUEUES)).toEqual(['accepted', 'pending', 'durable', 'unacked', 'redelivered', 'deadLettered']);
    expect(legendOf([sampleQueue('q', { ready: [sampleQueueCell('a1', 1)] })])).toEqual(['accepted', 'durable']);
    expect(legendOf([sampleShelf(1, [sampleCell('a1', 0)])])).toEqual(['committed', 'epoch']);
    expect(legendOf([])).toEqual([]);
  });
});

describe('what a stage keeps', () => {
  it('is queues where there is one, and logs otherwise', () => {
    const empty: Stage = { ...oneBrokerStage(), nodes: [sampleNode(0, 'n', 'broker')] };
    expect(keepsWhat(oneBrokerStage())).toBe('queue');
    expect(keepsWhat(sampleStage('en'))).toBe('log');
    expect(keepsWhat(empty)).toBe('log');
  });
});
