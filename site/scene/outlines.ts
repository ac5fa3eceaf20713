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

/** Turned around its middle: right becomes left. */
function pointedLeft({ x, y, width, height }: Box): string {
  const middle = y + height / 2;
  return (
    `M${x + width - R} ${y}H${x + POINT}L${x} ${middle}L${x + POINT} ${y + height}` +
    `H${x + width - R}q${R} 0 ${R} ${-R}V${y + R}q0 ${-R} ${-R} ${-R}Z`
  );
}

function notchedRight({ x, y, width, height }: Box): string {
  const middle = y + height / 2;
  return (
    `M${x + width} ${y}H${x + R}q${-R} 0 ${-R} ${R}V${y + height - R}q0 ${R} ${R} ${R}` +
    `H${x + width}L${x + width - POINT + 2} ${middle}Z`
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

/** `facing`: where a producer's messages go; a consumer that faces left has its messages come from the right. */
export function outlineOf(role: NodeRole, box: Box, facing: 'left' | 'right' = 'right'): string {
  switch (role) {
    case 'producer':
    case 'caller':
      return facing === 'right' ? pointed(box) : pointedLeft(box);
    case 'consumer':
      return facing === 'right' ? notched(box) : notchedRight(box);
    case 'database':
      return drum(box);
    case 'broker':
    case 'controller':
    case 'service':
      return rounded(box);
  }
}

/** The line inside the edge of somebody else's system. */
export function innerOutline({ x, y, width, height }: Box): string {
  const gap = 4;
  return rounded({ x: x + gap, y: y + gap, width: width - 2 * gap, height: height - 2 * gap });
}

/** A person: head and shoulders, around the middle. */
export const PERSON = 'M-3.2 -3.4a3.2 3.2 0 1 0 6.4 0a3.2 3.2 0 1 0 -6.4 0M-6.5 7c0 -4.2 2.8 -6 6.5 -6s6.5 1.8 6.5 6Z';

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
