/** What differs between two branches: the first step, and the facts at one moment. */
import { playerWords } from '../i18n/player.ts';
import type { Locale } from '../i18n/index.ts';
import type { LogShelf } from '../../sim-engine/view/scene.ts';
import { queueRole, servedText } from '../scene/queueLabels.ts';
import type { Difference, Look, StageNode, StageQueue, StageShelf } from './protocol.ts';

interface Hashed {
  readonly steps: number;
  hashAt(step: number): string;
}

/** Hashes roll, so once two runs differ they differ for ever: a binary search finds where. */
export function firstDifferingStep(left: Hashed, right: Hashed): number | null {
  const shared = Math.min(left.steps, right.steps);
  if (left.hashAt(shared) === right.hashAt(shared)) return left.steps === right.steps ? null : shared + 1;
  let same = 0;
  let different = shared;
  while (different - same > 1) {
    const middle = Math.floor((same + different) / 2);
    if (left.hashAt(middle) === right.hashAt(middle)) same = middle;
    else different = middle;
  }
  return different;
}

type Facts = ReadonlyMap<string, string>;

function shelfFacts(shelf: StageShelf, locale: Locale): [string, string][] {
  return shelf.kind === 'log' ? logFacts(shelf, locale) : queueFacts(shelf, locale);
}

function queueFacts(shelf: StageQueue, locale: Locale): [string, string][] {
  const words = playerWords(locale);
  const { queue } = words.scene;
  const { ready, unacked, delayed } = shelf;
  const values = (cells: readonly { readonly mark: { readonly value: string } }[]): string =>
    cells.map(({ mark }) => mark.value).join(words.listSeparator);
  const held = unacked.cells.map(({ mark, holder }) => `${mark.value} (${holder})`).join(words.listSeparator);
  return [
    [shelf.name, [shelf.type, queueRole(shelf, words), shelf.full ? queue.full : ''].filter(Boolean).join(', ')],
    [`${shelf.name}: ${words.logs.states.ready}`, `${ready.total} ${values(ready.cells)}`],
    [`${shelf.name}: ${words.logs.states.unacked}`, `${unacked.total} ${held}`],
    [`${shelf.name}: ${words.logs.states.delayed}`, `${delayed.total} ${values(delayed.cells)}`],
    [`${shelf.name}: ${words.scene.roles.consumer}`, [...shelf.consumers, servedText(shelf, words)].join(' ')],
  ];
}

function logFacts(shelf: LogShelf, locale: Locale): [string, string][] {
  const words = playerWords(locale).scene;
  const place = shelf.partition === null ? shelf.topic : `${shelf.topic}-${shelf.partition}`;
  const roles = [
    words.shelf[shelf.role],
    shelf.zombie ? words.shelf.zombie : '',
    shelf.inSync ? words.shelf.inSync : words.shelf.outOfSync,
  ];
  const marks = shelf.marks.map((mark): [string, string] => [
    `${place}: ${mark.owner === null ? '' : `${mark.owner} `}${words.marks[mark.kind]}`,
    String(mark.offset),
  ]);
  return [
    [place, roles.filter((role) => role !== '').join(', ')],
    [`${place}: ${playerWords(locale).logs.epoch}`, String(shelf.epoch)],
    ...marks,
  ];
}

function nodeFacts(node: StageNode, locale: Locale): Facts {
  const words = playerWords(locale).scene;
  return new Map([
    [words.status.up, words.status[node.status]],
    ...node.facts.map((fact, place): [string, string] => [`${place + 1}`, fact]),
    ...node.shelves.flatMap((shelf) => shelfFacts(shelf, locale)),
    ['held', words.held(node.heldTotal)],
  ]);
}

function nameOfFact(key: string): string {
  return /^(\d+|held)$/.test(key) ? '' : key;
}

/** Facts that differ, machine by machine, then verdicts. */
export function compareLooks(left: Look, right: Look, locale: Locale): readonly Difference[] {
  const words = playerWords(locale);
  const differences: Difference[] = [];
  for (const node of left.stage.nodes) {
    const other = right.stage.nodes.find((candidate) => candidate.id === node.id);
    if (other === undefined) continue;
    const [mine, theirs] = [nodeFacts(node, locale), nodeFacts(other, locale)];
    for (const key of new Set([...mine.keys(), ...theirs.keys()])) {
      const [before, after] = [mine.get(key) ?? '–', theirs.get(key) ?? '–'];
      if (before !== after) differences.push({ where: node.name, what: nameOfFact(key), left: before, right: after });
    }
  }
  const verdicts = (look: Look): string =>
    look.judgement?.verdicts
      .filter((verdict) => verdict.value === 'violation')
      .map((verdict) => `${verdict.kind}: ${verdict.values.join(words.listSeparator)}`)
      .join('; ') || words.compare.none;
  if (verdicts(left) !== verdicts(right)) {
    differences.push({ where: words.compare.verdicts, what: '', left: verdicts(left), right: verdicts(right) });
  }
  return differences;
}
