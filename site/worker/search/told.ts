/** Turns what a search found into words of one language, for the page. */
import { glossaryOf, promiseGlossary, renderVerdict } from '../../../sim-engine/check/glossary.ts';
import type { CounterExample } from '../../../sim-engine/explore/counterExample.ts';
import type { FindOutcome, FindProgress, FindRequest } from '../../../sim-engine/explore/find.ts';
import { Playback } from '../../../sim-engine/playback.ts';
import { buildClosure } from '../../../sim-engine/view/closure.ts';
import { isSending } from '../../../sim-engine/systems/sending.ts';
import { say } from '../../../sim-engine/view/words.ts';
import { outcomeSentence } from '../../../sim-engine/explore/sentences.ts';
import type { RemedyEffect } from '../../../sim-engine/explore/remedy.ts';
import type { Locale } from '../../i18n/index.ts';
import { writeLink } from '../reading.ts';
import type { RunSize, ToldExample, ToldOutcome, ToldProgress, ToldRemedy } from './protocol.ts';

export function tellProgress(progress: FindProgress, elapsedMillis: number): ToldProgress {
  const { phase, distinct, depth, faults, shrinkRuns } = progress;
  return { phase: phase === 'shrinking' ? phase : 'searching', distinct, depth, faults, shrinkRuns, elapsedMillis };
}

export function tellOutcome(
  outcome: FindOutcome,
  told: { readonly request: FindRequest; readonly locale: Locale; readonly elapsedMillis: number },
): ToldOutcome {
  const { request, locale, elapsedMillis } = told;
  const sentence = outcomeSentence(outcome, request)[locale];
  const answered = { sentence, distinct: outcome.progress.distinct, elapsedMillis };
  switch (outcome.kind) {
    case 'counter-example':
      return { ...answered, kind: outcome.kind, example: tellExample(outcome, locale) };
    case 'exhausted':
      return { ...answered, kind: outcome.kind };
    case 'budget-spent':
      return { ...answered, kind: outcome.kind, bound: outcome.bound };
  }
}

export function tellRemedy({ remedy, ...effect }: RemedyEffect, example: CounterExample, locale: Locale): ToldRemedy {
  const { id, change, reason, scenario } = remedy;
  return { ...effect, id, change: change[locale], reason: reason[locale], scenario, actions: example.actions };
}

function tellExample(
  { example, original }: { readonly example: CounterExample; readonly original: CounterExample },
  locale: Locale,
): ToldExample {
  const { scenario, actions, anomaly, verdict } = example;
  const playback = Playback.open(scenario, actions);
  playback.complete();
  const closure = buildClosure(playback, verdict);
  return {
    scenario,
    actions,
    anomaly,
    promiseText: verdict.promise === null ? '' : promiseGlossary[verdict.promise].gloss[locale],
    verdict: renderVerdict(verdict.sentence, locale),
    gloss: glossaryOf(verdict).gloss[locale],
    values: closure.values,
    decisiveStep: closure.decisiveStep,
    decisiveAt: playback.timeOf(closure.decisiveStep),
    moments: closure.moments.map(({ step, at, kind, sentence }) => ({ step, at, kind, text: say(sentence, locale) })),
    diagram: closure.diagram,
    carrying: closure.carrying,
    lanes: closure.lanes,
    found: sizeOf(original),
    small: sizeOf(example),
    link: writeLink(scenario, actions, playback.traceHash()),
  };
}

function sizeOf({ scenario, actions, steps }: CounterExample): RunSize {
  const { brokers, producers, consumers } = scenario.topology;
  const sent = [...scenario.faults, ...actions].filter(isSending).length;
  return {
    steps,
    brokers,
    clients: producers.length + consumers.length,
    records: producers.reduce((sum, { records }) => sum + records, sent),
  };
}
