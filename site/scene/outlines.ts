/** Outlines: a producer points away, a consumer takes in, a database is a drum, an exchange has six corners. */
import type { NodeRole } from '../../sim-engine/view/scene.ts';
import type { Box } from './geometry.ts';

const R = 12;
const POINT = 11;

function rounded({ x, y, width, height }: Box): string {
  return (
    `M${x + R} ${y}H${x + width - R}q${R} 0 ${R} ${R}V${y + height - R}q0 ${R} ${-R} ${R}` +
    `H${x + R}q${-R} 0 ${-R} ${-R}V${y + R}q0 ${-R} ${R} ${-R}Z`
  );
}

function pointed({ x, y, width, height }: Box): string {
  const middle = y + height / 2;
  return (
    `M${x + R} ${y}H${x + width - POINT}L${x + width} ${middle}L${x + width - POINT} ${y + height}` +
    `H${x + R}q${-R} 0 ${-R} ${-R}V${y + R}q0 ${-R} ${R} ${-R}Z`
  );
}

function notched({ x, y, width, height }: Box): string {
  const middle = y + height / 2;
  return (
    `M${x} ${y}H${x + width - R}q${R} 0 ${R} ${R}V${y + height - R}q0 ${R} ${-R} ${R}` +
    `H${x}L${x + POINT - 2} ${middle}Z`
  );
}

function drum({ x, y, width, height }: Box): string {
  const lid = 7;
  const [left, right] = [x, x + width];
  const half = width / 2;
  return (
    `M${left} ${y + lid}a${half} ${lid} 0 0 1 ${width} 0V${y + height - lid}a${half} ${lid} 0 0 1 ${-width} 0Z` +
    `M${left} ${y + lid}a${half} ${lid} 0 0 0 ${right - left} 0`
  );
}

export function outlineOf(role: NodeRole, box: Box): string {
  switch (role) {
    case 'producer':
    case 'caller':
      return pointed(box);
    case 'consumer':
      return notched(box);
    case 'database':
      return drum(box);
    case 'broker':
    case 'controller':
    case 'service':
      return rounded(box);
  }
}

/** An exchange: pointed at both sides, for it only passes on. */
export function hexagon({ x, y, width, height }: Box): string {
  const tip = Math.min(10, height / 2);
  const middle = y + height / 2;
  return (
    `M${x} ${middle}L${x + tip} ${y}H${x + width - tip}L${x + width} ${middle}` +
    `L${x + width - tip} ${y + height}H${x + tip}Z`
  );
}

/** What is ready in a queue: pointed at its head. */
export function readyOutline({ x, y, width, height }: Box): string {
  const r = 9;
  const middle = y + height / 2;
  return `M${x + r} ${y}H${x + width - r}L${x + width} ${middle}L${x + width - r} ${y + height}H${x + r}q${-r} 0 ${-r} ${-r}V${y + r}q0 ${-r} ${r} ${-r}Z`;
}
