/**
 * What a schema cannot see: names that refer to something that exists, numbers that depend on each other, and combinations
 * of settings that the real system refuses.
 */
import { applicationsOf } from '../apps/machines.ts';
import type { Action } from '../host/action.ts';
import type { Bilingual } from '../systems/door.ts';
import type { Findings } from '../systems/findings.ts';
import {
  definitionsOf,
  expectation,
  fits,
  type SettingConflict,
  type SettingScope,
} from '../systems/settingsCatalogue.ts';
import type { OperationDefinition, PlaceArgument, SystemVocabulary } from '../systems/vocabulary.ts';
import { checkApplications } from './applicationReferences.ts';
import { describe, errorAt, pathText, type Path, type ScenarioError } from './errors.ts';
import { operationsOf } from './operations.ts';
import type { Scenario, Settings } from './types.ts';
import { closest } from './words.ts';

/** Collects errors; every check reads the same scenario. */
class Collected implements Findings {
  readonly errors: ScenarioError[] = [];
  readonly scenario: Scenario;
  readonly vocabulary: SystemVocabulary;

  constructor(scenario: Scenario, vocabulary: SystemVocabulary) {
    this.scenario = scenario;
    this.vocabulary = vocabulary;
  }

  /** Reports that `value` at `path` does not refer to what it should. */
  add(path: Path, expected: Bilingual, value: unknown): void {
    this.errors.push(errorAt({ code: 'reference', path, expected, found: describe(value) }));
  }

  /** Reports a name that is none of those that exist. */
  expectOneOf(path: Path, names: readonly string[], value: string): void {
    if (names.includes(value)) return;
    this.add(path, names.length === 0 ? { en: 'nothing', 'zh-cn': '空缺' } : closest(names, value), value);
  }

  /** Reports names that occur twice. */
  expectDistinct(names: readonly string[], path: (index: number) => Path): void {
    names.forEach((name, index) => {
      if (names.indexOf(name) === index) return;
      this.add(path(index), { en: 'a name that is not taken', 'zh-cn': '未被占用的名称' }, name);
    });
  }

  /** Reports what the real system refuses. */
  refuse(path: Path, conflict: SettingConflict): void {
    this.errors.push(conflictError([...path, conflict.setting], conflict));
  }
}

/** Errors of a scenario whose form is right. */
export function scenarioReferences(scenario: Scenario, vocabulary: SystemVocabulary): readonly ScenarioError[] {
  const findings = new Collected(scenario, vocabulary);
  findings.expectDistinct(scenario.promises, (index) => ['promises', index]);
  checkMachineNames(findings);
  vocabulary.references(findings, scenario);
  checkApplications(findings, scenario.topology);
  checkClients(findings);
  checkConflicts(findings, { scope: 'broker', given: scenario.settings, path: ['settings'] });
  if (scenario.healAtMillis !== undefined && scenario.healAtMillis > scenario.horizonMillis) {
    findings.add(['healAtMillis'], notAfterHorizon(scenario.horizonMillis), scenario.healAtMillis);
  }
  scenario.faults.forEach((action, index) => checkAction(findings, action, ['faults', index]));
  return findings.errors;
}

/** Errors of actions whose form is right. */
export function actionReferences(
  actions: readonly Action[],
  scenario: Scenario,
  vocabulary: SystemVocabulary,
): readonly ScenarioError[] {
  const findings = new Collected(scenario, vocabulary);
  actions.forEach((action, index) => checkAction(findings, action, [index]));
  return findings.errors;
}

function notAfterHorizon(horizon: number): Bilingual {
  return { en: `a time within the horizon, at most ${horizon}`, 'zh-cn': `不晚于终点 ${horizon} 的时间` };
}

/** Clients and applications must not take each other's names, nor those of the system's own machines. */
function checkMachineNames(findings: Collected): void {
  const { topology } = findings.scenario;
  const names = findings.vocabulary.nodeNames(topology);
  const check = (path: Path, machines: readonly { readonly name: string }[]): void => {
    machines.forEach(({ name }, index) => {
      if (names.indexOf(name) === names.lastIndexOf(name)) return;
      findings.add([...path, index, 'name'], { en: 'a name that is not taken', 'zh-cn': '未被占用的名称' }, name);
    });
  };
  const applications = applicationsOf(topology);
  for (const role of ['producers', 'consumers'] as const) check(['topology', role], topology[role]);
  for (const role of ['services', 'databases', 'callers'] as const) {
    check(['topology', 'applications', role], applications[role]);
  }
}

/** Settings of clients that do not go together. */
function checkClients(findings: Collected): void {
  const { topology } = findings.scenario;
  for (const [list, scope] of [
    ['producers', 'producer'],
    ['consumers', 'consumer'],
  ] as const) {
    topology[list].forEach(({ settings }, index) =>
      checkConflicts(findings, { scope, given: settings ?? {}, path: ['topology', list, index, 'settings'] }),
    );
  }
}

function checkConflicts(
  findings: Collected,
  options: { readonly scope: SettingScope; readonly given: Settings; readonly path: Path },
): void {
  const { scope, given, path } = options;
  for (const conflict of findings.vocabulary.settings.conflicts(scope, given, findings.scenario.settings)) {
    findings.refuse(path, conflict);
  }
}

function conflictError(path: Path, conflict: SettingConflict): ScenarioError {
  const place = pathText(path);
  return {
    code: 'conflict',
    path: place,
    expected: conflict.message.en,
    found: conflict.error,
    message: {
      en: `${place}: ${conflict.message.en} (${conflict.error})`,
      'zh-cn': `${place}：${conflict.message['zh-cn']}（${conflict.error}）`,
    },
  };
}

function checkAction(findings: Collected, action: Action, path: Path): void {
  const horizonMicros = findings.scenario.horizonMillis * 1_000;
  if (action.at > horizonMicros) findings.add([...path, 'at'], notAfterHorizon(horizonMicros), action.at);
  const definition = operationsOf(findings.vocabulary).find((each) => each.name === action.operation);
  if (definition === undefined) return;
  for (const name of Object.keys(definition.arguments)) {
    checkArgument(findings, { action, definition, name, path: [...path, 'arguments', name] });
  }
  checkTwoMachines(findings, action, path);
}

/** A link has two ends. */
function checkTwoMachines(findings: Collected, action: Action, path: Path): void {
  const { a, b, from, to } = action.arguments;
  const [first, second, name] = a === undefined ? [from, to, 'to'] : [a, b, 'b'];
  if (first === undefined || first !== second) return;
  findings.add([...path, 'arguments', name], { en: 'another machine', 'zh-cn': '另一台机器' }, second);
}

interface ArgumentPlace {
  readonly action: Action;
  readonly definition: OperationDefinition;
  readonly name: string;
  readonly path: Path;
}

function checkArgument(findings: Collected, place: ArgumentPlace): void {
  const { action, path } = place;
  const { topology } = findings.scenario;
  const value = action.arguments[place.name];
  const type = place.definition.arguments[place.name];
  switch (type?.kind) {
    case 'node':
      return findings.expectOneOf(path, findings.vocabulary.nodeNames(topology), String(value));
    case 'broker':
      return findings.expectOneOf(path, findings.vocabulary.brokerNames(topology), String(value));
    case 'producer':
      return findings.expectOneOf(
        path,
        topology.producers.map((producer) => producer.name),
        String(value),
      );
    case 'place':
      return checkPlace(findings, place, type);
    case 'setting':
      return checkSetting(findings, action, path);
    default:
      return undefined;
  }
}

/** A part of the system's own, among those that are there. */
function checkPlace(findings: Collected, { action, name, path }: ArgumentPlace, type: PlaceArgument): void {
  const { vocabulary, scenario } = findings;
  const within = type.within === undefined ? undefined : String(action.arguments[type.within]);
  const places = vocabulary.places(scenario.topology, type.what, within);
  const value = action.arguments[name];
  if (places === null) return;
  if (type.numbered === undefined) return findings.expectOneOf(path, places.map(String), String(value));
  if (places.includes(Number(value))) return;
  const last = places.length - 1;
  const expected =
    last < 0
      ? { en: 'nothing', 'zh-cn': '空缺' }
      : { en: `an integer from 0 to ${last}`, 'zh-cn': `0 到 ${last} 之间的整数` };
  findings.add(path, expected, value);
}

/** `configure` names a setting that the machine reads, and a value that it accepts. */
function checkSetting(findings: Collected, action: Action, path: Path): void {
  const { vocabulary, scenario } = findings;
  const { node, setting, value } = action.arguments;
  const scope = vocabulary.scopeOfNode(scenario.topology, String(node));
  const definitions = scope === null ? [] : definitionsOf(vocabulary.settings, scope);
  const definition = definitions.find((each) => each.name === setting);
  if (definition === undefined) {
    findings.expectOneOf(
      path,
      definitions.map((each) => each.name),
      String(setting),
    );
  } else if (!fits(definition, value)) {
    findings.add([...path.slice(0, -1), 'value'], expectation(definition), value);
  }
}
