/** What the player is doing: a statechart, so that no button works in a state where it would make no sense. */
import { setup } from 'xstate';

export type PlayerEvent =
  | { readonly type: 'open' }
  | { readonly type: 'opened' }
  | { readonly type: 'compute' }
  | { readonly type: 'computed' }
  | { readonly type: 'play' }
  | { readonly type: 'pause' }
  | { readonly type: 'failed' };

export type PlayerState = 'loading' | 'computing' | 'idle' | 'playing' | 'failed';

export const playerMachine = setup({ types: { events: {} as PlayerEvent } }).createMachine({
  id: 'player',
  initial: 'loading',
  on: {
    open: '.loading',
    failed: '.failed',
  },
  states: {
    /** The worker starts and builds the cluster. */
    loading: { on: { opened: 'idle' } },
    /** Steps are being recorded; looking at recorded ones is possible all the while. */
    computing: { on: { computed: 'idle' } },
    idle: { on: { play: 'playing', compute: 'computing' } },
    playing: { on: { pause: 'idle', compute: 'computing' } },
    /** Nothing can be done but to start again. */
    failed: {},
  },
});
