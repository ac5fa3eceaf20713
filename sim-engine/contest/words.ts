/** Words of the contest's table. */
import type { PromiseState } from '../check/promises.ts';
import type { Micros } from '../kernel/time.ts';
import type { Bilingual } from '../systems/door.ts';

export const STATES: Readonly<Record<PromiseState['state'], Bilingual>> = {
  holds: { en: '✓ holds', 'zh-cn': '✓ 成立' },
  broken: { en: '✗ broken', 'zh-cn': '✗ 被违背' },
  unknown: { en: '? not yet known', 'zh-cn': '? 尚不能判断' },
};

export const STATES_DIFFER: Bilingual = { en: 'not the same', 'zh-cn': '不一样' };
export const NO_ACKNOWLEDGEMENTS: Bilingual = { en: 'no acknowledgements', 'zh-cn': '没有确认' };
export const NO_EFFECTS: Bilingual = { en: 'no effects', 'zh-cn': '没有生效的消息' };

export const COUNTS = {
  sent: { en: 'Messages sent', 'zh-cn': '发送的消息' },
  acknowledged: { en: 'Acknowledged', 'zh-cn': '已确认' },
  failed: { en: 'Failed, and the producer knows', 'zh-cn': '失败，生产者知道' },
  unknown: { en: 'Outcome unknown to the producer', 'zh-cn': '生产者不知道结果' },
  open: { en: 'Still without an outcome', 'zh-cn': '仍无结果' },
  lost: { en: 'Lost after the acknowledgement', 'zh-cn': '确认之后丢失' },
  perhapsLost: { en: 'Perhaps lost: cannot be told yet', 'zh-cn': '可能丢失：还不能判断' },
  writtenTwice: { en: 'Written twice', 'zh-cn': '写入了两次' },
  appliedTwice: { en: 'Took effect twice', 'zh-cn': '重复生效' },
  redeliveries: { en: 'Delivered again', 'zh-cn': '重复投递' },
  orderViolations: { en: 'Order violations', 'zh-cn': '乱序' },
  effects: { en: 'Effects in the database', 'zh-cn': '数据库里的结果' },
  backlogMax: { en: 'Largest backlog (201 samples)', 'zh-cn': '最大积压（201 次采样）' },
} as const satisfies Readonly<Record<string, Bilingual>>;

export const TIMES = {
  'latency.p50': { en: 'Until the acknowledgement, median', 'zh-cn': '等到确认，中位数' },
  'latency.p99': { en: 'Until the acknowledgement, 99 of 100', 'zh-cn': '等到确认，第 99 百分位' },
  'latency.max': { en: 'Until the acknowledgement, slowest', 'zh-cn': '等到确认，最慢' },
  'endToEnd.p50': { en: 'Until the effect, median', 'zh-cn': '等到生效，中位数' },
  'endToEnd.p99': { en: 'Until the effect, 99 of 100', 'zh-cn': '等到生效，第 99 百分位' },
  'endToEnd.max': { en: 'Until the effect, slowest', 'zh-cn': '等到生效，最慢' },
  silence: { en: 'Longest wait without any acknowledgement', 'zh-cn': '最长多久没有任何确认' },
} as const satisfies Readonly<Record<string, Bilingual>>;

/** Values that a cell names; more would not be read. */
const VALUES_SHOWN = 6;

function list(values: readonly string[], separator: string): string {
  const shown = values.slice(0, VALUES_SHOWN).join(separator);
  return values.length > VALUES_SHOWN ? `${shown}${separator}…` : shown;
}

/** A number, what it counts by name, and what must be said about it. */
export function count(cell: {
  readonly number: number;
  readonly values: readonly string[];
  readonly note: Bilingual | null;
}): Bilingual {
  const { number, values, note } = cell;
  const named = values.length === 0 ? ['', ''] : [` (${list(values, ', ')})`, `（${list(values, '、')}）`];
  const noted = note === null ? ['', ''] : [`; ${note.en}`, `；${note['zh-cn']}`];
  return { en: `${number}${named[0]}${noted[0]}`, 'zh-cn': `${number}${named[1]}${noted[1]}` };
}

/** Why there are few acknowledgements: nobody asked for more. */
export function unasked(records: number): Bilingual {
  return { en: `${records} sent without asking`, 'zh-cn': `${records} 条未要求确认` };
}

function inUnits(micros: Micros, units: { readonly s: string; readonly ms: string }): string {
  if (micros >= 1_000_000) return `${(micros / 1_000_000).toFixed(3)} ${units.s}`;
  return `${(micros / 1_000).toFixed(3)} ${units.ms}`;
}

/** A duration. */
export function time(micros: Micros): Bilingual {
  return { en: inUnits(micros, { s: 's', ms: 'ms' }), 'zh-cn': inUnits(micros, { s: '秒', ms: '毫秒' }) };
}

/** How many more or fewer on the right; null when as many. */
export function countDifference(left: number, right: number): Bilingual | null {
  if (left === right) return null;
  const by = right > left ? right - left : left - right;
  return right > left
    ? { en: `right: ${by} more`, 'zh-cn': `右边多 ${by}` }
    : { en: `right: ${by} fewer`, 'zh-cn': `右边少 ${by}` };
}

/** How much longer or shorter on the right; null when as long. */
export function timeDifference(left: Micros | null, right: Micros | null): Bilingual | null {
  if (left === right) return null;
  if (left === null) return { en: 'only on the right', 'zh-cn': '只有右边有' };
  if (right === null) return { en: 'only on the left', 'zh-cn': '只有左边有' };
  const by = time(right > left ? right - left : left - right);
  return right > left
    ? { en: `right: ${by.en} longer`, 'zh-cn': `右边长 ${by['zh-cn']}` }
    : { en: `right: ${by.en} shorter`, 'zh-cn': `右边短 ${by['zh-cn']}` };
}
