/** What a stage consists of once everything has its place. */
import type { SceneLink } from '../../sim-engine/view/scene.ts';
import type { StageNode } from '../worker/protocol.ts';
import type { Bench } from './bench.ts';
import type { Box, Track } from './geometry.ts';
import type { Inside } from './inside.ts';

export interface PlacedNode extends Omit<Inside, 'height'> {
  readonly node: StageNode;
  readonly box: Box;
  /** Where its messages go (a producer) or come from (a consumer). */
  readonly facing: 'left' | 'right';
  /** The inside of a service, of customers, or of an application's database. */
  readonly bench: Bench | null;
  /** The machine in whose frame it stands: both are one process. */
  readonly frame: number | null;
}

export interface Wire {
  readonly id: string;
  /** The track leads from this machine … */
  readonly a: number;
  /** … to this one. */
  readonly b: number;
  readonly track: Track;
  /** `inside`: between a service and a client of its process. */
  readonly purpose: SceneLink['purpose'] | 'inside';
  readonly forward: SceneLink | null;
  readonly backward: SceneLink | null;
}
