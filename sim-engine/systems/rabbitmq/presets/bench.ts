/** What `npm run bench` measures: 3 nodes, a quorum queue, two publishers with confirms, four consumers with prefetch 20. */
import bench from './bench.json' with { type: 'json' };
import type { Scenario } from '../../../scenario/types.ts';

export const benchScenario = bench as unknown as Scenario;
