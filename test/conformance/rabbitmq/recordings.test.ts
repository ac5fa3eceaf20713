/** Every script has a recording of exactly this script, in the stated form, and no trace of the machine that made it. */
import { describe, expect, it } from 'vitest';
import { differences, print } from '../../../scripts/conformance/rabbitmq/text.ts';
import { scriptHash } from './language.ts';
import { recordingNames, recordingText } from './readRecordings.ts';
import { recordingSchema, type Recording } from './recording.ts';
import { scripts } from './scripts/index.ts';

const parse = (name: string): Recording => recordingSchema.parse(JSON.parse(recordingText(name)));

describe('the recordings', () => {
  it('are one for each script, and no more', () => {
    expect(recordingNames()).toEqual(scripts.map(({ name }) => name).sort());
  });

  it.each(scripts.map((script) => [script.name, script] as const))('%s', (name, script) => {
    const recording = parse(name);
    expect(recording.script).toBe(name);
    expect(recording.scriptHash, 'the script has changed since: record it again').toBe(scriptHash(script));
    expect(recording.steps.map((step) => step.do)).toEqual(script.steps.map((step) => step.do));
    expect(recording.steps.map(({ step }) => step)).toEqual(script.steps.map((_, index) => index + 1));
    expect(recording.steps.filter(({ order }) => order === 'any').map(({ step }) => step)).toEqual(
      script.steps.flatMap(({ unordered }, index) => (unordered ? [index + 1] : [])),
    );
    const declared = script.steps.flatMap((step) => (step.do === 'queue.declare' ? [step.queue] : []));
    expect(Object.keys(recording.queues).sort()).toEqual([...new Set(declared)].sort());
  });

  it('come from one broker', () => {
    const brokers = new Set(recordingNames().map((name) => JSON.stringify(parse(name).broker)));
    expect([...brokers]).toEqual([JSON.stringify({ product: 'RabbitMQ', version: '3.10.8', erlang: '25.2.3' })]);
  });

  it('hold no times, node names or paths', () => {
    for (const name of recordingNames()) {
      expect(recordingText(name), name).not.toMatch(/localhost|conformance\d|"time":|\/tmp\/|amq\.gen|amq\.ctag/);
    }
  });

  it('number the deliveries of each consumer from 1 without a gap', () => {
    for (const name of recordingNames()) {
      const seen = new Map<string, number>();
      for (const { events } of parse(name).steps)
        for (const event of Object.values(events ?? {}).flat()) {
          if (event.event !== 'deliver') continue;
          const [consumer = '', number] = event.delivery.split('#');
          expect(Number(number), `${name} ${event.delivery}`).toBe((seen.get(consumer) ?? 0) + 1);
          seen.set(consumer, Number(number));
        }
    }
  });
});

describe('the recorder', () => {
  it('writes one line for each step, and what is committed is what it wrote', () => {
    for (const name of recordingNames()) expect(print(parse(name)), name).toBe(recordingText(name));
  });

  it('refuses two runs that differ in one event or one queue, and says where', () => {
    const recording = parse('mandatory-return-before-confirm');
    expect(differences(recording, parse('mandatory-return-before-confirm'))).toEqual([]);
    const swapped = recording.steps.map((step) =>
      step.step === 3 ? { ...step, events: { ch: [...(step.events?.['ch'] ?? [])].reverse() } } : step,
    );
    expect(differences(recording, { ...recording, steps: swapped })).toEqual([expect.stringMatching(/^ {2}step 3\n/)]);
    const emptied = { ...recording, queues: { q: { messages: [] } } };
    expect(differences(recording, emptied)).toEqual([expect.stringMatching(/^ {2}queue q\n/)]);
  });
});
