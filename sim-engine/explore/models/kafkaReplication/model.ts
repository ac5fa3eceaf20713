/**
 * The published Kafka replication specifications as models for the search.
 *
 * Source: hachikuji/kafka-specification, commit d68782b, transcribed by hand; the counts of states agree with TLC's on the
 * published text. A variant with a guard removed is our own hybrid, not published by anyone. No step counts as a fault: the
 * specifications do not tell failures from anything else that may happen.
 */
import { invariant } from '../../../kernel/invariant.ts';
import type { SearchModel, Successors } from '../../searchModel.ts';
import type { RuleChoices } from './choices.ts';
import { plainNames, symmetricNames } from './fingerprint.ts';
import { parameterFault, type Parameters } from './parameters.ts';
import { PROPERTIES, type PropertyName } from './properties.ts';
import { rulesOf } from './rules.ts';
import type { Parties, RuleContext, Steps } from './rules/rule.ts';
import { initialState, type ReplicationState } from './state.ts';
import { encodeStep } from './stepCode.ts';

export interface ReplicationModelOptions {
  readonly parameters: Parameters;
  readonly choices: RuleChoices;
  /** The property that is searched for a state that breaks it. */
  readonly property: PropertyName;
  /** `replicas`: states that differ only in which replica is which count as one. */
  readonly symmetry: 'none' | 'replicas';
}

/** Bytes of a waiting state, about: most of its parts are shared with its neighbours. */
export const REPLICATION_STATE_BYTES = 350;

/**
 * A model of Kafka replication.
 *
 * @throws {InvariantError} when the parameters are not within their ranges; `parameterFault` says so without throwing
 */
export function replicationModel(options: ReplicationModelOptions): SearchModel<ReplicationState> {
  const { parameters, choices, property, symmetry } = options;
  const fault = parameterFault(parameters);
  invariant(fault === null, `${fault?.parameter}: ${fault?.message}`);
  const context: RuleContext = { parameters, choices };
  const rules = rulesOf(choices);
  const names = symmetry === 'replicas' ? symmetricNames(parameters.replicas) : plainNames(parameters.replicas);
  const holds = PROPERTIES[property];
  const steps = new NumberedSteps();
  return {
    initial: [initialState(parameters)],
    expand: (state, successors) => {
      steps.successors = successors;
      for (let rule = 0; rule < rules.length; rule += 1) {
        steps.rule = rule;
        (rules[rule] as (typeof rules)[number]).steps(state, steps, context);
      }
    },
    fingerprint: names,
    broken: (state) => (holds(state, parameters) ? null : property),
  };
}

/** Turns what rules take into the numbered steps of a search. */
class NumberedSteps implements Steps {
  rule = 0;
  successors: Successors<ReplicationState> | null = null;

  take(next: ReplicationState, parties: Parties): void {
    this.successors?.add(next, encodeStep(this.rule, parties), 0);
  }
}
