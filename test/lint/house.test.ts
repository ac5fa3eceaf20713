import { describe, expect, it } from 'vitest';
import { rulesThatSpeak } from './support.ts';

describe('everywhere', () => {
  it.each([
    ['@typescript-eslint/no-explicit-any', 'export const a: any = 1;'],
    ['@typescript-eslint/no-unused-vars', 'const a = 1;'],
    ['@typescript-eslint/no-unused-vars', "import { a } from './other.ts';"],
    ['@typescript-eslint/consistent-type-imports', "import { A } from './other.ts'; export type B = A;"],
    ['eqeqeq', 'declare const a: unknown; export const b = a == 1;'],
    ['prefer-const', 'let a = 1; export const b = a;'],
    ['no-var', 'export var a = 1;'],
  ])('%s: %s', async (rule, code) => {
    expect(await rulesThatSpeak('site/sample.ts', code)).toEqual([rule]);
    expect(await rulesThatSpeak('test/sample.ts', code)).toEqual([rule]);
  });

  it('allows an assertion that something is there in tests alone', async () => {
    const code = 'declare const a: number[]; export const b = a[0]!;';
    expect(await rulesThatSpeak('site/sample.ts', code)).toEqual(['@typescript-eslint/no-non-null-assertion']);
    expect(await rulesThatSpeak('test/sample.ts', code)).toEqual([]);
  });

  it('says nothing about code that keeps them', async () => {
    const code = "import type { A } from './other.ts'; export const same = (a: A, b: A): boolean => a === b;";
    expect(await rulesThatSpeak('site/sample.ts', code)).toEqual([]);
  });

  it('reports a comment that silences nothing', async () => {
    const code = '// eslint-disable-next-line eqeqeq\nexport const a = 1;';
    expect(await rulesThatSpeak('site/sample.ts', code)).not.toEqual([]);
  });
});

describe('components', () => {
  const component = (markup: string) =>
    `<script lang="ts">\n  let { items }: { items: string[] } = $props();\n</script>\n\n${markup}\n`;

  it.each([
    ['svelte/no-at-html-tags', '{@html items[0]}'],
    ['svelte/require-each-key', '{#each items as item}<p>{item}</p>{/each}'],
    ['svelte/button-has-type', '<button>{items.length}</button>'],
  ])('%s: %s', async (rule, markup) => {
    expect(await rulesThatSpeak('site/player/Sample.svelte', component(markup))).toContain(rule);
  });

  it('says nothing about a component that keeps them', async () => {
    const markup = '{#each items as item (item)}<button type="button">{item}</button>{/each}';
    expect(await rulesThatSpeak('site/player/Sample.svelte', component(markup))).toEqual([]);
  });
});
