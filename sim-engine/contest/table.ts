/** The table of a contest: one row per question, an answer for each side, and in words how they differ. */
import { promiseGlossary } from '../check/glossary.ts';
import type { PromiseState } from '../check/promises.ts';
import type { Micros } from '../kernel/time.ts';
import type { Bilingual } from '../systems/door.ts';
import type { Side } from './contest.ts';
import type { Measures } from './measures.ts';
import type { Spread } from './spread.ts';
import * as words from './words.ts';

export interface Row {
  readonly id: string;
  readonly group: RowGroup;
  readonly label: Bilingual;
  readonly left: Bilingual;
  readonly right: Bilingual;
  /** How the right side differs from the left; null when it does not. */
  readonly difference: Bilingual | null;
}

export type RowGroup = 'promises' | 'counts' | 'times';

/** All rows, in the order in which they are read. */
export function tableOf(sides: Readonly<Record<Side, Measures>>): readonly Row[] {
  return [...promiseRows(sides), ...countRows(sides), ...timeRows(sides)];
}

function promiseRows({ left, right }: Readonly<Record<Side, Measures>>): readonly Row[] {
  return left.promises.map(({ promise, state }, place) => {
    const other = right.promises[place]?.state as PromiseState['state'];
    return {
      id: promise,
      group: 'promises',
      label: promiseGlossary[promise].gloss,
      left: words.STATES[state],
      right: words.STATES[other],
      difference: state === other ? null : words.STATES_DIFFER,
    };
  });
}

interface Count {
  readonly id: keyof typeof words.COUNTS;
  readonly of: (side: Measures) => number;
  /** What is counted, by name. */
  readonly values?: (side: Measures) => readonly string[];
  /** Where the number could not be anything else. */
  readonly note?: (side: Measures) => Bilingual | null;
}

const COUNTS: readonly Count[] = [
  { id: 'sent', of: ({ sends }) => sends.sent },
  { id: 'acknowledged', of: ({ sends }) => sends.acknowledged, note: silentNote },
  { id: 'failed', of: ({ sends }) => sends.failed },
  { id: 'unknown', of: ({ sends }) => sends.unknown },
  { id: 'open', of: ({ sends }) => sends.open },
  { id: 'lost', of: ({ lost }) => lost.length, values: ({ lost }) => lost },
  { id: 'perhapsLost', of: ({ perhapsLost }) => perhapsLost.length, values: ({ perhapsLost }) => perhapsLost },
  { id: 'writtenTwice', of: ({ writtenTwice }) => writtenTwice.length, values: ({ writtenTwice }) => writtenTwice },
  { id: 'appliedTwice', of: ({ appliedTwice }) => appliedTwice.length, values: ({ appliedTwice }) => appliedTwice },
  { id: 'redeliveries', of: ({ redeliveries }) => redeliveries },
  { id: 'orderViolations', of: ({ orderViolations }) => orderViolations },
  { id: 'effects', of: ({ effects }) => effects },
  { id: 'backlogMax', of: ({ backlogMax }) => backlogMax },
];

/** A side that asks for no answer cannot have any. */
function silentNote({ sends }: Measures): Bilingual | null {
  return sends.unasked > 0 ? words.unasked(sends.unasked) : null;
}

function countRows({ left, right }: Readonly<Record<Side, Measures>>): readonly Row[] {
  return COUNTS.map((count) => ({
    id: count.id,
    group: 'counts',
    label: words.COUNTS[count.id],
    left: countCell(count, left),
    right: countCell(count, right),
    difference: words.countDifference(count.of(left), count.of(right)),
  }));
}

function countCell({ of, values, note }: Count, side: Measures): Bilingual {
  const named = values?.(side) ?? [];
  return words.count({ number: of(side), values: named, note: note?.(side) ?? null });
}

function timeRows(sides: Readonly<Record<Side, Measures>>): readonly Row[] {
  const rows: Row[] = [];
  const add = (id: string, label: Bilingual, of: (side: Measures) => Micros | null): void => {
    const [left, right] = [of(sides.left), of(sides.right)];
    rows.push({
      id,
      group: 'times',
      label,
      left: timeCell(id, left),
      right: timeCell(id, right),
      difference: words.timeDifference(left, right),
    });
  };
  for (const [id, spreadOf] of [
    ['latency', ({ latency }: Measures) => latency],
    ['endToEnd', ({ endToEnd }: Measures) => endToEnd],
  ] as const) {
    for (const point of ['p50', 'p99', 'max'] as const satisfies readonly (keyof Spread)[])
      add(`${id}.${point}`, words.TIMES[`${id}.${point}`], (side) => spreadOf(side)?.[point] ?? null);
  }
  add('silence', words.TIMES.silence, ({ longestSilenceMicros }) => longestSilenceMicros);
  return rows;
}

function timeCell(id: string, micros: Micros | null): Bilingual {
  if (micros !== null) return words.time(micros);
  return id.startsWith('endToEnd') ? words.NO_EFFECTS : words.NO_ACKNOWLEDGEMENTS;
}
