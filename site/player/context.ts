/** What every part of the player gets from it: the state and the words. The bar of time asks for no more than a timeline. */
import { createContext } from 'svelte';
import type { Locale, PlayerWords } from '../i18n/index.ts';
import type { Player } from './player.svelte.ts';
import type { Timeline } from './timeline.ts';

export interface PlayerContext {
  readonly player: Player;
  readonly words: PlayerWords;
  readonly locale: Locale;
}

export interface TimelineContext {
  readonly timeline: Timeline;
  readonly words: PlayerWords;
}

export const [usePlayer, providePlayer] = createContext<PlayerContext>();
export const [useTimeline, provideTimeline] = createContext<TimelineContext>();
