/** The run of the home page: the picture that is built, what strikes it, what comes of it, and what repairs it. */
import { describe, expect, it } from 'vitest';
import { measure } from '../../sim-engine/contest/measures.ts';
import { Playback } from '../../sim-engine/playback.ts';
import { parseScenario } from '../../sim-engine/scenario/parse.ts';
import { VOCABULARIES } from '../../sim-engine/systems/vocabularies.ts';
import { momentsOfShop, stageOfShop } from '../../site/home/opening.ts';
import { cutSteps, lastEffectStep, namesAsLost, outcomeOf, usualWait } from '../../site/home/outcome.ts';
import { STRIKE_NAMES, type StrikeName } from '../../site/home/strikeNames.ts';
import { actionsOf, LEADER, ORDER, repairedWith, SHOP, STRIKES } from '../../site/home/strikes.ts';
import { homeRunWords } from '../../site/i18n/home/run.ts';
import type { Look, Requests, ToldOperation } from '../../site/worker/protocol.ts';
import { Session } from '../../site/worker/session.ts';

const { startAt, strikeAt } = momentsOfShop();

function play(name: StrikeName | null, how: 'as-it-is' | 'repaired' = 'as-it-is'): Playback {
  const scenario = name !== null && how === 'repaired' ? repairedWith(STRIKES[name].repair) : SHOP;
  const playback = Playback.open(scenario, name === null ? [] : actionsOf(STRIKES[name], strikeAt));
  playback.complete();
  return playback;
}

const holders = (playback: Playback, step: number, value: string): readonly string[] =>
  (playback.system.observe(playback.worldAt(step)).logs[0]?.replicas ?? [])
    .filter(({ records }) => records.some((record) => record.value === value))
    .map(({ node }) => node);

const historyOf = (playback: Playback): readonly ToldOperation[] =>
  playback.history(playback.steps).map((each, index) => ({ ...each, index, step: each.step + 1 }));

describe('the shop', () => {
  it('is a scenario that the engine takes', () => {
    expect(parseScenario(SHOP, VOCABULARIES).ok).toBe(true);
  });

  it('stands still while the order is on its way to the leader, with nothing broken', async () => {
    const { at, nodes, messages } = await stageOfShop('en', startAt);
    expect(at).toBeLessThanOrEqual(startAt);
    expect(nodes.map(({ status }) => status)).toEqual(nodes.map(() => 'up'));
    const leader = nodes.find(({ name }) => name === LEADER);
    const carried = messages.filter(({ marks }) => marks.some(({ value }) => value === ORDER));
    expect(
      carried.map(({ to, answer, sentAt, arriveAt }) => [to, answer, sentAt < startAt && startAt < arriveAt]),
    ).toEqual([[leader?.id, false, true]]);
  });

  it('is struck when the shop has heard "written" and the leader alone has the order: that is acks=1', () => {
    const playback = play(null);
    const heard = playback
      .history(playback.steps)
      .find((each) => each.f === 'send' && each.type === 'ok' && each.value === ORDER);
    expect(heard?.at).toBeLessThan(strikeAt);
    expect(holders(playback, playback.stepAt(strikeAt), ORDER)).toEqual([LEADER]);
  });

  it('loses nothing and makes nothing twice while nobody strikes', () => {
    expect(outcomeOf(measure(play(null)))).toEqual({ kind: 'kept', confirmed: 12, made: 12, again: 0 });
  });
});

describe.each(['en', 'zh-cn'] as const)('the picture of the built page in %s', (locale) => {
  it.each(STRIKE_NAMES)('is the first picture of the run that "%s" strikes later', async (name) => {
    const session = new Session({ onProgress: () => undefined });
    const serve = (request: Parameters<Session['serve']>[0]): Promise<unknown> =>
      Promise.resolve(session.serve(request));
    const open: Requests['open']['in'] = { locale, scenario: SHOP, actions: actionsOf(STRIKES[name], strikeAt) };
    await serve({ id: 1, name: 'open', request: open });
    await serve({ id: 2, name: 'compute', request: { branch: 'main' } });
    const look = await serve({
      id: 3,
      name: 'look',
      request: { branch: 'main', moment: { time: startAt }, parts: {} },
    });
    expect((look as Look).stage).toEqual(await stageOfShop(locale, startAt));
  });
});

describe('what comes of it', () => {
  const EIGHT = ['b3', 'a3', 'b4', 'a4', 'b5', 'a5', 'b6', 'a6'];

  it.each([
    ['crash', { kind: 'lost', values: [ORDER] }],
    ['cut', { kind: 'lost', values: EIGHT }],
    ['pause', { kind: 'twice', values: ['b2', 'a2', ...EIGHT] }],
  ] as const)('%s', (name, outcome) => {
    expect(outcomeOf(measure(play(name)))).toEqual(outcome);
  });

  it.each([
    ['crash', { kind: 'kept', confirmed: 12, made: 12, again: 0 }],
    ['cut', { kind: 'kept', confirmed: 12, made: 12, again: 0 }],
    ['pause', { kind: 'kept', confirmed: 12, made: 12, again: 10 }],
  ] as const)('%s, repaired', (name, outcome) => {
    expect(outcomeOf(measure(play(name, 'repaired')))).toEqual(outcome);
  });

  it.each(['crash', 'cut'] as const)(
    '"nobody has it any more" is said at the first step at which it is so: %s',
    async (name) => {
      const playback = play(name);
      const session = new Session({ onProgress: () => undefined });
      const open: Requests['open']['in'] = { locale: 'en', scenario: SHOP, actions: playback.actions };
      await Promise.resolve(session.serve({ id: 1, name: 'open', request: open }));
      const extent = (await session.serve({
        id: 2,
        name: 'compute',
        request: { branch: 'main' },
      })) as Requests['compute']['out'];
      const { lost } = measure(playback);
      const steps = cutSteps(extent.milestones, strikeAt);
      const judged = steps.map((step) => {
        const told = session.serve({
          id: 3,
          name: 'judge',
          request: { branch: 'main', step },
        }) as Requests['judge']['out'];
        return namesAsLost(told.judgement, lost);
      });
      const decisive = steps[judged.indexOf(true)] as number;
      expect(lost.flatMap((value) => holders(playback, decisive, value))).toEqual([]);
      expect(lost.map((value) => holders(playback, decisive - 1, value))).toEqual(lost.map(() => [LEADER]));
    },
  );

  it('acks=all costs time before any fault: the way to the followers and back', () => {
    const waits = [play('crash'), play('crash', 'repaired')].map((each) => usualWait(historyOf(each), strikeAt) ?? 0);
    expect(waits[0]).toBeLessThan(35_000);
    expect((waits[1] as number) - (waits[0] as number)).toBeGreaterThan(100_000);
  });

  it('a repaired run is shown until its last order is made', () => {
    const playback = play('crash', 'repaired');
    const made = playback.history(playback.steps).filter(({ f }) => f === 'apply');
    expect(lastEffectStep(historyOf(playback))).toBe((made.at(-1)?.step ?? 0) + 1);
    expect(lastEffectStep([])).toBe(-1);
  });

  it('is said in either language with the names of the orders', () => {
    expect(homeRunWords('en').lost(['a3'])).toBe('Order a3 was confirmed. Nobody has it any more.');
    expect(homeRunWords('zh-cn').lost(['a3'])).toBe('订单 a3 确认过，现在谁也没有它了。');
    expect(homeRunWords('en').lost(EIGHT)).toBe(
      '8 orders were confirmed: b3, a3, b4, a4 and 4 more. Nobody has them any more.',
    );
  });
});
