import type { LessonChecks, Outcome, Parameters, RunReader, FormAnswer, Task } from '../lesson.ts';
import { acknowledgedStep, lost, queuesHolding, sentStep } from '../reading.ts';
import { ACCIDENTS, oneOfEach, runs, shopWith } from './scenario.ts';

/** The first refund that is published after the deploy. */
export const FIRST_UNBOUND = 'r3';
/** An order that is well: paid before the deploy. */
export const WELL = 'p1';
/** Kind of message that each queue is for; messages are named after it. */
const KINDS: Readonly<Record<string, string>> = { kitchen: 'n', billing: 'p', refunds: 'r' };

const wrong = (name: string, parameters: Parameters = {}): Outcome => ({ passed: false, wrong: name, parameters });

/** Steps in which a sentence is told of a message, or of any; -1 is never among them. */
export function toldSteps(run: RunReader, key: string, value?: string): readonly number[] {
  return run.milestones.flatMap(({ step, sentence }) =>
    sentence.key === key && (value === undefined || sentence.params['value'] === value) ? [step] : [],
  );
}

/** The step in which an operator changes a binding. */
export function bindingStep(run: RunReader, operation: string, binding: number): number {
  const found = run.milestones.find(
    ({ sentence }) => sentence.params['operation'] === operation && sentence.params['binding'] === binding,
  );
  return found?.step ?? -1;
}

/** The first step at which some queue has a message; -1 when there is none. */
export function queuedStep(run: RunReader, value: string): number {
  for (let step = Math.max(0, sentStep(run, value)); step <= run.steps; step += 1)
    if (queuesHolding(run, step, value).length > 0) return step;
  return -1;
}

/** Steps in which an exchange finds no queue and nobody wants the message back. */
export const vanishedSteps = (run: RunReader): readonly number[] =>
  toldSteps(run, 'rabbit.publish.unroutable-confirmed');

/** The application is given the message. */
export function deliveredStep(run: RunReader, value: string): number {
  const found = run.operations.find(
    (each) => each.f === 'poll' && each.records.some((record) => record.value === value),
  );
  return found?.step ?? -1;
}

/** The publisher learns for sure that its message is nowhere. */
export function refusedStep(run: RunReader, value: string): number {
  const found = run.operations.find((each) => each.f === 'send' && each.type === 'fail' && each.value === value);
  return found?.step ?? -1;
}

/** Messages that came back to their publisher and lie nowhere. */
export function returned(run: RunReader): readonly string[] {
  return run.operations.flatMap((each) => (each.f === 'send' && each.type === 'fail' ? [each.value] : []));
}

/** Messages that wait in the queue of the alternate exchange at the end of a run. */
export function waiting(run: RunReader): number {
  const net = run.observe(run.steps).logs.find(({ topic }) => topic === 'unrouted');
  return net?.replicas[0]?.records.length ?? 0;
}

/** Messages that somebody has worked on who should not have got them. */
export function strayed(run: RunReader): number {
  return run.operations.filter(
    (each) => each.f === 'apply' && each.type === 'ok' && each.record.key !== (KINDS[each.group] ?? each.record.key),
  ).length;
}

const SPARE = 3;
const BINDING = 2;

/** What one sees at a step that is not the one asked for. */
function misplaced(run: RunReader, step: number, right: number): string {
  const [value = ''] = lost(run);
  const [spare, cause] = [bindingStep(run, 'deleteBinding', SPARE), bindingStep(run, 'deleteBinding', BINDING)];
  if (step === spare) return 'spare';
  if (step === cause) return 'cause';
  if (step < cause) return 'still-bound';
  if (step < sentStep(run, value)) return 'nothing-to-route';
  if (step < right) return 'on-its-way';
  if (step === acknowledgedStep(run, value)) return 'promised';
  if (step === bindingStep(run, 'addBinding', BINDING)) return 'bound-again';
  return vanishedSteps(run).includes(step) ? 'not-the-first' : 'too-late';
}

/** Points at the step at which the first message vanishes. */
const silent: Task<{ readonly step: number }> = {
  kind: 'D',
  unseen: 'none',
  plans: (_answer, seed) => {
    const plan = runs['silent'] as { readonly scenario: RunReader['scenario'] };
    return [{ scenario: { ...plan.scenario, seed } }];
  },
  judge({ step }, [run]) {
    if (run === undefined) throw new Error('there is one run');
    const [right = -1] = vanishedSteps(run);
    if (step === right) return { passed: true, parameters: { step } };
    const parameters = { step, value: lost(run)[0] ?? '–', lost: lost(run).length };
    return wrong(misplaced(run, step, right), parameters);
  },
};

/** Changes that sound safe and have nothing to do with routing, and what each is called when it was tried. */
const BESIDE_THE_POINT: readonly (readonly [setting: string, value: string, name: string])[] = [
  ['alternate-exchange', 'unbound', 'nowhere'],
  ['x-queue-type', 'quorum', 'quorum'],
  ['persistent', 'true', 'persistent'],
  ['republish', 'unconfirmed', 'again'],
  ['prefetch', '100', 'prefetch'],
];

/** Why confirmed messages are gone although something was changed. */
function whyLost(settings: FormAnswer['settings'], deploy: RunReader): Outcome | null {
  const parameters = { lost: lost(deploy).length };
  if (parameters.lost === 0) return null;
  const tried = BESIDE_THE_POINT.find(([setting, value]) => settings[setting] === value);
  return wrong(tried?.[2] ?? 'nothing', parameters);
}

const repair: Task<FormAnswer> = {
  kind: 'R',
  unseen: 'must-hold',
  plans: ({ settings }, seed) => ACCIDENTS.map((accident) => ({ scenario: shopWith({ settings, accident, seed }) })),
  judge({ settings, numbers }, accidents) {
    const [deploy] = accidents;
    if (deploy === undefined) throw new Error('there is a run for every accident');
    const loss = whyLost(settings, deploy);
    if (loss !== null) return loss;
    if (strayed(deploy) > 0) return wrong('to-everybody', { strayed: strayed(deploy) });
    if (returned(deploy).length > 0) return wrong('returned', { returned: returned(deploy).length });
    const number = numbers['waiting'] ?? null;
    if (number === null) return wrong('no-number');
    if (number === waiting(deploy)) return { passed: true, parameters: { waiting: number } };
    return wrong('number-off', { number });
  },
  /** A deploy that takes one binding away. */
  search: ({ settings }) => ({
    scenario: oneOfEach(settings),
    anomalies: ['lost-write'],
    faults: { deleteBinding: 1 },
    fromMillis: 990,
    untilMillis: 2_000,
    statesMax: 6_000,
  }),
};

const UNROUTED = 'unrouted';

/** Where a refund is in the end, and what the shop heard of it. */
export const fateOf = (run: RunReader, value: string) => ({
  lies: queuesHolding(run, run.steps, value).includes(UNROUTED)
    ? 'net'
    : returned(run).includes(value)
      ? 'shop'
      : 'gone',
  hears: returned(run).includes(value) ? 'return' : acknowledgedStep(run, value) === -1 ? 'nothing' : 'confirm',
});

/** The completion: mandatory, and a net below. */
const both: Task<FormAnswer> = {
  kind: 'P',
  unseen: 'none',
  plans: (_answer, seed) => {
    const plan = runs['both'] as { readonly scenario: RunReader['scenario'] };
    return [{ scenario: { ...plan.scenario, seed } }];
  },
  judge({ settings }, [run]) {
    if (run === undefined) throw new Error('there is one run');
    const { lies, hears } = fateOf(run, FIRST_UNBOUND);
    if (settings['lies'] !== lies) return wrong(settings['lies'] === 'gone' ? 'falls-through' : 'sent-back');
    if (settings['hears'] === hears) return { passed: true, parameters: {} };
    return wrong(settings['hears'] === 'nothing' ? 'silence' : 'return-too');
  },
  leftGoal: (run) => queuedStep(run, FIRST_UNBOUND),
};

/** What the shop hears of a refund that no queue wants. */
function heard(run: RunReader): string {
  if (refusedStep(run, FIRST_UNBOUND) !== -1) return 'error';
  const step = acknowledgedStep(run, FIRST_UNBOUND);
  if (step === -1) return 'nothing';
  return step > bindingStep(run, 'addBinding', BINDING) ? 'later' : 'confirm';
}

const unbound = (run: RunReader): number => bindingStep(run, 'deleteBinding', BINDING);

export const checks: LessonChecks = {
  moments: {
    hook: { start: (run) => acknowledgedStep(run, 'p2') },
    deploy: {
      decisive: unbound,
      published: (run) => sentStep(run, WELL),
      routed: (run) => queuedStep(run, WELL),
      confirmed: (run) => acknowledgedStep(run, WELL),
      unbound,
      sent: (run) => sentStep(run, FIRST_UNBOUND),
      gone: (run) => vanishedSteps(run)[0] ?? -1,
      promised: (run) => acknowledgedStep(run, FIRST_UNBOUND),
      again: (run) => bindingStep(run, 'addBinding', BINDING),
    },
    silent: { decisive: (run) => acknowledgedStep(run, 'r1') },
    patterns: {
      decisive: (run) => sentStep(run, 'r1'),
      routed: (run) => queuedStep(run, 'r1'),
    },
    mandatory: {
      sent: (run) => sentStep(run, FIRST_UNBOUND),
      returned: (run) => toldSteps(run, 'rabbit.publish.returned')[0] ?? -1,
      back: (run) => toldSteps(run, 'rabbit.publisher.returned')[0] ?? -1,
      confirmed: (run) => refusedStep(run, FIRST_UNBOUND),
    },
    caught: {
      sent: (run) => sentStep(run, FIRST_UNBOUND),
      caught: (run) => queuedStep(run, FIRST_UNBOUND),
      confirmed: (run) => acknowledgedStep(run, FIRST_UNBOUND),
      end: (run) => run.steps,
    },
  },
  predictions: {
    hears: { run: 'deploy', truth: heard },
    patterns: { run: 'patterns', truth: (run) => queuesHolding(run, run.steps, 'r1').length },
  },
  tasks: { silent, both, repair },
};
