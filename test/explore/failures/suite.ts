/** What is expected of every published failure, whatever the system. */
import { afterAll, describe, expect, test } from 'vitest';
import { FailureSearch, faultsMaxOf, type FindOutcome, type FindRequest } from '../../../sim-engine/explore/find.ts';
import { problemsOf } from '../../../sim-engine/explore/refusal.ts';
import { budgetWords } from '../../../sim-engine/explore/sentences.ts';
import { Playback } from '../../../sim-engine/playback.ts';
import { VOCABULARIES } from '../../../sim-engine/systems/vocabularies.ts';
import { parseActions, parseScenario } from '../../../sim-engine/scenario/parse.ts';
import type { Row } from './row.ts';

const table: string[] = [];
const outcomes = new Map<string, FindOutcome>();

/** The outcome of a row's search, computed once. */
function search(row: Row, isProtected: boolean): FindOutcome {
  const key = `${row.name} ${String(isProtected)}`;
  const outcome = outcomes.get(key) ?? searchAfresh(row, isProtected);
  outcomes.set(key, outcome);
  return outcome;
}

function searchAfresh(row: Row, isProtected: boolean): FindOutcome {
  const request = row.request(isProtected);
  expect(problemsOf(request)).toEqual([]);
  return new FailureSearch(request).complete();
}

function line(row: Row, { faults, scenario }: FindRequest, outcome: FindOutcome): string {
  const budget = budgetWords(faults, scenario).en;
  const distinct = String(outcome.progress.distinct).padStart(8);
  const small =
    outcome.kind === 'counter-example'
      ? `${outcome.faults} faults, ${outcome.original.steps} -> ${outcome.example.steps} steps`
      : `none with at most ${budget}`;
  return `${row.name.padEnd(4)} ${distinct} configurations  ${outcome.kind.padEnd(16)} ${small}`;
}

/** Searches every row, without its protection and with it, and prints what was found. */
export function expectFailures(rows: readonly Row[]): void {
  afterAll(() => console.log(table.join('\n')));

  describe.each(rows)('$name: $story', (row) => {
    test('a search finds it, and makes it small', { timeout: 300_000 }, () => {
      const outcome = search(row, false);
      table.push(line(row, row.request(false), outcome));
      if (outcome.kind !== 'counter-example') expect.fail(`nothing found: ${outcome.kind}`);
      const { example, faults, progress } = outcome;
      expect({ anomaly: example.anomaly, faults, distinct: progress.distinct, steps: example.steps }).toEqual(
        row.found,
      );
      expect(faults).toBeLessThanOrEqual(faultsMaxOf(row.request(false).faults));
    });

    test('with the protection in place the same search is exhausted', { timeout: 300_000 }, () => {
      const outcome = search(row, true);
      table.push(line(row, row.request(true), outcome));
      expect(outcome.kind).toBe('exhausted');
      expect(outcome.progress.distinct).toBe(row.exhausted);
    });
  });

  describe('what is found is an ordinary run', () => {
    test.each(rows)('$name: a valid scenario that shows the anomaly again', (row) => {
      const outcome = search(row, false);
      if (outcome.kind !== 'counter-example') expect.fail(`nothing found: ${outcome.kind}`);
      const { scenario, actions, anomaly, steps } = outcome.example;
      const parsed = parseScenario(JSON.stringify(scenario), VOCABULARIES);
      expect(parsed).toEqual({ ok: true, scenario });
      expect(parseActions(actions, scenario, VOCABULARIES)).toEqual({ ok: true, actions });
      const playback = Playback.open(scenario, actions);
      playback.complete();
      expect(playback.steps).toBe(steps);
      const kinds = playback.judge(playback.steps).verdicts.filter(({ verdict }) => verdict === 'violation');
      expect(kinds.map(({ kind }) => kind)).toContain(anomaly);
    });
  });
}
