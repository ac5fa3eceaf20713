/** Words of "Find a failure" in English. `zh-cn.ts` has the same keys; the type checker sees to it. */

import { inGroups } from '../numbers.ts';
import { plural } from '../plural.ts';

const grouped = (count: number): string => inGroups('en', count);

export const search = {
  title: 'Find a failure',
  questions: {
    'no-lost-write': 'Can this design lose a message?',
    'no-duplicate': 'Can this design do something twice?',
    'order-per-key': 'Can this design mix up the order?',
    'every-record-read': 'Can this design leave a message unread?',
    'no-divergence': 'Can this design let its copies disagree?',
    'one-holder': 'Can this design give one message to two at once?',
    available: 'Can this design stop answering?',
    'comes-to-rest': 'Can this design fail to settle?',
    'effect-once': 'Can this design charge a customer twice?',
    'every-order-done': 'Can this design forget an order?',
    'database-and-events-agree': 'Can this design leave database and messages at odds?',
    several: 'Can this design break a promise?',
  },
  lead: 'The simulator tries schedules of deliveries, timers and faults. If one breaks a promise, it makes that run as small as it can and plays it.',
  number: grouped,
  seconds: (text: string): string => `${text} s`,
  start: 'Find a failure',
  again: 'Search again',
  cancel: 'Cancel',
  options: 'What may go wrong',
  noFaults: 'no faults',
  noTargets: 'none',
  times: (label: string, count: number): string => `${label} × ${count}`,
  within: (faults: string, targets: string, until: string): string =>
    `At most: ${faults}. May fail: ${targets}. In the first ${until} s.`,
  withinSpan: (faults: string, targets: string, from: string, until: string): string =>
    `At most: ${faults}. May fail: ${targets}. Between ${from} s and ${until} s.`,
  /** Sentences of a paragraph. */
  paragraph: (sentences: readonly string[]): string => sentences.join(' '),
  sampled: 'Single runs are drawn; not every schedule is tried.',
  startsFrom: {
    plain: 'It starts from this page’s scenario.',
    withoutActions: 'It starts from this page’s scenario, without the faults of this run.',
    withoutFaults: 'It starts from this page’s scenario, without its scripted faults.',
    withoutBoth: 'It starts from this page’s scenario, without its scripted faults and without the faults of this run.',
  },
  form: {
    promises: 'Which promises',
    budget: 'How many of each fault in one run',
    fewer: (label: string): string => `Fewer: ${label}`,
    more: (label: string): string => `More: ${label}`,
    targets: 'Which machines may fail',
    span: 'When faults may happen',
    from: 'From (s)',
    until: 'Until (s)',
    script: 'Leave out the scripted faults of the scenario',
    moreBounds: 'More: how far, and how',
    statesMax: 'Configurations at most',
    secondsMax: 'Seconds at most',
    healsMax: 'Faults that may end early',
    strategy: 'Schedules',
    strategies: {
      every: 'every one, fewest faults first',
      random: 'single runs, at random',
      pct: 'single runs, by priorities (PCT)',
      swarm: 'single runs, each without some faults (swarm)',
    },
    sampled: 'Single runs go deep in large scenarios, but cannot say that there is nothing.',
  },
  running: {
    searching: 'Searching …',
    faults: (count: number): string =>
      plural('en', count, {
        zero: 'Now looking at runs without faults',
        one: 'Now looking at runs with # fault',
        other: 'Now looking at runs with # faults',
      }),
    shrinking: (runs: number): string =>
      `Found one. Making it smaller: ${plural('en', runs, { one: '# run', other: '# runs' })} tried.`,
    /** Words that follow their number. */
    states: (count: number): string => plural('en', count, { one: 'configuration', other: 'configurations' }),
    perSecond: { before: '', after: ' a second' },
    depth: (count: number): string => plural('en', count, { one: 'moment deep', other: 'moments deep' }),
    left: (seconds: number): string => `${plural('en', seconds, { one: '# second', other: '# seconds' })} left at most`,
    bar: 'Share of the search’s bounds that is used',
  },
  problems: {
    span: (end: string): string => `The span must end after it begins, and before the run ends at ${end} s.`,
    noMachine: 'Choose at least one machine that may fail.',
    noPromise: 'Choose at least one promise.',
    whole: (label: string, least: number, most: number): string =>
      `${label}: a whole number from ${grouped(least)} to ${grouped(most)}.`,
  },
  refused: 'This cannot be searched',
  failed: (reason: string): string => `The search stopped: ${reason}`,
  answer: {
    'counter-example': 'Yes, it can fail',
    exhausted: 'Nothing within these bounds',
    'budget-spent': 'Not finished',
  },
  hints: {
    exhausted: 'That is no proof: with more faults, a longer span or other machines there may be one.',
    states: 'Allow more configurations, fewer faults or a shorter span.',
    memory: 'This browser tab may keep no more. Allow fewer faults or a shorter span.',
    time: 'Allow more time, fewer faults or a shorter span.',
    depth: 'Allow a shorter span.',
    cancelled: 'Press the button to begin again.',
  },
  figures: {
    searched: (states: number, seconds: string): string =>
      `${plural('en', states, { one: '# configuration', other: '# configurations' })} in ${seconds} s`,
    smaller: (parts: readonly string[]): string => `made smaller: ${parts.join(', ')}`,
    steps: (count: number): string => plural('en', count, { one: 'step', other: 'steps' }),
    brokers: (count: number): string => plural('en', count, { one: 'broker', other: 'brokers' }),
    records: (count: number): string => plural('en', count, { one: 'message', other: 'messages' }),
    clients: (count: number): string => plural('en', count, { one: 'client', other: 'clients' }),
    fromTo: (before: number, after: number, what: string): string => `${grouped(before)} → ${grouped(after)} ${what}`,
  },
  story: {
    title: 'Only the steps that matter',
    lead: 'The run is open in the simulator. Choose a step to go there.',
    why: 'Why this breaks the promise',
    kinds: {
      fault: 'fault',
      heal: 'healing',
      admin: 'administration',
      election: 'election',
      isr: 'copies in sync',
      truncation: 'truncation',
      fenced: 'fencing',
      rebalance: 'rebalance',
      redelivery: 'redelivery',
      retry: 'retry',
      timeout: 'timeout',
      violation: 'verdict',
      operation: 'client',
    },
    back: 'Back to the run before',
    beforeChange: 'Found in the design before the change',
    toSteps: 'The steps ↓',
    toWhy: 'Why, and what would help ↓',
    toAnswer: 'Show what was found',
    other: 'A counter-example was found for another design than the one that is open now.',
  },
  diagram: {
    title: 'The messages behind it',
    label: 'Messages between machines; those that carry what the verdict names stand out',
    only: 'Only what matters',
    carries: 'carries what the verdict names',
    faults: 'a fault',
    heals: 'healing',
    decisive: 'from here on it is certain',
    cut: (shown: number, all: number): string =>
      `Drawn: the last ${grouped(shown)} of ${plural('en', all, { one: '# message', other: '# messages' })}.`,
  },
  fix: {
    start: 'Show me the fix',
    title: 'Would another design have held?',
    lead: 'Each change alone, under the same schedule and then searched with the same budget of faults.',
    trying: (done: number, total: number): string =>
      `Tried ${grouped(done)} of ${plural('en', total, { one: '# change', other: '# changes' })} …`,
    none: 'Nothing that the simulator could change applies here.',
    change: 'Change',
    removes: 'This counter-example',
    gone: 'no longer happens',
    onlyThis: 'only this schedule',
    stays: 'still happens',
    others: 'Another one, same budget',
    search: {
      exhausted: (count: number): string =>
        `none among ${plural('en', count, { one: '# configuration', other: '# configurations' })}`,
      'counter-example': 'yes, another schedule',
      'budget-spent': (count: number): string =>
        `not finished after ${plural('en', count, { one: '# configuration', other: '# configurations' })}`,
    },
    notSearched: 'not searched',
    useless: (count: number): string =>
      plural('en', count, {
        one: '# change that does not help here',
        other: '# changes that do not help here',
      }),
    price: 'Price in the same schedule',
    refused: (before: number, after: number): string =>
      before === after
        ? `${plural('en', after, { one: '# send', other: '# sends' })} not confirmed, as before`
        : `sends not confirmed: ${before} → ${after}`,
    slowest: (before: string, after: string): string =>
      before === after ? `slowest confirmation ${after}, as before` : `slowest confirmation ${before} → ${after}`,
    never: 'never',
    apply: 'Apply',
    applyLong: (change: string): string => `Apply: ${change}`,
    applied: (change: string): string => `Applied: ${change}. The same schedule runs on it now.`,
    stopped: 'Stopped before all changes were tried.',
  },
  lesson: {
    guards: 'Rules of the protocol',
    guardsLead: 'Switch rules on and off, then search.',
    predict: 'What will the search say?',
    predictFirst: 'Say first what you expect.',
    right: 'As you predicted.',
    wrong: 'Not what you predicted. Look at why.',
    unfinished: 'The search did not finish, so your prediction is neither right nor wrong.',
    tried: 'Tried so far',
    on: (label: string): string => `${label}: on`,
    off: (label: string): string => `${label}: off`,
    /** How the switches stood, and what the search said. */
    tally: (switches: readonly string[], answer: string): string => `${switches.join(', ')} → ${answer}`,
    link: 'Open this run in the simulator',
    /** The faults of a run that breaks a learner’s design: what happens, and when. */
    because: (faults: readonly string[]): string => `What it took: ${faults.join(', then ')}.`,
    fault: (what: string, at: string): string => `${what} (${at} s)`,
    noFault: 'No fault was needed: the promise breaks while everything works.',
    otherwise:
      'No run was found in which these faults break your design. If something is wrong with it, it shows while everything works, or takes another accident: look at its own runs.',
  },
};
