/** A published failure, to be found by a search. */
import type { FindRequest } from '../../../sim-engine/explore/find.ts';

/** What is to be searched, with the protection away or in place. */
export interface Row {
  readonly name: string;
  readonly story: string;
  readonly request: (isProtected: boolean) => FindRequest;
  /** What a search finds without the protection. */
  readonly found: {
    readonly anomaly: string;
    /** Faults of the run that was found: no run with fewer shows the anomaly. */
    readonly faults: number;
    /** Distinct configurations searched until then. */
    readonly distinct: number;
    /** Steps of the run, made small. */
    readonly steps: number;
  };
  /** Distinct configurations of the exhausted search with the protection in place. */
  readonly exhausted: number;
}
