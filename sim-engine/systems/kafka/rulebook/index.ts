/** Kafka's rules in five fields each. */
import { applicationRules } from '../../application.ts';
import type { RuleText } from '../../door.ts';
import { brokerRules } from './broker.ts';
import { clientRules } from './clients.ts';
import { groupRules } from './group.ts';

export const rules: readonly RuleText[] = [...brokerRules, ...clientRules, ...groupRules, ...applicationRules];
