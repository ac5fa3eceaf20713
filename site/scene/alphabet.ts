/** Small stages that show one kind of sign each, for the page that explains them. */
import type { SceneLink, ShelfMark } from '../../sim-engine/view/scene.ts';
import type { PlayerWords, SiteWords } from '../i18n/index.ts';
import type { Stage, StageNode } from '../worker/protocol.ts';
import type { MarkDraw, TokenDraw } from './drawList.ts';
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

function machineStages(words: PlayerWords): readonly Stage[] {
  const roles = ['producer', 'consumer', 'controller', 'database'] as const;
  const states = ['crashed', 'powered-off', 'paused', 'fenced'] as const;
  return [
    ...roles.map((role) => stageOf([sampleNode(1, words.scene.roles[role], role)])),
    ...states.map((status) => stageOf([sampleNode(1, `broker-1`, 'broker', { status })])),
  ];
}

/** Four links between two columns, each in another state. */
function linkStage(words: PlayerWords): Stage {
  const states = ['open', 'cut', 'held', 'slow'] as const;
  const nodes = states.flatMap((state, index) => [
    sampleNode(index, words.scene.link[state], 'producer'),
    sampleNode(10 + index, words.scene.roles.consumer, 'consumer'),
  ]);
  const links = states.map((state, index): SceneLink => ({
    from: index,
    to: 10 + index,
    purpose: 'produce',
    state: state === 'slow' ? 'open' : state,
    slow: state === 'slow',
  }));
  const messages = [
    sampleMessage(1, 0, 10, { marks: [sampleMark('a1')] }),
    sampleMessage(2, 1, 11, { marks: [sampleMark('b1')], stopped: true }),
    sampleMessage(3, 2, 12, { marks: [sampleMark('c1')], stopped: true }),
    sampleMessage(4, 3, 13, { marks: [sampleMark('d1')] }),
  ];
  return stageOf(nodes, { links, messages });
}

export interface AlphabetStages {
  readonly shelf: Stage;
  readonly machines: readonly Stage[];
  readonly links: Stage;
}

export function alphabetStages(words: PlayerWords): AlphabetStages {
  return { shelf: shelfStage(), machines: machineStages(words), links: linkStage(words) };
}

function square(value: string, more: Partial<MarkDraw> = {}): MarkDraw {
  const base = { id: value, x: -12, y: -12, size: 24, colour: sampleMark(value).colour, label: value };
  return { ...base, filled: true, durable: false, acknowledged: false, suspect: false, faint: false, ...more };
}

export function squareSamples(samples: Samples): readonly { readonly name: string; readonly mark: MarkDraw }[] {
  return [
    { name: samples.committed, mark: square('a1') },
    { name: samples.pending, mark: square('b1', { filled: false }) },
    { name: samples.durable, mark: square('c1', { durable: true }) },
    { name: samples.acknowledged, mark: square('d1', { filled: false, acknowledged: true }) },
    { name: samples.suspect, mark: square('e1', { suspect: true }) },
    { name: samples.noKey, mark: square('7', { colour: 7 }) },
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
    { name: samples.routine, token: token('routine', '') },
    { name: samples.waiting, token: token('routine', '', true) },
  ];
}
