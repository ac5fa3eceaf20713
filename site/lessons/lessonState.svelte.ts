/** The statechart of the lesson on this page, as islands read it. Its parts are those of the page; it stands where progress has it. */
import { cardKey } from './cardKey.ts';
import { DOING, nextPart, statesOf, type DoingKind, type LessonPart, type PartState } from './machine.ts';
import { progress } from './progress.svelte.ts';

/** A part as the page shows it. */
export interface PartHere extends LessonPart {
  readonly title: string;
}

function partsOnPage(): readonly PartHere[] {
  const sections = [...document.querySelectorAll<HTMLElement>('.part[data-part-id]')];
  return sections.flatMap((section) => {
    const kind = section.dataset['part'] as DoingKind;
    const title = section.querySelector('h2')?.textContent ?? '';
    return DOING.includes(kind) ? [{ id: section.dataset['partId'] ?? '', kind, title }] : [];
  });
}

class LessonState {
  readonly #lesson: string;
  readonly parts = partsOnPage();
  readonly #cards = (document.querySelector<HTMLElement>('[data-card-ids]')?.dataset['cardIds'] ?? '')
    .split(' ')
    .filter((id) => id !== '');

  constructor(lesson: string) {
    this.#lesson = lesson;
  }

  readonly #states = $derived.by(() => {
    const { predictions, tasks, seen = [] } = progress.of(this.#lesson);
    const rated = this.#cards.filter((id) => progress.card(cardKey(this.#lesson, id)) !== undefined).length;
    return statesOf(this.parts, { predictions, tasks, seen, cards: { rated, left: this.#cards.length - rated } });
  });

  of(part: string): PartState {
    return this.#states.get(part) ?? 'open';
  }

  get next(): PartHere | undefined {
    return nextPart(this.parts, this.#states) as PartHere | undefined;
  }

  get done(): number {
    return this.parts.filter(({ id }) => this.of(id) === 'done').length;
  }
}

let here: { readonly lesson: string; readonly state: LessonState } | null = null;

/** The state of the page's lesson; null while pages are built. */
export function lessonState(lesson: string): LessonState | null {
  if (typeof document === 'undefined') return null;
  if (here?.lesson !== lesson) here = { lesson, state: new LessonState(lesson) };
  return here.state;
}
