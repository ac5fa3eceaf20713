/** One stop for Tab in a picture of many links; inside, arrow keys lead from one to the nearest in their direction. */
import { isDirection, neighbour, type Place } from '../../reading/mapKeys.ts';

/** @param places where the links lie, in the same order */
export function rove(links: readonly SVGElement[], places: readonly Place[]): void {
  const stopAt = (stop: number): void =>
    links.forEach((link, index) => link.setAttribute('tabindex', index === stop ? '0' : '-1'));
  stopAt(
    Math.max(
      0,
      links.findIndex((link) => link === document.activeElement),
    ),
  );
  for (const [index, link] of links.entries()) {
    link.addEventListener('focus', () => stopAt(index));
    link.addEventListener('keydown', (event) => {
      if (!isDirection(event.key)) return;
      event.preventDefault();
      links[neighbour(places, index, event.key)]?.focus();
    });
  }
}
