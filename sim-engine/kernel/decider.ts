/**
 * The one source of nondeterminism. Every decision names its site, the entity it concerns and that entity's draw counter,
 * so a decision keeps its name when unrelated things change. Choice 0 is always the mildest (smallest latency, no loss,
 * first in order): a list of fewer and smaller choices is a simpler run.
 */
import { drawInteger } from './random.ts';

/** Where decisions are taken. Numbers are part of recorded runs: never reuse one. */
export const SITE = {
  /** Which of 16 latency steps a message takes; entity: directed link. */
  latency: 1,
  /** A system's own choice (e.g. sticky partition); entity: node. */
  node: 2,
  /** An application's own choice (e.g. when the next customer comes); entity: hash of its name. */
  name: 3,
} as const;

export type SiteId = (typeof SITE)[keyof typeof SITE];

/** Answers with an index from 0 to count - 1. */
export interface Decider {
  choose(site: SiteId, entity: number, counter: number, count: number): number;
}

/** Seeded simulation. */
export function randomDecider(seed: number): Decider {
  return { choose: (site, entity, counter, count) => drawInteger(seed, site, entity, counter, count) };
}

/** The mildest run there is. */
export const mildestDecider: Decider = { choose: () => 0 };

/** One recorded decision. */
export interface Decision {
  readonly site: SiteId;
  readonly entity: number;
  readonly counter: number;
  readonly choice: number;
}

function decisionKey(site: number, entity: number, counter: number): string {
  return `${site}/${entity}/${counter}`;
}

/** Another decider's answers, except for the listed decisions. Serves replay (over `mildestDecider`) and "what if". */
export function editedDecider(base: Decider, edits: readonly Decision[]): Decider {
  const choices = new Map(edits.map((edit) => [decisionKey(edit.site, edit.entity, edit.counter), edit.choice]));
  return {
    choose(site, entity, counter, count) {
      const edited = choices.get(decisionKey(site, entity, counter));
      if (edited === undefined) return base.choose(site, entity, counter, count);
      return Math.min(edited, count - 1);
    },
  };
}

/** Passes another decider's answers through and keeps those that are not 0. */
export function recordingDecider(base: Decider): { readonly decider: Decider; readonly decisions: Decision[] } {
  const decisions: Decision[] = [];
  const decider: Decider = {
    choose(site, entity, counter, count) {
      const choice = base.choose(site, entity, counter, count);
      if (choice !== 0) decisions.push({ site, entity, counter, choice });
      return choice;
    },
  };
  return { decider, decisions };
}

/** Enumerates every sequence of choices depth first, like an odometer. */
export interface Enumerator {
  readonly decider: Decider;
  /** Moves to the next sequence; false when all have been seen. Call after a run is complete. */
  next(): boolean;
}

/**
 * Makes an enumerator. Run the model with `decider`, then call `next()` and run again from the start.
 *
 * @param options.depthMax - decisions beyond this depth are answered 0
 */
export function enumerator(options: { readonly depthMax: number }): Enumerator {
  const choices: number[] = [];
  const counts: number[] = [];
  let depth = 0;
  return {
    decider: {
      choose(_site, _entity, _counter, count) {
        if (depth >= options.depthMax) return 0;
        if (depth === choices.length) {
          choices.push(0);
          counts.push(count);
        }
        const choice = choices[depth] as number;
        depth += 1;
        return choice;
      },
    },
    next() {
      choices.length = depth;
      counts.length = depth;
      depth = 0;
      while (choices.length > 0) {
        const last = choices.length - 1;
        if ((choices[last] as number) + 1 < (counts[last] as number)) {
          choices[last] = (choices[last] as number) + 1;
          return true;
        }
        choices.pop();
        counts.pop();
      }
      return false;
    },
  };
}
