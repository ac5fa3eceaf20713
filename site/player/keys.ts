/** Keys of the player. */
import type { Timeline } from './timeline.ts';

export interface KeyDeeds {
  readonly timeline: Timeline;
  /** Only where a run can be forked. */
  readonly fork?: () => void;
  /** Only where there is a page of keys. */
  readonly openHelp?: () => void;
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
export function pressKey(event: KeyboardEvent, { timeline, fork, openHelp }: KeyDeeds): boolean {
  if (event.ctrlKey || event.metaKey || event.altKey) return false;
  const jumps = event.shiftKey && (event.key === 'ArrowLeft' || event.key === 'ArrowRight');
  const onRange = event.target instanceof HTMLInputElement && event.target.type === 'range';
  if (!(jumps && onRange) && belongsTo(event.target, event.key)) return false;
  switch (event.key) {
    case ' ':
      timeline.toggle();
      return true;
    case 'ArrowRight':
      void (event.shiftKey ? timeline.jump(1) : timeline.stepBy(1));
      return true;
    case 'ArrowLeft':
      void (event.shiftKey ? timeline.jump(-1) : timeline.stepBy(-1));
      return true;
    case 'Home':
      void timeline.goTo(0);
      return true;
    case 'End':
      void timeline.goTo(timeline.steps);
      return true;
    case 'f':
      fork?.();
      return fork !== undefined;
    case '?':
      openHelp?.();
      return openHelp !== undefined;
    default:
      return false;
  }
}
