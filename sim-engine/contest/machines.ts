/**
 * Machines in neutral words, the same for every system: `broker:1`, `producer:a`, `consumer:billing-1`, and by their own
 * name those that a system has beside them (`database`, `controller`).
 */
import type { Scenario } from '../scenario/types.ts';
import { vocabularyOf } from '../systems/vocabularies.ts';

/** What a system itself calls a machine; null when it has none like that. */
export function machineNamed(scenario: Scenario, neutral: string): string | null {
  const place = namesOf(scenario).findIndex((machine) => machine.neutral === neutral);
  return namesOf(scenario)[place]?.own ?? null;
}

/** Neutral names of all machines of a scenario: brokers, producers, consumers, then the others. */
export function neutralMachines(scenario: Scenario): readonly string[] {
  return namesOf(scenario).map(({ neutral }) => neutral);
}

interface Names {
  readonly neutral: string;
  readonly own: string;
}

function namesOf(scenario: Scenario): readonly Names[] {
  const vocabulary = vocabularyOf(scenario);
  const { topology } = scenario;
  const known: readonly Names[] = [
    ...vocabulary.brokerNames(topology).map((own, index) => ({ neutral: `broker:${index + 1}`, own })),
    ...topology.producers.map(({ name }) => ({ neutral: `producer:${name}`, own: name })),
    ...topology.consumers.map(({ name }) => ({ neutral: `consumer:${name}`, own: name })),
  ];
  const others = vocabulary.nodeNames(topology).filter((name) => !known.some(({ own }) => own === name));
  return [...known, ...others.map((name) => ({ neutral: name, own: name }))];
}
