/**
 * What came of one side: promises, counts and durations, from the history, the verdicts and the observer's view alone.
 *
 * Models: what clients could know and what checkers found. All durations begin with the first `send()` of a value.
 * Leaves out: averages, which hide what matters; anything that only one system has.
 */
import { gatherFacts, isAcknowledged, type Facts, type ValueFacts } from '../check/facts.ts';
import type { PromiseState } from '../check/promises.ts';
import type { Verdict, VerdictKind } from '../check/verdict.ts';
import type { RecordedOperation } from '../host/world.ts';
import type { Micros } from '../kernel/time.ts';
import type { Playback } from '../playback.ts';
import type { PromiseName } from '../scenario/types.ts';
import { longestSilence } from './silence.ts';
import { spreadOf, type Spread } from './spread.ts';

export interface Measures {
  readonly scenario: string;
  readonly system: string;
  readonly endMicros: Micros;
  readonly traceHash: string;
  readonly promises: readonly { readonly promise: PromiseName; readonly state: PromiseState['state'] }[];
  readonly sends: Sends;
  /** Values whose loss a verdict names, whether or not a promise forbids it. */
  readonly lost: readonly string[];
  /** Values that may be lost: a copy was out of reach when the run ended. */
  readonly perhapsLost: readonly string[];
  /** Values that stand twice where consumers read. */
  readonly writtenTwice: readonly string[];
  /** Values with more than one effect in the database, for the same group. */
  readonly appliedTwice: readonly string[];
  /** Deliveries of a value to a group beyond the first, by the same place in the log. */
  readonly redeliveries: number;
  /** Verdicts about order. */
  readonly orderViolations: number;
  /** Rows in the database. */
  readonly effects: number;
  /** From `send()` to the acknowledgement of a broker; null when there is none. */
  readonly latency: Spread | null;
  /** From `send()` to the first effect in the database; null when there is none. */
  readonly endToEnd: Spread | null;
  /** Longest stretch in which somebody waited and no acknowledgement came; null when this side asks for none. */
  readonly longestSilenceMicros: Micros | null;
  /** Largest backlog among the samples of the lag curve. */
  readonly backlogMax: number;
}

/** Values by what their producer knew in the end. */
export interface Sends {
  readonly sent: number;
  readonly acknowledged: number;
  /** Sent without asking for an answer. */
  readonly unasked: number;
  readonly failed: number;
  /** The producer will never know. */
  readonly unknown: number;
  /** Without an outcome when the run ended. */
  readonly open: number;
}

const ORDER_KINDS: ReadonlySet<VerdictKind> = new Set([
  'nonmonotonic-send',
  'nonmonotonic-poll',
  'int-nonmonotonic-poll',
]);

/** Measures a run as far as it is recorded. */
export function measure(playback: Playback): Measures {
  const { scenario, system, steps } = playback;
  const history = playback.history(steps);
  const facts = gatherFacts(history, system.observe(playback.worldAt(steps)));
  const { verdicts, promises } = playback.judge(steps);
  const values = [...facts.values.values()];
  const sends = sendsOf(facts);
  return {
    scenario: scenario.name,
    system: scenario.system,
    endMicros: playback.endAt,
    traceHash: playback.traceHash(),
    promises: promises.map(({ promise, state }) => ({ promise, state })),
    sends,
    ...lossesOf(verdicts),
    writtenTwice: values.filter(({ places }) => places.length > 1).map(({ value }) => value),
    appliedTwice: values.filter(isAppliedTwice).map(({ value }) => value),
    redeliveries: total(values.map(redeliveriesOf)),
    orderViolations: verdicts.filter(({ kind }) => ORDER_KINDS.has(kind)).length,
    effects: total(values.map(({ effects }) => effects.filter(({ committed }) => committed).length)),
    latency: spreadOf(latencies(values, history)),
    endToEnd: spreadOf(timesToEffect(values, history)),
    longestSilenceMicros: sends.sent > sends.unasked ? longestSilence(history, playback.endAt) : null,
    backlogMax: Math.max(0, ...playback.series().lag),
  };
}

function total(numbers: readonly number[]): number {
  return numbers.reduce((sum, number) => sum + number, 0);
}

function sendsOf({ values }: Facts): Sends {
  const sends = { sent: 0, acknowledged: 0, unasked: 0, failed: 0, unknown: 0, open: 0 };
  for (const { sending } of values.values()) {
    if (sending === null) continue;
    sends.sent += 1;
    if (isAcknowledged(sending)) sends.acknowledged += 1;
    else if (sending.outcome === 'ok') sends.unasked += 1;
    else if (sending.outcome === 'fail') sends.failed += 1;
    else if (sending.outcome === 'info') sends.unknown += 1;
    else sends.open += 1;
  }
  return sends;
}

function lossesOf(verdicts: readonly Verdict[]): Pick<Measures, 'lost' | 'perhapsLost'> {
  const valuesOf = (fitting: (verdict: Verdict) => boolean): readonly string[] =>
    verdicts.filter(fitting).flatMap(({ subjects }) => subjects.values);
  return {
    lost: valuesOf(({ kind, verdict }) => kind === 'lost-write' && verdict !== 'unknown'),
    perhapsLost: valuesOf(({ kind, verdict }) => kind === 'lost-write' && verdict === 'unknown'),
  };
}

function isAppliedTwice({ effects }: ValueFacts): boolean {
  const groups = effects.filter(({ committed }) => committed).map(({ group }) => group);
  return new Set(groups).size < groups.length;
}

function redeliveriesOf({ deliveries }: ValueFacts): number {
  return total(deliveries.map(({ polls }) => polls.length - 1));
}

function timeAt(history: readonly RecordedOperation[], index: number): Micros {
  return (history[index] as RecordedOperation).at;
}

function latencies(values: readonly ValueFacts[], history: readonly RecordedOperation[]): readonly Micros[] {
  return values.flatMap(({ sending }) =>
    sending !== null && isAcknowledged(sending)
      ? [timeAt(history, sending.completed) - timeAt(history, sending.invoked)]
      : [],
  );
}

function timesToEffect(values: readonly ValueFacts[], history: readonly RecordedOperation[]): readonly Micros[] {
  return values.flatMap(({ sending, effects }) => {
    const first = effects.find(({ committed }) => committed);
    return sending === null || first === undefined
      ? []
      : [timeAt(history, first.operation) - timeAt(history, sending.invoked)];
  });
}
