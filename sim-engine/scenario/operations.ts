/**
 * What can be done to any system's machines and links: the host's fault alphabet, its healing, and the operator's change of
 * a setting. Systems add their own operations (an election, a send) in their vocabulary.
 */
import type { ArgumentType, OperationDefinition, SystemVocabulary } from '../systems/vocabulary.ts';

const NODE: ArgumentType = { kind: 'node' };
/** Slower than a minute is a cut. */
const DELAY: ArgumentType = { kind: 'integer', min: 0, max: 60_000_000 };
const ONE_WAY = { from: NODE, to: NODE } as const;
const BOTH_WAYS = { a: NODE, b: NODE } as const;

/** Operations that every system understands, in the order in which a panel shows them. */
export const HOST_OPERATIONS: readonly OperationDefinition[] = [
  { name: 'crash', kind: 'fault', label: { en: 'Crash', 'zh-cn': '进程崩溃' }, arguments: { node: NODE } },
  { name: 'restart', kind: 'heal', label: { en: 'Restart', 'zh-cn': '重启' }, arguments: { node: NODE } },
  { name: 'powerLoss', kind: 'fault', label: { en: 'Power loss', 'zh-cn': '断电' }, arguments: { node: NODE } },
  { name: 'diskLoss', kind: 'fault', label: { en: 'Lose the disk', 'zh-cn': '磁盘丢失' }, arguments: { node: NODE } },
  { name: 'pause', kind: 'fault', label: { en: 'Pause', 'zh-cn': '暂停' }, arguments: { node: NODE } },
  { name: 'resume', kind: 'heal', label: { en: 'Resume', 'zh-cn': '继续' }, arguments: { node: NODE } },
  {
    name: 'slowNode',
    kind: 'fault',
    label: { en: 'Slow machine', 'zh-cn': '机器变慢' },
    arguments: { node: NODE, micros: DELAY },
  },
  { name: 'cut', kind: 'fault', label: { en: 'Cut link', 'zh-cn': '切断连接' }, arguments: BOTH_WAYS },
  { name: 'cutOneWay', kind: 'fault', label: { en: 'Cut one way', 'zh-cn': '单向切断' }, arguments: ONE_WAY },
  { name: 'isolate', kind: 'fault', label: { en: 'Isolate', 'zh-cn': '断开网络' }, arguments: { node: NODE } },
  { name: 'hold', kind: 'fault', label: { en: 'Hold messages', 'zh-cn': '扣住消息' }, arguments: ONE_WAY },
  { name: 'release', kind: 'heal', label: { en: 'Release messages', 'zh-cn': '放行消息' }, arguments: ONE_WAY },
  { name: 'healLink', kind: 'heal', label: { en: 'Heal link', 'zh-cn': '恢复连接' }, arguments: BOTH_WAYS },
  {
    name: 'slowLink',
    kind: 'fault',
    label: { en: 'Slow link', 'zh-cn': '连接变慢' },
    arguments: { ...BOTH_WAYS, micros: DELAY },
  },
  {
    name: 'loseResponse',
    kind: 'fault',
    label: { en: 'Lose the next response', 'zh-cn': '丢失下一个应答' },
    arguments: ONE_WAY,
  },
  { name: 'healAll', kind: 'heal', label: { en: 'Heal everything', 'zh-cn': '全部恢复' }, arguments: {} },
  {
    name: 'configure',
    kind: 'admin',
    label: { en: 'Change a setting', 'zh-cn': '修改设置' },
    arguments: { node: NODE, setting: { kind: 'setting' }, value: { kind: 'setting-value' } },
  },
];

/** Every operation of a system: the host's and its own. */
export function operationsOf(vocabulary: SystemVocabulary): readonly OperationDefinition[] {
  return [...HOST_OPERATIONS, ...vocabulary.operations];
}
