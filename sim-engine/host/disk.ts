/**
 * A machine's disk: numbered files, each with two layers. `written` is what the process reads back (page cache included),
 * `durable` is what an fsync has put on the platter.
 *
 * Models: killing a process loses neither layer; losing power loses what was not fsynced; losing the disk loses both.
 * Leaves out: torn tails (power loss loses all unsynced data of a file or none), corruption, capacity, a page cache that is
 * flushed by itself, an fsync that goes on without its process (a pause holds it back, a crash ends it).
 * Faults that reach it: crash and pause (of an fsync), powerLoss, diskLoss.
 */

/** One file. Values are immutable, so keeping both layers costs nothing. */
export interface DiskFile {
  readonly written: unknown;
  readonly durable: unknown;
}

/** All files of a machine by number; the system decides what each number holds. */
export type Disk = readonly DiskFile[];

/** A file that is empty in both layers. */
export const EMPTY_FILE: DiskFile = { written: undefined, durable: undefined };

/** Replaces one file. */
export function withFile(disk: Disk, file: number, content: DiskFile): Disk {
  const copy = disk.slice();
  while (copy.length <= file) copy.push(EMPTY_FILE);
  copy[file] = content;
  return copy;
}

/** What is left after power was lost: the durable layer. */
export function afterPowerLoss(disk: Disk): Disk {
  return disk.map((file) => ({ written: file.durable, durable: file.durable }));
}
