/** How large a stage is drawn: as large as the type of the page, so that both can be read from the back of a room. */

/** The size of type that one unit of the stage is drawn for, in pixels. */
const TYPE_PIXELS = 16;
/** On less than this, room is worth more than size. */
const ROOM_PIXELS = 900;

/** Pixels to a unit of a stage that has this width, for a page whose type has this size. */
export function magnificationFor(width: number, typePixels: number): number {
  return width < ROOM_PIXELS ? 1 : Math.max(1, typePixels / TYPE_PIXELS);
}

/** The same for the page that is open. */
export function magnification(width: number): number {
  return magnificationFor(width, parseFloat(getComputedStyle(document.documentElement).fontSize));
}
