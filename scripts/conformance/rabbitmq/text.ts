/** Recordings as text: how they are written down, and how two runs differ. */
import { isDeepStrictEqual } from 'node:util';
import type { Contents, RecordedStep, Recording } from '../../../test/conformance/rabbitmq/recording.ts';

/** What one run of a script came to. */
export interface Played {
  readonly steps: readonly RecordedStep[];
  readonly queues: Readonly<Record<string, Contents>>;
}

/** One line for each step: a change in a recording reads like a change in what happened. */
export const print = ({ steps, queues, ...head }: Recording): string => {
  const lines = (items: readonly string[]) => items.map((item) => `    ${item}`).join(',\n');
  const headText = Object.entries(head).map(([key, value]) => `  ${JSON.stringify(key)}: ${JSON.stringify(value)}`);
  const stepText = lines(steps.map((step) => JSON.stringify(step)));
  const queueText = lines(
    Object.entries(queues).map(([name, value]) => `${JSON.stringify(name)}: ${JSON.stringify(value)}`),
  );
  return `{\n${headText.join(',\n')},\n  "steps": [\n${stepText}\n  ],\n  "queues": {\n${queueText}\n  }\n}\n`;
};

/** Where two runs differ, for the message of a refusal. */
export const differences = (a: Played, b: Played): string[] => [
  ...a.steps.flatMap((step, index) =>
    isDeepStrictEqual(step, b.steps[index])
      ? []
      : [`  step ${step.step}\n    ${JSON.stringify(step)}\n    ${JSON.stringify(b.steps[index])}`],
  ),
  ...Object.keys(a.queues).flatMap((name) =>
    isDeepStrictEqual(a.queues[name], b.queues[name])
      ? []
      : [`  queue ${name}\n    ${JSON.stringify(a.queues[name])}\n    ${JSON.stringify(b.queues[name])}`],
  ),
];
