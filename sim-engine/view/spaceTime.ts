/** The space-time diagram: one lane per machine, an arrow per message, a point per step. */
import type { Envelope, Link } from '../host/link.ts';
import type { World } from '../host/world.ts';
import type { Micros } from '../kernel/time.ts';
import type { SystemInstance } from '../systems/door.ts';

export interface SpaceTimeArrow {
  /** Sequence number of the message. */
  readonly id: number;
  readonly from: number;
  readonly to: number;
  readonly sentAt: Micros;
  /** null: still in flight at the end, or lost. */
  readonly arrivedAt: Micros | null;
  readonly lost: boolean;
  readonly kind: string;
  /** Values of the records it carries, e.g. `a3, b2`. */
  readonly label: string;
  readonly error: string | null;
  readonly routine: boolean;
  /** Step in which it was sent. */
  readonly step: number;
  /** Step in which it arrived; -1 when it did not. */
  readonly arrivedStep: number;
}

export interface SpaceTimePoint {
  readonly machine: number;
  readonly at: Micros;
  readonly step: number;
  readonly kind: 'deliver' | 'timer' | 'disk' | 'action';
}

export interface SpaceTime {
  readonly lanes: readonly string[];
  readonly from: Micros;
  readonly to: Micros;
  readonly arrows: readonly SpaceTimeArrow[];
  readonly points: readonly SpaceTimePoint[];
}

/** Most steps that one diagram shows. */
export const SPACE_TIME_STEPS_MAX = 400;

/** The part of a playback that the diagram reads. */
export interface SpaceTimeSource {
  readonly system: SystemInstance;
  worldAt(step: number): World;
}

interface OpenArrow {
  readonly envelope: Envelope;
  readonly link: Link;
  readonly step: number;
}

/** Builds the diagram for the steps from `fromStep` (exclusive) to `toStep`, at most SPACE_TIME_STEPS_MAX of them. */
export function buildSpaceTime(
  source: SpaceTimeSource,
  options: { readonly fromStep: number; readonly toStep: number },
): SpaceTime {
  const { system } = source;
  const fromStep = Math.max(options.fromStep, options.toStep - SPACE_TIME_STEPS_MAX, 0);
  const first = source.worldAt(fromStep);
  const open = new Map<number, OpenArrow>();
  const arrows: SpaceTimeArrow[] = [];
  const points: SpaceTimePoint[] = [];
  collectOpen(first, null, fromStep, open);
  let before = first;
  for (let step = fromStep + 1; step <= options.toStep; step += 1) {
    const world = source.worldAt(step);
    closeArrows(system, { before, world, step, open, arrows });
    collectOpen(world, before, step, open);
    collectPoints(before, world, step, points);
    before = world;
  }
  for (const arrow of open.values()) arrows.push(finishArrow(system, arrow, { at: null, step: -1, lost: false }));
  arrows.sort((left, right) => left.id - right.id);
  const lanes = system.cluster.machines.map((machine) => machine.name);
  return { lanes, from: first.now, to: before.now, arrows, points };
}

function finishArrow(
  system: SystemInstance,
  open: OpenArrow,
  end: { readonly at: Micros | null; readonly step: number; readonly lost: boolean },
): SpaceTimeArrow {
  const { envelope, link } = open;
  const face = envelope.message === null ? null : system.messageFace(envelope.message);
  return {
    id: envelope.sequence,
    from: link.from,
    to: link.to,
    sentAt: envelope.sentAt,
    arrivedAt: end.at,
    lost: end.lost,
    kind: envelope.message?.kind ?? 'disconnect',
    label: face?.marks.map((mark) => mark.label ?? mark.value).join(', ') ?? '',
    error: face?.error ?? null,
    routine: face?.routine ?? false,
    step: open.step,
    arrivedStep: end.step,
  };
}

function collectOpen(world: World, before: World | null, step: number, open: Map<number, OpenArrow>): void {
  world.links.forEach((link, index) => {
    if (before !== null && before.links[index] === link) return;
    for (const envelope of link.queue) {
      if (!open.has(envelope.sequence)) open.set(envelope.sequence, { envelope, link, step });
    }
  });
}

/** A message that has left its link arrived if it was first in line there; otherwise its connection was lost. */
function closeArrows(
  system: SystemInstance,
  options: {
    readonly before: World;
    readonly world: World;
    readonly step: number;
    readonly open: Map<number, OpenArrow>;
    readonly arrows: SpaceTimeArrow[];
  },
): void {
  const { before, world, step, open, arrows } = options;
  before.links.forEach((link, index) => {
    const after = world.links[index] as Link;
    if (link === after) return;
    const remaining = new Set(after.queue.map((envelope) => envelope.sequence));
    const gone = link.queue.filter((envelope) => !remaining.has(envelope.sequence));
    for (const [place, envelope] of gone.entries()) {
      const arrow = open.get(envelope.sequence);
      if (arrow === undefined) continue;
      open.delete(envelope.sequence);
      const receiver = world.machines[link.to];
      const handled = receiver !== before.machines[link.to] && receiver?.process === 'running';
      const arrived = place === 0 && gone.length === 1 && handled;
      arrows.push(
        finishArrow(system, arrow, { at: arrived ? world.now : null, step: arrived ? step : -1, lost: !arrived }),
      );
    }
  });
}

function collectPoints(before: World, world: World, step: number, points: SpaceTimePoint[]): void {
  const isAction = before.scriptIndex !== world.scriptIndex;
  world.machines.forEach((machine, id) => {
    const old = before.machines[id];
    if (old === machine || old === undefined) return;
    const fired = old.timers.length > 0 && old.timers[0] !== machine.timers[0] && old.timers[0]?.at === world.now;
    points.push({ machine: id, at: world.now, step, kind: isAction ? 'action' : fired ? 'timer' : 'deliver' });
  });
}
