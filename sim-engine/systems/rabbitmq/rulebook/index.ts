/** RabbitMQ's rules in five fields each. */
import { channelRules } from './channel.ts';
import { clientRules } from './clients.ts';
import { clusterRules } from './cluster.ts';
import { electionRules } from './election.ts';
import { limitRules } from './limits.ts';
import { policyRules } from './policies.ts';
import { queueRules } from './queue.ts';
import { quorumRules } from './quorum.ts';
import { raftRules } from './raft.ts';
import { routingRules } from './routing.ts';
import { streamRules } from './stream.ts';

export const rules = [
  ...routingRules,
  ...channelRules,
  ...queueRules,
  ...limitRules,
  ...quorumRules,
  ...electionRules,
  ...raftRules,
  ...clusterRules,
  ...streamRules,
  ...policyRules,
  ...clientRules,
] as const;

/** The rules of this room by id: a step that names a rule which does not exist does not compile. */
export type RuleId = (typeof rules)[number]['id'];
