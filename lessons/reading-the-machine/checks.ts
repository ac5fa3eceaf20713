import type { LessonChecks, Outcome, RunReader, Task } from '../lesson.ts';
import {
  acknowledgedStep,
  copiedStep,
  copies,
  doomedStep,
  faultStep,
  holds,
  inSync,
  sentStep,
  stepOf,
} from '../reading.ts';
import { unlucky } from './scenario.ts';

/** The order of the story. */
export const ORDER = 'a7';

/** Has the last copy of the order been cut off? */
function truncationStep(run: RunReader): number {
  return stepOf(run, 'truncation', { from: doomedStep(run, ORDER) });
}

function wrong(name: string, run: RunReader, step: number): Outcome {
  const holders = copies(run, step).filter((copy) => holds(copy, ORDER));
  return {
    passed: false,
    wrong: name,
    parameters: {
      step,
      holders: holders.map((copy) => copy.node).join(', ') || '–',
      inSync: inSync(run, step).join(', ') || '–',
    },
  };
}

/** Points at a step of one run: right is the first step after which no replica that may lead holds the order. */
const doomed: Task<{ readonly step: number }> = {
  kind: 'D',
  unseen: 'none',
  plans: (_answer, seed) => [{ scenario: { ...unlucky, seed } }],
  judge({ step }, [run]) {
    if (run === undefined) throw new Error('there is one run');
    const right = doomedStep(run, ORDER);
    if (step === right) return { passed: true, parameters: { step } };
    if (step < acknowledgedStep(run, ORDER)) return wrong('nothing-promised', run, step);
    if (step === acknowledgedStep(run, ORDER)) return wrong('acknowledged', run, step);
    if (step === faultStep(run, 'crash', 'broker-1')) return wrong('crash', run, step);
    if (step < right) return wrong('too-early', run, step);
    if (step === truncationStep(run)) return wrong('truncation', run, step);
    return wrong('too-late', run, step);
  },
};

export const checks: LessonChecks = {
  moments: {
    hook: { start: (run) => sentStep(run, 'b5') },
    unlucky: {
      sent: (run) => sentStep(run, 'a1'),
      appended: (run) => copiedStep(run, 'a1', 'broker-1'),
      acknowledged: (run) => acknowledgedStep(run, 'a1'),
      copied: (run) => copiedStep(run, 'a1', 'broker-2'),
      decisive: (run) => sentStep(run, ORDER),
      crash: (run) => faultStep(run, 'crash', 'broker-1'),
      elected: (run) => doomedStep(run, ORDER),
      end: (run) => run.steps,
    },
  },
  predictions: {
    again: {
      run: 'unlucky',
      truth: (run, again) =>
        run.hash === again.hash ? 'same' : doomedStep(again, ORDER) > 0 ? 'other-step' : 'not-lost',
    },
    leader: {
      run: 'unlucky',
      truth: (run) => run.observe(doomedStep(run, ORDER)).logs[0]?.leader ?? '',
    },
  },
  tasks: { doomed },
};
