/** Parts of the player that a page may choose from. */
import type { ViewName } from './player.svelte.ts';

export type ControlName = 'step' | 'play' | 'jump' | 'speed' | 'fork' | 'help';
export type PanelName = 'find' | 'happened' | 'promises' | 'fault' | 'settings' | 'branches' | 'share';

export const ALL_CONTROLS: readonly ControlName[] = ['step', 'play', 'jump', 'speed', 'fork', 'help'];
export const ALL_PANELS: readonly PanelName[] = [
  'find',
  'happened',
  'promises',
  'fault',
  'settings',
  'branches',
  'share',
];
export const ALL_VIEWS: readonly ViewName[] = ['logs', 'spaceTime', 'chart', 'history', 'series'];
