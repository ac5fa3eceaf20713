/** The stage in words, for those who do not see it: logs, queues and exchanges, each in a sentence. */
import type { QueueCell, SceneExchange } from '../../sim-engine/view/scene.ts';
import type { PlayerWords } from '../i18n/index.ts';
import type { StageQueue, StageShelf } from '../worker/protocol.ts';
import type { LogShelf } from '../../sim-engine/view/scene.ts';
import { exchangeName, heldByConsumer, queueRole, servedText } from './queueLabels.ts';

const joined = (parts: readonly string[], words: PlayerWords): string =>
  parts.filter((part) => part !== '').join(words.listSeparator);

function describeLog(shelf: LogShelf, words: PlayerWords): string {
  const { scene } = words;
  const values = shelf.cells.map((cell) => cell.mark.value + (cell.committed ? '' : ` (${scene.notCommitted})`));
  const marks = shelf.marks.map(
    (mark) => `${mark.owner === null ? '' : `${mark.owner} `}${scene.marks[mark.kind]} ${mark.offset}`,
  );
  const content = values.length === 0 ? scene.shelf.empty : scene.records(values.join(words.listSeparator));
  const state = [scene.shelf[shelf.role], shelf.inSync ? scene.shelf.inSync : scene.shelf.outOfSync];
  return words.named(words.logs.partition(shelf.topic, shelf.partition), joined([...state, ...marks, content], words));
}

/** What is special about a message of a queue. */
export function signsInWords(cell: QueueCell, words: PlayerWords): readonly string[] {
  const { queue } = words.scene;
  const signs = [
    cell.committed ? '' : queue.pending,
    cell.durable ? queue.durable : '',
    cell.mark.redelivered === true ? queue.redelivered : '',
    cell.deliveries > 1 ? queue.deliveries(cell.deliveries) : '',
    cell.mark.deadLettered === true ? queue.deadLettered : '',
  ];
  return signs.filter((sign) => sign !== '');
}

function listed(cells: readonly QueueCell[], hidden: number, words: PlayerWords): string {
  const values = cells.map((cell) => {
    const signs = signsInWords(cell, words).filter((sign) => sign !== words.scene.queue.durable);
    return cell.mark.value + (signs.length === 0 ? '' : ` (${signs.join(words.listSeparator)})`);
  });
  return joined([...values, hidden > 0 ? words.scene.queue.more(hidden) : ''], words);
}

function describeQueue(shelf: StageQueue, words: PlayerWords): string {
  const { queue } = words.scene;
  const { ready, unacked, delayed } = shelf;
  const held = [...heldByConsumer(unacked.cells)].map(([holder, cells]) =>
    queue.heldList(holder, listed(cells, 0, words)),
  );
  const unsaid = unacked.total - unacked.cells.length;
  const content = [
    ready.total === 0
      ? queue.nothingReady
      : queue.readyList(listed(ready.cells, ready.total - ready.cells.length, words)),
    ...(unacked.total === 0 ? [queue.nothingUnacked] : held),
    unsaid > 0 ? queue.more(unsaid) : '',
    delayed.total === 0 ? '' : queue.delayedList(listed(delayed.cells, delayed.total - delayed.cells.length, words)),
  ];
  const state = [
    shelf.type,
    queueRole(shelf, words),
    shelf.limit === null ? '' : queue.readyOf(ready.total, shelf.limit),
    shelf.full ? queue.full : '',
    shelf.consumers.length === 0 ? '' : queue.consumers(shelf.consumers.join(words.listSeparator)),
    servedText(shelf, words),
    ...shelf.facts,
  ];
  const sentence = [joined(state, words), ...content].filter((part) => part !== '').join(words.clauseSeparator);
  return words.named(queue.name(shelf.name), sentence);
}

/** A log or queue of a node, in a sentence. */
export function describeShelf(shelf: StageShelf, words: PlayerWords): string {
  return shelf.kind === 'log' ? describeLog(shelf, words) : describeQueue(shelf, words);
}

/** An exchange and where it sends what. */
export function describeExchange({ name, type, bindings, alternate }: SceneExchange, words: PlayerWords): string {
  const { exchange } = words.scene;
  const keysOf = (to: string): string =>
    bindings
      .filter((binding) => binding.to === to)
      .map(({ key }) => key ?? exchange.all)
      .join(', ');
  const targets = [...new Set(bindings.map(({ to }) => to))];
  const ways = targets.map((to) => exchange.binding(to, keysOf(to)));
  const title = name === '' ? exchangeName(name, words) : exchange.name(name);
  const rest = alternate === undefined ? [] : [exchange.alternate(alternate)];
  const clauses = [type, exchange.keeps, ...(ways.length === 0 ? [exchange.none] : ways), ...rest];
  return words.named(title, clauses.join(words.clauseSeparator));
}
