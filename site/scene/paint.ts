/** Paints the draw list on a canvas, with the colours of the page's theme. */
import { colourIndex, letterSize, turnMiddle, turnWidth, type MarkDraw, type TokenDraw } from './drawList.ts';
import { textWidth } from './geometry.ts';
import { CROSS, TURN } from './signs.ts';

export interface Palette {
  readonly keys: readonly { readonly fill: string; readonly ink: string }[];
  readonly ink: string;
  readonly card: string;
  readonly outline: string;
  readonly fault: string;
  readonly good: string;
  readonly doubt: string;
  readonly font: string;
}

/** Reads colours as the element sees them: themes are pairs, and the browser knows which one holds. */
export function readPalette(element: HTMLElement): Palette {
  const probe = document.createElement('span');
  element.parentElement?.append(probe);
  const colour = (token: string): string => {
    probe.style.color = `var(--${token})`;
    return getComputedStyle(probe).color;
  };
  const palette: Palette = {
    keys: Array.from({ length: 8 }, (_, key) => ({ fill: colour(`key-${key}`), ink: colour(`key-${key}-ink`) })),
    ink: colour('ink'),
    card: colour('card'),
    outline: colour('outline'),
    fault: colour('fault'),
    good: colour('good'),
    doubt: colour('doubt'),
    font: getComputedStyle(element).fontFamily,
  };
  probe.remove();
  return palette;
}

/** A sign on a small plate, which ends at the right at `right`. */
function plate(
  context: CanvasRenderingContext2D,
  at: {
    readonly path: string;
    readonly right: number;
    readonly width: number;
    readonly y: number;
    readonly word: string;
  },
  palette: Palette,
): void {
  const { path, right, width, y, word } = at;
  context.beginPath();
  context.roundRect(right - width, y - 5.5, width, 11, 5.5);
  context.fillStyle = palette.card;
  context.fill();
  context.lineWidth = 0.8;
  context.strokeStyle = palette.ink;
  context.stroke();
  context.save();
  context.translate(right - width + 5.5, y);
  context.lineWidth = 1.3;
  context.stroke(new Path2D(path));
  context.restore();
  context.font = `700 8.5px ${palette.font}`;
  context.fillStyle = palette.ink;
  context.textAlign = 'right';
  context.fillText(word, right - 2.4, y + 3.1);
  context.textAlign = 'center';
}

function paintSigns(context: CanvasRenderingContext2D, mark: MarkDraw, palette: Palette): void {
  const y = mark.y + mark.size - 1;
  if (mark.deadLettered) plate(context, { path: CROSS, right: mark.x + 6.5, width: 11, y, word: '' }, palette);
  if (!mark.redelivered) return;
  const word = mark.deliveries > 1 ? String(mark.deliveries) : '';
  const middle = mark.y + turnMiddle(mark);
  plate(context, { path: TURN, right: mark.x + mark.size + 5, width: turnWidth(mark), y: middle, word }, palette);
}

function paintMark(context: CanvasRenderingContext2D, mark: MarkDraw, palette: Palette): void {
  const key = palette.keys[colourIndex(mark.colour)] ?? { fill: palette.ink, ink: palette.card };
  context.globalAlpha = mark.faint ? 0.7 : 1;
  context.lineWidth = 1.5;
  context.beginPath();
  context.roundRect(mark.x, mark.y, mark.size, mark.size, mark.size / 4.4);
  context.fillStyle = mark.filled ? key.fill : palette.card;
  context.fill();
  context.strokeStyle = key.fill;
  context.setLineDash(mark.filled ? [] : [3, 2.2]);
  context.stroke();
  context.setLineDash([]);
  const size = letterSize(mark);
  context.font = `700 ${size}px ${palette.font}`;
  context.fillStyle = mark.filled ? key.ink : palette.ink;
  context.fillText(mark.label, mark.x + mark.size / 2, mark.y + mark.size / 2 + size * 0.36);
  context.globalAlpha = 1;
  if (mark.durable) {
    context.fillStyle = palette.ink;
    context.fillRect(mark.x + 4, mark.y + mark.size + 1.5, mark.size - 8, 2);
  }
  if (mark.acknowledged) disc(context, { x: mark.x + mark.size - 1, y: mark.y + 1, radius: 2.6, colour: palette.ink });
  if (mark.suspect) {
    context.strokeStyle = palette.fault;
    context.lineWidth = 2;
    context.strokeRect(mark.x - 2.5, mark.y - 2.5, mark.size + 5, mark.size + 5);
    disc(context, { x: mark.x, y: mark.y - 1, radius: 6, colour: palette.fault });
    context.font = `800 9px ${palette.font}`;
    context.fillStyle = palette.card;
    context.fillText('!', mark.x, mark.y + 2.2);
  }
  paintSigns(context, mark, palette);
}

function disc(
  context: CanvasRenderingContext2D,
  {
    x,
    y,
    radius,
    colour,
  }: { readonly x: number; readonly y: number; readonly radius: number; readonly colour: string },
): void {
  context.beginPath();
  context.arc(x, y, radius, 0, 2 * Math.PI);
  context.fillStyle = colour;
  context.fill();
}

export function paintMarks(context: CanvasRenderingContext2D, marks: readonly MarkDraw[], palette: Palette): void {
  context.textAlign = 'center';
  for (const mark of marks) paintMark(context, mark, palette);
}

/** A request by its name. */
function named(context: CanvasRenderingContext2D, { x, y, label }: TokenDraw, palette: Palette): void {
  const width = textWidth(label, 10) + 10;
  context.beginPath();
  context.roundRect(x - width / 2, y - 8, width, 16, 4);
  context.fillStyle = palette.card;
  context.fill();
  context.lineWidth = 1.5;
  context.strokeStyle = palette.outline;
  context.stroke();
  context.font = `600 10px ${palette.font}`;
  context.fillStyle = palette.ink;
  context.fillText(label, x, y + 3.6);
}

/** Makes a round edge dashed. */
function gaps(context: CanvasRenderingContext2D, { x, y }: TokenDraw, palette: Palette): void {
  context.setLineDash([2, 3]);
  context.beginPath();
  context.arc(x, y, 7.75, 0, 2 * Math.PI);
  context.lineWidth = 2;
  context.strokeStyle = palette.card;
  context.stroke();
  context.setLineDash([]);
}

export function paintTokens(context: CanvasRenderingContext2D, tokens: readonly TokenDraw[], palette: Palette): void {
  context.textAlign = 'center';
  for (const token of tokens) {
    const { x, y, kind } = token;
    if (kind === 'routine') {
      disc(context, { x, y, radius: 2.6, colour: token.waiting ? palette.doubt : palette.outline });
      continue;
    }
    if (kind === 'request') {
      named(context, token, palette);
      continue;
    }
    const edge = token.late === true ? palette.outline : kind === 'error' ? palette.fault : palette.good;
    disc(context, { x, y, radius: 8.5, colour: edge });
    disc(context, { x, y, radius: 7, colour: palette.card });
    if (token.late === true) gaps(context, token, palette);
    context.font = `700 10px ${palette.font}`;
    context.fillStyle = edge;
    context.fillText(kind === 'error' ? '✗' : '✓', x, y + 3.8);
    if (kind === 'error' || token.late === true) context.fillText(token.label, x, y + 21);
  }
}
