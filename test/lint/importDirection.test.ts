import { describe, expect, it } from 'vitest';
import { ENGINE_LAYERS, TYPE_CONTRACTS, placeOf } from '../../eslint/layers.js';
import { lint, rulesThatSpeak } from './support.ts';

const DIRECTION = ['alo/import-direction'];

/** A file at `from` that uses a value, or only a type, of `source`. */
const value = (source: string) => `import { a } from '${source}'; export const b = a;`;
const type = (source: string) => `import type { A } from '${source}'; export type B = A;`;

describe('against the arrows', () => {
  it.each([
    ['sim-engine/kernel/run.ts', '../host/model.ts'],
    ['sim-engine/kernel/run.ts', '../chart/table.ts'],
    ['sim-engine/chart/table.ts', '../host/model.ts'],
    ['sim-engine/host/model.ts', '../systems/door.ts'],
    ['sim-engine/host/model.ts', '../systems/kafka/index.ts'],
    ['sim-engine/systems/door.ts', '../view/buildScene.ts'],
    ['sim-engine/systems/kafka/scene.ts', '../../view/buildScene.ts'],
    ['sim-engine/systems/kafka/scene.ts', '../../scenario/schema.ts'],
    ['sim-engine/systems/kafka/observe.ts', '../../check/check.ts'],
    ['sim-engine/check/check.ts', '../systems/door.ts'],
    ['sim-engine/check/check.ts', '../systems/kafka/index.ts'],
    ['sim-engine/check/check.ts', '../view/account.ts'],
    ['sim-engine/scenario/schema.ts', '../check/check.ts'],
    ['sim-engine/view/explain.ts', '../playback.ts'],
    ['sim-engine/explore/search.ts', '../cli.ts'],
    ['sim-engine/playback.ts', './cli.ts'],
    ['sim-engine/playback.ts', './vectors/run.ts'],
    ['sim-engine/systems/kafka/vectors.ts', '../../vectors/run.ts'],
    ['sim-engine/view/scene.ts', '../../site/player/player.ts'],
    ['sim-engine/cli.ts', '../site/player/player.ts'],
    ['sim-engine/scenario/schema.ts', '../../lessons/00/checks.ts'],
    ['lessons/00/checks.ts', '../../site/player/player.ts'],
    ['site/player/player.ts', '../../test/explore/failures/rows.ts'],
    ['site/evidence/sources.ts', '../../test/explore/support.ts'],
  ])('%s may not import %s, nor its types', async (from, source) => {
    expect(await rulesThatSpeak(from, value(source))).toEqual(DIRECTION);
    expect(await rulesThatSpeak(from, type(source))).toEqual(DIRECTION);
  });

  it('re-exports, import() and type queries are imports too', async () => {
    const from = 'sim-engine/kernel/run.ts';
    expect(await rulesThatSpeak(from, "export { a } from '../host/model.ts';")).toEqual(DIRECTION);
    expect(await rulesThatSpeak(from, "export * from '../host/model.ts';")).toEqual(DIRECTION);
    expect(await rulesThatSpeak(from, "export type A = import('../host/model.ts').A;")).toContain(DIRECTION[0]);
    expect(await rulesThatSpeak('lessons/00/checks.ts', "export const p = import('../../site/a.ts');")).toEqual(
      DIRECTION,
    );
  });

  it('a component is held like a module', async () => {
    const component = `<script lang="ts">\n${"import { a } from '../../sim-engine/systems/kafka/log.ts';"}\n</script>\n{a}`;
    expect(await rulesThatSpeak('site/player/Sample.svelte', component)).toEqual(DIRECTION);
  });

  it('the message says which way is open', async () => {
    expect(await lint('sim-engine/host/model.ts', value('../systems/door.ts'))).toEqual([
      'alo/import-direction: sim-engine/host may not import sim-engine/systems (it may import chart, kernel)',
    ]);
  });
});

describe('along the arrows', () => {
  it.each([
    ['sim-engine/host/model.ts', '../kernel/run.ts'],
    ['sim-engine/host/model.ts', '../chart/table.ts'],
    ['sim-engine/chart/table.ts', '../kernel/invariant.ts'],
    ['sim-engine/systems/kafka/log.ts', '../../host/disk.ts'],
    ['sim-engine/systems/kafka/log.ts', '../settingsCatalogue.ts'],
    ['sim-engine/systems/kafka/log.ts', './rules/acks.ts'],
    ['sim-engine/scenario/schema.ts', '../systems/vocabularies.ts'],
    ['sim-engine/view/explain.ts', '../systems/registry.ts'],
    ['sim-engine/explore/search.ts', '../check/check.ts'],
    ['sim-engine/playback.ts', './view/explain.ts'],
    ['sim-engine/cli.ts', './playback.ts'],
    ['sim-engine/contest/run.ts', '../playback.ts'],
    ['sim-engine/cli/versus.ts', '../contest/run.ts'],
    ['sim-engine/cli/vectors.ts', '../vectors/run.ts'],
    ['sim-engine/vectors/rooms.ts', '../systems/kafka/vectors.ts'],
    ['sim-engine/cli/vectors.ts', '../systems/kafka/vectors.ts'],
    ['lessons/00/checks.ts', '../../sim-engine/check/verdict.ts'],
    ['site/player/player.ts', '../../sim-engine/playback.ts'],
    ['site/player/player.ts', '../../lessons/index.ts'],
    ['site/evidence/sources.ts', '../../test/explore/failures/rows.ts'],
  ])('%s may import %s', async (from, source) => {
    expect(await rulesThatSpeak(from, value(source))).toEqual([]);
  });
});

describe('contracts: types may be named against the arrows, values may not be used', () => {
  it.each([
    ['sim-engine/systems/door.ts', '../scenario/types.ts'],
    ['sim-engine/systems/kafka/scene.ts', '../../view/scene.ts'],
    ['sim-engine/systems/kafka/scene.ts', '../../view/account.ts'],
    ['sim-engine/check/promises.ts', '../scenario/types.ts'],
    ['sim-engine/check/history.ts', '../host/history.ts'],
  ])('%s and %s', async (from, source) => {
    expect(await rulesThatSpeak(from, type(source))).toEqual([]);
    expect(await rulesThatSpeak(from, `export type { A } from '${source}';`)).toEqual([]);
    expect(await rulesThatSpeak(from, value(source))).toEqual(DIRECTION);
  });

  it('a contract is one file, not its folder, and for the layers that it names', async () => {
    expect(await rulesThatSpeak('sim-engine/systems/door.ts', type('../scenario/errors.ts'))).toEqual(DIRECTION);
    expect(await rulesThatSpeak('sim-engine/check/check.ts', type('../view/scene.ts'))).toEqual(DIRECTION);
    expect(await rulesThatSpeak('sim-engine/host/model.ts', type('../scenario/types.ts'))).toEqual(DIRECTION);
    expect(TYPE_CONTRACTS).toHaveLength(3);
  });

  it('one value among types is a value', async () => {
    const mixed = "import { type A, a } from '../scenario/types.ts'; export const b: A = a;";
    expect(await rulesThatSpeak('sim-engine/systems/door.ts', mixed)).toEqual(DIRECTION);
  });
});

describe('rooms', () => {
  it.each([
    ['sim-engine/view/explain.ts', '../systems/kafka/log.ts'],
    ['sim-engine/playback.ts', './systems/kafka/broker/isr.ts'],
    ['sim-engine/systems/registry.ts', './kafka/system.ts'],
    ['sim-engine/systems/rabbitmq/queue.ts', '../kafka/index.ts'],
    ['sim-engine/systems/kafka/log.ts', '../registry.ts'],
    ['sim-engine/systems/kafka/log.ts', '../imports.ts'],
    ['sim-engine/systems/imports.ts', './rabbitmq/definitions.ts'],
    ['site/player/player.ts', '../../sim-engine/systems/kafka/log.ts'],
    ['lessons/00/checks.ts', '../../sim-engine/systems/kafka/log.ts'],
  ])('%s may not reach into %s', async (from, source) => {
    expect(await rulesThatSpeak(from, value(source))).toEqual(DIRECTION);
  });

  it.each([
    ['sim-engine/systems/registry.ts', './kafka/index.ts'],
    ['sim-engine/systems/vocabularies.ts', './kafka/vocabulary.ts'],
    ['sim-engine/systems/imports.ts', './rabbitmq/imports.ts'],
    ['sim-engine/systems/kafka/broker/isr.ts', '../log.ts'],
    ['sim-engine/cli/bench.ts', '../systems/kafka/presets/bench.ts'],
    ['test/systems/kafka/log.test.ts', '../../../sim-engine/systems/kafka/log.ts'],
  ])('%s may use %s', async (from, source) => {
    expect(await rulesThatSpeak(from, value(source))).toEqual([]);
  });
});

describe('packages', () => {
  it.each([
    ['sim-engine/kernel/run.ts', 'xstate'],
    ['sim-engine/host/model.ts', 'node:fs'],
    ['sim-engine/view/scene.ts', 'd3-scale'],
    ['sim-engine/systems/kafka/log.ts', 'zod'],
  ])('%s may not use %s', async (from, name) => {
    expect(await rulesThatSpeak(from, value(name))).toEqual(DIRECTION);
  });

  it.each([
    ['sim-engine/chart/table.ts', 'xstate'],
    ['sim-engine/scenario/schema.ts', 'zod'],
    ['sim-engine/scenario/schema.ts', 'zod/mini'],
    ['sim-engine/cli.ts', 'node:fs'],
    ['site/player/player.ts', 'xstate'],
  ])('%s may use %s', async (from, name) => {
    expect(await rulesThatSpeak(from, value(name))).toEqual([]);
  });
});

describe('the table itself', () => {
  it('has no two layers that may import each other', () => {
    const pairs = Object.entries(ENGINE_LAYERS).flatMap(([from, { imports }]) =>
      imports.map((to) => [from, to] as const),
    );
    const layers: Readonly<Record<string, { readonly imports: readonly string[] }>> = ENGINE_LAYERS;
    expect(pairs.filter(([from, to]) => layers[to]?.imports.includes(from))).toEqual([]);
    expect(pairs.filter(([, to]) => layers[to] === undefined)).toEqual([]);
  });

  it('knows files beside the folders', () => {
    expect(placeOf('sim-engine/playback.ts')).toEqual({
      area: 'sim-engine',
      layer: 'playback',
      path: 'sim-engine/playback.ts',
    });
  });

  it('asks for an entry when a layer is added', async () => {
    expect(await rulesThatSpeak('sim-engine/replay/a.ts', value('../kernel/run.ts'))).toEqual(DIRECTION);
  });
});
