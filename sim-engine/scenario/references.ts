/**
 * What a schema cannot see: names that refer to something that exists, numbers that depend on each other, and combinations
 * of settings that the real system refuses.
 */
import type { Action } from '../host/action.ts';
import type { Bilingual } from '../systems/door.ts';
import { expectation, fits, type SettingConflict, type SettingScope } from '../systems/settingsCatalogue.ts';
import type { OperationDefinition, SystemVocabulary } from '../systems/vocabulary.ts';
import { describe, errorAt, pathText, type Path, type ScenarioError } from './errors.ts';
import { operationsOf } from './operations.ts';
import type { ConsumerSpec, ProducerSpec, Scenario, Settings, TopicSpec } from './types.ts';
import { closest } from './words.ts';

/** Collects errors; every check reads the same scenario. */
class Findings {
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
}

/** Errors of a scenario whose form is right. */
export function scenarioReferences(scenario: Scenario, vocabulary: SystemVocabulary): readonly ScenarioError[] {
  const findings = new Findings(scenario, vocabulary);
  const { topology } = scenario;
  findings.expectDistinct(
    topology.topics.map((topic) => topic.name),
    (index) => ['topology', 'topics', index, 'name'],
  );
  findings.expectDistinct(scenario.promises, (index) => ['promises', index]);
  checkMachineNames(findings);
  topology.topics.forEach((topic, index) => checkTopic(findings, topic, ['topology', 'topics', index]));
  topology.producers.forEach((producer, index) => checkProducer(findings, producer, ['topology', 'producers', index]));
  topology.consumers.forEach((consumer, index) => checkConsumer(findings, consumer, ['topology', 'consumers', index]));
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
  const findings = new Findings(scenario, vocabulary);
  actions.forEach((action, index) => checkAction(findings, action, [index]));
  return findings.errors;
}

function notAfterHorizon(horizon: number): Bilingual {
  return { en: `a time within the horizon, at most ${horizon}`, 'zh-cn': `不晚于终点 ${horizon} 的时间` };
}

/** Clients must not take each other's names, nor those of the system's own machines. */
function checkMachineNames(findings: Findings): void {
  const { topology } = findings.scenario;
  const names = findings.vocabulary.nodeNames(topology);
  for (const role of ['producers', 'consumers'] as const) {
    topology[role].forEach(({ name }, index) => {
      if (names.indexOf(name) === names.lastIndexOf(name)) return;
      findings.add(
        ['topology', role, index, 'name'],
        { en: 'a name that is not taken', 'zh-cn': '未被占用的名称' },
        name,
      );
    });
  }
}

function checkTopic(findings: Findings, topic: TopicSpec, path: Path): void {
  const { brokers } = findings.scenario.topology;
  if (topic.replicationFactor > brokers) {
    const expected = { en: `at most the number of brokers, ${brokers}`, 'zh-cn': `不超过 broker 数 ${brokers}` };
    findings.add([...path, 'replicationFactor'], expected, topic.replicationFactor);
  }
  if (topic.replicas !== undefined) checkReplicas(findings, topic, topic.replicas, [...path, 'replicas']);
}

function checkReplicas(
  findings: Findings,
  topic: TopicSpec,
  replicas: readonly (readonly string[])[],
  path: Path,
): void {
  if (replicas.length !== topic.partitions) {
    const expected = {
      en: `one list per partition, ${topic.partitions}`,
      'zh-cn': `每个分区一个列表，共 ${topic.partitions} 个`,
    };
    findings.add(path, expected, replicas);
  }
  const names = findings.vocabulary.brokerNames(findings.scenario.topology);
  replicas.forEach((brokers, partition) => {
    if (brokers.length !== topic.replicationFactor) {
      const expected = {
        en: `as many brokers as the replication factor, ${topic.replicationFactor}`,
        'zh-cn': `与副本因子相同数量的 broker，共 ${topic.replicationFactor} 个`,
      };
      findings.add([...path, partition], expected, brokers);
    }
    brokers.forEach((broker, place) => findings.expectOneOf([...path, partition, place], names, broker));
    findings.expectDistinct(brokers, (place) => [...path, partition, place]);
  });
}

function topicNames(findings: Findings): readonly string[] {
  return findings.scenario.topology.topics.map((topic) => topic.name);
}

function checkPartition(findings: Findings, options: { topic: string; partition: number; path: Path }): void {
  const topic = findings.scenario.topology.topics.find((each) => each.name === options.topic);
  if (topic === undefined || options.partition < topic.partitions) return;
  const last = topic.partitions - 1;
  const expected = {
    en: `a partition of topic ${topic.name}, 0 to ${last}`,
    'zh-cn': `主题 ${topic.name} 的分区，0 到 ${last}`,
  };
  findings.add(options.path, expected, options.partition);
}

function checkProducer(findings: Findings, producer: ProducerSpec, path: Path): void {
  findings.expectOneOf([...path, 'topic'], topicNames(findings), producer.topic);
  const { topic, partition } = producer;
  if (partition !== undefined) checkPartition(findings, { topic, partition, path: [...path, 'partition'] });
  checkConflicts(findings, { scope: 'producer', given: producer.settings ?? {}, path: [...path, 'settings'] });
}

function checkConsumer(findings: Findings, consumer: ConsumerSpec, path: Path): void {
  const names = topicNames(findings);
  consumer.topics.forEach((topic, index) => findings.expectOneOf([...path, 'topics', index], names, topic));
  findings.expectDistinct(consumer.topics, (index) => [...path, 'topics', index]);
  checkConflicts(findings, { scope: 'consumer', given: consumer.settings ?? {}, path: [...path, 'settings'] });
}

function checkConflicts(
  findings: Findings,
  options: { readonly scope: SettingScope; readonly given: Settings; readonly path: Path },
): void {
  const { scope, given, path } = options;
  for (const conflict of findings.vocabulary.settings.conflicts(scope, given, findings.scenario.settings)) {
    findings.errors.push(conflictError([...path, conflict.setting], conflict));
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

function checkAction(findings: Findings, action: Action, path: Path): void {
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
function checkTwoMachines(findings: Findings, action: Action, path: Path): void {
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

function checkArgument(findings: Findings, place: ArgumentPlace): void {
  const { action, path } = place;
  const { topology } = findings.scenario;
  const value = action.arguments[place.name];
  switch (place.definition.arguments[place.name]?.kind) {
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
    case 'topic':
      return findings.expectOneOf(path, topicNames(findings), String(value));
    case 'partition':
      return checkPartition(findings, { topic: String(action.arguments['topic']), partition: Number(value), path });
    case 'setting':
      return checkSetting(findings, action, path);
    default:
      return undefined;
  }
}

/** `configure` names a setting that the machine reads, and a value that it accepts. */
function checkSetting(findings: Findings, action: Action, path: Path): void {
  const { vocabulary, scenario } = findings;
  const { node, setting, value } = action.arguments;
  const scope = vocabulary.scopeOfNode(scenario.topology, String(node));
  const definitions = scope === null ? [] : vocabulary.settings.definitions[scope];
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
