/** The worker's session without a worker: what the page may ask, and what it is told. */
import { beforeEach, describe, expect, it } from 'vitest';
import { KAFKA_PRESETS } from '../../sim-engine/systems/kafka/presets/index.ts';
import { InputError } from '../../site/worker/inputError.ts';
import type { RequestName, Requests } from '../../site/worker/protocol.ts';
import { Session } from '../../site/worker/session.ts';

/** Cut off at a moment when something happens, so that its last step is at its horizon. */
const scenario = { ...KAFKA_PRESETS.play, horizonMillis: 8_000 };

let session: Session;
let progress: number[];

async function ask<Name extends RequestName>(
  name: Name,
  request: Requests[Name]['in'],
): Promise<Requests[Name]['out']> {
  const message = { id: 1, name, request } as unknown as Parameters<Session['serve']>[0];
  return (await session.serve(message)) as Requests[Name]['out'];
}

const crash = (branch: string, step: number) =>
  ask('act', { branch, step, operation: 'crash', arguments: { node: 'broker-1' } });

beforeEach(async () => {
  progress = [];
  session = new Session({ onProgress: ({ steps }) => progress.push(steps) });
  await ask('open', { locale: 'en', scenario });
});

describe('opening', () => {
  it('begins with nothing recorded', async () => {
    const { steps, finished } = (await ask('open', { locale: 'en', scenario })).extent;
    expect({ steps, finished }).toEqual({ steps: 0, finished: false });
  });

  it('says in the page’s language what is wrong with a scenario, and keeps the run that was there', async () => {
    const bad = { ...scenario, topology: { ...scenario.topology, brokers: 0 } };
    await expect(ask('open', { locale: 'zh-cn', scenario: bad })).rejects.toThrow(/应为/);
    expect((await ask('look', { branch: 'main', moment: { step: 0 }, parts: {} })).stage.nodes.length).toBeGreaterThan(
      5,
    );
  });

  it('tells which parts of the system an operation may name', async () => {
    const { catalogue } = await ask('open', { locale: 'en', scenario });
    const elect = catalogue.operations.find(({ name }) => name === 'electLeader');
    expect(elect?.arguments.map(({ name, label, places }) => [name, label, places])).toEqual([
      ['topic', 'Topic', { '': ['orders'] }],
      ['partition', 'Partition', { orders: ['0', '1'] }],
      ['node', null, {}],
    ]);
    expect(catalogue.parts).toEqual([{ scope: 'topic', list: 'topics', label: 'Topic' }]);
  });

  it('refuses a damaged link with words', async () => {
    await expect(ask('open', { locale: 'en', scenario, link: 'alo.nonsense' })).rejects.toThrow(InputError);
  });
});

describe('computing', () => {
  it('reports progress and reaches the end', async () => {
    const extent = await ask('compute', { branch: 'main' });
    expect(extent.finished).toBe(true);
    expect(progress.at(-1)).toBe(extent.steps);
  });

  it('can be stopped; what was recorded stays', async () => {
    await ask('open', { locale: 'en', scenario: KAFKA_PRESETS.bench });
    const computing = ask('compute', { branch: 'main' });
    session.stop();
    const stopped = await computing;
    expect(stopped.finished).toBe(false);
    expect(stopped.steps).toBeGreaterThan(0);
  });
});

describe('looking', () => {
  it('gives only what was asked for', async () => {
    await ask('compute', { branch: 'main' });
    const bare = await ask('look', { branch: 'main', moment: { step: 100 }, parts: {} });
    expect([bare.account, bare.judgement, bare.history, bare.spaceTime]).toEqual([null, null, null, null]);
    const full = await ask('look', {
      branch: 'main',
      moment: { step: 100 },
      parts: { account: true, judgement: 'always', history: 5, spaceTime: 20 },
    });
    expect(full.account?.sentences.length).toBeGreaterThan(0);
    expect(full.judgement?.promises).toHaveLength(scenario.promises.length);
    expect(full.history?.operations).toHaveLength(5);
    expect(full.spaceTime?.lanes).toContain('broker-1');
  });

  it('finds the step whose world is valid at a time', async () => {
    await ask('compute', { branch: 'main' });
    const byStep = await ask('look', { branch: 'main', moment: { step: 200 }, parts: {} });
    const byTime = await ask('look', { branch: 'main', moment: { time: byStep.at }, parts: {} });
    expect(byTime.at).toBe(byStep.at);
    expect(byStep.until).toBeGreaterThanOrEqual(byStep.at);
  });

  it('knows when the next step happens before the run is computed', async () => {
    const early = await ask('look', { branch: 'main', moment: { step: 0 }, parts: {} });
    await ask('compute', { branch: 'main' });
    const late = await ask('look', { branch: 'main', moment: { step: 0 }, parts: {} });
    expect(early.until).toBe(late.until);
    expect(early.until).toBeLessThan(8_000_000);
  });

  it('leaves no sentence, fact or milestone without words', async () => {
    await ask('compute', { branch: 'main' });
    const { extent } = await crash('main', 300);
    const end = await ask('compute', { branch: extent.branch });
    const texts: string[] = end.milestones.map((milestone) => milestone.text);
    for (let step = 0; step <= Math.min(end.steps, 900); step += 9) {
      const look = await ask('look', { branch: 'main', moment: { step }, parts: { account: true } });
      texts.push(...(look.account?.sentences ?? []), ...look.stage.nodes.flatMap((node) => node.facts));
    }
    expect(texts.filter((text) => text.includes('<') || text.includes('{'))).toEqual([]);
  });
});

describe('acting', () => {
  it('changes what comes after, and only that', async () => {
    await ask('compute', { branch: 'main' });
    const before = await ask('look', { branch: 'main', moment: { step: 150 }, parts: {} });
    const { step } = await crash('main', 150);
    expect(step).toBeGreaterThan(150);
    expect((await ask('look', { branch: 'main', moment: { step: 150 }, parts: {} })).stage).toEqual(before.stage);
    const after = await ask('look', { branch: 'main', moment: { step }, parts: {} });
    expect(after.stage.nodes.find((node) => node.name === 'broker-1')?.status).toBe('crashed');
  });

  it('is refused in words where the run has ended', async () => {
    const { steps } = await ask('compute', { branch: 'main' });
    await expect(crash('main', steps)).rejects.toThrow('The run ends here');
    expect((await ask('look', { branch: 'main', moment: { step: steps }, parts: {} })).step).toBe(steps);
  });

  it('can be undone: the run is the one before', async () => {
    await ask('compute', { branch: 'main' });
    const hash = await ask('hash', { branch: 'main' });
    await crash('main', 150);
    await ask('undo', { branch: 'main' });
    await ask('compute', { branch: 'main' });
    expect(await ask('hash', { branch: 'main' })).toBe(hash);
  });
});

describe('forking and comparing', () => {
  it('keeps the first run and names the first step that differs', async () => {
    await ask('compute', { branch: 'main' });
    const hash = await ask('hash', { branch: 'main' });
    await ask('fork', { branch: 'main', step: 150, name: 'B' });
    const { step, extent } = await crash('B', 150);
    await ask('compute', { branch: extent.branch });
    expect(await ask('hash', { branch: 'main' })).toBe(hash);
    const { at } = await ask('look', { branch: 'B', moment: { step }, parts: {} });
    const comparison = await ask('compare', { left: 'B', right: 'main', time: at });
    expect(comparison.firstStep).toBe(step);
    expect(comparison.differences).toContainEqual({
      where: 'broker-1',
      what: 'running',
      left: 'crashed',
      right: 'running',
    });
  });

  it('finds no difference between a run and its fork', async () => {
    await ask('compute', { branch: 'main' });
    await ask('fork', { branch: 'main', step: 100, name: 'B' });
    await ask('compute', { branch: 'B' });
    const comparison = await ask('compare', { left: 'main', right: 'B', time: 2_000_000 });
    expect([comparison.firstStep, comparison.differences]).toEqual([null, []]);
  });
});

describe('sharing', () => {
  it('carries the run to another session, which finds the same hash', async () => {
    await ask('compute', { branch: 'main' });
    await crash('main', 300);
    await ask('compute', { branch: 'main' });
    const shared = await ask('share', { branch: 'main' });
    session = new Session({ onProgress: () => undefined });
    const opened = await ask('open', { locale: 'zh-cn', scenario, link: shared.text });
    expect(opened.link?.expected).toBe(shared.hash);
    await ask('compute', { branch: 'main' });
    expect(await ask('hash', { branch: 'main' })).toBe(shared.hash);
  });
});

describe('statecharts', () => {
  it('draws every chart that a scene names', async () => {
    const { stage } = await ask('look', { branch: 'main', moment: { step: 0 }, parts: {} });
    const named = new Set(stage.nodes.flatMap((node) => node.charts.map((chart) => chart.chart)));
    expect(named.size).toBeGreaterThan(2);
    for (const chart of named) expect((await ask('chart', { chart }))?.layout.nodes.length, chart).toBeGreaterThan(1);
  });
});
