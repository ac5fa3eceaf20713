/** Files as versions of the site wrote them. A new version adds one; none is ever changed. */
import { readFileSync } from 'node:fs';

/** The text of a file beside this module. */
export const oldFile = (name: string): string => readFileSync(new URL(`files/${name}.json`, import.meta.url), 'utf8');

export const LESSONS = {
  'reading-the-machine': {
    predictions: { again: { answer: 'same', confidence: 3 } },
    tasks: ['doomed'],
    attempts: {},
    hints: {},
  },
  'replicas-isr-quorum': {
    predictions: { gone: { answer: 5, confidence: 1 } },
    tasks: [],
    attempts: {},
    hints: {},
  },
} as const;

export const READINGS = ['the-log-kreps', 'kip-101'] as const;
