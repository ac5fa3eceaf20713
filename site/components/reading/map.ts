/** Makes the concept map answer to pointer and keys: what a name is tied to stands out, arrow keys go from name to name. */
import { isDirection, neighbour } from '../../reading/mapKeys.ts';

/** Numbers in an attribute: `x y` of what a name is tied to, one after the other. */
const numbersIn = (text: string | undefined): readonly number[] => (text ?? '').split(' ').filter(Boolean).map(Number);

export function bringMapAlive(map: SVGSVGElement): void {
  const names = [...map.querySelectorAll<SVGAElement>('a')];
  const dots = [...map.querySelectorAll<SVGCircleElement>('circle')];
  const lit = map.querySelector<SVGPathElement>('.lit');
  const places = names.map((name) => ({ x: Number(name.dataset['x']), y: Number(name.dataset['y']) }));

  const show = (name: SVGAElement | undefined): void => {
    map.classList.toggle('choosing', name !== undefined);
    for (const other of names) other.classList.toggle('chosen', other === name);
    for (const dot of dots) dot.classList.remove('chosen');
    const place = name === undefined ? undefined : places[names.indexOf(name)];
    if (name === undefined || place === undefined) return lit?.setAttribute('d', '');
    const ends: string[] = [];
    for (const index of numbersIn(name.dataset['dots'])) {
      const dot = dots[index];
      dot?.classList.add('chosen');
      ends.push(`M${place.x} ${place.y}L${dot?.getAttribute('cx') ?? place.x} ${dot?.getAttribute('cy') ?? place.y}`);
    }
    for (const index of numbersIn(name.dataset['names'])) {
      names[index]?.classList.add('chosen');
      ends.push(`M${place.x} ${place.y}L${places[index]?.x ?? place.x} ${places[index]?.y ?? place.y}`);
    }
    lit?.setAttribute('d', ends.join(''));
  };

  // One stop for Tab; inside, the arrow keys go on.
  const stopAt = (index: number): void =>
    names.forEach((name, each) => name.setAttribute('tabindex', each === index ? '0' : '-1'));
  stopAt(0);

  for (const [index, name] of names.entries()) {
    name.addEventListener('pointerenter', () => show(name));
    name.addEventListener('pointerleave', () => show(names.find((each) => each === document.activeElement)));
    name.addEventListener('focus', () => {
      stopAt(index);
      show(name);
    });
    name.addEventListener('blur', () => show(undefined));
    name.addEventListener('keydown', (event) => {
      if (!isDirection(event.key)) return;
      event.preventDefault();
      names[neighbour(places, index, event.key)]?.focus();
    });
  }
}
