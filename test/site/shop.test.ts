/** Applications on the stage: every machine once, clients in the frame of their service, nothing over anything else, links that end at boxes. */
import { describe, expect, it } from 'vitest';
import type { SceneService } from '../../sim-engine/view/scene.ts';
import { Playback } from '../../sim-engine/playback.ts';
import { KAFKA_PRESETS } from '../../sim-engine/systems/kafka/presets/index.ts';
import { RABBIT_PRESETS } from '../../sim-engine/systems/rabbitmq/presets/index.ts';
import type { Scenario } from '../../sim-engine/scenario/types.ts';
import { playerWords } from '../../site/i18n/player.ts';
import { describeApplication, describeProcess } from '../../site/scene/describeShop.ts';
import { drawAtRest, drawInFlight } from '../../site/scene/drawList.ts';
import { textWidth, type Box, type Point } from '../../site/scene/geometry.ts';
import { layOut, type Layout } from '../../site/scene/layout.ts';
import type { PlacedNode } from '../../site/scene/placed.ts';
import { sampleMark, sampleNode } from '../../site/scene/sample.ts';
import { inOrderOfStage } from '../../site/scene/shop/laneOrder.ts';
import { sidesOf } from '../../site/scene/shop/crews.ts';
import { tellScene } from '../../site/worker/told.ts';
import type { Stage, StageNode } from '../../site/worker/protocol.ts';
import { at } from '../systems/runs.ts';

const words = playerWords('en');
const WIDTHS = [320, 358, 520, 700, 960, 1300];

const overlap = (one: Box, other: Box): boolean =>
  one.x < other.x + other.width &&
  other.x < one.x + one.width &&
  one.y < other.y + other.height &&
  other.y < one.y + one.height;

const isInside = (inner: Box, outer: Box): boolean =>
  inner.x >= outer.x &&
  inner.y >= outer.y &&
  inner.x + inner.width <= outer.x + outer.width &&
  inner.y + inner.height <= outer.y + outer.height;

const NEAR = 1;

function isAtEdge({ x, y }: Point, box: Box): boolean {
  const [right, bottom] = [box.x + box.width, box.y + box.height];
  const within = x >= box.x - NEAR && x <= right + NEAR && y >= box.y - NEAR && y <= bottom + NEAR;
  const distances = [x - box.x, right - x, y - box.y, bottom - y];
  return within && Math.min(...distances.map(Math.abs)) <= NEAR;
}

const placeOf = (layout: Layout, name: string): PlacedNode =>
  layout.nodes.find(({ node }) => node.name === name) as PlacedNode;
const serviceOf = (stage: Stage, name: string): SceneService =>
  stage.nodes.find((node) => node.name === name)?.service as SceneService;

const SHOPS: readonly (readonly [string, Scenario, number])[] = [
  ['Kafka', KAFKA_PRESETS['bubble-tea'], 17],
  ['RabbitMQ', RABBIT_PRESETS['bubble-tea'], 16],
];

describe.each(SHOPS)('the bubble-tea shop through %s', (_, scenario, machines) => {
  const playback = Playback.open(scenario, [at(6_000, 'crash', { node: 'payment' })]);
  playback.complete();
  const stageAt = (millis: number): Stage => tellScene(playback.sceneAt(playback.stepAt(millis * 1_000)), 'en');
  const moments = Array.from({ length: 100 }, (_, index) => stageAt(5_000 + 10 * index));
  const isBusy = ({ nodes }: Stage): boolean => nodes.filter(({ service }) => service?.tasks.length).length > 1;
  const calm = moments.find(isBusy) as Stage;
  const crashed = stageAt(6_500);

  describe.each(WIDTHS)('%i pixels wide', (width) => {
    const layouts = [calm, crashed].map((stage) => layOut(stage, width));

    it('has every machine once, inside the picture', () => {
      for (const layout of layouts) {
        const ids = layout.nodes.map(({ node }) => node.id);
        expect(new Set(ids).size).toBe(machines);
        expect(ids).toHaveLength(machines);
        const picture: Box = { x: 0, y: 0, width, height: layout.height };
        expect(layout.nodes.filter(({ box }) => !isInside(box, picture)).map(({ node }) => node.name)).toEqual([]);
      }
    });

    it('lets no machine cover another, but clients stand in the frame of their service', () => {
      for (const layout of layouts) {
        const clients = layout.nodes.filter(({ frame }) => frame !== null);
        expect(clients.map(({ node }) => node.name).toSorted()).toEqual([
          'checkout-out',
          'inventory-in',
          'inventory-out',
          'notification-in',
          'payment-in',
          'payment-out',
        ]);
        for (const client of clients) {
          const frame = layout.placeOf(client.frame as number) as PlacedNode;
          expect(isInside(client.box, frame.box)).toBe(true);
          const bench = frame.bench;
          expect(
            [...(bench?.slots ?? []), ...(bench?.lanes ?? [])].filter(({ box }) => overlap(box, client.box)),
          ).toEqual([]);
        }
        const covered = layout.nodes.flatMap((one, index) =>
          layout.nodes
            .slice(index + 1)
            .filter((other) => one.frame !== other.node.id && other.frame !== one.node.id)
            .filter((other) => overlap(one.box, other.box))
            .map((other) => [one.node.name, other.node.name]),
        );
        expect(covered).toEqual([]);
      }
    });

    it('leads every link from the edge of a box to the edge of a box', () => {
      for (const layout of layouts) {
        const loose = layout.wires.filter(({ a, b, track, purpose }) => {
          const [from, to] = [layout.placeOf(a) as PlacedNode, layout.placeOf(b) as PlacedNode];
          const [start, end] = [track.samples[0] as Point, track.samples.at(-1) as Point];
          const ends = purpose === 'inside' ? isInside({ ...end, width: 0, height: 0 }, to.box) : isAtEdge(end, to.box);
          return !isAtEdge(start, from.box) || !ends;
        });
        expect(loose.map(({ id, purpose }) => `${purpose} ${id}`)).toEqual([]);
      }
    });

    it('keeps words, slots and orders of a bench in its box', () => {
      for (const { node, box, bench } of layouts.flatMap(({ nodes }) => nodes)) {
        if (bench === null) continue;
        const boxes = [...bench.slots, ...bench.lanes].map((item) => item.box);
        const orders = bench.orders.map(({ x, y }): Box => ({ x, y, width: 18, height: 18 }));
        expect([node.name, [...boxes, ...orders].filter((each) => !isInside(each, box))]).toEqual([node.name, []]);
        for (const word of bench.words.filter(({ anchor }) => anchor === 'start')) {
          expect(word.x + textWidth(word.text, 11)).toBeLessThanOrEqual(box.x + box.width);
        }
      }
    });

    it('keeps every order in its slot or lane apart from the next', () => {
      for (const layout of layouts) {
        const marks = layout.nodes.flatMap(({ bench }) => bench?.orders ?? []);
        const boxes = marks.map(({ x, y }): Box => ({ x, y, width: 18, height: 18 }));
        const pairs = boxes.flatMap((one, index) => boxes.slice(index + 1).filter((other) => overlap(one, other)));
        expect(pairs).toEqual([]);
        expect(marks.length).toBeGreaterThan(6);
      }
    });
  });

  it('flows from customers over what sends, the brokers and what handles, to databases below', () => {
    const layout = layOut(calm, 960);
    const brokers = layout.nodes.filter(({ node }) => node.role === 'broker');
    const left = Math.min(...brokers.map(({ box }) => box.x));
    const right = Math.max(...brokers.map(({ box }) => box.x + box.width));
    const bottom = Math.max(...brokers.map(({ box }) => box.y + box.height));
    for (const name of ['customers', 'checkout', 'checkout-out']) {
      const { box } = placeOf(layout, name);
      expect(box.x + box.width).toBeLessThan(left);
    }
    for (const name of ['payment', 'bank', 'inventory', 'notification']) {
      expect(placeOf(layout, name).box.x).toBeGreaterThan(right);
    }
    expect(placeOf(layout, 'bank').box.y).toBeGreaterThan(placeOf(layout, 'payment').box.y);
    expect(placeOf(layout, 'shop-db').box.y).toBeGreaterThan(bottom);
  });

  it('flows from top to bottom on a phone', () => {
    const layout = layOut(calm, 358);
    const tops = ['customers', 'checkout', 'payment', 'bank', 'inventory', 'notification', 'shop-db'].map(
      (name) => placeOf(layout, name).box.y,
    );
    expect(tops).toEqual(tops.toSorted((one, other) => one - other));
    const brokers = layout.nodes.filter(({ node }) => node.role === 'broker').map(({ box }) => box.y);
    expect(Math.min(...brokers)).toBeGreaterThan(tops[1] as number);
    expect(Math.max(...brokers)).toBeLessThan(tops[2] as number);
  });

  it('points clients towards the brokers, wherever those are', () => {
    const facing = (name: string, width: number) => placeOf(layOut(calm, width), name).facing;
    expect(['checkout-out', 'payment-out', 'payment-in'].map((name) => facing(name, 960))).toEqual([
      'right',
      'left',
      'right',
    ]);
    expect(['checkout-out', 'payment-out', 'payment-in'].map((name) => facing(name, 358))).toEqual([
      'left',
      'left',
      'left',
    ]);
  });

  it('shows each worker’s order, and says in words what it does', () => {
    const layout = layOut(calm, 960);
    const marks = drawAtRest(layout);
    for (const { node } of layout.nodes) {
      const tasks = node.service?.tasks ?? [];
      expect(marks.filter(({ id }) => id.startsWith(`slot-${node.id}-`)).map(({ label }) => label)).toEqual(
        tasks.map(({ mark }) => mark.value),
      );
    }
    const working = calm.nodes.filter(({ service }) => (service?.tasks.length ?? 0) > 0);
    expect(working.length).toBeGreaterThan(0);
    for (const node of working) expect(describeApplication(node, words).join(' ')).toContain('workers: ');
  });

  it('calls a message about an order by the order, though each has a name of its own', () => {
    const labels = drawAtRest(layOut(calm, 1_300)).map(({ label }) => label);
    expect(labels.filter((label) => !/^[abc]\d+$/.test(label))).toEqual([]);
  });

  it('forgets what a crashed process had in hand, and keeps what happened', () => {
    const payment = crashed.nodes.filter(({ name }) => name.startsWith('payment'));
    expect(payment.map(({ status }) => status)).toEqual(['crashed', 'crashed', 'crashed']);
    expect(serviceOf(crashed, 'payment').tasks).toEqual([]);
    const [before, after] = [calm, crashed].map((stage) => serviceOf(stage, 'bank').effects[0]?.total ?? 0);
    expect(before).toBeGreaterThan(0);
    expect(after).toBeGreaterThan(before as number);
  });

  it('says which clients are one process with a service', () => {
    const payment = crashed.nodes.find(({ name }) => name === 'payment') as StageNode;
    expect(describeProcess(payment, crashed, words)).toEqual(['one process with payment-in, payment-out']);
    expect(describeProcess(crashed.nodes[0] as StageNode, crashed, words)).toEqual([]);
  });

  it('draws what services say to their own clients, though no network is between them', () => {
    const [checkout, client] = ['checkout', 'checkout-out'].map(
      (name) => calm.nodes.find((node) => node.name === name)?.id,
    );
    const layout = layOut(calm, 960);
    expect(layout.wireBetween(checkout as number, client as number)?.purpose).toBe('inside');
    expect(drawInFlight(layout, calm, { time: calm.at, showRoutine: true }).marks.length).toBeLessThan(300);
  });

  it('counts response times of customers and requests that wait', () => {
    const { applications, at: times } = playback.series();
    expect(applications?.waiting).toHaveLength(times.length);
    const told = stageAt(29_000).nodes.find(({ name }) => name === 'customers')?.customers?.told;
    expect(told?.ok).toBeGreaterThan(0);
    expect(applications?.responses).toHaveLength(told?.ok as number);
    expect(applications?.unanswered).toBe((told?.fail ?? 0) + (told?.unknown ?? 0));
  });
});

describe('a database that does not answer', () => {
  const playback = Playback.open(KAFKA_PRESETS['bubble-tea'], [at(5_000, 'pause', { node: 'shop-db' })]);
  playback.complete();
  const stage = tellScene(playback.sceneAt(playback.steps), 'en');
  const told = stage.nodes.find(({ name }) => name === 'customers')?.customers?.told;

  it('makes a service refuse, and its customers hear of each refusal', () => {
    expect(serviceOf(stage, 'checkout').refused).toBeGreaterThan(0);
    expect(told?.fail).toBe(serviceOf(stage, 'checkout').refused);
  });

  it('leaves customers without an answer, which is told apart from a no', () => {
    expect(told?.unknown).toBeGreaterThan(0);
    const layout = layOut(stage, 960);
    const customers = placeOf(layout, 'customers').bench?.words.map(({ text }) => text);
    expect(customers).toContain(`✓${told?.ok} ✗${told?.fail} ?${told?.unknown}`);
  });
});

describe('a service that has too much to do', () => {
  const service = (waiting: number, backlog: number): SceneService => ({
    workers: 30,
    tasks: [{ mark: sampleMark('a1'), state: 'pauses', attempt: 3 }],
    waiting: { marks: ['b1', 'c1', 'd1'].map(sampleMark).slice(0, waiting), total: waiting },
    backlog,
    refused: 2,
    effects: [{ name: 'charged', total: 2, orders: 1, newest: [{ mark: sampleMark('a1'), times: 2 }] }],
    external: true,
  });
  const stageOf = (waiting: number, backlog: number): Stage => ({
    at: 0,
    step: 1,
    nodes: [
      sampleNode(1, 'bank', 'service', {
        facts: ['1 of 30', `${waiting} of ${backlog}`],
        service: service(waiting, backlog),
      }),
    ],
    links: [],
    messages: [],
  });
  const laneOf = (stage: Stage) => layOut(stage, 960).nodes[0]?.bench?.lanes.find(({ kind }) => kind === 'waiting');

  it('has a bar at its line when nobody more may wait, and none before', () => {
    expect(laneOf(stageOf(3, 3))?.full).toBe(true);
    expect(laneOf(stageOf(2, 3))?.full).toBe(false);
  });

  it('says as a number what workers have no slot', () => {
    const bench = layOut(stageOf(0, 3), 700).nodes[0]?.bench;
    const shown = bench?.slots.length ?? 0;
    expect(bench?.words.map(({ text }) => text)).toContain(`+${30 - shown}`);
  });

  it('says how often an order was tried, and how often it has an effect', () => {
    const drawn = drawAtRest(layOut(stageOf(0, 3), 960)).map(({ label, deliveries }) => `${label} ${deliveries}`);
    expect(drawn).toEqual(['a1 3', 'a1 2']);
  });

  it('tells it in words', () => {
    expect(describeApplication(stageOf(3, 3).nodes[0] as StageNode, words)).toEqual([
      'somebody else’s system',
      'workers: a1 (pauses before the next attempt, attempt 3)',
      'waiting for a worker, next first: b1, c1, d1',
      '2 requests refused (BUSY)',
      'charged 2; newest first: a1 (2 times)',
    ]);
  });
});

describe('services without clients', () => {
  const link = (from: number, to: number) => ({ from, to, purpose: 'call', state: 'open', slow: false }) as const;
  const stage: Stage = {
    at: 0,
    step: 1,
    nodes: [
      sampleNode(1, 'api', 'service'),
      sampleNode(2, 'stock', 'service'),
      sampleNode(3, 'customers', 'caller'),
      sampleNode(4, 'mailer', 'service'),
    ],
    links: [link(3, 1), link(1, 2)],
    messages: [],
  };

  it('stand behind whoever calls them; those that nobody calls are behind the brokers', () => {
    const names = (side: 'before' | 'behind') => sidesOf(stage)[side].map(({ node }) => node.name);
    expect(names('before')).toEqual(['customers', 'api', 'stock']);
    expect(names('behind')).toEqual(['mailer']);
  });
});

describe('a diagram of the run', () => {
  const playback = Playback.open(KAFKA_PRESETS['bubble-tea']);
  const stage = tellScene(playback.sceneAt(0), 'en');
  const lanes = stage.nodes.map(({ id, name }) => ({ machine: id, name }));

  it('has its lanes in the order in which an order goes through the machines', () => {
    const named = inOrderOfStage(lanes, stage).map(({ name }) => name);
    expect(named.filter((name) => !/^broker|^controller/.test(name))).toEqual([
      'customers',
      'checkout',
      'checkout-out',
      'payment-in',
      'payment',
      'payment-out',
      'bank',
      'inventory-in',
      'inventory',
      'inventory-out',
      'notification-in',
      'notification',
      'shop-db',
    ]);
    expect(named).toHaveLength(lanes.length);
  });

  it('stays as it is without applications', () => {
    const without = { ...stage, nodes: stage.nodes.filter(({ role }) => role !== 'service' && role !== 'caller') };
    expect(inOrderOfStage(lanes, without)).toBe(lanes);
  });
});
