/** How far a search may go at all. */

/** Limits of a request. */
export const SEARCH_LIMITS = {
  /** Faults in one run. */
  faults: 12,
  heals: 8,
  states: 50_000_000,
  /** Moments of the run without faults: each is a place for every fault, and each fault makes a run of its own. */
  moments: 2_000,
} as const;
