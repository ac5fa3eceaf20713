/**
 * What a search leaves out must lose nothing: naming states by the order of events instead of by their clocks, and trying
 * faults only after steps that concern their target. With and without, the same answer comes with the same number of faults.
 */
import { describe, expect, test } from 'vitest';
import { ClusterModel, type ClusterModelOptions } from '../../sim-engine/explore/cluster/clusterModel.ts';
import { faultsMaxOf, promisesOf, windowOf } from '../../sim-engine/explore/find.ts';
import { Search } from '../../sim-engine/explore/search.ts';
import type { SearchOutcome } from '../../sim-engine/explore/searchModel.ts';
import { fromMillis } from '../../sim-engine/kernel/time.ts';
import { RABBIT_ROWS } from './failures/rabbitRows.ts';
import type { Row } from './failures/row.ts';
import { ROWS } from './failures/rows.ts';

type Looking = Pick<ClusterModelOptions, 'naming' | 'moments'>;

function answer(row: Row, isProtected: boolean, looking: Looking): SearchOutcome {
  const request = row.request(isProtected);
  const { fromMillis: from, untilMillis: until } = windowOf(request);
  const model = new ClusterModel({
    scenario: request.scenario,
    promises: promisesOf(request),
    ...(request.anomalies && { anomalies: request.anomalies }),
    ...(request.targets && { targets: request.targets }),
    budget: request.faults,
    healsMax: request.healsMax ?? 0,
    from: fromMillis(from),
    until: fromMillis(until),
    ...looking,
  });
  return new Search({ model, bounds: { faultsMax: faultsMaxOf(request.faults) }, bytesPerState: 1 }).complete();
}

/** What a search with the reductions says: the tests in failures/ hold the very same search to it. */
function usual(row: Row, isProtected: boolean): unknown {
  return isProtected ? 'exhausted' : { property: row.found.anomaly, faults: row.found.faults };
}

function gist(outcome: SearchOutcome): unknown {
  return outcome.kind === 'counter-example' ? { property: outcome.property, faults: outcome.faults } : outcome.kind;
}

// The small rows: without the reductions the others take minutes. All of them have been compared so once.
const small = [...ROWS.filter(({ name }) => ['K4', 'K7', 'K8', 'K11', 'K12', 'K16'].includes(name)), ...RABBIT_ROWS];

describe.each(small)('$name', (row) => {
  test.each([false, true])(
    'the same answer without the reductions (protected: %s)',
    { timeout: 300_000 },
    (isProtected) => {
      const exact = answer(row, isProtected, { naming: 'exact' });
      const everywhere = answer(row, isProtected, { moments: 'all' });
      expect([gist(exact), gist(everywhere)]).toEqual([usual(row, isProtected), usual(row, isProtected)]);
      // They are reductions: each looks at fewer configurations when it has to see everything.
      if (!isProtected) return;
      expect(row.exhausted).toBeLessThanOrEqual(exact.progress.distinct);
      expect(row.exhausted).toBeLessThanOrEqual(everywhere.progress.distinct);
    },
  );
});
