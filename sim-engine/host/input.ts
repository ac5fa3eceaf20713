/** What can happen to a process: everything that a handler reacts to. */
import type { Settings, SettingValue } from './settings.ts';
import type { Message } from './message.ts';

export type Input =
  /** The process starts with empty memory. `previous`: how the last incarnation ended (of its own accord counts as a crash). */
  | { readonly kind: 'start'; readonly previous: 'none' | 'crashed' | 'powered-off' }
  | { readonly kind: 'message'; readonly from: number; readonly message: Message }
  /** The connection to a peer is gone: reset, refused, or the peer's process died. */
  | { readonly kind: 'disconnected'; readonly peer: number }
  | { readonly kind: 'timer'; readonly name: string; readonly subject: number }
  /** An fsync that this process asked for has completed. */
  | { readonly kind: 'synced'; readonly file: number }
  /** The process continues after a pause. */
  | { readonly kind: 'resumed' }
  /** The operator changed the settings. */
  | { readonly kind: 'configured'; readonly settings: Settings }
  /** An administrator's command, in the system's own words. */
  | {
      readonly kind: 'command';
      readonly operation: string;
      readonly arguments: Readonly<Record<string, SettingValue>>;
    };
