/** What was known before and what was recorded agree. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { digest } from './digest.ts';
import { facts } from './facts.ts';
import { canonical, type Step } from './language.ts';
import { recordingText } from './readRecordings.ts';
import { recordingSchema } from './recording.ts';
import { scripts } from './scripts/index.ts';

const digestOf = (name: string) => digest(recordingSchema.parse(JSON.parse(recordingText(name))));

interface Matching {
  readonly topic: readonly { id: string; pattern: string; matches: string[] }[];
  readonly headers: readonly { id: string; binding: object; headers: object; routed: boolean }[];
}

const matching = JSON.parse(readFileSync(new URL('./matching.json', import.meta.url), 'utf8')) as Matching;

const stepsOf = <Name extends Step['do']>(name: string, kind: Name) =>
  scripts
    .find((script) => script.name === name)!
    .steps.filter((step): step is Extract<Step, { do: Name }> => step.do === kind);

describe('known facts', () => {
  it.each(facts.map((fact) => [`${fact.vector}: ${fact.recording}`, fact] as const))('%s', (_, fact) => {
    const found = digestOf(fact.recording);
    for (const [key, value] of Object.entries(fact.expected)) {
      const part = found[key as keyof typeof found];
      if (Array.isArray(value)) expect(part).toEqual(value);
      else for (const [name, list] of Object.entries(value as object)) expect(part, name).toHaveProperty([name], list);
    }
  });

  it.each(matching.topic)('$id: topic pattern "$pattern"', ({ pattern, matches }) => {
    const { bodies } = digestOf('topic-exchange');
    expect(bodies[`pattern ${pattern}`]).toEqual(matches.map((key) => `key ${key}`));
  });

  it.each(matching.headers)('$id: headers $binding, $headers', ({ binding, headers, routed }) => {
    const { bodies } = digestOf('headers-exchange-cases');
    const binds = stepsOf('headers-exchange-cases', 'queue.bind');
    const publishes = stepsOf('headers-exchange-cases', 'basic.publish');
    const index = publishes.findIndex(
      ({ properties }, at) =>
        canonical(properties.headers) === canonical(headers) && canonical(binds[at]?.arguments) === canonical(binding),
    );
    expect(index).toBeGreaterThanOrEqual(0);
    expect(bodies[`case ${index + 1}`]).toEqual(routed ? ['1'] : []);
  });
});
