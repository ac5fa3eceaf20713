/** Texts with places for parameters: `{name}`. */
import type { Parameters } from '../../lessons/lesson.ts';

/** Puts parameters in their places; a place without a parameter stays as it is. */
export function fillIn(text: string, parameters: Parameters): string {
  return text.replaceAll(/\{(\w+)\}/g, (place, name: string) => String(parameters[name] ?? place));
}
