/** What RabbitMQ refuses about a queue of a scenario: its arguments, its properties, its mirroring policy. */
import type { Settings } from '../../../host/settings.ts';
import type { Bilingual } from '../../door.ts';
import type { Findings, ScenarioPath } from '../../findings.ts';
import type { SettingConflict } from '../../settingsCatalogue.ts';
import { fieldNames } from '../rules/fieldTable.ts';
import { checkArgument } from '../rules/queue/arguments.ts';
import { ProtocolFault } from '../rules/replies.ts';
import { isAtLeast, type RabbitVersion } from '../rules/version.ts';
import type { QueueSpec } from '../scenario.ts';
import { SOURCE } from '../settings/source.ts';

interface Place {
  readonly queue: QueueSpec;
  readonly version: RabbitVersion;
  readonly path: ScenarioPath;
}

/** Reports what a declaration of the queue, or its policy, would be refused for. */
export function checkQueue(findings: Findings, place: Place): void {
  checkDeclared(findings, place);
  for (const conflict of propertyConflicts(place)) findings.refuse(place.path, conflict);
  for (const conflict of mirrorConflicts(place)) findings.refuse([...place.path, 'settings'], conflict);
}

/** The broker's own check, one argument at a time, so that the error stands at the argument. */
function checkDeclared(findings: Findings, { queue, version, path }: Place): void {
  const given = queue.settings ?? {};
  for (const argument of fieldNames(given)) {
    const fault = faultOf(() => checkArgument({ queue: queue.name, type: queue.type, given, version, argument }));
    if (fault === null) continue;
    findings.refuse([...path, 'settings'], {
      setting: argument,
      rule: 'queue-arguments',
      error: fault.reply,
      message: { en: fault.text, 'zh-cn': `${argument}：${queue.type} 队列不接受（${fault.text}）` },
      source: SOURCE.queueArguments,
    });
  }
}

/** What a check of the broker throws, or null. */
export function faultOf(check: () => void): ProtocolFault | null {
  try {
    check();
    return null;
  } catch (fault) {
    if (fault instanceof ProtocolFault) return fault;
    throw fault;
  }
}

function propertyConflicts({ queue, version }: Place): readonly SettingConflict[] {
  const { type, durable = true, autoDelete = false } = queue;
  if (type !== 'classic') {
    return [
      ...(durable ? [] : [refused('durable', { en: `a ${type} queue is durable`, 'zh-cn': `${type} 队列总是持久的` })]),
      ...(autoDelete
        ? [refused('autoDelete', { en: `a ${type} queue does not delete itself`, 'zh-cn': `${type} 队列不会自动删除` })]
        : []),
    ];
  }
  if (durable || !isAtLeast(version, '4.3')) return [];
  return [
    {
      setting: 'durable',
      rule: 'transient-queues',
      error: 'transient_nonexcl_queues',
      message: {
        en: 'transient queues that are not exclusive are not permitted since 4.3',
        'zh-cn': '4.3 起默认不允许非独占的非持久队列',
      },
      source: SOURCE.release43,
    },
  ];
}

function refused(setting: string, message: Bilingual): SettingConflict {
  return { setting, rule: 'queue-properties', error: 'PRECONDITION_FAILED', message, source: SOURCE.quorum };
}

const MIRRORING = ['ha-mode', 'ha-params', 'ha-sync-mode', 'ha-promote-on-failure', 'ha-promote-on-shutdown'];

/** Null when the policy's setting stands at its default of not being there. */
function mirrorConflicts({ queue, version }: Place): readonly SettingConflict[] {
  const settings: Settings = queue.settings ?? {};
  const given = MIRRORING.filter((name) => settings[name] !== undefined);
  const mode = settings['ha-mode'] ?? 'none';
  const [first = ''] = given;
  if (given.length === 0) return [];
  if (isAtLeast(version, '4.0')) {
    const message = { en: 'mirroring has no effect since 4.0', 'zh-cn': '镜像从 4.0 起不再起作用' };
    return [{ setting: first, rule: 'no-mirrors', error: 'removed in 4.0', message, source: SOURCE.release40 }];
  }
  if (mode === 'none' && (given.length > 1 || first !== 'ha-mode')) {
    const setting = given.find((name) => name !== 'ha-mode') ?? first;
    return [policyConflict(setting, { en: `${setting} needs ha-mode`, 'zh-cn': `${setting} 需要 ha-mode` })];
  }
  const counts = settings['ha-params'] !== undefined;
  if (mode === 'exactly' && !counts) {
    return [
      policyConflict('ha-params', { en: 'ha-mode exactly needs a count', 'zh-cn': 'ha-mode 为 exactly 时需要数量' }),
    ];
  }
  if (mode === 'all' && counts) {
    return [policyConflict('ha-params', { en: 'ha-mode all takes no count', 'zh-cn': 'ha-mode 为 all 时不接受数量' })];
  }
  return [];
}

function policyConflict(setting: string, message: Bilingual): SettingConflict {
  return { setting, rule: 'mirror-policy', error: 'Validation failed', message, source: SOURCE.mirrorPolicy };
}
