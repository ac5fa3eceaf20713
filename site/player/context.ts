/** What every part of the player gets from it: the state and the words. */
import { createContext } from 'svelte';
import type { Locale, PlayerWords } from '../i18n/index.ts';
import type { Player } from './player.svelte.ts';

export interface PlayerContext {
  readonly player: Player;
  readonly words: PlayerWords;
  readonly locale: Locale;
}

export const [usePlayer, providePlayer] = createContext<PlayerContext>();
