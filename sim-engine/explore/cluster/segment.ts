/**
 * The way from one moment to the next: the steps that a cluster takes by itself, in the order of time, until something has
 * happened that a fault could meet. Heartbeats, fetches that find nothing and the like are passed over: they are no moments.
 */
import type { Action } from '../../host/action.ts';
import { isResponse } from '../../host/message.ts';
import { sourceKind } from '../../host/model.ts';
import type { World } from '../../host/world.ts';
import type { Cursor } from '../../kernel/cursor.ts';
import type { Environment } from '../../kernel/model.ts';
import type { Micros } from '../../kernel/time.ts';
import type { Essence } from './essence.ts';

/**
 * What a moment is about: whatever took part in a step on the way to it. Routine counts here: whether a fetch is still under
 * way or waits at the leader already decides what a cut takes away.
 */
export interface Concern {
  /** Machines that did something, or had something done to them. */
  readonly machines: ReadonlySet<number>;
  /** Links whose first message was delivered. */
  readonly links: ReadonlySet<number>;
  /** Links on which an answer was sent. */
  readonly answers: ReadonlySet<number>;
}

/** The way to the next moment. */
export interface Segment extends Concern {
  /** The world at the next moment. */
  readonly world: World;
  /** Did the time run out before there was another moment? */
  readonly over: boolean;
}

/** No way from one moment to the next is longer; a cluster that is busier than this with nothing that matters is at fault. */
const STEPS_MAX = 100_000;

/**
 * Lets a cluster go on until the next moment.
 *
 * @param options.until - nothing later than this happens
 */
export function nextSegment(options: {
  /** Stands at the moment from which the cluster goes on. */
  readonly cursor: Cursor<World, Action>;
  readonly environment: Environment<Action>;
  readonly until: Micros;
  readonly essence: Essence;
}): Segment {
  const { cursor, environment, until, essence } = options;
  const machines = new Set<number>();
  const links = new Set<number>();
  const answers = new Set<number>();
  const machineCount = cursor.world.machines.length;
  let mattered = false;
  for (let count = 0; count < STEPS_MAX; count += 1) {
    const at = cursor.nextTime();
    // What happens within one microsecond belongs together: an action cannot come in between.
    if (mattered && at > cursor.world.now) return { machines, links, answers, world: cursor.world, over: false };
    if (at > until) break;
    const before = cursor.world;
    const kind = sourceKind(cursor.nextSource(), machineCount);
    cursor.step(environment);
    noteAnswers(before, cursor.world, answers);
    if (kind.kind === 'machine') machines.add(kind.machine);
    if (kind.kind === 'link') {
      links.add(kind.link);
      machines.add(kind.link % machineCount);
    }
    if (!essence.differs(before, cursor.world)) continue;
    mattered = true;
    for (const machine of essence.changedMachines(before, cursor.world)) machines.add(machine);
  }
  return { machines, links, answers, world: cursor.world, over: true };
}

function noteAnswers(before: World, after: World, answers: Set<number>): void {
  if (before.links === after.links) return;
  for (const [index, link] of after.links.entries()) {
    if (link === before.links[index] || answers.has(index)) continue;
    const last = link.queue[link.queue.length - 1];
    if (last !== undefined && last.sequence > before.sequence && last.message !== null && isResponse(last.message)) {
      answers.add(index);
    }
  }
}
