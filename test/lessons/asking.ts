/** Questions that tests of claims ask of a lesson's runs. */
import { copies, holds } from '../../lessons/reading.ts';
import type { RunReader } from '../../lessons/lesson.ts';
import { kafkaVocabulary } from '../../sim-engine/systems/kafka/vocabulary.ts';
import { runOf, seedsOf, type TestedLesson } from './support.ts';

export const seconds = (run: RunReader, step: number): number => run.timeOf(step) / 1_000_000;
export const holders = (run: RunReader, step: number, value: string): readonly string[] =>
  copies(run, step).flatMap((copy) => (holds(copy, value) ? [copy.node] : []));
export const highWatermark = (run: RunReader, step: number, node: string): number =>
  copies(run, step).find((copy) => copy.node === node)?.highWatermark ?? -1;
export const moment = (lesson: TestedLesson, name: string, which: string, run: RunReader): number =>
  lesson.checks.moments[name]![which]!(run);

export function defaultOf(name: string): unknown {
  const { broker, topic, producer } = kafkaVocabulary.settings.definitions;
  return [...producer, ...topic, ...broker].find((definition) => definition.name === name)?.default;
}

/** Tests by the names under which a lesson's text tags them. */
export type Claims = Readonly<Record<string, () => void>>;

/** Under the public seed and the unseen ones. */
export function everySeed(lesson: TestedLesson, name: string, holdsFor: (run: RunReader) => void): void {
  for (const seed of seedsOf(lesson)) holdsFor(runOf(lesson, name, seed));
}
