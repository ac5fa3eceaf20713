/**
 * The part of `bench` that searches: how many distinct states a second, on a published model whose count is known (so that
 * what is fast is also right), and how much memory many states take.
 */
import { spawnSync } from 'node:child_process';
import { performance } from 'node:perf_hooks';
import { replicationCodec } from '../explore/models/kafkaReplication/codec.ts';
import { replicationModel } from '../explore/models/kafkaReplication/model.ts';
import { USUAL_PARAMETERS, type Parameters } from '../explore/models/kafkaReplication/parameters.ts';
import { VARIANTS } from '../explore/models/kafkaReplication/variants.ts';
import { Search } from '../explore/search.ts';

/** Elections of the run that memory is measured on: enough for any number of states that is asked for. */
const MEMORY_MAX_LEADER_EPOCH = 4;

/** The ways to search the model, by the endings of their figures' names. */
const WAYS = {
  '': { symmetry: 'none', packed: false },
  Symmetric: { symmetry: 'replicas', packed: false },
  Packed: { symmetry: 'none', packed: true },
} as const;

type Way = (typeof WAYS)[keyof typeof WAYS];

interface Run {
  readonly distinct: number;
  readonly perSecond: number;
}

/**
 * Distinct states of kip320 and states per second: as they are, with symmetry, and packed. The rates are of each round; the
 * first round, which the compiler needs, does not count.
 */
export function measureSearch(options: {
  readonly maxLeaderEpoch: number;
  readonly rounds: number;
  readonly median: (values: readonly number[]) => number;
}): Readonly<Record<string, number>> {
  const parameters = { ...USUAL_PARAMETERS, maxLeaderEpoch: options.maxLeaderEpoch };
  const figures: Record<string, number> = {};
  for (const [ending, way] of Object.entries(WAYS)) {
    const [, ...runs] = Array.from({ length: options.rounds + 1 }, () => searchOnce(parameters, way));
    figures[`kip320Distinct${ending}`] = (runs[0] as Run).distinct;
    figures[`kip320StatesPerSecond${ending}`] = Math.round(options.median(runs.map((run) => run.perSecond)));
  }
  return figures;
}

function searchOnce(parameters: Parameters, { symmetry, packed }: Way): Run {
  const search = new Search({
    model: replicationModel({ parameters, choices: VARIANTS.kip320, property: 'StrongIsr', symmetry }),
    bounds: {},
    bytesPerState: 0,
    ...(packed ? { codec: replicationCodec(parameters) } : {}),
  });
  const start = performance.now();
  const { distinct } = search.complete().progress;
  return { distinct, perSecond: (distinct / (performance.now() - start)) * 1_000 };
}

/** So many states, packed, in a process of its own: how many it found, and how large it became. Null when it could not run. */
export function measureSearchMemory(statesMax: number): {
  readonly packedStates: number | null;
  readonly packedStatesResidentMegabytes: number | null;
} {
  const { stdout } = spawnSync(
    process.execPath,
    [
      ...[process.argv[1] as string, 'explore', '--model', 'kip320', '--packed', '--json'],
      ...['--max-leader-epoch', String(MEMORY_MAX_LEADER_EPOCH), '--states-max', String(statesMax)],
    ],
    { encoding: 'utf8' },
  );
  const report = /^\s*\{/.test(stdout) ? (JSON.parse(stdout) as Record<string, unknown>) : {};
  const number = (name: string): number | null => (typeof report[name] === 'number' ? report[name] : null);
  return { packedStates: number('distinct'), packedStatesResidentMegabytes: number('residentMegabytesMax') };
}
