/** How a link leads from one machine to another: beside one another, or below one another on a phone. */
import type { SceneLink } from '../../sim-engine/view/scene.ts';
import { bow, sideways, straight, type Curve, type Point } from './geometry.ts';
import type { PlacedNode } from './placed.ts';

export const left = ({ box }: PlacedNode, share: number): Point => ({ x: box.x, y: box.y + box.height * share });
export const right = ({ box }: PlacedNode, share: number): Point => ({
  x: box.x + box.width,
  y: box.y + box.height * share,
});
export const top = ({ box }: PlacedNode): Point => ({ x: box.x + box.width / 2, y: box.y });
export const bottom = ({ box }: PlacedNode): Point => ({ x: box.x + box.width / 2, y: box.y + box.height });

/** Spreads the ends of several wires over a machine's side. */
export function spread(index: number, count: number): number {
  return 0.34 + (count <= 1 ? 0.16 : (0.32 * index) / (count - 1));
}

export interface Ends {
  readonly from: PlacedNode;
  readonly to: PlacedNode;
  readonly fromShare: number;
  readonly toShare: number;
}

export function wideCurves(purpose: SceneLink['purpose'], ends: Ends): readonly Curve[] {
  const { from, to, fromShare, toShare } = ends;
  switch (purpose) {
    case 'produce':
    case 'consume':
      return [sideways(right(from, fromShare), left(to, toShare))];
    case 'control': {
      const start = left(from, 0.5);
      const end = { x: to.box.x, y: to.box.y + 20 };
      return [bow(start, end, -22)];
    }
    case 'replicate': {
      const start = { x: from.box.x + from.box.width, y: from.box.y + from.box.height * 0.72 };
      const end = { x: to.box.x + to.box.width, y: to.box.y + 26 };
      return [bow(start, end, Math.abs(end.y - start.y) > from.box.height ? 40 : 24)];
    }
    case 'apply':
    case 'call':
      return [bow(right(from, 0.5), right(to, 0.5), 16)];
  }
}

export function tallCurves(purpose: SceneLink['purpose'], ends: Ends, width: number): readonly Curve[] {
  const { from, to, toShare } = ends;
  switch (purpose) {
    case 'produce': {
      const start = bottom(from);
      const turn = { x: 9, y: start.y + 34 };
      const end = left(to, toShare);
      const above = { x: 9, y: Math.max(turn.y, end.y - 26) };
      return [
        [start, { x: start.x, y: start.y + 24 }, { x: 9, y: start.y + 8 }, turn],
        straight(turn, above),
        [above, { x: 9, y: end.y }, { x: 9, y: end.y }, end],
      ];
    }
    case 'consume': {
      const x = width - 9;
      const start = right(from, toShare);
      const end = top(to);
      const turn = { x, y: start.y + 26 };
      const above = { x, y: Math.max(turn.y, end.y - 30) };
      return [
        [start, { x, y: start.y }, { x, y: start.y }, turn],
        straight(turn, above),
        [above, { x, y: end.y - 4 }, { x: end.x, y: end.y - 26 }, end],
      ];
    }
    case 'control':
      return [bow(left(from, 0.5), { x: to.box.x, y: to.box.y + 20 }, -12)];
    case 'replicate': {
      const start = { x: from.box.x + from.box.width, y: from.box.y + from.box.height * 0.72 };
      return [bow(start, { x: to.box.x + to.box.width, y: to.box.y + 26 }, 13)];
    }
    case 'apply':
      return [straight(bottom(from), { x: bottom(from).x, y: to.box.y })];
    case 'call':
      return [straight(bottom(from), top(to))];
  }
}
