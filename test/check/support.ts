/**
 * A tiny language for histories and logs, so that a test reads as the story it tells.
 *
 * One line of a history is one operation; operation n happens at (n + 1) milliseconds.
 *
 *     p1 send a1              invoked: value a1, key a, to topic x (another: y:a1)
 *     p1 ok a1@0              acknowledged at offset 0 of x-0 (a1: without an offset); leader a1@0: with acks=1; none a1: acks=0
 *     p1 info a1              no answer; fail a1 ERROR: refused
 *     c1 poll a1@0 b1@1       given to the application; y:a1@0 for topic y
 *     c1 apply a1@0           effect committed; refused a1@0: the database knew it
 *     c1 commit 2 y:5         next offsets to read; uncommitted 2: the commit failed
 *     c1 assigned x y         also: revoked, lost
 *     c1 crash
 *
 * Messages of a queue: the queue's name and `#` before the value. The consumers of a queue are a group of its name.
 *
 *     p1 send jobs#a1         to the queue jobs; to the exchange all: all>a1
 *     p1 ok jobs#a1           confirmed; none jobs#a1: without confirms; fail, info
 *     c1 poll jobs#a1@0       delivered, the first that the queue took in; auto jobs#a1@0: with automatic acknowledgement
 *     c1 ack jobs#a1@0        also: requeue, discard
 *     c1 assigned jobs#       begins to consume
 *
 * A process is written name'(group): c1, c1' (second incarnation), c1(h) (of group h; default g).
 *
 * A log is a list of replicas: `n1* a1 b1 | a2/3 .`: node, records in order of offset from 0, optional leader epoch (default
 * 0), `.` for a hole, `|` where the high watermark is (default: the end). Marks after the node: `*` the leader,
 * `!` believes to lead, `-` not running, `~` not in the ISR. A leading `5:` starts the log at offset 5.
 * A queue is written in the same way: holes are messages that it holds no longer.
 */
import { check } from '../../sim-engine/check/check.ts';
import type { CheckOptions } from '../../sim-engine/check/context.ts';
import type {
  DroppedMessage,
  LogId,
  LogView,
  ObservedGroupPosition,
  ObservedLog,
  ObservedRecord,
  ObservedReplica,
  Operation,
  RunEnd,
  SeenRecord,
} from '../../sim-engine/check/history.ts';
import { isQueue, NO_PARTITION } from '../../sim-engine/check/logId.ts';
import { PROMISES } from '../../sim-engine/check/promises.ts';
import type { Verdict } from '../../sim-engine/check/verdict.ts';
import type { PromiseName } from '../../sim-engine/scenario/types.ts';

export const ALL_PROMISES = Object.keys(PROMISES) as PromiseName[];

/** Healed, at rest, everything read. */
export const AT_REST: RunEnd = { at: 1_000_000, healedAt: 500_000, pending: null, drained: true };

/** Faults not healed, consumers still reading. */
export const CUT_SHORT: RunEnd = { ...AT_REST, healedAt: null, drained: false };

interface Base {
  readonly at: number;
  readonly process: string;
  readonly incarnation: number;
  readonly group: string;
}

const PROCESS = /^(\w+)('*)(?:\((\w+)\))?$/;

/** Reads a history; blank lines are skipped. */
export function operations(text: string): Operation[] {
  const lines = text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
  return lines.map((line, index) => operation(line, (index + 1) * 1_000));
}

function operation(line: string, at: number): Operation {
  const [who = '', what = '', ...words] = line.split(/\s+/);
  const match = PROCESS.exec(who);
  if (match === null) throw new Error(`no process in: ${line}`);
  const [, process = '', primes = '', group = 'g'] = match;
  const base: Base = { at, process, incarnation: primes.length, group };
  return producing(base, what, words) ?? consuming(base, what, words, line);
}

const SENDING: Readonly<Record<string, { type: 'invoke' | 'ok' | 'fail' | 'info'; acks: 'none' | 'leader' | 'all' }>> =
  {
    send: { type: 'invoke', acks: 'all' },
    ok: { type: 'ok', acks: 'all' },
    leader: { type: 'ok', acks: 'leader' },
    none: { type: 'ok', acks: 'none' },
    fail: { type: 'fail', acks: 'all' },
    info: { type: 'info', acks: 'all' },
  };

function producing(base: Base, what: string, words: readonly string[]): Operation | null {
  const { at, process, incarnation } = base;
  if (what === 'crash') return { at, process, incarnation, f: 'crash', type: 'info' };
  const sending = SENDING[what];
  if (sending === undefined) return null;
  const error = words[1] === undefined ? {} : { error: words[1] };
  const published = publishing(words[0] ?? '');
  if (published !== null) {
    return {
      at,
      process,
      incarnation,
      f: 'send',
      ...sending,
      ...published,
      partition: NO_PARTITION,
      offset: -1,
      ...error,
    };
  }
  const { topic, key, value, offset } = record(words[0] ?? '');
  const partition = offset >= 0 || what === 'none' ? 0 : -1;
  return { at, process, incarnation, f: 'send', ...sending, topic, partition, key, value, offset, ...error };
}

/** `jobs#a1`: to a queue; `all>a1`: to an exchange. */
function publishing(word: string) {
  const [, topic, sign, value] = /^(\w+)([#>])(\w+)$/.exec(word) ?? [];
  if (topic === undefined || value === undefined) return null;
  return { to: sign === '#' ? ('queue' as const) : ('exchange' as const), topic, key: keyOf(value), value };
}

/** The group that consumes: a queue's consumers are one, whatever the line says. */
function groupOf({ group }: Base, log: LogId | undefined): string {
  return log !== undefined && isQueue(log) ? log.topic : group;
}

function consuming(base: Base, what: string, words: readonly string[], line: string): Operation {
  switch (what) {
    case 'poll':
    case 'auto': {
      const records = words.map(record);
      const settled = what === 'auto' ? { settled: true as const } : {};
      return { ...base, f: 'poll', type: 'ok', group: groupOf(base, records[0]), records, ...settled };
    }
    case 'apply':
    case 'refused': {
      const item = record(words[0] ?? '');
      return { ...base, f: 'apply', type: what === 'apply' ? 'ok' : 'fail', group: groupOf(base, item), record: item };
    }
    case 'ack':
    case 'requeue':
    case 'discard': {
      const item = record(words[0] ?? '');
      return { ...base, f: 'settle', type: 'ok', group: groupOf(base, item), outcome: what, record: item };
    }
    case 'commit':
    case 'uncommitted':
      return { ...base, f: 'commit', type: what === 'commit' ? 'ok' : 'fail', offsets: words.map(commitTarget) };
    case 'assigned':
    case 'revoked':
    case 'lost':
      return assigning(base, what, words.map(logId));
    default:
      throw new Error(`no operation in: ${line}`);
  }
}

function assigning(base: Base, change: 'assigned' | 'revoked' | 'lost', partitions: readonly LogId[]): Operation {
  const group = groupOf(base, partitions[0]);
  const generation = partitions.some(isQueue) ? -1 : 1;
  return { ...base, f: 'assign', type: 'ok', group, generation, change, partitions };
}

/** `y:a1@5`: topic, value, offset; `jobs#a1@5`: queue, value, number. */
function record(word: string): SeenRecord {
  const [place = '', offset = '-1'] = word.split('@');
  if (place.includes('#')) {
    const [topic, value] = place.split('#') as [string, string];
    return { topic, partition: NO_PARTITION, offset: Number(offset), key: keyOf(value), value };
  }
  const [topic, value] = place.includes(':') ? (place.split(':') as [string, string]) : ['x', place];
  return { topic, partition: 0, offset: Number(offset), key: keyOf(value), value };
}

function keyOf(value: string): string | null {
  return /^[a-z]/.exec(value)?.[0] ?? null;
}

function commitTarget(word: string): LogId & { offset: number } {
  const [topic, offset] = word.includes(':') ? (word.split(':') as [string, string]) : ['x', word];
  return { topic, partition: 0, offset: Number(offset) };
}

function logId(word: string): LogId {
  return word.endsWith('#') ? { topic: word.slice(0, -1), partition: NO_PARTITION } : { topic: word, partition: 0 };
}

/** One log of partition 0. */
export function log(topic: string, ...replicas: readonly string[]): ObservedLog {
  const leader = replicas.map((text) => /^(\w+)\S*\*/.exec(text)?.[1]).find((node) => node !== undefined) ?? null;
  return { topic, partition: 0, leader, replicas: replicas.map(replica) };
}

/** One queue. */
export function queue(name: string, ...replicas: readonly string[]): ObservedLog {
  return { ...log(name, ...replicas), partition: NO_PARTITION };
}

/** A queue that has dropped a message at 3 milliseconds. */
export function dropping(name: string, value: string, reason: DroppedMessage['reason']): ObservedLog {
  return { ...queue(name, 'n1*'), dropped: [{ value, reason, at: 3_000 }] };
}

function replica(text: string): ObservedReplica {
  const [head = '', ...words] = text.split(/\s+/);
  const [, node = '', marks = ''] = /^(\w+)(\S*)$/.exec(head) ?? [];
  let offset = 0;
  if (words[0]?.endsWith(':') === true) offset = Number.parseInt(words.shift() ?? '0', 10);
  const logStartOffset = offset;
  let highWatermark = -1;
  const records: ObservedRecord[] = [];
  for (const word of words) {
    if (word === '|') {
      highWatermark = offset;
      continue;
    }
    const [value = '', epoch = '0'] = word.split('/');
    if (value !== '.') records.push({ offset, value, key: value.slice(0, 1), epoch: Number(epoch) });
    offset += 1;
  }
  return {
    node,
    running: !marks.includes('-'),
    believesLeader: marks.includes('*') || marks.includes('!'),
    inSync: !marks.includes('~'),
    logStartOffset,
    endOffset: offset,
    highWatermark: highWatermark < 0 ? offset : highWatermark,
    records,
  };
}

export interface Run {
  readonly logs?: readonly ObservedLog[];
  readonly groups?: readonly ObservedGroupPosition[];
  readonly end?: Partial<RunEnd>;
  readonly promises?: readonly PromiseName[];
  readonly options?: CheckOptions;
}

export function viewOf({ logs = [], groups = [] }: Run): LogView {
  return { at: AT_REST.at, logs, groups };
}

/** Checks a run; by default everything is promised, healed, at rest and read. */
export function judge(history: string | readonly Operation[], run: Run = {}): readonly Verdict[] {
  const list = typeof history === 'string' ? operations(history) : history;
  return check(list, viewOf(run), { ...AT_REST, ...run.end }, run.promises ?? ALL_PROMISES, run.options);
}

/** A verdict in short: `lost-write violation a1`. */
export function brief(verdict: Verdict): string {
  return [verdict.kind, verdict.verdict, verdict.subjects.values.join(',')].join(' ').trimEnd();
}

/** All verdicts of a run in short, optionally of some kinds only. */
export function briefs(history: string | readonly Operation[], run: Run = {}, ...kinds: readonly string[]): string[] {
  const verdicts = judge(history, run);
  return verdicts.filter((verdict) => kinds.length === 0 || kinds.includes(verdict.kind)).map(brief);
}

/** The first verdict of a kind. */
export function first(verdicts: readonly Verdict[], kind: Verdict['kind']): Verdict {
  const verdict = verdicts.find((candidate) => candidate.kind === kind);
  if (verdict === undefined) throw new Error(`no ${kind} among: ${verdicts.map(brief).join('; ')}`);
  return verdict;
}
