/** Every message that the vectors, the recorded scripts and whole runs move goes only where its chart lets it. */
import { expect, it, vi } from 'vitest';
import { advance } from '../../../../sim-engine/chart/compile.ts';
import { factsAskedBy, valuations } from '../../../../sim-engine/chart/conform.ts';
import { queueMessage } from '../../../../sim-engine/systems/rabbitmq/charts/index.ts';
import type * as classicRules from '../../../../sim-engine/systems/rabbitmq/rules/queue/classic.ts';
import type * as quorumRules from '../../../../sim-engine/systems/rabbitmq/rules/quorum/machine.ts';
import type { Watch } from './watchedQueues.ts';

const { watch } = await vi.hoisted(async () => ({ watch: new (await import('./watchedQueues.ts')).Watch() as Watch }));

vi.mock('../../../../sim-engine/systems/rabbitmq/rules/queue/classic.ts', async (original) => {
  const { watchedClassic } = await import('./watchedQueues.ts');
  return watchedClassic((await original()) as typeof classicRules, watch);
});
vi.mock('../../../../sim-engine/systems/rabbitmq/rules/quorum/machine.ts', async (original) => {
  const { watchedQuorum } = await import('./watchedQueues.ts');
  return watchedQuorum((await original()) as typeof quorumRules, watch);
});

const { runVectors } = await import('../../../../sim-engine/vectors/run.ts');
const { readVectors } = await import('../../../vectors/support.ts');
const { scripts } = await import('../../../conformance/rabbitmq/scripts/index.ts');
const { play } = await import('../../../conformance/rabbitmq/simulated/play.ts');
const { Playback } = await import('../../../../sim-engine/playback.ts');
const { rabbitRuns } = await import('./runs.ts');
const { playScenes } = await import('./watchedScenes.ts');

for (const name of ['rabbitmq.json', 'rabbitmq-more.json']) runVectors(readVectors(name));
for (const script of scripts) if (script.nodes === 1) play(script);
for (const { scenario, actions } of rabbitRuns) Playback.open(scenario, actions).complete();
playScenes();

it('moves no message in a way that the chart does not know', () => {
  expect(watch.illegal).toEqual([]);
  const moves = [...watch.ways.values()].reduce((sum, count) => sum + count, 0);
  expect(moves).toBeGreaterThan(4_000);
});

it('takes every way through the chart at least once', () => {
  const ways = queueMessage.states.flatMap((from) =>
    queueMessage.events.flatMap((event) =>
      valuations(factsAskedBy(queueMessage, event)).flatMap((facts) => {
        const step = advance(queueMessage, from, event, facts);
        return step.transition === -1 ? [] : [`${from} ${event} ${step.state}`];
      }),
    ),
  );
  expect([...new Set(ways)].filter((way) => !watch.taken.has(way))).toEqual([]);
});
