import { about, every, expect, holders, kafkaDefault, once, seconds } from '../claiming.ts';
import type { Claims } from '../lesson.ts';
import { acknowledgedStep, copies, copiedStep, doomedStep, faultStep, inSync, lost, stepOf } from '../reading.ts';
import { runs } from './scenario.ts';
import { checks } from './checks.ts';
import { meta } from './meta.ts';

const { seeds, runOf, moment } = about({ meta, runs, checks });

export const claims: Claims = {
  'one-thing-a-step': once(() => {
    const run = runOf('unlucky');
    for (let step = 2; step <= run.steps; step += 1)
      expect(run.timeOf(step)).toBeGreaterThanOrEqual(run.timeOf(step - 1));
    for (const which of ['sent', 'appended', 'acknowledged', 'copied']) {
      expect(moment('unlucky', which, run)).toBeGreaterThan(0);
    }
  }),
  'leader-writes-first': every('unlucky', (run) =>
    expect(holders(run, copiedStep(run, 'a1', 'broker-1'), 'a1')).toEqual(['broker-1']),
  ),
  'acks-one-waits-for-leader': every('unlucky', (run) => {
    expect(run.scenario.topology.producers[0]?.settings?.['acks']).toBe('1');
    expect(holders(run, acknowledgedStep(run, 'a1'), 'a1')).toEqual(['broker-1']);
  }),
  'slow-cable': once(() => {
    const run = runOf('unlucky');
    const slow = run.scenario.faults.filter(({ operation }) => operation === 'slowLink');
    expect(slow.map((fault) => fault.arguments['micros'])).toEqual([60_000, 60_000]);
    // Without the crash a7 would have reached the others, too.
    const quiet = runOf('hook');
    const copied = Math.max(copiedStep(quiet, 'a7', 'broker-2'), copiedStep(quiet, 'a7', 'broker-3'));
    expect(seconds(quiet, copied) - seconds(quiet, acknowledgedStep(quiet, 'a7'))).toBeLessThan(0.5);
  }),
  'crash-20-ms-after-a7': once(() => {
    const run = runOf('unlucky');
    const gap = seconds(run, faultStep(run, 'crash', 'broker-1')) - seconds(run, acknowledgedStep(run, 'a7'));
    expect(gap).toBeCloseTo(0.02, 2);
  }),
  'a7-is-lost': every('unlucky', (run) => expect(lost(run)).toEqual(['a7'])),
  'same-seed-same-run': every('unlucky', (run) => expect(runOf('unlucky', run.scenario.seed).hash).toBe(run.hash)),
  'other-seed-other-run': once(() => {
    const hashes = seeds.map((seed) => runOf('unlucky', seed).hash);
    expect(new Set(hashes).size).toBe(hashes.length);
  }),
  'doomed-by-the-election': every('unlucky', (run) => {
    const doomed = doomedStep(run, 'a7');
    expect(doomed).toBe(stepOf(run, 'election'));
    expect(inSync(run, doomed - 1)).toContain('broker-1');
    expect(inSync(run, doomed)).toEqual(['broker-2', 'broker-3']);
    expect(doomed).toBeGreaterThan(faultStep(run, 'crash', 'broker-1'));
  }),
  'struck-off-after-three-seconds': every('unlucky', (run) => {
    const fenced = run.milestones.find(({ kind }) => kind === 'fenced');
    expect(fenced?.sentence.params).toMatchObject({ broker: 'broker-1', seconds: 3 });
    expect(fenced?.step).toBe(doomedStep(run, 'a7'));
  }),
  'copy-survives-until-truncation': every('unlucky', (run) => {
    const truncation = stepOf(run, 'truncation');
    expect(truncation).toBeGreaterThan(doomedStep(run, 'a7'));
    expect(holders(run, truncation - 1, 'a7')).toEqual(['broker-1']);
    expect(holders(run, truncation, 'a7')).toEqual([]);
  }),
  'crash-erases-nothing': every('unlucky', (run) => {
    const crash = faultStep(run, 'crash', 'broker-1');
    expect(holders(run, crash, 'a7')).toEqual(['broker-1']);
    expect(inSync(run, crash)).toContain('broker-1');
  }),
  'follower-cuts-to-leader': every('unlucky', (run) => {
    const [one, two] = copies(run, run.steps);
    expect(one?.records.map(({ value }) => value)).toEqual(two?.records.map(({ value }) => value));
  }),
  'default-session-nine-seconds': once(() => {
    expect(kafkaDefault('broker.session.timeout.ms')).toBe(9_000);
    expect(runOf('unlucky').scenario.settings['broker.session.timeout.ms']).toBe(3_000);
  }),
};
