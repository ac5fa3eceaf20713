/** Small stages that show one kind of sign each, for the page that explains them. */
import type { Fact, SceneLink, SceneTask, ShelfMark } from '../../sim-engine/view/scene.ts';
import { say } from '../../sim-engine/view/words.ts';
import type { Locale, PlayerWords, SiteWords } from '../i18n/index.ts';
import type { Stage, StageNode } from '../worker/protocol.ts';
import type { MarkDraw, TokenDraw } from './drawList.ts';
import { straight, trackOf } from './geometry.ts';
import type { Layout } from './layout.ts';
import type { Wire } from './placed.ts';
import { sampleBinding, sampleExchange, sampleQueue, sampleQueueCell, sampleUnacked } from './queueSample.ts';
import { sampleCell, sampleMark, sampleMessage, sampleNode, sampleShelf } from './sample.ts';

type Samples = SiteWords['design']['samples'];

function stageOf(nodes: readonly StageNode[], more: Partial<Stage> = {}): Stage {
  return { at: 50, step: 1, nodes, links: [], messages: [], ...more };
}

function shelfStage(): Stage {
  const cells = [
    sampleCell('a1', 0, { durable: true }),
    sampleCell('b1', 1, { durable: true }),
    sampleCell('c1', 2),
    sampleCell('d1', 3),
    sampleCell('e1', 4, { committed: false }),
    sampleCell('f1', 5, { committed: false, acknowledged: false }),
    sampleCell('g1', 6, { committed: false, suspect: true }),
  ];
  const readers: ShelfMark[] = [
    { kind: 'committed', offset: 2, owner: 'billing' },
    { kind: 'position', offset: 4, owner: 'billing-1' },
  ];
  const shelf = sampleShelf(1, cells, { role: 'leader' });
  return stageOf([
    sampleNode(1, 'broker-1', 'broker', { shelves: [{ ...shelf, marks: [...shelf.marks, ...readers] }] }),
  ]);
}

function queueStage(): Stage {
  const orders = sampleExchange('orders', 'topic', [
    sampleBinding('billing', 'order.paid'),
    sampleBinding('audit', 'order.#'),
  ]);
  const again = { ...sampleMark('a1'), redelivered: true };
  const billing = sampleQueue(
    'billing',
    {
      ready: [
        sampleQueueCell('a1', 1, { mark: again, deliveries: 2 }),
        sampleQueueCell('c1', 3),
        sampleQueueCell('a2', 4),
      ],
      unacked: [sampleUnacked('b1', 2, { holder: 'billing-1' })],
    },
    { type: 'quorum', role: 'leader', epoch: 2, consumers: ['billing-1'] },
  );
  const dead = { ...sampleMark('d1'), deadLettered: true };
  const audit = sampleQueue(
    'audit',
    { ready: [sampleQueueCell('d1', 1, { mark: dead }), sampleQueueCell('a2', 2)] },
    { id: 'audit@1', limit: 2, full: true },
  );
  return stageOf([sampleNode(1, 'node-1', 'broker', { exchanges: [orders], shelves: [billing, audit] })]);
}

function machineStages(words: PlayerWords): readonly Stage[] {
  const roles = ['producer', 'consumer', 'controller', 'database'] as const;
  const states = ['crashed', 'powered-off', 'paused', 'fenced'] as const;
  return [
    ...roles.map((role) => stageOf([sampleNode(1, words.scene.roles[role], role)])),
    ...states.map((status) => stageOf([sampleNode(1, `broker-1`, 'broker', { status })])),
  ];
}

/** A shop with everything that applications have: who waits, who works, who refuses, what has happened. */
function applicationStage(words: PlayerWords, locale: Locale): Stage {
  const fact = (key: string, params: Fact['params']): string => say({ key, params }, locale);
  const task = (value: string, state: SceneTask['state'], attempt = 1): SceneTask => ({
    mark: sampleMark(value),
    state,
    attempt,
  });
  const [customers, checkout, sender, bank, database] = [1, 2, 3, 4, 5];
  const call = (from: number, to: number, purpose: SceneLink['purpose']): SceneLink => ({
    from,
    to,
    purpose,
    state: 'open',
    slow: false,
  });
  const waiting = ['b3', 'c3', 'a4'].map(sampleMark);
  return stageOf(
    [
      sampleNode(customers, words.scene.roles.caller, 'caller', {
        facts: [fact('fact.caller-orders', { made: 13 }), fact('fact.caller-waiting', { count: 3 })],
        customers: {
          tasks: [task('a3', 'waits', 2), task('b3', 'waits'), task('c3', 'waits')],
          told: { ok: 8, fail: 1, unknown: 1 },
        },
      }),
      sampleNode(checkout, 'checkout', 'service', {
        facts: [
          fact('fact.service-workers', { working: 3, concurrency: 4 }),
          fact('fact.service-backlog', { waiting: 3, backlog: 3 }),
        ],
        service: {
          workers: 4,
          tasks: [task('a3', 'works'), task('b2', 'waits'), task('c2', 'pauses', 2)],
          waiting: { marks: waiting, total: waiting.length },
          backlog: 3,
          refused: 1,
          effects: [],
          external: false,
        },
      }),
      sampleNode(sender, 'checkout-out', 'producer', { held: [sampleMark('b2')], heldTotal: 1 }),
      sampleNode(bank, 'bank', 'service', {
        facts: [
          fact('fact.service-workers', { working: 1, concurrency: 3 }),
          fact('fact.service-backlog', { waiting: 0, backlog: 100 }),
        ],
        service: {
          workers: 3,
          tasks: [task('b2', 'works')],
          waiting: { marks: [], total: 0 },
          backlog: 100,
          refused: 0,
          effects: [
            {
              name: 'charged',
              total: 3,
              orders: 2,
              newest: [
                { mark: sampleMark('b1'), times: 1 },
                { mark: sampleMark('a1'), times: 2 },
              ],
            },
          ],
          external: true,
        },
      }),
      sampleNode(database, 'shop-db', 'database', {
        tables: [
          {
            name: 'orders',
            entries: [
              { name: 'paid', value: 2 },
              { name: 'placed', value: 1 },
            ],
            newest: ['a1', 'b1', 'a2'].map(sampleMark),
            rows: 3,
          },
          { name: 'stock', entries: [{ name: 'tea', value: 97 }], newest: [], rows: 0 },
        ],
      }),
    ],
    {
      processes: [[checkout, sender]],
      links: [call(customers, checkout, 'call'), call(checkout, bank, 'call'), call(checkout, database, 'apply')],
    },
  );
}

const LINK_STATES = ['open', 'cut', 'held', 'slow'] as const;
const LINK_SAMPLE = { width: 300, height: 46 };

export interface LinkSample {
  readonly state: (typeof LINK_STATES)[number];
  readonly layout: Layout;
  readonly stage: Stage;
}

/** One link in each state, with a message on its way or waiting. */
export function linkSamples(): readonly LinkSample[] {
  return LINK_STATES.map((state, index) => {
    const forward: SceneLink = {
      from: 1,
      to: 2,
      purpose: 'produce',
      state: state === 'slow' ? 'open' : state,
      slow: state === 'slow',
    };
    const middle = LINK_SAMPLE.height / 2 + 4;
    const track = trackOf([straight({ x: 6, y: middle }, { x: LINK_SAMPLE.width - 6, y: middle })]);
    const wire: Wire = { id: '1-2', a: 1, b: 2, track, purpose: 'produce', forward, backward: null };
    const stopped = state === 'cut' || state === 'held';
    const message = sampleMessage(1, 1, 2, { marks: [sampleMark(`${'abcd'[index]}1`)], stopped });
    const layout: Layout = {
      ...LINK_SAMPLE,
      wide: true,
      nodes: [],
      wires: [wire],
      wireBetween: () => wire,
      placeOf: () => null,
    };
    return { state, layout, stage: stageOf([], { links: [forward], messages: [message] }) };
  });
}

export interface AlphabetStages {
  readonly shelf: Stage;
  readonly queues: Stage;
  readonly machines: readonly Stage[];
  readonly applications: Stage;
}

export function alphabetStages(words: PlayerWords, locale: Locale): AlphabetStages {
  return {
    shelf: shelfStage(),
    queues: queueStage(),
    machines: machineStages(words),
    applications: applicationStage(words, locale),
  };
}

function square(value: string, more: Partial<MarkDraw> = {}): MarkDraw {
  const base = { id: value, x: -12, y: -12, size: 24, colour: sampleMark(value).colour, label: value };
  return {
    ...base,
    filled: true,
    durable: false,
    acknowledged: false,
    suspect: false,
    redelivered: false,
    deliveries: 0,
    deadLettered: false,
    faint: false,
    ...more,
  };
}

export function squareSamples(samples: Samples): readonly { readonly name: string; readonly mark: MarkDraw }[] {
  return [
    { name: samples.committed, mark: square('a1') },
    { name: samples.pending, mark: square('b1', { filled: false }) },
    { name: samples.durable, mark: square('c1', { durable: true }) },
    { name: samples.acknowledged, mark: square('d1', { filled: false, acknowledged: true }) },
    { name: samples.suspect, mark: square('e1', { suspect: true }) },
    { name: samples.noKey, mark: square('7', { colour: 7 }) },
    { name: samples.redelivered, mark: square('a2', { redelivered: true }) },
    { name: samples.deliveries, mark: square('b2', { redelivered: true, deliveries: 3 }) },
    { name: samples.deadLettered, mark: square('c2', { deadLettered: true }) },
  ];
}

export function tokenSamples(samples: Samples): readonly { readonly name: string; readonly token: TokenDraw }[] {
  const token = (kind: TokenDraw['kind'], label: string, waiting = false): TokenDraw => ({
    id: kind,
    x: 0,
    y: 0,
    kind,
    label,
    waiting,
  });
  return [
    { name: samples.answer, token: token('answer', '') },
    { name: samples.error, token: token('error', '') },
    { name: samples.late, token: { ...token('answer', ''), id: 'late', late: true } },
    { name: samples.routine, token: token('routine', '') },
    { name: samples.waiting, token: token('routine', '', true) },
  ];
}
