/**
 * What the lessons say about their systems and about their runs, checked. A claim is tagged in the text; every tag has a test here and
 * every test a tag. Where a claim is about more than one run it is checked under all seeds.
 */
import { describe, expect, test } from 'vitest';
import type { Action } from '../../sim-engine/scenario/types.ts';
import {
  acknowledged,
  acknowledgedStep,
  copies,
  copiedStep,
  doomedStep,
  faultStep,
  inSync,
  longestSilenceSeconds,
  lost,
  sentStep,
  stepOf,
} from '../../lessons/reading.ts';
import type { RunReader } from '../../lessons/lesson.ts';
import { shopWith, ACCIDENTS } from '../../lessons/replicas-isr-quorum/scenario.ts';
import { runPlan } from '../../site/lessons/reader.ts';
import { defaultOf, everySeed, highWatermark, holders, moment, seconds, type Claims } from './asking.ts';
import { quorumClaims } from './quorumClaims.ts';
import { routingClaims } from './routingClaims.ts';
import { machine, quorum, replicas, routing, runOf, seedsOf, textOf, zombies } from './support.ts';
import { claimsIn } from './tags.ts';
import { zombieClaims } from './zombieClaims.ts';

const machineClaims: Claims = {
  'one-thing-a-step': () => {
    const run = runOf(machine, 'unlucky');
    for (let step = 2; step <= run.steps; step += 1)
      expect(run.timeOf(step)).toBeGreaterThanOrEqual(run.timeOf(step - 1));
    for (const which of ['sent', 'appended', 'acknowledged', 'copied']) {
      expect(moment(machine, 'unlucky', which, run)).toBeGreaterThan(0);
    }
  },
  'leader-writes-first': () =>
    everySeed(machine, 'unlucky', (run) =>
      expect(holders(run, copiedStep(run, 'a1', 'broker-1'), 'a1')).toEqual(['broker-1']),
    ),
  'acks-one-waits-for-leader': () =>
    everySeed(machine, 'unlucky', (run) => {
      expect(run.scenario.topology.producers[0]?.settings?.['acks']).toBe('1');
      expect(holders(run, acknowledgedStep(run, 'a1'), 'a1')).toEqual(['broker-1']);
    }),
  'slow-cable': () => {
    const run = runOf(machine, 'unlucky');
    const slow = run.scenario.faults.filter(({ operation }) => operation === 'slowLink');
    expect(slow.map((fault) => fault.arguments['micros'])).toEqual([60_000, 60_000]);
    // Without the crash a7 would have reached the others, too.
    const quiet = runOf(machine, 'hook');
    const copied = Math.max(copiedStep(quiet, 'a7', 'broker-2'), copiedStep(quiet, 'a7', 'broker-3'));
    expect(seconds(quiet, copied) - seconds(quiet, acknowledgedStep(quiet, 'a7'))).toBeLessThan(0.5);
  },
  'crash-20-ms-after-a7': () => {
    const run = runOf(machine, 'unlucky');
    const gap = seconds(run, faultStep(run, 'crash', 'broker-1')) - seconds(run, acknowledgedStep(run, 'a7'));
    expect(gap).toBeCloseTo(0.02, 2);
  },
  'a7-is-lost': () => everySeed(machine, 'unlucky', (run) => expect(lost(run)).toEqual(['a7'])),
  'same-seed-same-run': () =>
    everySeed(machine, 'unlucky', (run) => expect(runOf(machine, 'unlucky', run.scenario.seed).hash).toBe(run.hash)),
  'other-seed-other-run': () => {
    const hashes = seedsOf(machine).map((seed) => runOf(machine, 'unlucky', seed).hash);
    expect(new Set(hashes).size).toBe(hashes.length);
  },
  'doomed-by-the-election': () =>
    everySeed(machine, 'unlucky', (run) => {
      const doomed = doomedStep(run, 'a7');
      expect(doomed).toBe(stepOf(run, 'election'));
      expect(inSync(run, doomed - 1)).toContain('broker-1');
      expect(inSync(run, doomed)).toEqual(['broker-2', 'broker-3']);
      expect(doomed).toBeGreaterThan(faultStep(run, 'crash', 'broker-1'));
    }),
  'struck-off-after-three-seconds': () =>
    everySeed(machine, 'unlucky', (run) => {
      const fenced = run.milestones.find(({ kind }) => kind === 'fenced');
      expect(fenced?.sentence.params).toMatchObject({ broker: 'broker-1', seconds: 3 });
      expect(fenced?.step).toBe(doomedStep(run, 'a7'));
    }),
  'copy-survives-until-truncation': () =>
    everySeed(machine, 'unlucky', (run) => {
      const truncation = stepOf(run, 'truncation');
      expect(truncation).toBeGreaterThan(doomedStep(run, 'a7'));
      expect(holders(run, truncation - 1, 'a7')).toEqual(['broker-1']);
      expect(holders(run, truncation, 'a7')).toEqual([]);
    }),
  'crash-erases-nothing': () =>
    everySeed(machine, 'unlucky', (run) => {
      const crash = faultStep(run, 'crash', 'broker-1');
      expect(holders(run, crash, 'a7')).toEqual(['broker-1']);
      expect(inSync(run, crash)).toContain('broker-1');
    }),
  'follower-cuts-to-leader': () =>
    everySeed(machine, 'unlucky', (run) => {
      const [one, two] = copies(run, run.steps);
      expect(one?.records.map(({ value }) => value)).toEqual(two?.records.map(({ value }) => value));
    }),
  'default-session-nine-seconds': () => {
    expect(defaultOf('broker.session.timeout.ms')).toBe(9_000);
    expect(runOf(machine, 'unlucky').scenario.settings['broker.session.timeout.ms']).toBe(3_000);
  },
};

const plug = (number: number): Action => ({
  at: 4_500_000,
  operation: 'powerLoss',
  arguments: { node: `broker-${number}` },
});

function lostAfter(actions: readonly Action[]): readonly string[] {
  return lost(runPlan({ ...replicas.runs['shop']!, actions }).run);
}

function accident(place: number, seed: number, settings: Readonly<Record<string, string>> = {}): RunReader {
  const right = { acks: 'all', 'min.insync.replicas': '2', 'unclean.leader.election.enable': 'false' };
  const scenario = shopWith({ settings: { ...right, ...settings }, faults: ACCIDENTS[place]!, seed });
  return runPlan({ scenario }).run;
}

const replicasClaims: Claims = {
  'any-two-plugs-are-safe': () => {
    for (const pair of [
      [1, 2],
      [1, 3],
      [2, 3],
    ])
      expect(lostAfter(pair.map(plug))).toEqual([]);
    expect(lostAfter([1, 2, 3].map(plug)).length).toBeGreaterThan(0);
  },
  'defaults-of-the-shop': () => {
    const { scenario } = runOf(replicas, 'alone');
    for (const name of ['min.insync.replicas', 'unclean.leader.election.enable']) {
      expect(scenario.settings[name]).toBe(defaultOf(name));
    }
    expect(defaultOf('min.insync.replicas')).toBe(1);
    expect(scenario.topology.producers[0]?.settings?.['acks']).toBe(defaultOf('acks'));
  },
  'waits-about-three-seconds': () =>
    everySeed(replicas, 'alone', (run) => {
      const waited = seconds(run, acknowledgedStep(run, 'a9')) - seconds(run, sentStep(run, 'a9'));
      expect(waited).toBeGreaterThan(2.4);
      expect(waited).toBeLessThan(4);
    }),
  'confirmed-by-one': () =>
    everySeed(replicas, 'alone', (run) => {
      const heard = acknowledgedStep(run, 'a9');
      expect(inSync(run, heard)).toEqual(['broker-1']);
      expect(holders(run, heard, 'a9')).toEqual(['broker-1']);
    }),
  'twenty-two-confirmed': () => {
    const run = runOf(replicas, 'power');
    const off = faultStep(run, 'powerLoss', 'broker-1');
    expect(seconds(run, off)).toBe(12);
    expect(acknowledged(run).filter((value) => acknowledgedStep(run, value) <= off).length).toBe(22);
  },
  'first-eight-on-all': () => {
    const run = runOf(replicas, 'power');
    const off = faultStep(run, 'powerLoss', 'broker-1');
    for (const node of ['broker-2', 'broker-3']) {
      const copy = copies(run, off).find((each) => each.node === node);
      expect(copy?.records.map(({ value }) => value)).toEqual(['a1', 'a2', 'a3', 'a4', 'a5', 'a6', 'a7', 'a8']);
    }
  },
  'all-are-lost': () => expect(lost(runOf(replicas, 'power')).length).toBe(22),
  'two-are-overwritten': () => {
    const run = runOf(replicas, 'power');
    const gone = run.verdicts.filter(({ kind }) => kind === 'lost-write');
    const latest = Math.max(...gone.map((verdict) => verdict.at));
    const earlier = gone.filter((verdict) => verdict.at < latest).flatMap((verdict) => verdict.subjects.values);
    expect(earlier).toEqual(['a1', 'a2']);
    const [copy] = run.observe(run.steps).logs[0]?.replicas ?? [];
    expect(copy?.records.map(({ value }) => value)).toEqual(['a23', 'a24']);
  },
  'committed-when-all-in-sync-have-it': () =>
    everySeed(replicas, 'power', (run) => {
      const heard = acknowledgedStep(run, 'a8');
      expect(inSync(run, heard)).toEqual(['broker-1', 'broker-2', 'broker-3']);
      expect(holders(run, heard, 'a8')).toEqual(['broker-1', 'broker-2', 'broker-3']);
      expect(highWatermark(run, heard, 'broker-1')).toBe(8);
    }),
  'mark-stands-still': () =>
    everySeed(replicas, 'power', (run) => {
      const [pending, shrunk] = [moment(replicas, 'power', 'pending', run), moment(replicas, 'power', 'shrunk', run)];
      expect(holders(run, pending, 'a9')).toEqual(['broker-1']);
      expect(highWatermark(run, pending, 'broker-1')).toBe(8);
      expect(highWatermark(run, shrunk - 1, 'broker-1')).toBe(8);
    }),
  'list-shrinks-to-one': () =>
    everySeed(replicas, 'power', (run) => {
      expect(inSync(run, moment(replicas, 'power', 'shrunk', run))).toEqual(['broker-1']);
      const fenced = run.milestones.filter(
        ({ kind, step }) => kind === 'fenced' && step <= moment(replicas, 'power', 'shrunk', run),
      );
      expect(fenced.map(({ sentence }) => sentence.params['seconds'])).toEqual([3, 3]);
    }),
  'empty-one-leads-again': () =>
    everySeed(replicas, 'power', (run) => {
      expect(stepOf(run, 'election', { key: 'kafka.controller.elected-last-known' })).toBeGreaterThan(0);
      const empty = copies(run, moment(replicas, 'power', 'empty', run)).find((copy) => copy.believesLeader);
      expect(empty).toMatchObject({ node: 'broker-1', endOffset: 0 });
    }),
  'followers-cut-to-nothing': () => {
    const run = runOf(replicas, 'power');
    const cut = moment(replicas, 'power', 'truncated', run);
    const before = copies(run, cut - 1).find((copy) => copy.node === 'broker-2');
    expect(before?.records.map(({ value }) => value).at(-1)).toBe('a9');
    expect(copies(run, cut).find((copy) => copy.node === 'broker-2')?.endOffset).toBe(0);
  },
  'others-survive-simultaneous-failures': () => {
    for (const first of ['crash', 'powerLoss', 'isolate']) {
      const other: Action = { at: 4_500_000, operation: first, arguments: { node: 'broker-2' } };
      expect(lostAfter([plug(1), other]), first).toEqual([]);
    }
  },
  'price-about-sixteen-seconds': () => {
    for (const seed of seedsOf(replicas)) {
      const price = longestSilenceSeconds(accident(0, seed));
      expect(price).toBeGreaterThan(15);
      expect(price).toBeLessThan(17);
    }
  },
  'one-away-still-sells': () => {
    for (const seed of seedsOf(replicas)) {
      expect(longestSilenceSeconds(accident(1, seed))).toBeLessThan(4);
      expect(longestSilenceSeconds(accident(1, seed, { 'min.insync.replicas': '3' }))).toBeGreaterThan(15);
    }
  },
  'unclean-loses': () => {
    for (const seed of seedsOf(replicas)) {
      expect(lost(accident(2, seed, { 'unclean.leader.election.enable': 'true' })).length).toBeGreaterThan(0);
      expect(lost(accident(2, seed))).toEqual([]);
    }
  },
  'limit-only-for-acks-all': () => {
    for (const seed of seedsOf(replicas)) expect(lost(accident(0, seed, { acks: '1' })).length).toBeGreaterThan(0);
  },
  'not-enough-replicas': () => {
    const run = accident(0, replicas.meta.seeds.public);
    const refused = run.milestones.filter(({ sentence }) => sentence.params['error'] === 'NOT_ENOUGH_REPLICAS');
    expect(refused.length).toBeGreaterThan(0);
    const shrunk = run.milestones.findLast(({ kind, at }) => kind === 'isr' && at < 12_000_000);
    expect(refused[0]!.step).toBeGreaterThan(shrunk!.step);
    expect(acknowledged(run).length).toBe(24);
  },
  'default-session-nine-seconds': machineClaims['default-session-nine-seconds']!,
  'confirmed-before-flushed': () => {
    const run = runOf(replicas, 'power');
    const off = faultStep(run, 'powerLoss', 'broker-1');
    expect(copies(run, off - 1).find((copy) => copy.node === 'broker-1')?.endOffset).toBeGreaterThan(0);
    expect(copies(run, off).find((copy) => copy.node === 'broker-1')?.endOffset).toBe(0);
  },
};

describe.each([
  ['reading-the-machine', machine, machineClaims],
  ['replicas-isr-quorum', replicas, replicasClaims],
  ['leaders-epochs-zombies', zombies, zombieClaims],
  ['rabbitmq-routing', routing, routingClaims],
  ['rabbitmq-quorum-queues', quorum, quorumClaims],
] as const)('%s', (_id, lesson, claims) => {
  test('every tagged claim is tested here, and nothing else', () => {
    expect(new Set(claimsIn(textOf(lesson, 'en')))).toEqual(new Set(Object.keys(claims)));
  });

  test.each(Object.entries(claims))('%s', (_claim, check) => check());
});
