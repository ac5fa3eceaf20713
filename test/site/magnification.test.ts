/** A stage grows with the type of its page, where there is room. */
import { expect, it } from 'vitest';
import { magnificationFor } from '../../site/scene/magnification.ts';

it.each([
  ['a desk', 1100, 16, 1],
  ['a projector', 1400, 18, 1.125],
  ['a wide screen', 1900, 22, 1.375],
  ['the least room for it', 900, 18, 1.125],
  ['too little room', 899, 18, 1],
  ['small type, which is never followed', 1100, 12, 1],
])('%s', (_, width, type, magnified) => {
  expect(magnificationFor(width, type)).toBe(magnified);
});
