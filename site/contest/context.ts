/** What every part of the page of contests gets: the state and the words. */
import { createContext } from 'svelte';
import type { ContestWords } from '../i18n/contest/index.ts';
import type { Locale, PlayerWords } from '../i18n/index.ts';
import type { ContestPlayer } from './contest.svelte.ts';

export interface ContestContext {
  readonly contest: ContestPlayer;
  readonly words: ContestWords;
  readonly playerWords: PlayerWords;
  readonly locale: Locale;
}

export const [useContest, provideContest] = createContext<ContestContext>();
