/** Writes onto the map and the list how far the learner is: a state for the style sheet, a word to see, a word to hear. */
import type { Standing } from '../../curriculum/standing.ts';
import type { StandingWords } from '../../i18n/curriculum/index.ts';

type Mark = 'done' | 'started' | 'next';

export function markLessons(
  root: ParentNode,
  {
    standings,
    next,
    words,
  }: {
    readonly standings: ReadonlyMap<string, Standing>;
    /** Id of the lesson that comes next. */
    readonly next: string | undefined;
    readonly words: StandingWords;
  },
): void {
  for (const lesson of root.querySelectorAll<HTMLElement | SVGElement>('[data-lesson]')) {
    const id = lesson.dataset['lesson'] ?? '';
    mark(lesson, markOf(id === next, standings.get(id)), words);
  }
}

function markOf(isNext: boolean, standing: Standing | undefined): Mark | undefined {
  if (isNext) return 'next';
  return standing === 'open' ? undefined : standing;
}

function mark(lesson: HTMLElement | SVGElement, what: Mark | undefined, words: StandingWords): void {
  if (what === undefined) delete lesson.dataset['state'];
  else lesson.dataset['state'] = what;
  const state = lesson.querySelector('.state');
  if (state !== null) state.textContent = what === undefined ? '' : words.states[what];
  const label = lesson.getAttribute('aria-label');
  if (label === null) return;
  // What the page called it, before any mark.
  const name = (lesson.dataset['name'] ??= label);
  lesson.setAttribute('aria-label', what === undefined ? name : words.named(name, words.spoken[what]));
}
