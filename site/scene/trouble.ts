/** What is wrong with a link, in a word, and where the word stands. */
import type { PlayerWords } from '../i18n/index.ts';
import { along, textWidth, type Point } from './geometry.ts';
import type { Layout } from './layout.ts';
import type { Wire } from './placed.ts';

export interface Trouble {
  readonly state: 'cut' | 'held' | 'slow';
  readonly word: string;
}

const WORD_SIZE = 10.5;

/** The worst that is wrong with a link in either direction; null when it is whole. */
export function troubleOf(wire: Wire, layout: Layout, words: PlayerWords): Trouble | null {
  const ways = [wire.forward, wire.backward].filter((link) => link !== null);
  const nameOf = (id: number): string => layout.placeOf(id)?.node.name ?? '';
  for (const state of ['cut', 'held'] as const) {
    const affected = ways.filter((link) => link.state === state);
    const [only] = affected;
    if (only === undefined) continue;
    const oneWay = affected.length < ways.length;
    const arrow = oneWay ? ` → ${nameOf(only.to)}` : '';
    return { state, word: words.scene.link[state] + arrow };
  }
  return ways.some((link) => link.slow) ? { state: 'slow', word: words.scene.link.slow } : null;
}

/** Middle of the word's lower edge: past the link's middle, where messages do not wait, inside the stage. */
export function wordPlace(wire: Wire, layout: Layout, word: string): Point {
  const middle = along(wire.track, 0.62, { backwards: false, aside: 0 });
  const half = textWidth(word, WORD_SIZE) / 2 + 4;
  return { x: Math.min(layout.width - half, Math.max(half, middle.x)), y: middle.y - 12 };
}
