/** A record as a small square: its key's colour and letter. */
import { orderOf } from '../apps/recordNames.ts';
import type { MessageMark } from '../view/scene.ts';

/** Colours in the palette. */
const COLOURS = 8;

/** The mark of a record or message; those with the same key look alike. */
export function markOf(record: { readonly key: string | null; readonly value: string }): MessageMark {
  const letter = record.key ?? record.value;
  const colour = letter.length === 0 ? 0 : (letter.charCodeAt(0) - 97 + COLOURS * 16) % COLOURS;
  const { value, key } = record;
  const order = orderOf(value);
  return order === value ? { value, key, colour } : { value, label: order, key, colour };
}
