/** What came of a run, read from what the engine says about it: verdicts, counts and the history. Pure. */
import type {
  Measures,
  Micros,
  MilestoneKind,
  ToldJudgement,
  ToldMilestone,
  ToldOperation,
} from '../worker/protocol.ts';

export type Outcome =
  /** Confirmed to their shop, and in no copy any more. */
  | { readonly kind: 'lost'; readonly values: readonly string[] }
  /** Made more than once. */
  | { readonly kind: 'twice'; readonly values: readonly string[] }
  /** `again`: deliveries beyond the first, none of which had an effect. */
  | { readonly kind: 'kept'; readonly confirmed: number; readonly made: number; readonly again: number };

export function outcomeOf(
  measures: Pick<Measures, 'lost' | 'appliedTwice' | 'sends' | 'effects' | 'redeliveries'>,
): Outcome {
  if (measures.lost.length > 0) return { kind: 'lost', values: measures.lost };
  if (measures.appliedTwice.length > 0) return { kind: 'twice', values: measures.appliedTwice };
  return { kind: 'kept', confirmed: measures.sends.acknowledged, made: measures.effects, again: measures.redeliveries };
}

/** Does a judgement name all these values as lost for good? */
export function namesAsLost({ verdicts }: ToldJudgement, values: readonly string[]): boolean {
  const gone = new Set(
    verdicts.filter(({ kind, value }) => kind === 'lost-write' && value === 'violation').flatMap((each) => each.values),
  );
  return values.every((value) => gone.has(value));
}

/** Steps at which copies are cut: the only ones at which a record can leave the last of them. */
export function cutSteps(milestones: readonly ToldMilestone[], after: Micros): readonly number[] {
  return milestones.filter(({ kind, at }) => kind === 'truncation' && at >= after).map(({ step }) => step);
}

/** The last step in which an order was confirmed or reached the database; -1 when none was and none did. */
export function lastEffectStep(history: readonly ToldOperation[]): number {
  return history.findLast(({ f, type }) => (f === 'send' && type === 'ok') || f === 'apply')?.step ?? -1;
}

/** How long shops waited for a confirmation, at the median, in what was confirmed before a moment; null: nothing was. */
export function usualWait(history: readonly ToldOperation[], before: Micros): Micros | null {
  const sentAt = new Map<string, Micros>();
  const waits: Micros[] = [];
  for (const each of history) {
    if (each.f !== 'send' || each.at >= before) continue;
    if (each.type === 'invoke') sentAt.set(each.value, each.at);
    else if (each.type === 'ok') waits.push(each.at - (sentAt.get(each.value) ?? each.at));
  }
  waits.sort((left, right) => left - right);
  return waits[Math.floor((waits.length - 1) / 2)] ?? null;
}

/** The confirmation of an order; null when there is none before a moment. */
export function confirmationOf(
  history: readonly ToldOperation[],
  { order, before }: { readonly order: string; readonly before: Micros },
): ToldOperation | null {
  return (
    history.find((each) => each.f === 'send' && each.type === 'ok' && each.value === order && each.at < before) ?? null
  );
}

/** A moment that is worth a rest, and what happens at it. */
export interface Beat {
  readonly at: Micros;
  readonly text: string;
}

/** The first milestone of each kind after the strike and before the end. */
export function beatsOf(
  milestones: readonly ToldMilestone[],
  range: { readonly kinds: readonly MilestoneKind[]; readonly from: Micros; readonly to: Micros },
): readonly Beat[] {
  const inRange = milestones.filter(({ at }) => at > range.from && at < range.to);
  return range.kinds
    .flatMap((kind) => inRange.find((milestone) => milestone.kind === kind) ?? [])
    .map(({ at, text }) => ({ at, text: firstSentence(text) }))
    .sort((left, right) => left.at - right.at);
}

/** Of a text in English or Chinese. */
export function firstSentence(text: string): string {
  return /^.*?(?:[.!?](?=\s)|[。！？])/su.exec(text)?.[0] ?? text;
}
