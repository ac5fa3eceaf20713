/** The numbers of the evidence pages are those that the tests see, and every one of them has its words. */
import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { SYSTEMS } from '../../sim-engine/systems/registry.ts';
import { fits } from '../../sim-engine/systems/settingsCatalogue.ts';
import { VOCABULARIES } from '../../sim-engine/systems/vocabularies.ts';
import { runVectors } from '../../sim-engine/vectors/run.ts';
import { defaultOf } from '../../site/evidence/defaults.ts';
import { EVIDENCE, type Evidence } from '../../site/evidence/evidence.ts';
import { evidenceWords } from '../../site/i18n/evidence/index.ts';
import { LOCALES } from '../../site/i18n/index.ts';
import { differences } from '../conformance/rabbitmq/differences.ts';
import { recordingNames } from '../conformance/rabbitmq/readRecordings.ts';
import { replayed } from '../conformance/rabbitmq/replayed.ts';
import { scripts } from '../conformance/rabbitmq/scripts/index.ts';
import { RABBIT_ROWS } from '../explore/failures/rabbitRows.ts';
import { ROWS } from '../explore/failures/rows.ts';
import { readVectors } from '../vectors/support.ts';

const of = (system: string): Evidence => EVIDENCE.find((each) => each.system === system)!;
const sum = (numbers: readonly number[]): number => numbers.reduce((total, each) => total + each, 0);

/** The files of vectors of a system, as the tests of vectors read them. */
const filesOf = (system: string) =>
  readdirSync(new URL('../vectors/data/', import.meta.url))
    .map((name) => readVectors(name))
    .filter((file) => file.system === system);

it('every system has a page', () => {
  expect(EVIDENCE.map(({ system, version }) => [system, version])).toEqual(
    SYSTEMS.map(({ name, version }) => [name, version]),
  );
});

describe.each(EVIDENCE.map((evidence) => [evidence.system, evidence] as const))('%s', (system, evidence) => {
  const { vectors } = evidence;

  it('counts the vectors of all its files, as they pass in a run', () => {
    const files = filesOf(system);
    const reports = files.map((file) => runVectors(file));
    const counts = reports.flatMap((report) => Object.values(report.areas));
    expect(files.length).toBeGreaterThan(0);
    expect(vectors.total).toBe(sum(files.map((file) => file.vectors.length)));
    expect(vectors.passed).toBe(sum(counts.map(({ passed }) => passed)));
    expect(vectors.others.map(({ id }) => id)).toEqual(reports.flatMap(({ reasons }) => reasons.map(({ id }) => id)));
    expect(vectors.total - vectors.passed).toBe(vectors.others.length);
    for (const { area, total, passed } of vectors.areas) {
      const within = reports.flatMap((report) => report.areas[area] ?? []);
      expect([area, total, passed]).toEqual([
        area,
        sum(within.map((each) => each.passed + each.failed + each.unsupported)),
        sum(within.map((each) => each.passed)),
      ]);
    }
    expect(sum(vectors.areas.map(({ total }) => total))).toBe(vectors.total);
    expect(sum(vectors.known.map(({ count }) => count))).toBe(vectors.total);
  });

  it('lists every setting of its vocabulary once, with a default that fits and a source', () => {
    const { definitions } = VOCABULARIES.find((each) => each.system === system)!.settings;
    expect(evidence.settings.map(({ scope }) => scope).sort()).toEqual(Object.keys(definitions).sort());
    for (const group of evidence.settings) {
      expect(group.definitions).toEqual(definitions[group.scope]);
      for (const definition of group.definitions) {
        expect(definition.default === null || fits(definition, definition.default)).toBe(true);
        expect(definition.source.version).not.toBe('');
        expect(definition.source.file).not.toBe('');
      }
    }
  });

  it('says what is not modelled in the words of the system', () => {
    expect(evidence.limits).toBe(SYSTEMS.find(({ name }) => name === system)!.limits);
  });

  it.each(LOCALES)('has words for every area, kind and scope, and a story for every failure: %s', (locale) => {
    const words = evidenceWords(locale);
    for (const { area } of vectors.areas) expect(words.areas[system]).toHaveProperty(area);
    for (const { kind } of vectors.known) expect(Object.keys(words.kinds)).toContain(kind);
    for (const { scope, label } of evidence.settings) {
      expect(label?.[locale] ?? words.settings.scopes[scope], scope).toBeTruthy();
    }
    if (locale === 'en') return;
    for (const { name } of evidence.failures) expect(words.failures.stories[system]).toHaveProperty(name);
  });
});

describe('published failures', () => {
  it.each([
    ['kafka', ROWS],
    ['rabbitmq', RABBIT_ROWS],
  ])('%s: those that a search is tested to find', (system, rows) => {
    expect(rows.length).toBeGreaterThan(0);
    expect(
      of(system).failures.map(({ name, story, anomaly, faults, distinct, steps, exhausted }) => {
        return { name, story, found: { anomaly, faults, distinct, steps }, exhausted };
      }),
    ).toEqual(rows.map(({ name, story, found, exhausted }) => ({ name, story, found, exhausted })));
  });
});

describe('recordings', () => {
  it('of RabbitMQ: as many as there are, those that are replayed, those that differ', () => {
    const recordings = of('rabbitmq').recordings!;
    expect(recordings.count).toBe(recordingNames().length);
    expect(recordings.scripts).toEqual(scripts.map(({ name }) => name));
    expect(recordings.replayed).toEqual(replayed.map(({ name }) => name));
    expect(recordings.differences).toBe(differences);
    for (const { script } of recordings.differences) expect(recordings.replayed).toContain(script);
    expect(recordings.brokers).toEqual(['RabbitMQ 3.10.8, Erlang 25.2.3']);
    expect(recordings.first <= recordings.last).toBe(true);
    expect(recordings.runsMin).toBe(2);
  });

  it('of Kafka: none, and its page says so', () => {
    expect(of('kafka').recordings).toBeNull();
  });
});

describe('a default', () => {
  const named = (system: string, name: string) =>
    defaultOf(
      of(system)
        .settings.flatMap((group) => group.definitions)
        .find((each) => each.name === name)!,
      'en',
    );

  it('is written with its unit, or not at all when the setting is absent', () => {
    expect(named('kafka', 'acks')).toBe('all');
    expect(named('kafka', 'enable.idempotence')).toBe('true');
    expect(named('kafka', 'delivery.timeout.ms')).toBe('120,000 ms');
    expect(named('rabbitmq', 'x-dead-letter-exchange')).toBeNull();
  });
});
