/** The bubble-tea shop with two tills, a and b, whose leader answers before anybody has copied (acks=1). */
import type { Scenario } from '../../sim-engine/scenario/types.ts';
import type { Deed, RunPlan } from '../lesson.ts';
import json from './scenario.json' with { type: 'json' };

/** broker-1 crashes right after it confirmed order a7. */
export const unlucky = json as unknown as Scenario;

const isCableSlow = (operation: string): boolean => operation === 'slowLink';

/** The same shop without the crash; what the learner breaks comes back after a while. */
const quiet: Scenario = {
  ...unlucky,
  name: 'reading-the-machine-hook',
  faults: unlucky.faults.filter(({ operation }) => isCableSlow(operation)),
  healAtMillis: 9_000,
};

export const runs: Readonly<Record<string, RunPlan>> = { hook: { scenario: quiet }, unlucky: { scenario: unlucky } };

export const deeds: readonly Deed[] = [
  {
    label: { en: 'Crash broker-1 at this moment', 'zh-cn': '就在此刻让 broker-1 崩溃' },
    operation: 'crash',
    arguments: { node: 'broker-1' },
  },
];
