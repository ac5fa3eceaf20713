/** Contests between two Kafka scenarios, and their sides as data for changing. */
import { prepare, type Contest, type Prepared } from '../../sim-engine/contest/contest.ts';
import { ContestRun } from '../../sim-engine/contest/run.ts';
import type { Scenario } from '../../sim-engine/scenario/types.ts';
import { KAFKA_PRESETS } from '../../sim-engine/systems/kafka/presets/index.ts';

/** acks=1 against acks=all, and nothing goes wrong. */
export const CALM: Contest = {
  left: KAFKA_PRESETS['acks-one'],
  right: KAFKA_PRESETS['last-replica'],
  script: [],
  horizonMillis: 60_000,
  seed: 1,
};

/** A contest that must be possible, prepared. */
export function prepared(contest: Contest): Prepared {
  const result = prepare(contest);
  if (!result.ok) throw new Error(result.problems.map(({ en }) => en).join('\n'));
  return result;
}

export function runContest(contest: Contest): ContestRun {
  return ContestRun.complete(prepared(contest));
}

/** Sentences of a contest that must be refused. */
export function refusals(contest: Contest): readonly string[] {
  const result = prepare(contest);
  return result.ok ? [] : result.problems.map(({ en }) => en);
}

/** The scenario with other producers' settings. */
export function withProducerSettings(scenario: Scenario, settings: Scenario['settings']): Scenario {
  const producers = scenario.topology.producers.map((producer) => ({ ...producer, settings }));
  return { ...scenario, topology: { ...scenario.topology, producers } };
}
