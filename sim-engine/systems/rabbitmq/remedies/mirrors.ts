/** What clusters with mirrored queues can do, up to 3.13: pause in a minority, synchronise by themselves, promote only what is whole. */
import { queueSettings, clusterSettings } from '../settings.ts';
import { isAtLeast } from '../rules/version.ts';
import type { QueueSpec, RabbitScenario } from '../scenario.ts';
import { both, onQueues, withSettings, type Candidate } from './candidate.ts';

export function mirrorRemedies(scenario: RabbitScenario): readonly Candidate[] {
  return [pauseMinority(scenario), automaticSynchronisation(scenario), promoteWhenSynchronised(scenario)];
}

function policyOf(
  scenario: RabbitScenario,
  { type, settings = {} }: QueueSpec,
): ReturnType<typeof queueSettings> | null {
  const { version } = clusterSettings(scenario.settings);
  if (type !== 'classic' || isAtLeast(version, '4.0')) return null;
  const policy = queueSettings(settings, version);
  return policy.mirrorMode === 'none' ? null : policy;
}

function pauseMinority(scenario: RabbitScenario): Candidate {
  const { clusterPartitionHandling } = clusterSettings(scenario.settings);
  const isMirrored = scenario.topology.queues.some((queue) => policyOf(scenario, queue) !== null);
  if (!isMirrored || scenario.topology.brokers === 1 || clusterPartitionHandling === 'pause_minority') return null;
  return {
    id: 'pause-minority',
    change: both('cluster_partition_handling = pause_minority'),
    reason: {
      en: 'Nodes that see no majority serve nobody until they do, so two sides never confirm at once.',
      'zh-cn': '看不到多数节点的一侧暂停服务，直到重新看到多数，因此不会有两侧同时确认消息。',
    },
    scenario: { ...scenario, settings: { ...scenario.settings, cluster_partition_handling: 'pause_minority' } },
  };
}

function automaticSynchronisation(scenario: RabbitScenario): Candidate {
  return onQueues(scenario, {
    id: 'automatic-sync',
    applies: (queue) => policyOf(scenario, queue)?.mirrorSynchronisation === 'manual',
    to: withSettings({ 'ha-sync-mode': 'automatic' }),
    change: both('ha-sync-mode = automatic'),
    reason: {
      en: 'A mirror that comes back gets everything at once; on a real node the queue stands still while it does.',
      'zh-cn': '重新加入的镜像会立刻得到全部消息；在真实节点上，同步期间队列会停止响应。',
    },
  });
}

function promoteWhenSynchronised(scenario: RabbitScenario): Candidate {
  return onQueues(scenario, {
    id: 'promote-when-synced',
    applies: (queue) => {
      const policy = policyOf(scenario, queue);
      return policy?.mirrorPromoteOnFailure === 'always' || policy?.mirrorPromoteOnShutdown === 'always';
    },
    to: withSettings({ 'ha-promote-on-failure': 'when-synced', 'ha-promote-on-shutdown': 'when-synced' }),
    change: both('ha-promote-on-failure, ha-promote-on-shutdown = when-synced'),
    reason: {
      en: 'A mirror that lacks messages never becomes the leader; the queue is unavailable until its old leader is back.',
      'zh-cn': '缺消息的镜像不会成为 leader；在旧 leader 恢复之前，队列不可用。',
    },
  });
}
