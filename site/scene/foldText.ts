/** A copy that only follows, in a few words: its name, its part, how much it holds. */
import type { PlayerWords } from '../i18n/index.ts';
import type { StageShelf } from '../worker/protocol.ts';
import { queueRole } from './queueLabels.ts';

export function foldText(shelf: StageShelf, words: PlayerWords): string {
  const { scene } = words;
  const [name, role, held] =
    shelf.kind === 'log'
      ? [
          shelf.partition === null ? shelf.topic : `${shelf.topic}-${shelf.partition}`,
          scene.shelf[shelf.role],
          shelf.firstOffset + shelf.cells.length,
        ]
      : [shelf.name, queueRole(shelf, words), shelf.ready.total + shelf.unacked.total];
  return `${name} · ${role} · ${held}`;
}
