/** The rules in the order in which the specifications list their actions: it decides which of several shortest paths is found. */
import { becomeFollower } from './rules/becomeFollower.ts';
import { becomeLeader } from './rules/becomeLeader.ts';
import { controllerElectLeader } from './rules/controllerElectLeader.ts';
import { controllerShrinkIsr } from './rules/controllerShrinkIsr.ts';
import { followerFetch } from './rules/followerFetch.ts';
import { followerTruncate } from './rules/followerTruncate.ts';
import { leaderExpandIsr } from './rules/leaderExpandIsr.ts';
import { leaderIncHighWatermark } from './rules/leaderIncHighWatermark.ts';
import { leaderShrinkIsr } from './rules/leaderShrinkIsr.ts';
import { leaderWrite } from './rules/leaderWrite.ts';
import type { RuleChoices } from './choices.ts';
import type { Rule } from './rules/rule.ts';

const RULES: readonly Rule[] = [
  controllerElectLeader,
  controllerShrinkIsr,
  becomeLeader,
  leaderExpandIsr,
  leaderShrinkIsr,
  leaderWrite,
  leaderIncHighWatermark,
  becomeFollower,
  followerFetch,
];

/** The rules of a variant: cutting on demand is an action of its own. */
export function rulesOf({ truncation }: RuleChoices): readonly Rule[] {
  return truncation === 'on-demand' ? [...RULES, followerTruncate] : RULES;
}
