/** What a step changed in memories and on disks, as paths with short values: the inspector's last lines. */
import { AppendList } from '../kernel/appendList.ts';
import type { World } from '../host/world.ts';
import type { SystemInstance } from '../systems/door.ts';
import type { Account } from './account.ts';

type Change = Account['changes'][number];

/** At most so many changes are listed, at most so deep. */
const CHANGES_MAX = 24;
const DEPTH_MAX = 6;
const TEXT_MAX = 60;

function isContainer(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !(value instanceof AppendList);
}

function shortText(value: unknown): string {
  if (value === undefined) return '–';
  if (value instanceof AppendList) return `${value.length} items`;
  const text = isContainer(value)
    ? JSON.stringify(value, (_, inner: unknown) => (inner instanceof AppendList ? `${inner.length} items` : inner))
    : String(value);
  return text.length > TEXT_MAX ? `${text.slice(0, TEXT_MAX - 1)}…` : text;
}

function collect(path: string, before: unknown, after: unknown, depth: number, into: Change[]): void {
  if (before === after || into.length >= CHANGES_MAX) return;
  if (!isContainer(before) || !isContainer(after) || depth === DEPTH_MAX) {
    const change = { path, before: shortText(before), after: shortText(after) };
    if (change.before !== change.after) into.push(change);
    return;
  }
  for (const key of [...new Set([...Object.keys(before), ...Object.keys(after)])].sort((a, b) => (a < b ? -1 : 1))) {
    collect(path === '' ? key : `${path}.${key}`, before[key], after[key], depth + 1, into);
  }
}

/** Fields that differ between two worlds that are one step apart. */
export function changesBetween(system: SystemInstance, before: World, after: World): readonly Change[] {
  const changes: Change[] = [];
  after.machines.forEach((machine, id) => {
    const name = system.cluster.machines[id]?.name ?? '';
    const old = before.machines[id];
    if (old === machine || old === undefined) return;
    if (old.process !== machine.process)
      changes.push({ path: `${name}.process`, before: old.process, after: machine.process });
    collect(`${name}`, old.memory, machine.memory, 0, changes);
    collect(`${name}.disk`, old.disk, machine.disk, 0, changes);
  });
  return changes.slice(0, CHANGES_MAX);
}
