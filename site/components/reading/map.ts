/** Makes the concept map answer to pointer and keys: what a name is tied to stands out, arrow keys go from name to name. */
import { tiesIn, type Place } from '../../reading/mapKeys.ts';
import { rove } from '../site/roving.ts';

const numberOf = (element: Element, attribute: string): number => Number(element.getAttribute(attribute));
const keyOf = ({ x, y }: Place): string => `${x} ${y}`;

export function bringMapAlive(map: SVGSVGElement): void {
  const names = [...map.querySelectorAll<SVGAElement>('a')];
  const dots = [...map.querySelectorAll('circle')];
  const places = names.map((name) => {
    const text = name.querySelector('text') ?? name;
    return { x: numberOf(text, 'x'), y: numberOf(text, 'y') };
  });
  // The lines of the picture say what is tied to what; whatever lies at the end of one is tied.
  const ties = tiesIn(map.querySelector('.ties')?.getAttribute('d') ?? '');
  const lit = map.querySelector('.lit');
  const marked = new Map<string, Element>([
    ...names.map((name, index): [string, Element] => [keyOf(places[index] ?? { x: 0, y: 0 }), name]),
    ...dots.map((dot): [string, Element] => [keyOf({ x: numberOf(dot, 'cx'), y: numberOf(dot, 'cy') }), dot]),
  ]);

  const show = (index: number): void => {
    const here = places[index];
    const tied = here === undefined ? [] : ties.filter((tie) => tie.some((end) => keyOf(end) === keyOf(here)));
    const ends = new Set([...tied.flat().map(keyOf), ...(here === undefined ? [] : [keyOf(here)])]);
    map.classList.toggle('choosing', here !== undefined);
    for (const [key, element] of marked) element.classList.toggle('chosen', ends.has(key));
    lit?.setAttribute('d', tied.map(([from, to]) => `M${keyOf(from)}L${keyOf(to)}`).join(''));
  };
  const showFocused = (): void => show(names.findIndex((name) => name === document.activeElement));

  for (const [index, name] of names.entries()) {
    name.addEventListener('pointerenter', () => show(index));
    name.addEventListener('pointerleave', showFocused);
    name.addEventListener('blur', () => show(-1));
    name.addEventListener('focus', () => show(index));
  }
  rove(names, places);
}
