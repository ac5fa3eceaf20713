/** Makes the map answer to pointer and keys: the way to a lesson stands out, arrow keys go from lesson to lesson. */
import { rove } from '../site/roving.ts';

export function bringPicturesAlive(): void {
  for (const picture of document.querySelectorAll<SVGSVGElement>('[data-curriculum]')) bringPictureAlive(picture);
}

function bringPictureAlive(picture: SVGSVGElement): void {
  const lessons = [...picture.querySelectorAll<SVGElement>('.lesson')];
  const links = lessons.filter((lesson): lesson is SVGAElement => lesson instanceof SVGAElement);
  const edges = [...picture.querySelectorAll<SVGElement>('[data-from]')];

  const show = (lesson: Element | null): void => {
    const way = wayTo(lesson instanceof SVGElement ? lesson.dataset['number'] : undefined, edges);
    picture.classList.toggle('choosing', way.size > 0);
    for (const each of lessons) each.classList.toggle('on-way', way.has(each.dataset['number'] ?? ''));
    for (const edge of edges) edge.classList.toggle('on-way', way.has(edge.dataset['to'] ?? ''));
  };
  const showFocused = (): void => show(links.find((link) => link === document.activeElement) ?? null);

  for (const lesson of lessons) {
    lesson.addEventListener('pointerenter', () => show(lesson));
    lesson.addEventListener('pointerleave', showFocused);
  }
  for (const link of links) {
    link.addEventListener('focus', () => show(link));
    link.addEventListener('blur', () => show(null));
  }
  rove(links, links.map(middleOf));
  // Somebody may have been here before this was.
  showFocused();
}

/** Numbers of a lesson and of all before it. */
function wayTo(number: string | undefined, edges: readonly SVGElement[]): ReadonlySet<string> {
  const way = new Set<string>(number === undefined ? [] : [number]);
  // A set goes on to what is added to it meanwhile.
  for (const each of way) {
    for (const { dataset } of edges) if (dataset['to'] === each) way.add(dataset['from'] ?? '');
  }
  return way;
}

function middleOf(link: SVGElement): { readonly x: number; readonly y: number } {
  const of = (name: string): number => Number(link.querySelector('rect')?.getAttribute(name));
  return { x: of('x') + of('width') / 2, y: of('y') + of('height') / 2 };
}
