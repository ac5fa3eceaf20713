/**
 * Judges an answer under the public seed, then under those that the learner has not seen, several at a time.
 *
 * What is said does not depend on how many lanes there are: of the seeds under which it fails, the first of the list is told.
 */
import type { CheckRequests, SeedVerdict, TaskResult } from './protocol.ts';

/** Judges under one seed; the public one, or the one that the learner looks at, when none is named. */
export type Lane = (seed?: number) => Promise<CheckRequests['check']['out']>;

export interface AllSeeds {
  /** The first judges the public seed. */
  readonly lanes: readonly [Lane, ...Lane[]];
  readonly onProgress: (progress: { readonly done: number; readonly total: number }) => void;
}

const UNTRIED = { failedSeed: null, unseenPassed: 0, unseenTried: 0 };

export async function checkAllSeeds({ lanes, onProgress }: AllSeeds): Promise<TaskResult> {
  const { verdict, unseen } = await lanes[0]();
  const total = 1 + unseen.seeds.length;
  onProgress({ done: 1, total });
  if (!verdict.passed) return { ...verdict, ...UNTRIED };
  const verdicts: (SeedVerdict | undefined)[] = unseen.seeds.map(() => undefined);
  let next = 0;
  let done = 1;
  /** Nothing after the first failure matters where the answer must hold. */
  let end = unseen.seeds.length;
  const work = async (lane: Lane): Promise<void> => {
    while (next < end) {
      const place = next;
      next += 1;
      verdicts[place] = (await lane(unseen.seeds[place])).verdict;
      done += 1;
      onProgress({ done, total });
      if (unseen.rule === 'must-hold' && verdicts[place]?.passed === false) end = Math.min(end, place);
    }
  };
  await Promise.all(lanes.map(work));
  const failed = verdicts.findIndex((each) => each?.passed === false);
  const first = verdicts[failed];
  if (unseen.rule === 'must-hold' && first !== undefined) {
    return { ...first, failedSeed: unseen.seeds[failed] ?? null, unseenPassed: failed, unseenTried: failed + 1 };
  }
  const unseenPassed = verdicts.filter((each) => each?.passed === true).length;
  return { ...verdict, failedSeed: null, unseenPassed, unseenTried: unseen.seeds.length };
}
