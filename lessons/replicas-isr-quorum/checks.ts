import type { LessonChecks, Outcome, Parameters, RunReader, FormAnswer, Task } from '../lesson.ts';
import type { PlotData } from '../plot.ts';
import { sampledSeries, timePlot } from '../plots.ts';
import type { Action } from '../../sim-engine/scenario/types.ts';
import {
  acknowledged,
  acknowledgedStep,
  copiedStep,
  copies,
  faultsIn,
  faultStep,
  holds,
  inSync,
  longestSilenceSeconds,
  lost,
  sentStep,
  stepOf,
} from '../reading.ts';
import { ACCIDENTS, oneOrder, priced, shop, shopWith } from './scenario.ts';

export const FAULTS_MAX = 3;
const OPERATOR: readonly string[] = ['configure', 'electPreferred', 'electLeader', 'cleanShutdown', 'send'];
/** Faults after which a machine has forgotten something that it had written. */
const FORGETTING: readonly string[] = ['powerLoss', 'diskLoss'];

/** A shop that stands still longer than this while one broker is away is not worth its safety. */
const SILENCE_SECONDS_MAX = 6;
/** So long the controller hears nothing before it takes a broker off the list. */
const NOTICED_SECONDS = 3;
/** How far off the stated number of seconds may be. */
const NUMBER_TOLERANCE = 0.2;

const wrong = (name: string, parameters: Parameters = {}): Outcome => ({ passed: false, wrong: name, parameters });

/** What is wrong with a fault script before it is even run; null when nothing is. */
function against(actions: readonly Action[]): Outcome | null {
  const operator = actions.find(({ operation }) => OPERATOR.includes(operation));
  if (operator !== undefined) return wrong('operator', { operation: operator.operation });
  const faults = faultsIn(actions);
  if (faults.length === 0) return wrong('nothing');
  if (faults.length > FAULTS_MAX) return wrong('too-many', { used: faults.length, most: FAULTS_MAX });
  const forgetting = faults.filter(({ operation }) => FORGETTING.includes(operation));
  return forgetting.length > 1 ? wrong('two-forget', { used: forgetting.length }) : null;
}

/** Why a script that keeps to the rules lost nothing. */
function whyNothingLost(actions: readonly Action[], run: RunReader): Outcome {
  const forgetting = actions.find(({ operation }) => FORGETTING.includes(operation));
  if (forgetting === undefined) return wrong('nobody-forgets');
  const node = String(forgetting.arguments['node']);
  const before = faultStep(run, forgetting.operation, node) - 1;
  return wrong('others-had-it', { node, inSync: inSync(run, before).join(', ') });
}

const loseOne: Task<{ readonly actions: readonly Action[] }> = {
  kind: 'B',
  unseen: 'for-information',
  plans: ({ actions }, seed) => [{ scenario: { ...shop, seed }, actions }],
  judge({ actions }, [run]) {
    if (run === undefined) throw new Error('there is one run');
    const fault = against(actions);
    if (fault !== null) return fault;
    const gone = lost(run);
    if (gone.length > 0) return { passed: true, parameters: { lost: gone.length } };
    return whyNothingLost(actions, run);
  },
};

/** Which setting let an accident lose something. */
function culprit(settings: FormAnswer['settings'], [rack, , stale]: readonly RunReader[]): Outcome | null {
  if (rack !== undefined && lost(rack).length > 0) {
    const parameters = { lost: lost(rack).length };
    return wrong(settings['acks'] === '1' ? 'leader-only' : 'min-one', parameters);
  }
  if (stale === undefined || lost(stale).length === 0) return null;
  return wrong('unclean', { lost: lost(stale).length });
}

const isNear = (number: number, truth: number): boolean => Math.abs(number - truth) <= NUMBER_TOLERANCE * truth;

/** The completion: what becomes of the next order, and how long the shop stands still. */
const price: Task<FormAnswer> = {
  kind: 'P',
  unseen: 'none',
  plans: (_answer, seed) => [{ scenario: priced(seed) }],
  judge({ settings, numbers }, [run]) {
    if (run === undefined) throw new Error('there is one run');
    if (settings['a9'] !== lateFate(run)) return wrong(settings['a9'] === 'alone' ? 'like-before' : 'gives-up');
    const [number, truth] = [numbers['silence'] ?? 0, longestSilenceSeconds(run)];
    if (isNear(number, truth)) return { passed: true, parameters: {} };
    return wrong(number >= NOTICED_SECONDS && number < NOTICED_SECONDS + 1 ? 'noticing' : 'price-off', { number });
  },
};

const repair: Task<FormAnswer> = {
  kind: 'R',
  unseen: 'must-hold',
  plans: ({ settings }, seed) => ACCIDENTS.map((faults) => ({ scenario: shopWith({ settings, faults, seed }) })),
  judge({ settings, numbers }, runs) {
    const [rack, one] = runs;
    if (rack === undefined || one === undefined) throw new Error('there is a run for every accident');
    const loss = culprit(settings, runs);
    if (loss !== null) return loss;
    const silence = longestSilenceSeconds(one);
    if (silence > SILENCE_SECONDS_MAX) return wrong('too-careful', { seconds: Math.round(silence) });
    const number = numbers['silence'] ?? null;
    if (number === null) return wrong('no-number');
    if (isNear(number, longestSilenceSeconds(rack))) {
      return { passed: true, parameters: { seconds: Math.round(longestSilenceSeconds(rack)) } };
    }
    return wrong(isNear(number, silence) ? 'only-noticing' : 'number-off', { number });
  },
  /**
   * A design that can confirm with one copy, while the rack is away: one power failure. Any other, while one broker is away: two
   * crashes. Three in sync lose nothing, but stand still: that is no fault to look for.
   */
  search({ settings }) {
    if (settings['min.insync.replicas'] === '3' && settings['acks'] === 'all') return null;
    const isAlone = settings['acks'] === '1' || settings['min.insync.replicas'] === '1';
    return {
      scenario: oneOrder({ settings, away: isAlone ? 'rack' : 'one' }),
      anomalies: ['lost-write'],
      faults: isAlone ? { powerLoss: 1 } : { crash: 2 },
      targets: ['broker-1', 'broker-2', 'broker-3'],
      fromMillis: 4_990,
      untilMillis: 6_000,
      statesMax: 6_000,
    };
  },
};

/** When only the leader is left in sync. */
function aloneStep(run: RunReader): number {
  const from = faultStep(run, 'isolate', 'broker-3');
  for (let step = from; step <= run.steps; step += 1) if (inSync(run, step).length === 1) return step;
  return -1;
}

/** The leader's log after the power came back: nothing is left of it. */
function emptyLeaderStep(run: RunReader): number {
  const from = stepOf(run, 'heal', { from: faultStep(run, 'powerLoss', 'broker-1') });
  for (let step = from; step <= run.steps; step += 1) {
    if (copies(run, step).some((copy) => copy.node === 'broker-1' && copy.believesLeader)) return step;
  }
  return -1;
}

/** First order that is sent after the rack is gone. */
export const FIRST_ALONE = 'a9';

/** What becomes of the first order after the followers are out of reach. */
function fate(run: RunReader): string {
  const heard = acknowledgedStep(run, FIRST_ALONE);
  if (heard === -1) return 'refused';
  const waited = (run.timeOf(heard) - run.timeOf(sentStep(run, FIRST_ALONE))) / 1_000_000;
  if (inSync(run, heard).length > 1) return waited < 1 ? 'at-once' : 'waits';
  return waited < 1 ? 'at-once' : 'alone';
}

/** What becomes of the first order after the followers are out of reach, when one copy is too few. */
export function lateFate(run: RunReader): 'alone' | 'back' | 'never' {
  const heard = acknowledgedStep(run, FIRST_ALONE);
  if (heard === -1) return 'never';
  return holders(run, heard, FIRST_ALONE) > 1 ? 'back' : 'alone';
}

const holders = (run: RunReader, step: number, value: string): number =>
  copies(run, step).filter((copy) => holds(copy, value)).length;

/** Confirmed orders of which no broker has a copy, over time. */
function goneSoFar(run: RunReader): PlotData {
  const name = { en: 'confirmed, and on no shelf', 'zh-cn': '确认过、却不在任何日志里' };
  const heard = acknowledged(run).map((value) => ({ value, step: acknowledgedStep(run, value) }));
  const gone = sampledSeries(name, run, (step) => {
    const kept = new Set(copies(run, step).flatMap(({ records }) => records.map(({ value }) => value)));
    return heard.filter((order) => order.step <= step && !kept.has(order.value)).length;
  });
  return timePlot(run, {
    title: { en: 'When the orders disappear', 'zh-cn': '订单是什么时候消失的' },
    unit: { en: 'orders', 'zh-cn': '个' },
    series: [gone],
  });
}

export const checks: LessonChecks = {
  moments: {
    hook: { start: (run) => sentStep(run, 'a8') },
    alone: {
      decisive: (run) => faultStep(run, 'isolate', 'broker-3'),
      confirmed: (run) => acknowledgedStep(run, FIRST_ALONE),
    },
    power: {
      committed: (run) => acknowledgedStep(run, 'a8'),
      pending: (run) => copiedStep(run, FIRST_ALONE, 'broker-1'),
      shrunk: aloneStep,
      confirmed: (run) => acknowledgedStep(run, FIRST_ALONE),
      decisive: (run) => faultStep(run, 'powerLoss', 'broker-1'),
      empty: emptyLeaderStep,
      truncated: (run) => stepOf(run, 'truncation', { from: emptyLeaderStep(run) }),
      end: (run) => run.steps,
    },
    shop: { start: (run) => sentStep(run, 'a8') },
  },
  predictions: {
    fate: { run: 'alone', truth: fate },
    gone: { run: 'power', truth: (run) => lost(run).length, tolerance: 1 },
  },
  tasks: { 'lose-one': loseOne, price, repair },
  plots: { gone: goneSoFar },
  cards: {
    'all-copies-gone': {
      run: 'power',
      values: (run) => ({ lost: lost(run).length, confirmed: acknowledged(run).length }),
    },
  },
};
