/** Turns what the engine knows into words of one language, for the page. */
import { searchableNames } from '../../sim-engine/explore/budget.ts';
import { glossaryOf, promiseGlossary, renderVerdict } from '../../sim-engine/check/glossary.ts';
import { APPLICATION_PROMISES, PROMISES, type PromiseState } from '../../sim-engine/check/promises.ts';
import type { Verdict } from '../../sim-engine/check/verdict.ts';
import type { Playback } from '../../sim-engine/playback.ts';
import { operationsOf } from '../../sim-engine/scenario/operations.ts';
import type { Scenario, Topology } from '../../sim-engine/scenario/types.ts';
import { systemNamed } from '../../sim-engine/systems/registry.ts';
import { expectation, type SettingDefinition } from '../../sim-engine/systems/settingsCatalogue.ts';
import type { OperationDefinition, PlaceArgument, SystemVocabulary } from '../../sim-engine/systems/vocabulary.ts';
import type { Account } from '../../sim-engine/view/account.ts';
import type { Fact, Scene, Shelf } from '../../sim-engine/view/scene.ts';
import { say } from '../../sim-engine/view/words.ts';
import type {
  Catalogue,
  Locale,
  PromiseName,
  Stage,
  StageShelf,
  ToldAccount,
  ToldArgument,
  ToldJudgement,
  ToldMilestone,
  ToldRule,
  ToldSetting,
  ToldVerdict,
} from './protocol.ts';

function tellShelf(shelf: Shelf, tell: (fact: Fact) => string): StageShelf {
  return shelf.kind === 'log' ? shelf : { ...shelf, facts: shelf.facts.map(tell) };
}

export function tellScene(scene: Scene, locale: Locale): Stage {
  const tell = (fact: Fact): string => say(fact, locale);
  return {
    ...scene,
    nodes: scene.nodes.map((node) => ({
      ...node,
      facts: node.facts.map(tell),
      shelves: node.shelves.map((shelf) => tellShelf(shelf, tell)),
    })),
  };
}

function tellRule(system: string, id: string, locale: Locale): ToldRule {
  const rule = systemNamed(system).rules.find((entry) => entry.id === id);
  const text = (field: 'name' | 'who' | 'means' | 'enabledWhen' | 'changes'): string => rule?.[field][locale] ?? '';
  return {
    id,
    name: text('name') || id,
    who: text('who'),
    means: text('means'),
    enabledWhen: text('enabledWhen'),
    changes: text('changes'),
    source: rule?.source ?? '',
  };
}

export function tellAccount(account: Account, system: string, locale: Locale): ToldAccount {
  return {
    ...account,
    sentences: account.sentences.map((sentence) => say(sentence, locale)),
    rules: account.rules.map((id) => tellRule(system, id, locale)),
  };
}

function tellVerdict(verdict: Verdict, playback: Playback, locale: Locale): ToldVerdict {
  const awaited = verdict.awaited === undefined ? '' : ` ${say(verdict.awaited, locale)}`;
  return {
    kind: verdict.kind,
    value: verdict.verdict,
    promise: verdict.promise,
    text: renderVerdict(verdict.sentence, locale) + awaited,
    gloss: glossaryOf(verdict).gloss[locale],
    step: playback.stepAt(verdict.at),
    values: verdict.subjects.values,
    operations: verdict.evidence.operations,
  };
}

export function tellJudgement(
  judgement: { readonly verdicts: readonly Verdict[]; readonly promises: readonly PromiseState[] },
  playback: Playback,
  locale: Locale,
): ToldJudgement {
  return {
    verdicts: judgement.verdicts.map((verdict) => tellVerdict(verdict, playback, locale)),
    promises: judgement.promises.map(({ promise, state, firstVerdict }) => ({
      promise,
      text: promiseGlossary[promise].gloss[locale],
      definition: promiseGlossary[promise].definition[locale],
      state,
      verdict: firstVerdict === null ? null : tellVerdict(firstVerdict, playback, locale),
    })),
  };
}

/** Steps that matter, in words, in order. Where a promise breaks is such a step too. */
export function tellMilestones(
  playback: Playback,
  violations: readonly Verdict[],
  locale: Locale,
): readonly ToldMilestone[] {
  const seen = new Set<string>();
  const told: ToldMilestone[] = playback.milestones.map(({ step, at, kind, sentence }) => {
    const client = String(sentence.params['producer'] ?? sentence.params['consumer'] ?? '');
    const reason = `${sentence.key} ${client}`;
    const isRoutine = kind === 'retry' || kind === 'timeout';
    const repeats = isRoutine && seen.has(reason);
    if (isRoutine) seen.add(reason);
    else seen.clear();
    return { step, at, kind, text: say(sentence, locale), repeats };
  });
  for (const verdict of violations) {
    const { step, text } = tellVerdict(verdict, playback, locale);
    told.push({ step, at: verdict.at, kind: 'violation', text, repeats: false });
  }
  return told.sort((left, right) => left.step - right.step);
}

function tellSetting(definition: SettingDefinition, locale: Locale): ToldSetting {
  const integer = definition.type === 'integer' ? definition : null;
  return {
    name: definition.name,
    type: definition.type,
    unit: integer?.unit ?? null,
    min: integer?.min ?? null,
    max: integer?.max ?? null,
    choices: definition.type === 'choice' ? definition.choices : [],
    default: definition.default,
    description: definition.description[locale],
    expected: expectation(definition)[locale],
    source: `${definition.source.version}, ${definition.source.file}`,
  };
}

interface Telling {
  readonly vocabulary: SystemVocabulary;
  readonly topology: Topology;
  readonly locale: Locale;
}

function tellArguments(definition: OperationDefinition, telling: Telling): readonly ToldArgument[] {
  return Object.entries(definition.arguments).map(([name, type]) => ({
    name,
    type,
    label: type.kind === 'place' ? type.label[telling.locale] : null,
    places: type.kind === 'place' ? placesOf(type, definition, telling) : {},
    titles: type.kind === 'place' ? titlesOf(type, telling) : {},
  }));
}

function placesOf(type: PlaceArgument, definition: OperationDefinition, telling: Telling): ToldArgument['places'] {
  const { vocabulary, topology } = telling;
  const outer = type.within === undefined ? undefined : definition.arguments[type.within];
  if (outer?.kind !== 'place') return { '': (vocabulary.places(topology, type.what) ?? []).map(String) };
  const within = (vocabulary.places(topology, outer.what) ?? []).map(String);
  return Object.fromEntries(
    within.map((name) => [name, (vocabulary.places(topology, type.what, name) ?? []).map(String)]),
  );
}

function titlesOf({ what }: PlaceArgument, { vocabulary, topology }: Telling): ToldArgument['titles'] {
  const places = vocabulary.titleOfPlace === undefined ? [] : (vocabulary.places(topology, what) ?? []);
  return Object.fromEntries(
    places.flatMap((place) => {
      const title = vocabulary.titleOfPlace?.(topology, what, place) ?? null;
      return title === null ? [] : [[String(place), title]];
    }),
  );
}

/** Those that mean something: for the system, and for a scenario with or without applications. */
function promisesOf({ topology }: Scenario, { promises }: SystemVocabulary): readonly PromiseName[] {
  const ofSystem = promises ?? (Object.keys(PROMISES) as PromiseName[]);
  if (topology.applications !== undefined) return ofSystem;
  return ofSystem.filter((name) => !APPLICATION_PROMISES.has(name));
}

export function tellCatalogue(playback: Playback, vocabulary: SystemVocabulary, locale: Locale): Catalogue {
  const { scenario, system } = playback;
  return {
    system: scenario.system,
    version: systemNamed(scenario.system).version,
    nodes: system.cluster.machines.map(({ name, role }) => ({
      name,
      role,
      scope: vocabulary.scopeOfNode(scenario.topology, name),
    })),
    operations: operationsOf(vocabulary).map((definition) => ({
      name: definition.name,
      kind: definition.kind,
      label: definition.label[locale],
      arguments: tellArguments(definition, { vocabulary, topology: scenario.topology, locale }),
    })),
    search: { operations: searchableNames(vocabulary.searchable), usualFaults: vocabulary.usualFaults },
    guards: vocabulary.guards,
    promises: promisesOf(scenario, vocabulary).map((name) => ({ name, text: promiseGlossary[name].gloss[locale] })),
    settings: Object.fromEntries(
      Object.entries(vocabulary.settings.definitions).map(([scope, definitions]) => [
        scope,
        definitions.map((definition) => tellSetting(definition, locale)),
      ]),
    ),
    parts: vocabulary.settings.parts.map(({ scope, list, label }) => ({ scope, list, label: label[locale] })),
  };
}
