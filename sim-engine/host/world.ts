/** The world: everything there is, as one immutable value. Forking is taking it; hashing costs what changed. */
import type { AppendList } from '../kernel/appendList.ts';
import type { WorldBase } from '../kernel/model.ts';
import type { Micros } from '../kernel/time.ts';
import type { Operation } from './history.ts';
import type { Link } from './link.ts';
import type { Machine } from './machine.ts';
import type { Milestone } from './sentence.ts';

/** An operation with the number of the step that recorded it (0-based). */
export type RecordedOperation = Operation & { readonly step: number };

export interface World extends WorldBase {
  /** Steps taken so far. */
  readonly step: number;
  readonly machines: readonly Machine[];
  /** By `linkIndex`: from * machines + to. */
  readonly links: readonly Link[];
  /** What clients did and were told, in order. */
  readonly history: AppendList<RecordedOperation>;
  /** Steps that matter, in order. */
  readonly milestones: AppendList<Milestone>;
  /** Faults injected so far, by kind. */
  readonly faults: Readonly<Record<string, number>>;
  /** When everything was last healed; -1: never. */
  readonly healedAt: Micros;
}
