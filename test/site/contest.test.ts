/** Side by side on the page: one worker's side without a worker, two runs on one line, machines that fit both. */
import { describe, expect, it } from 'vitest';
import { CONTESTS } from '../../sim-engine/contest/presets.ts';
import { contestWords } from '../../site/i18n/contest/index.ts';
import { mergeMilestones, mergeMoments, positionAt } from '../../site/contest/merge.ts';
import { readContestLink, writeContestLink } from '../../site/contest/link.ts';
import { machineChoices } from '../../site/contest/strikes.ts';
import { InputError } from '../../site/worker/inputError.ts';
import type { Contest, RequestName, Requests, Side, ToldMilestone } from '../../site/worker/protocol.ts';
import { Session } from '../../site/worker/session.ts';

const leaderDies = CONTESTS.find(({ name }) => name === 'leader-dies');
if (leaderDies === undefined) throw new Error('there is a contest');
const { contest } = leaderDies;

function engine() {
  const session = new Session({ onProgress: () => undefined });
  return async <Name extends RequestName>(name: Name, request: Requests[Name]['in']): Promise<Requests[Name]['out']> =>
    (await session.serve({ id: 1, name, request } as never)) as Requests[Name]['out'];
}

async function computed(side: Side, given: Contest = contest) {
  const ask = engine();
  const opened = await ask('openSide', { locale: 'en', contest: given, side });
  const extent = await ask('compute', { branch: 'main' });
  return { ask, opened, extent };
}

describe('a side in its worker', () => {
  it('runs what was laid over it, and tells what strikes both alike', async () => {
    const { ask, opened, extent } = await computed('right');
    expect(opened.scenario.name).toBe('last-replica');
    expect(opened.facts.machines.slice(0, 4)).toEqual(['broker:1', 'broker:2', 'broker:3', 'producer:a']);
    expect(opened.facts.operations).not.toContain('configure');
    expect(opened.facts.unmatched).toEqual([]);
    expect(extent.finished).toBe(true);
    expect((await ask('measures', { branch: 'main' })).sends.acknowledged).toBe(60);
  });

  it('shows both sides at the same moment after a strike', async () => {
    const strike = { at: 1_500_000, operation: 'pause', arguments: { node: 'broker:2' } };
    const struck = { ...contest, script: [...contest.script, strike] };
    for (const side of ['left', 'right'] as const) {
      const { ask } = await computed(side, struck);
      const look = await ask('look', { branch: 'main', moment: { time: 1_500_000 }, parts: {} });
      expect(look.at).toBe(1_500_000);
      expect(look.stage.nodes.find(({ name }) => name === 'broker-2')?.status).toBe('paused');
    }
  });

  it('names what it lacks', async () => {
    const strike = { at: 5, operation: 'crash', arguments: { node: 'broker:4' } };
    const left = { ...contest.left, topology: { ...contest.left.topology, brokers: 4 } };
    const { opened } = await computed('right', { ...contest, left, script: [strike] });
    expect(opened.facts.unmatched).toEqual([{ at: 5, operation: 'crash', machine: 'broker:4' }]);
  });

  it('refuses in the page’s language, and keeps the run that was there', async () => {
    const { ask } = await computed('left');
    const bad = { ...contest, script: [{ at: 5, operation: 'crash', arguments: { node: 'broker:9' } }] };
    const refused = ask('openSide', { locale: 'zh-cn', contest: bad, side: 'left' });
    await expect(refused).rejects.toThrow(InputError);
    await expect(refused).rejects.toThrow('两边都做不到');
    expect((await ask('moments', { branch: 'main' })).length).toBeGreaterThan(100);
  });

  it('lists its moments ascending from 0, each once', async () => {
    const { ask, extent } = await computed('left');
    const moments = await ask('moments', { branch: 'main' });
    expect(moments[0]).toBe(0);
    expect(moments.at(-1)).toBe(extent.endAt);
    expect(moments.slice(1).every((at, index) => at > (moments[index] as number))).toBe(true);
  });
});

describe('two runs on one line', () => {
  const moments = mergeMoments([0, 10, 30], [0, 20, 30, 40]);

  it('has every moment of either once', () => {
    expect(moments).toEqual([0, 10, 20, 30, 40]);
  });

  it.each([
    [0, 0],
    [9, 0],
    [10, 1],
    [39, 3],
    [99, 4],
  ])('%i is at position %i', (time, position) => {
    expect(positionAt(moments, time)).toBe(position);
  });

  it('tells once what both sides say at once, and names the side of everything else', () => {
    const milestone = (at: number, text: string): ToldMilestone => ({
      step: 77,
      at,
      kind: 'fault',
      text,
      repeats: false,
    });
    const words = contestWords('en');
    const merged = mergeMilestones(
      {
        left: [milestone(10, 'crash'), milestone(30, 'election')],
        right: [milestone(10, 'crash'), milestone(20, 'election')],
      },
      moments,
      (side, text) => words.said(words.sides[side], text),
    );
    expect(merged.map(({ step, text }) => [step, text])).toEqual([
      [1, 'Both: crash'],
      [2, 'Right: election'],
      [3, 'Left: election'],
    ]);
  });
});

describe('a contest in an address', () => {
  const strikes = [{ at: 5, operation: 'crash', arguments: { node: 'broker:1' } }];
  const link = { name: 'leader-dies', strikes, check: '0123456789abcdef'.repeat(2) };
  const address = writeContestLink(link);

  it('reads as it was written', () => {
    expect(readContestLink(address)).toEqual(link);
  });

  it.each([
    ['', null],
    ['#run=alo.x', null],
    ['#contest=', 'damaged'],
    [address.slice(0, -9), 'damaged'],
    [address.replace('leader-dies.', 'leader-dies.g'), 'damaged'],
    [`${address.slice(0, address.lastIndexOf('.'))}.e30`, 'damaged'],
  ])('%s is %s', (hash, read) => {
    expect(readContestLink(hash)).toBe(read);
  });

  it('is judged by the engine like any script', async () => {
    const script = [{ at: 5, operation: 'crash' }, 7] as unknown as Contest['script'];
    const refused = engine()('openSide', { locale: 'en', contest: { ...contest, script }, side: 'left' });
    await expect(refused).rejects.toThrow('action 2: `at` is a time in whole microseconds');
  });
});

describe('machines that a strike may name', () => {
  it('are those of both sides, then those of one', () => {
    expect(machineChoices({ left: ['broker:1', 'controller'], right: ['broker:1', 'broker:2'] })).toEqual([
      { machine: 'broker:1', only: null },
      { machine: 'controller', only: 'left' },
      { machine: 'broker:2', only: 'right' },
    ]);
  });
});
