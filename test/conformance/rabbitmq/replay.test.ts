/** The scripts, played on the simulated node or on three of them: the same history as on real ones, except where it is said why not. */
import { describe, expect, it } from 'vitest';
import type { Played } from '../../../scripts/conformance/rabbitmq/text.ts';
import { differences } from './differences.ts';
import { recordingText } from './readRecordings.ts';
import { recordingSchema } from './recording.ts';
import { replayed } from './replayed.ts';
import { play } from './simulated/play.ts';

const differing = new Set(differences.map(({ script }) => script));

const recorded = (name: string): Played => {
  const { steps, queues } = recordingSchema.parse(JSON.parse(recordingText(name)));
  return { steps, queues };
};

describe('simulated nodes', () => {
  it.each(replayed.filter(({ name }) => !differing.has(name)).map((script) => [script.name, script] as const))(
    '%s: as recorded',
    (name, script) => {
      expect(play(script)).toEqual(recorded(name));
    },
  );

  it.each(differences.map((difference) => [difference.script, difference] as const))(
    '%s: differs, and it is said why',
    (name, { why }) => {
      const script = replayed.find((candidate) => candidate.name === name);
      expect(script).toBeDefined();
      expect(play(script!)).not.toEqual(recorded(name));
      expect(why.en).toMatch(/\.$/);
      expect(why['zh-cn']).toMatch(/。$/);
    },
  );
});
