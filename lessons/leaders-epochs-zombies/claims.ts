import { about, every, expect, highWatermark, holders, kafkaDefault, once, runPlan, seconds } from '../claiming.ts';
import type { Claims, RunReader } from '../lesson.ts';
import {
  acknowledged,
  acknowledgedStep,
  copies,
  copiedStep,
  faultStep,
  inSync,
  longestSilenceSeconds,
  lost,
  sentStep,
  stepOf,
} from '../reading.ts';
import {
  AFTER_THE_ELECTION,
  AT_THE_DOOR,
  asksTheSleeper,
  believers,
  confirmedBetween,
  cutStep,
  electionStep,
  learnedStep,
  momentsInOrder,
  successorStep,
} from './checks.ts';
import { choices } from './forms.ts';
import { ACCIDENTS, deeds, shopWith, runs } from './scenario.ts';
import { searches } from './searches.ts';
import { rightSettings } from './solution.ts';
import type { FindOutcome } from '../../sim-engine/explore/find.ts';
import { searched } from '../searching.ts';
import { checks } from './checks.ts';
import { meta } from './meta.ts';

const { seeds, runOf, everySeed, moment } = about({ meta, runs, checks });

/** The hook's run, with broker-1 frozen at a time. */
function napped(atMicros: number): RunReader {
  const [deed] = deeds;
  const { operation, arguments: given } = deed!;
  return runPlan({ ...runs['hook']!, actions: [{ at: atMicros, operation, arguments: given }] }).run;
}

function accident(place: number, seed: number, settings: Readonly<Record<string, string>> = {}): RunReader {
  const scenario = shopWith({ settings: { ...rightSettings, ...settings }, faults: ACCIDENTS[place]!, seed });
  return runPlan({ scenario }).run;
}

const everyRepair = (holdsFor: (seed: number) => void): void => {
  for (const seed of seeds) holdsFor(seed);
};

const epochOf = (run: RunReader, step: number, node: string, value: string): number =>
  copies(run, step)
    .find((copy) => copy.node === node)
    ?.records.find((record) => record.value === value)?.epoch ?? -1;

const notLeader = (run: RunReader): number =>
  run.milestones.find(({ sentence }) => sentence.params['error'] === 'NOT_LEADER_OR_FOLLOWER')?.step ?? -1;

const inMoment = (name: string, which: string, run: RunReader): number => moment(name, which, run);

export const claims: Claims = {
  'a-nap-loses-orders': once(() => {
    const start = runOf('hook');
    const run = napped(start.timeOf(inMoment('hook', 'start', start)));
    expect(lost(run).length).toBeGreaterThan(0);
    for (const value of lost(run)) expect(acknowledged(run)).toContain(value);
    expect(stepOf(run, 'heal')).toBeGreaterThan(0);
    expect(lost(start)).toEqual([]);
  }),
  'a-late-nap-does-not': once(() => expect(lost(napped(11_000_000))).toEqual([])),

  'asleep-for-eight-seconds': once(() => {
    const run = runOf('frozen');
    const asleep = seconds(run, stepOf(run, 'heal')) - seconds(run, faultStep(run, 'pause', 'broker-1'));
    expect(asleep).toBeCloseTo(8, 2);
  }),
  'session-of-three-seconds': every('frozen', (run) => {
    const fenced = run.milestones.find(({ kind }) => kind === 'fenced');
    expect(fenced?.sentence.params).toMatchObject({ broker: 'broker-1', seconds: 3 });
    expect(fenced?.step).toBe(electionStep(run));
  }),
  'a5-at-the-door': every('frozen', (run) => {
    expect(sentStep(run, AT_THE_DOOR)).toBeGreaterThan(faultStep(run, 'pause', 'broker-1'));
    expect(sentStep(run, AT_THE_DOOR)).toBeLessThan(electionStep(run));
    expect(holders(run, stepOf(run, 'heal'), AT_THE_DOOR)).toEqual([]);
  }),

  'zombie-stores-three': once(() => {
    const run = runOf('frozen');
    for (const value of ['a5', 'a6', 'a7']) {
      expect(believers(run, copiedStep(run, value, 'broker-1'))).toEqual(['broker-1', 'broker-2']);
      expect(copiedStep(run, value, 'broker-1')).toBeLessThan(learnedStep(run));
    }
  }),
  'three-are-lost': once(() => {
    expect(lost(runOf('frozen'))).toEqual(['a5', 'a6', 'a7']);
    everySeed('frozen', (run) => expect(lost(run)).toContain(AT_THE_DOOR));
  }),
  'no-clock-stops-it': every('frozen', (run) => {
    const written = copiedStep(run, AT_THE_DOOR, 'broker-1');
    const silent = seconds(run, written) - seconds(run, faultStep(run, 'pause', 'broker-1'));
    expect(silent * 1_000).toBeGreaterThan(run.scenario.settings['broker.session.timeout.ms'] as number);
  }),

  'epoch-per-leader': every('frozen', (run) => {
    const epochs = run.milestones.flatMap(({ kind, sentence }) =>
      kind === 'election' ? [sentence.params['epoch']] : [],
    );
    expect(epochs[0]).toBe(1);
    expect(new Set(epochs).size).toBe(epochs.length);
  }),
  'only-the-controller-knows': every('frozen', (run) => {
    const elected = electionStep(run);
    expect(run.observe(elected).logs[0]?.leader).toBe('broker-2');
    expect(believers(run, elected)).toEqual(['broker-1']);
    expect(inSync(run, elected)).toEqual(['broker-2', 'broker-3']);
  }),
  'two-leaders': every('frozen', (run) => expect(believers(run, successorStep(run))).toEqual(['broker-1', 'broker-2'])),
  'mail-in-order': once(() => {
    const run = runOf('frozen');
    const written = ['a5', 'a6', 'a7'].map((value) => copiedStep(run, value, 'broker-1'));
    expect([...written].sort((left, right) => left - right)).toEqual(written);
    expect(written.every((step) => step > stepOf(run, 'heal') && step < learnedStep(run))).toBe(true);
    // Orders that came after the controller's letter are not stored.
    expect(sentStep(run, 'a8')).toBeGreaterThan(electionStep(run));
    expect(holders(run, inMoment('frozen', 'cut', run) - 1, 'a8')).toEqual([]);
  }),
  'record-carries-epoch': every('frozen', (run) => {
    const written = inMoment('frozen', 'written', run);
    expect(epochOf(run, written, 'broker-1', AT_THE_DOOR)).toBe(0);
    expect(epochOf(run, run.steps, 'broker-2', 'a16')).toBe(1);
    const [copy] = copies(run, written);
    expect(copy?.records.find(({ value }) => value === AT_THE_DOOR)?.offset).toBe(4);
  }),
  'nobody-copies-from-the-zombie': every('frozen', (run) => {
    for (const node of ['broker-2', 'broker-3']) expect(copiedStep(run, AT_THE_DOOR, node)).toBe(-1);
  }),
  'cut-where-the-epoch-ended': once(() => {
    const run = runOf('frozen');
    const cut = run.milestones.find(({ kind }) => kind === 'truncation');
    expect(cut?.sentence.params).toMatchObject({ broker: 'broker-1', from: 7, to: 4 });
    expect(cut!.step).toBeGreaterThan(learnedStep(run));
    expect(holders(run, cut!.step, AT_THE_DOOR)).toEqual([]);
  }),

  'letter-comes-late': every('late-letter', (run) => {
    expect(seconds(run, faultStep(run, 'pause', 'broker-1'))).toBeCloseTo(4.7, 1);
    expect(Math.round(seconds(run, sentStep(run, AT_THE_DOOR)))).toBe(5);
    expect(seconds(run, stepOf(run, 'heal'))).toBeCloseTo(8.7, 1);
    expect(seconds(run, successorStep(run))).toBeCloseTo(9.5, 1);
    expect(momentsInOrder(run)).toEqual(['asleep', 'sent', 'appointed', 'written', 'learned', 'succeeds']);
  }),
  'nobody-leads-for-a-while': every('late-letter', (run) => {
    const [from, to] = [learnedStep(run), successorStep(run)];
    for (let step = from; step < to; step += 1) expect(believers(run, step)).toEqual([]);
    expect(seconds(run, to) - seconds(run, from)).toBeGreaterThan(0.7);
    expect(seconds(run, to) - seconds(run, from)).toBeLessThan(1);
  }),

  'cut-from-the-controller-only': once(() => {
    const run = runOf('severed');
    const [cut, heal] = run.scenario.faults;
    expect(cut).toMatchObject({ operation: 'cut', arguments: { a: 'broker-1', b: 'controller' } });
    expect((heal!.at - cut!.at) / 1_000_000).toBe(8);
    expect(run.scenario.topology.producers[0]?.settings?.['acks']).toBe('all');
    // While nobody else is elected, broker-1 goes on serving everybody.
    expect(acknowledgedStep(run, 'a6')).toBeLessThan(electionStep(run));
    expect(acknowledgedStep(run, 'a6')).toBeGreaterThan(cutStep(run));
  }),
  'a8-is-the-first': every('severed', (run) => {
    expect(sentStep(run, AFTER_THE_ELECTION)).toBeGreaterThan(successorStep(run));
    expect(acknowledgedStep(run, 'a7')).toBeLessThan(electionStep(run));
  }),

  'mark-of-the-zombie-stands-still': every('severed', (run) => {
    const [from, to] = [electionStep(run), stepOf(run, 'heal') - 1];
    expect(holders(run, to, AFTER_THE_ELECTION)).toEqual(['broker-1']);
    expect(highWatermark(run, to, 'broker-1')).toBe(highWatermark(run, from, 'broker-1'));
  }),
  'zombie-cannot-shrink-the-list': every('severed', (run) => {
    const [from, to] = [electionStep(run), stepOf(run, 'heal') - 1];
    expect(seconds(run, to) - seconds(run, from)).toBeGreaterThan(4.5);
    for (const step of [from, to]) expect(inSync(run, step)).toEqual(['broker-2', 'broker-3']);
    expect(acknowledgedStep(run, AFTER_THE_ELECTION)).toBeGreaterThan(to);
  }),
  'old-epoch-is-refused': once(() => {
    const { playback, run } = runPlan(runs['frozen']!);
    const steps = Array.from({ length: run.steps - stepOf(run, 'heal') }, (_, place) => stepOf(run, 'heal') + place);
    const refused = steps
      .flatMap((step) => playback.accountOf(step).sentences)
      .filter(({ key }) => key === 'kafka.controller.alter-refused');
    expect(refused.map(({ params }) => params)).toContainMatch({ broker: 'broker-1', error: 'FENCED_LEADER_EPOCH' });
  }),
  'nothing-lost-with-all': every('severed', (run) => {
    expect(lost(run)).toEqual([]);
    expect(acknowledged(run).length).toBe(16);
    expect(notLeader(run)).toBeGreaterThan(stepOf(run, 'heal'));
    expect(copiedStep(run, AFTER_THE_ELECTION, 'broker-2')).toBeGreaterThan(notLeader(run));
  }),

  'learns-only-by-message': every('severed-one', (run) => {
    expect(learnedStep(run)).toBeGreaterThan(stepOf(run, 'heal'));
    const silent = seconds(run, learnedStep(run)) - seconds(run, electionStep(run));
    expect(silent).toBeGreaterThan(4.5);
    expect(believers(run, stepOf(run, 'heal'))).toContain('broker-1');
  }),
  'every-order-in-between-is-lost': every('severed-one', (run) => {
    const confirmed = confirmedBetween(run, electionStep(run), learnedStep(run));
    expect(confirmed.length).toBeGreaterThan(0);
    expect(lost(run)).toEqual(confirmed);
  }),

  'old-rule-loses': once(() => {
    const found = searched(runs, searches['cut']!, { truncateByEpoch: false });
    expect(found.kind).toBe('counter-example');
    expect((found as Extract<FindOutcome, { kind: 'counter-example' }>).example.anomaly).toBe('lost-write');
  }),
  'found-leader-lacks-it': once(() => {
    const found = searched(runs, searches['cut']!, { truncateByEpoch: false });
    const { scenario, actions } = (found as Extract<FindOutcome, { kind: 'counter-example' }>).example;
    const { run } = runPlan({ scenario, actions });
    expect(lost(run)).toEqual(['a1']);
    expect(run.observe(run.steps).logs[0]!.leader).not.toBe(null);
    expect(holders(run, run.steps, 'a1')).toEqual([]);
  }),
  'new-rule-holds': once(() => {
    const found = searched(runs, searches['cut']!, { truncateByEpoch: true });
    expect(found.kind).toBe('exhausted');
  }),

  'mark-comes-one-message-late': once(() => {
    const run = runOf('old-rule');
    const stored = inMoment('old-rule', 'stored', run);
    expect(holders(run, stored, 'a1')).toEqual(['broker-1', 'broker-2', 'broker-3']);
    expect(['broker-1', 'broker-2', 'broker-3'].map((node) => highWatermark(run, stored, node))).toEqual([1, 0, 0]);
    expect(run.scenario.topology.producers[0]?.settings?.['acks']).toBe('all');
  }),
  'late-leader-cannot-help': once(() => {
    const run = runOf('old-rule');
    const [cut, second] = [inMoment('old-rule', 'cut', run), inMoment('old-rule', 'second', run)];
    expect(holders(run, cut - 1, 'a1')).toContain('broker-3');
    expect(holders(run, second, 'a1')).not.toContain('broker-3');
    for (const step of [cut, second]) expect(believers(run, step)).not.toContain('broker-2');
  }),
  'empty-log-in-sync': once(() => {
    const run = runOf('old-rule');
    const elected = inMoment('old-rule', 'second', run);
    expect(inSync(run, elected)).toEqual(['broker-1', 'broker-2', 'broker-3']);
    expect(copies(run, elected).find(({ node }) => node === 'broker-3')?.endOffset).toBe(0);
    expect(copies(run, elected).every(({ running }) => running)).toBe(true);
  }),
  'mark-would-keep-it': once(() => {
    const { run, playback } = runPlan(runs['old-rule']!);
    const told = (key: string) =>
      Array.from({ length: run.steps }, (_, place) => place + 1).flatMap((step) =>
        playback.accountOf(step).sentences.flatMap((each) => (each.key === key ? [{ step, ...each.params }] : [])),
      );
    const gone = inMoment('old-rule', 'gone', run);
    const followed = told('kafka.broker.became-follower-by-mark').find(
      (each) => 'broker' in each && each['broker'] === 'broker-1' && 'leader' in each && each['leader'] === 'broker-3',
    )!;
    // By its mark it keeps a1; what broker-3 answers to its fetch makes it cut.
    expect(highWatermark(run, followed.step, 'broker-1')).toBe(1);
    expect(holders(run, gone - 1, 'a1')).toContain('broker-1');
    expect(told('kafka.broker.truncated')).toMatchObject([{ step: gone, broker: 'broker-1', from: 1, to: 0 }]);
    expect(copies(run, gone).find(({ node }) => node === 'broker-3')?.endOffset).toBe(0);
    expect(told('kafka.broker.truncated-to-mark')).toMatchObject([
      { broker: 'broker-3', to: 0 },
      { broker: 'broker-2', to: 0 },
    ]);
  }),
  'all-agree-on-nothing': once(() => {
    const run = runOf('old-rule');
    expect(copies(run, run.steps).map(({ endOffset }) => endOffset)).toEqual([0, 0, 0]);
    expect(holders(run, inMoment('old-rule', 'gone', run), 'a1')).toEqual(['broker-2']);
    expect(lost(run)).toEqual(['a1']);
    expect(believers(run, run.steps)).toEqual(['broker-3']);
  }),
  'same-schedule-new-rule': once(() => {
    const run = runOf('new-rule');
    expect(run.actions).toEqual(runOf('old-rule').actions);
    expect(run.milestones.filter(({ kind }) => kind === 'truncation')).toEqual([]);
    expect(holders(run, run.steps, 'a1')).toEqual(['broker-1', 'broker-2', 'broker-3']);
  }),

  'price-about-four-seconds': once(() =>
    everyRepair((seed) => {
      const price = longestSilenceSeconds(accident(0, seed));
      expect(price).toBeGreaterThan(3.5);
      expect(price).toBeLessThan(4.5);
    }),
  ),
  'shorter-session-loses-more': once(() =>
    everyRepair((seed) => {
      const gone = choices
        .find(({ name }) => name === 'broker.session.timeout.ms')!
        .values.map((session) => lost(accident(1, seed, { acks: '1', 'broker.session.timeout.ms': session })).length);
      expect([...gone].sort((left, right) => right - left)).toEqual(gone);
      expect(gone[0]).toBeGreaterThan(gone.at(-1)!);
      expect(gone.at(-1)).toBeGreaterThan(0);
    }),
  ),
  'a-nap-needs-no-election': once(() =>
    everyRepair((seed) => {
      expect(electionStep(accident(2, seed))).toBe(-1);
      expect(electionStep(accident(2, seed, { 'broker.session.timeout.ms': '1000' }))).toBeGreaterThan(0);
    }),
  ),

  'default-session-nine-seconds': once(() => {
    expect(kafkaDefault('broker.session.timeout.ms')).toBe(9_000);
    expect(choices.find(({ name }) => name === 'broker.session.timeout.ms')?.start).toBe('9000');
  }),
  'default-request-timeout-thirty-seconds': once(() => {
    expect(kafkaDefault('request.timeout.ms')).toBe(30_000);
    expect(choices.find(({ name }) => name === 'request.timeout.ms')?.start).toBe('30000');
  }),

  'shorter-session-here': once(() => {
    for (const name of Object.keys(runs))
      expect(runs[name]!.scenario.settings['broker.session.timeout.ms']).toBe(3_000);
    expect(kafkaDefault('broker.session.timeout.ms')).toBe(9_000);
  }),
  'old-rule-in-a-new-kafka': once(() => {
    const { guards } = runOf('old-rule').scenario;
    // Every other rule is as it is in Kafka 4.3: what is not named is on.
    expect(guards).toEqual({ truncateByEpoch: false });
  }),
  'till-asks-the-same-broker': once(() => {
    // Its requests run out after a second, and yet it finds the new leader only when broker-1 hears of it.
    const run = accident(1, meta.seeds.public);
    expect(run.milestones.some(({ kind }) => kind === 'timeout')).toBe(true);
    expect(asksTheSleeper(accident(0, meta.seeds.public, { 'request.timeout.ms': '5000' }))).toBe(true);
    expect(acknowledgedStep(run, AFTER_THE_ELECTION)).toBeGreaterThan(stepOf(run, 'heal'));
  }),
};
