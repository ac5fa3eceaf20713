/** Keys of the player. */
import type { Player } from './player.svelte.ts';

export interface KeyDeeds {
  readonly player: Player;
  readonly openHelp: () => void;
}

/** Elements that use the keys themselves. */
function belongsTo(target: EventTarget | null, key: string): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable || target.closest('dialog[open]') !== null) return true;
  if (target instanceof HTMLInputElement && target.type === 'range') return key !== ' ' && key !== 'f' && key !== '?';
  if (target.matches('input, select, textarea')) return true;
  if (target.closest('[role="tablist"], [role="radiogroup"]') !== null) return /^(Arrow|Home|End)/.test(key);
  return key === ' ' && target.closest('button, a, summary') !== null;
}

/** Does what a key means. Returns whether it meant something. */
export function pressKey(event: KeyboardEvent, { player, openHelp }: KeyDeeds): boolean {
  if (event.ctrlKey || event.metaKey || event.altKey) return false;
  const jumps = event.shiftKey && (event.key === 'ArrowLeft' || event.key === 'ArrowRight');
  const onRange = event.target instanceof HTMLInputElement && event.target.type === 'range';
  if (!(jumps && onRange) && belongsTo(event.target, event.key)) return false;
  switch (event.key) {
    case ' ':
      player.toggle();
      return true;
    case 'ArrowRight':
      void (event.shiftKey ? player.jump(1) : player.stepBy(1));
      return true;
    case 'ArrowLeft':
      void (event.shiftKey ? player.jump(-1) : player.stepBy(-1));
      return true;
    case 'Home':
      void player.goTo(0);
      return true;
    case 'End':
      void player.goTo(player.steps);
      return true;
    case 'f':
      void player.fork();
      return true;
    case '?':
      openHelp();
      return true;
    default:
      return false;
  }
}
