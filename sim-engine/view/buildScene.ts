/** World to scene: machines, links and messages in flight, in the common alphabet. Pure. */
import { linkIndex, type Link } from '../host/link.ts';
import type { Machine } from '../host/machine.ts';
import type { World } from '../host/world.ts';
import type { Highlights, SystemInstance } from '../systems/door.ts';
import type { NodeStatus, Scene, SceneLink, SceneMessage, SceneNode } from './scene.ts';

const PROCESS_STATUS: Readonly<Record<Machine['process'], NodeStatus>> = {
  running: 'up',
  paused: 'paused',
  down: 'crashed',
  'powered-off': 'powered-off',
};

function sceneNode(system: SystemInstance, world: World, id: number, highlights: Highlights): SceneNode {
  const machine = world.machines[id] as Machine;
  const spec = system.cluster.machines[id] as SystemInstance['cluster']['machines'][number];
  const { status, ...face } = system.nodeFace(world, id, highlights);
  const process = PROCESS_STATUS[machine.process];
  return {
    id,
    name: spec.name,
    role: spec.role,
    status: process === 'up' && status !== null ? status : process,
    slow: machine.slowMicros > 0,
    ...face,
  };
}

function isStopped(world: World, link: Link): boolean {
  const receiver = world.machines[link.to]?.process;
  return link.state !== 'open' || receiver === 'paused' || receiver === 'powered-off';
}

function sceneMessages(system: SystemInstance, world: World, link: Link): SceneMessage[] {
  return link.queue.flatMap((envelope) => {
    if (envelope.message === null) return [];
    return [
      {
        id: envelope.sequence,
        from: link.from,
        to: link.to,
        sentAt: envelope.sentAt,
        arriveAt: envelope.arriveAt,
        stopped: isStopped(world, link),
        kind: envelope.message.kind,
        ...system.messageFace(envelope.message, world.machines[link.to]?.memory),
      },
    ];
  });
}

/** The scene after `step` steps. */
export function buildScene(system: SystemInstance, world: World, step: number, highlights: Highlights): Scene {
  const count = world.machines.length;
  const links: SceneLink[] = [];
  const messages: SceneMessage[] = [];
  for (let from = 0; from < count; from += 1) {
    for (let to = 0; to < count; to += 1) {
      const link = world.links[linkIndex(from, to, count)] as Link;
      if (link.queue.length > 0) messages.push(...sceneMessages(system, world, link));
      const purpose = system.linkPurpose(from, to);
      if (purpose === null) continue;
      links.push({ from, to, state: link.state, slow: link.extraMicros > 0, purpose });
    }
  }
  const nodes = world.machines.map((_, id) => sceneNode(system, world, id, highlights));
  const { companions } = system.cluster;
  return {
    at: world.now,
    step,
    nodes,
    links,
    messages,
    ...(companions === undefined ? {} : { processes: companions }),
  };
}
