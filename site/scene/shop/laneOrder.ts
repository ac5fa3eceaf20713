/** The order of machines in a diagram of an application's run: as an order goes through them. */
import type { Stage } from '../../worker/protocol.ts';
import type { Lane } from '../spaceTimePlaces.ts';
import { sidesOf, type Crew } from './crews.ts';
import { isShop } from './layout.ts';

/** What comes in, the service, what goes out. */
function machinesOf({ node, clients }: Crew): readonly number[] {
  const takers = clients.filter(({ role }) => role === 'consumer');
  const others = clients.filter(({ role }) => role !== 'consumer');
  return [...takers, node, ...others].map(({ id }) => id);
}

/** Lanes in the order of the stage; those of a stage without applications stay as they are. */
export function inOrderOfStage(lanes: readonly Lane[], stage: Stage): readonly Lane[] {
  if (!isShop(stage)) return lanes;
  const { before, behind } = sidesOf(stage);
  const inside = [...before, ...behind].flatMap(machinesOf);
  const others = stage.nodes.filter(({ id }) => !inside.includes(id));
  const databases = others.filter(({ role }) => role === 'database');
  const brokers = others.filter(({ role }) => role !== 'database');
  const order = [
    ...before.flatMap(machinesOf),
    ...brokers.map(({ id }) => id),
    ...behind.flatMap(machinesOf),
    ...databases.map(({ id }) => id),
  ];
  return lanes.toSorted((one, other) => order.indexOf(one.machine) - order.indexOf(other.machine));
}
