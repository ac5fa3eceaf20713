/**
 * What the simulation of a system rests on, computed from its code and from the data of its tests: nothing here is written a
 * second time. Vectors are run; what tests hold exactly (replayed recordings, published failures) is counted.
 */
import type { VerdictKind } from '../../sim-engine/check/verdict.ts';
import { kindGlossary } from '../../sim-engine/check/glossary.ts';
import type { Bilingual } from '../../sim-engine/systems/door.ts';
import { PRESET_GROUPS } from '../../sim-engine/systems/presets.ts';
import { systemNamed } from '../../sim-engine/systems/registry.ts';
import { definitionsOf, type SettingDefinition } from '../../sim-engine/systems/settingsCatalogue.ts';
import { vocabularyOf } from '../../sim-engine/systems/vocabularies.ts';
import { parseVectorFile, type VectorFile } from '../../sim-engine/vectors/file.ts';
import { runVectors } from '../../sim-engine/vectors/run.ts';
import { EVIDENCE_SOURCES, type EvidenceSource, type RecordingSource } from './sources.ts';

export interface VectorArea {
  readonly area: string;
  readonly total: number;
  readonly passed: number;
}

export interface VectorEvidence {
  /** By area, in the order of the files. */
  readonly areas: readonly VectorArea[];
  readonly total: number;
  readonly passed: number;
  /** Vectors that did not pass, each with the reason. */
  readonly others: readonly { readonly id: string; readonly reason: string }[];
  /** How the expected outcomes are known, with the number of vectors, most first. */
  readonly known: readonly { readonly kind: string; readonly count: number }[];
  /** Of which version the data is. */
  readonly versions: readonly string[];
}

export interface RecordingEvidence extends Omit<RecordingSource, 'recordings'> {
  readonly count: number;
  /** "RabbitMQ 3.10.8, Erlang 25.2.3": every broker that was recorded. */
  readonly brokers: readonly string[];
  /** ISO dates. */
  readonly first: string;
  readonly last: string;
  /** Every recording was played at least so often, always with the same result. */
  readonly runsMin: number;
}

export interface FailureEvidence {
  readonly name: string;
  /** In English; other languages tell it in their words. */
  readonly story: string;
  readonly anomaly: string;
  readonly gloss: Bilingual;
  /** Faults, and distinct configurations that a search saw before it found the failure; steps of the smallest run. */
  readonly faults: number;
  readonly distinct: number;
  readonly steps: number;
  /** Configurations of the same search with the protection in place, which finds nothing. */
  readonly exhausted: number;
}

export interface SettingGroup {
  readonly scope: string;
  /** What the system calls a part of its own; null for what every system has. */
  readonly label: Bilingual | null;
  readonly definitions: readonly SettingDefinition[];
}

export interface Evidence {
  readonly system: string;
  readonly title: string;
  /** Version that is modelled. */
  readonly version: string;
  readonly vectors: VectorEvidence;
  readonly recordings: RecordingEvidence | null;
  readonly failures: readonly FailureEvidence[];
  readonly settings: readonly SettingGroup[];
  readonly limits: readonly Bilingual[];
}

/** All systems, in the order in which pages list them. */
export const EVIDENCE: readonly Evidence[] = EVIDENCE_SOURCES.map(evidenceOf);

function evidenceOf(source: EvidenceSource): Evidence {
  const { system } = source;
  const { version, limits } = systemNamed(system);
  return {
    system,
    title: PRESET_GROUPS.find((group) => group.system === system)?.title ?? system,
    version,
    vectors: vectorEvidence(source.vectors.map(readVectors)),
    recordings: source.recorded === undefined ? null : recordingEvidence(source.recorded),
    failures: source.failures.map(({ name, story, found, exhausted }) => {
      return { name, story, ...found, gloss: kindGlossary[found.anomaly as VerdictKind].gloss, exhausted };
    }),
    settings: settingGroups(system),
    limits,
  };
}

function readVectors(text: string): VectorFile {
  const parsed = parseVectorFile(text);
  if (!parsed.ok) throw new Error(`a file of vectors cannot be read: ${JSON.stringify(parsed.errors)}`);
  return parsed.file;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, each) => total + each, 0);
}

function vectorEvidence(files: readonly VectorFile[]): VectorEvidence {
  const reports = files.map((file) => runVectors(file));
  const areas = new Map<string, VectorArea>();
  for (const [area, { passed, failed, unsupported }] of reports.flatMap((report) => Object.entries(report.areas))) {
    const before = areas.get(area) ?? { total: 0, passed: 0 };
    areas.set(area, {
      area,
      total: before.total + passed + failed + unsupported,
      passed: before.passed + passed,
    });
  }
  const counted = [...areas.values()];
  return {
    areas: counted,
    total: sum(counted.map(({ total }) => total)),
    passed: sum(counted.map(({ passed }) => passed)),
    others: reports.flatMap(({ reasons }) => reasons.map(({ id, reason }) => ({ id, reason }))),
    known: kindsOf(files),
    versions: [...new Set(files.map((file) => String(file['version'])))],
  };
}

function kindsOf(files: readonly VectorFile[]): VectorEvidence['known'] {
  const counts = new Map<string, number>();
  for (const vector of files.flatMap((file) => file.vectors)) {
    const { kind } = vector['source'] as { readonly kind: string };
    counts.set(kind, (counts.get(kind) ?? 0) + 1);
  }
  return [...counts].map(([kind, count]) => ({ kind, count })).sort((left, right) => right.count - left.count);
}

function recordingEvidence({ recordings, ...source }: RecordingSource): RecordingEvidence {
  const dates = recordings.map(({ recorded }) => recorded).sort();
  const brokers = recordings.map(({ broker }) => `${broker.product} ${broker.version}, Erlang ${broker.erlang}`);
  return {
    ...source,
    count: recordings.length,
    brokers: [...new Set(brokers)],
    first: dates.at(0) ?? '',
    last: dates.at(-1) ?? '',
    runsMin: Math.min(...recordings.map(({ runs }) => runs)),
  };
}

function settingGroups(system: string): readonly SettingGroup[] {
  const { settings } = vocabularyOf({ system });
  const groups: readonly Omit<SettingGroup, 'definitions'>[] = [
    { scope: 'broker', label: null },
    ...settings.parts.map(({ scope, label }) => ({ scope, label })),
    { scope: 'producer', label: null },
    { scope: 'consumer', label: null },
  ];
  return groups.map((group) => ({ ...group, definitions: definitionsOf(settings, group.scope) }));
}
