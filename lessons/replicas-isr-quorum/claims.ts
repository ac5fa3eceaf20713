import type { Action } from '../../sim-engine/scenario/types.ts';
import { about, every, expect, highWatermark, holders, kafkaDefault, once, runPlan, seconds } from '../claiming.ts';
import type { Claims, RunReader } from '../lesson.ts';
import {
  acknowledged,
  acknowledgedStep,
  copies,
  faultStep,
  inSync,
  longestSilenceSeconds,
  lost,
  sentStep,
  stepOf,
} from '../reading.ts';
import { ACCIDENTS, priced, RACK_BACK_SECONDS, runs, shopWith } from './scenario.ts';
import { checks, lateFate } from './checks.ts';
import { meta } from './meta.ts';

const { seeds, runOf, moment } = about({ meta, runs, checks });

const plug = (number: number): Action => ({
  at: 4_500_000,
  operation: 'powerLoss',
  arguments: { node: `broker-${number}` },
});

function lostAfter(actions: readonly Action[]): readonly string[] {
  return lost(runPlan({ ...runs['shop']!, actions }).run);
}

function accident(place: number, seed: number, settings: Readonly<Record<string, string>> = {}): RunReader {
  const right = { acks: 'all', 'min.insync.replicas': '2', 'unclean.leader.election.enable': 'false' };
  const scenario = shopWith({ settings: { ...right, ...settings }, faults: ACCIDENTS[place]!, seed });
  return runPlan({ scenario }).run;
}

export const claims: Claims = {
  'any-two-plugs-are-safe': once(() => {
    for (const pair of [
      [1, 2],
      [1, 3],
      [2, 3],
    ])
      expect(lostAfter(pair.map(plug))).toEqual([]);
    expect(lostAfter([1, 2, 3].map(plug)).length).toBeGreaterThan(0);
  }),
  'defaults-of-the-shop': once(() => {
    const { scenario } = runOf('alone');
    for (const name of ['min.insync.replicas', 'unclean.leader.election.enable']) {
      expect(scenario.settings[name]).toBe(kafkaDefault(name));
    }
    expect(kafkaDefault('min.insync.replicas')).toBe(1);
    expect(scenario.topology.producers[0]?.settings?.['acks']).toBe(kafkaDefault('acks'));
  }),
  'waits-about-three-seconds': every('alone', (run) => {
    const waited = seconds(run, acknowledgedStep(run, 'a9')) - seconds(run, sentStep(run, 'a9'));
    expect(waited).toBeGreaterThan(2.4);
    expect(waited).toBeLessThan(4);
  }),
  'confirmed-by-one': every('alone', (run) => {
    const heard = acknowledgedStep(run, 'a9');
    expect(inSync(run, heard)).toEqual(['broker-1']);
    expect(holders(run, heard, 'a9')).toEqual(['broker-1']);
  }),
  'twenty-two-confirmed': once(() => {
    const run = runOf('power');
    const off = faultStep(run, 'powerLoss', 'broker-1');
    expect(seconds(run, off)).toBe(12);
    expect(acknowledged(run).filter((value) => acknowledgedStep(run, value) <= off).length).toBe(22);
  }),
  'first-eight-on-all': once(() => {
    const run = runOf('power');
    const off = faultStep(run, 'powerLoss', 'broker-1');
    for (const node of ['broker-2', 'broker-3']) {
      const copy = copies(run, off).find((each) => each.node === node);
      expect(copy?.records.map(({ value }) => value)).toEqual(['a1', 'a2', 'a3', 'a4', 'a5', 'a6', 'a7', 'a8']);
    }
  }),
  'all-are-lost': once(() => expect(lost(runOf('power')).length).toBe(22)),
  'two-are-overwritten': once(() => {
    const run = runOf('power');
    const gone = run.verdicts.filter(({ kind }) => kind === 'lost-write');
    const latest = Math.max(...gone.map((verdict) => verdict.at));
    const earlier = gone.filter((verdict) => verdict.at < latest).flatMap((verdict) => verdict.subjects.values);
    expect(earlier).toEqual(['a1', 'a2']);
    const [copy] = run.observe(run.steps).logs[0]?.replicas ?? [];
    expect(copy?.records.map(({ value }) => value)).toEqual(['a23', 'a24']);
  }),
  'committed-when-all-in-sync-have-it': every('power', (run) => {
    const heard = acknowledgedStep(run, 'a8');
    expect(inSync(run, heard)).toEqual(['broker-1', 'broker-2', 'broker-3']);
    expect(holders(run, heard, 'a8')).toEqual(['broker-1', 'broker-2', 'broker-3']);
    expect(highWatermark(run, heard, 'broker-1')).toBe(8);
  }),
  'mark-stands-still': every('power', (run) => {
    const [pending, shrunk] = [moment('power', 'pending', run), moment('power', 'shrunk', run)];
    expect(holders(run, pending, 'a9')).toEqual(['broker-1']);
    expect(highWatermark(run, pending, 'broker-1')).toBe(8);
    expect(highWatermark(run, shrunk - 1, 'broker-1')).toBe(8);
  }),
  'list-shrinks-to-one': every('power', (run) => {
    expect(inSync(run, moment('power', 'shrunk', run))).toEqual(['broker-1']);
    const fenced = run.milestones.filter(
      ({ kind, step }) => kind === 'fenced' && step <= moment('power', 'shrunk', run),
    );
    expect(fenced.map(({ sentence }) => sentence.params['seconds'])).toEqual([3, 3]);
  }),
  'empty-one-leads-again': every('power', (run) => {
    expect(stepOf(run, 'election', { key: 'kafka.controller.elected-last-known' })).toBeGreaterThan(0);
    const empty = copies(run, moment('power', 'empty', run)).find((copy) => copy.believesLeader);
    expect(empty).toMatchObject({ node: 'broker-1', endOffset: 0 });
  }),
  'followers-cut-to-nothing': once(() => {
    const run = runOf('power');
    const cut = moment('power', 'truncated', run);
    const before = copies(run, cut - 1).find((copy) => copy.node === 'broker-2');
    expect(before?.records.map(({ value }) => value).at(-1)).toBe('a9');
    expect(copies(run, cut).find((copy) => copy.node === 'broker-2')?.endOffset).toBe(0);
  }),
  'others-survive-simultaneous-failures': once(() => {
    for (const first of ['crash', 'powerLoss', 'isolate']) {
      const other: Action = { at: 4_500_000, operation: first, arguments: { node: 'broker-2' } };
      expect(lostAfter([plug(1), other]), first).toEqual([]);
    }
  }),
  'rack-back-at-eleven': once(() => {
    for (const seed of seeds) {
      const { run } = runPlan({ scenario: priced(seed) });
      expect(seconds(run, faultStep(run, 'isolate', 'broker-3'))).toBeCloseTo(5, 1);
      expect(seconds(run, stepOf(run, 'heal'))).toBeCloseTo(RACK_BACK_SECONDS, 1);
      expect([lateFate(run), lost(run).length]).toEqual(['back', 0]);
      expect(longestSilenceSeconds(run)).toBeGreaterThan(6);
    }
    expect(kafkaDefault('delivery.timeout.ms')).toBe(120_000);
  }),
  'with-one-about-three': every('alone', (run) => {
    expect(longestSilenceSeconds(run)).toBeGreaterThan(2.4);
    expect(longestSilenceSeconds(run)).toBeLessThan(4);
  }),
  'price-about-sixteen-seconds': once(() => {
    for (const seed of seeds) {
      const price = longestSilenceSeconds(accident(0, seed));
      expect(price).toBeGreaterThan(15);
      expect(price).toBeLessThan(17);
    }
  }),
  'one-away-still-sells': once(() => {
    for (const seed of seeds) {
      expect(longestSilenceSeconds(accident(1, seed))).toBeLessThan(4);
      expect(longestSilenceSeconds(accident(1, seed, { 'min.insync.replicas': '3' }))).toBeGreaterThan(15);
    }
  }),
  'unclean-loses': once(() => {
    for (const seed of seeds) {
      expect(lost(accident(2, seed, { 'unclean.leader.election.enable': 'true' })).length).toBeGreaterThan(0);
      expect(lost(accident(2, seed))).toEqual([]);
    }
  }),
  'limit-only-for-acks-all': once(() => {
    for (const seed of seeds) expect(lost(accident(0, seed, { acks: '1' })).length).toBeGreaterThan(0);
  }),
  'not-enough-replicas': once(() => {
    const run = accident(0, meta.seeds.public);
    const refused = run.milestones.filter(({ sentence }) => sentence.params['error'] === 'NOT_ENOUGH_REPLICAS');
    expect(refused.length).toBeGreaterThan(0);
    const shrunk = run.milestones.findLast(({ kind, at }) => kind === 'isr' && at < 12_000_000);
    expect(refused[0]!.step).toBeGreaterThan(shrunk!.step);
    expect(acknowledged(run).length).toBe(24);
  }),
  'default-session-nine-seconds': once(() => expect(kafkaDefault('broker.session.timeout.ms')).toBe(9_000)),
  'confirmed-before-flushed': once(() => {
    const run = runOf('power');
    const off = faultStep(run, 'powerLoss', 'broker-1');
    expect(copies(run, off - 1).find((copy) => copy.node === 'broker-1')?.endOffset).toBeGreaterThan(0);
    expect(copies(run, off).find((copy) => copy.node === 'broker-1')?.endOffset).toBe(0);
  }),
};
