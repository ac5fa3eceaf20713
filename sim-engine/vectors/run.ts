/** Running test vectors on the simulator's own rules: each area of a system answers, and the answer is compared. */
import { UnsupportedVector, type VectorArea, type VectorAreas } from '../systems/vectorArea.ts';
import { firstDifference, withoutRemark } from './compare.ts';
import type { Vector, VectorFile } from './file.ts';
import { VECTOR_ROOMS } from './rooms.ts';

export interface AreaCounts {
  passed: number;
  failed: number;
  unsupported: number;
}

export interface VectorReport {
  readonly system: string;
  /** By area, in the order of the file. */
  readonly areas: Readonly<Record<string, AreaCounts>>;
  /** Ids of the vectors that failed. */
  readonly failures: readonly string[];
  /** Why: per vector that did not pass, one sentence. */
  readonly reasons: readonly {
    readonly id: string;
    readonly outcome: 'failed' | 'unsupported';
    readonly reason: string;
  }[];
}

type Outcome = { readonly outcome: 'passed' } | { readonly outcome: 'failed' | 'unsupported'; readonly reason: string };

function judge(area: VectorArea | undefined, vector: Vector): Outcome {
  if (area === undefined) return { outcome: 'unsupported', reason: `the area ${vector.area} is not modelled` };
  try {
    const normalize = area.normalize ?? ((value) => value);
    const answer = normalize(area.answer(vector.input));
    const reason = firstDifference(normalize(withoutRemark(vector.expected)), answer, area.matching);
    return reason === null ? { outcome: 'passed' } : { outcome: 'failed', reason };
  } catch (error) {
    if (error instanceof UnsupportedVector) return { outcome: 'unsupported', reason: error.message };
    if (error instanceof Error) return { outcome: 'failed', reason: `${error.name}: ${error.message}` };
    throw error;
  }
}

/**
 * Runs the vectors of a file. Vectors of systems and areas that are not modelled count as unsupported.
 *
 * @param options - `area`: only this one
 */
export function runVectors(file: VectorFile, options: { readonly area?: string | undefined } = {}): VectorReport {
  const room: VectorAreas = Object.hasOwn(VECTOR_ROOMS, file.system) ? (VECTOR_ROOMS[file.system] ?? {}) : {};
  const areas = new Map<string, AreaCounts>();
  const failures: string[] = [];
  const reasons: { id: string; outcome: 'failed' | 'unsupported'; reason: string }[] = [];
  for (const vector of file.vectors) {
    if (options.area !== undefined && vector.area !== options.area) continue;
    const counts = areas.get(vector.area) ?? { passed: 0, failed: 0, unsupported: 0 };
    areas.set(vector.area, counts);
    const result = judge(Object.hasOwn(room, vector.area) ? room[vector.area] : undefined, vector);
    counts[result.outcome] += 1;
    if (result.outcome === 'passed') continue;
    if (result.outcome === 'failed') failures.push(vector.id);
    reasons.push({ id: vector.id, outcome: result.outcome, reason: result.reason });
  }
  return { system: file.system, areas: Object.fromEntries(areas), failures, reasons };
}
