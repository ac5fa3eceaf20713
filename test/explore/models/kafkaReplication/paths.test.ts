/** A counter-example is a path that can be walked again, step by step, and reads as a story. */
import { expect, test } from 'vitest';
import { kip320Without, VARIANTS } from '../../../../sim-engine/explore/models/kafkaReplication/variants.ts';
import { describeState, describeStep } from '../../../../sim-engine/explore/models/kafkaReplication/words.ts';
import { retrace, Search } from '../../../../sim-engine/explore/search.ts';
import { EVERY_CHOICE, modelOf } from './support.ts';

const WITH_EXAMPLES = EVERY_CHOICE.filter(([name]) => !['kip320', 'kip320 without fencedFetch'].includes(name));

test.each(WITH_EXAMPLES)('%s: with symmetry too, only the last state of the path breaks the property', (_, choices) => {
  const model = modelOf({ choices, symmetry: 'replicas' });
  const outcome = new Search({ model, bounds: {}, bytesPerState: 0 }).complete();
  if (outcome.kind !== 'counter-example') throw new Error(`expected a counter-example, found ${outcome.kind}`);
  const states = retrace(model, outcome);
  expect(states).toHaveLength(outcome.steps.length + 1);
  expect(states.map((state) => model.broken(state))).toEqual([...outcome.steps.map(() => null), 'StrongIsr']);
});

test('without truncation by epoch: the story of KIP-101', () => {
  const choices = kip320Without('truncateByEpoch');
  const model = modelOf({ choices });
  const outcome = new Search({ model, bounds: {}, bytesPerState: 0 }).complete();
  if (outcome.kind !== 'counter-example') throw new Error(`expected a counter-example, found ${outcome.kind}`);
  const account = outcome.steps.map((step) => describeStep(step, choices));
  expect(account.map(({ sentence }) => sentence.en)).toEqual([
    'the controller elects r1',
    'the controller elects r2',
    'r1 learns that it leads epoch 0',
    'r1 appends a record',
    'r2 follows r1 in epoch 0',
    'r3 follows r1 in epoch 0',
    'r2 fetches a record from r1',
    'r3 fetches a record from r1',
    'r1 advances its high watermark',
    'r2 learns that it leads epoch 1',
    'r3 follows r2 in epoch 1',
  ]);
  const end = describeState(retrace(model, outcome).at(-1)!);
  expect(end.map(({ en }) => en)).toEqual([
    'controller: r2 leads, ISR r1 r2 r3',
    'r1: leads epoch 0 with ISR r1 r2 r3, log m0@0, high watermark 1',
    'r2: leads epoch 1 with ISR r1 r2 r3, log m0@0, high watermark 0',
    'r3: follows r2 in epoch 1, log empty, high watermark 0',
  ]);
  expect(account.at(-1)!.sentence['zh-cn']).toBe('r3 在 epoch 1 跟随 r2');
  expect(end.at(-1)!['zh-cn']).toBe('r3：在 epoch 1 跟随 r2，日志 为空，高水位 0');
});

test('steps of one state have different numbers', () => {
  const model = modelOf({ choices: VARIANTS['kip320-first-try'] });
  let state = model.initial[0]!;
  for (let depth = 0; depth < 12; depth += 1) {
    const steps: number[] = [];
    let last = state;
    model.expand(state, {
      add: (next, step) => {
        steps.push(step);
        last = next;
      },
    });
    expect(new Set(steps).size).toBe(steps.length);
    state = last;
  }
});
