import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, it } from 'vitest';
import { budgetOf, exceeded } from '../../scripts/budgets.ts';
import { weighSite, type PageWeight } from '../../scripts/pageWeight.ts';

const folders: string[] = [];

/** A built site of the given files. */
function site(files: Readonly<Record<string, string>>): string {
  const dist = mkdtempSync(join(tmpdir(), 'built-'));
  folders.push(dist);
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(dist, path)), { recursive: true });
    writeFileSync(join(dist, path), text);
  }
  return dist;
}

afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

const gzipped = (...texts: readonly string[]) => texts.reduce((total, text) => total + gzipSync(text).length, 0);

function only(dist: string): PageWeight {
  const [weight, ...others] = weighSite(dist);
  if (weight === undefined || others.length > 0) throw new Error('expected one page');
  return weight;
}

describe('scripts of a page', () => {
  it('are those of script tags, preloads and islands, with all that they import statically', () => {
    const html = `<script type="module" src="/_astro/page.js"></script><link rel="modulepreload" href="/_astro/pre.js">
      <astro-island component-url="/_astro/View.js" renderer-url="/_astro/client.js" before-hydration-url="/_astro/before.js" client="load">`;
    const files = {
      '_astro/page.js': 'import"./deep.js";',
      '_astro/deep.js': 'import{a as b}from"./deeper.js";export{b};',
      '_astro/deeper.js': 'export*from"./page.js";',
      '_astro/pre.js': '1',
      '_astro/View.js': 'import x,{y}from"./shared.js";x(y)',
      '_astro/shared.js': '2',
      '_astro/client.js': '3',
      '_astro/before.js': '4',
    };
    const weight = only(site({ 'index.html': html, ...files, '_astro/unrelated.js': '5' }));
    expect([...weight.scripts].sort()).toEqual(
      Object.keys(files)
        .map((path) => `/${path}`)
        .sort(),
    );
    expect(weight.scriptBytes).toBe(gzipped(...Object.values(files)));
    expect(weight.later).toEqual([]);
  });

  it('include inline scripts and what these import, but not data', () => {
    const html = `<script type="module">import "/_astro/a.js";</script><script>var x = 1;</script>
      <script type="application/ld+json">{"a": "/_astro/b.js"}</script>`;
    const weight = only(site({ 'index.html': html, '_astro/a.js': 'a()', '_astro/b.js': 'b()' }));
    expect(weight.scripts).toEqual(['/_astro/a.js']);
    expect(weight.scriptBytes).toBe(gzipped('import "/_astro/a.js";\nvar x = 1;', 'a()'));
  });

  it('do not include workers and chunks loaded on demand, which are listed', () => {
    const files = {
      '_astro/page.js': 'new Worker(new URL("/_astro/engine.js",import.meta.url));import("./late.js")',
      '_astro/engine.js': 'import"./kernel.js";',
      '_astro/late.js': 'late()',
    };
    const weight = only(site({ 'index.html': '<script type="module" src="/_astro/page.js"></script>', ...files }));
    expect(weight.scripts).toEqual(['/_astro/page.js']);
    expect(weight.later).toEqual([
      { path: '/_astro/engine.js', bytes: gzipped(files['_astro/engine.js']) },
      { path: '/_astro/late.js', bytes: gzipped(files['_astro/late.js']) },
    ]);
  });

  it('must have been built, and come from here', () => {
    expect(() => weighSite(site({ 'index.html': '<script src="/_astro/gone.js"></script>' }))).toThrow(
      '/_astro/gone.js',
    );
    expect(() => weighSite(site({ 'index.html': '<script src="https://cdn.example/x.js"></script>' }))).toThrow(
      'elsewhere',
    );
  });
});

describe('styles and text', () => {
  it('are weighed apart', () => {
    const html = '<link rel="stylesheet" href="/_astro/a.css"><style>p{}</style><p>Text';
    const weight = only(site({ 'learn/isr/index.html': html, '_astro/a.css': 'b{}' }));
    expect(weight).toMatchObject({
      page: '/learn/isr/',
      cssBytes: gzipped('b{}', 'p{}'),
      htmlBytes: gzipped(html),
      scriptBytes: 0,
    });
  });
});

describe('budgets', () => {
  it.each([
    ['/', 'reading', 30],
    ['/learn/', 'reading', 30],
    ['/zh-cn/learn/', 'reading', 30],
    ['/playground/', 'reading', 30],
    ['/learn/isr/', 'lesson', 110],
    ['/zh-cn/learn/isr/', 'lesson', 110],
    ['/play/', 'play', 140],
    ['/zh-cn/play/', 'play', 140],
    ['/versus/', 'play', 140],
    ['/zh-cn/versus/', 'play', 140],
    ['/versus-of/', 'reading', 30],
    ['/reading/', 'reading', 30],
    ['/zh-cn/reading/map/', 'reading', 30],
    ['/reading/the-log-kreps/', 'reading', 30],
  ] as const)('%s is a %s page: %i KB of scripts', (page, kind, scriptKilobytesMax) => {
    expect(budgetOf(page)).toEqual({ kind, scriptKilobytesMax, htmlKilobytesMax: 20, cssKilobytesMax: 20 });
  });

  const light: PageWeight = {
    page: '/',
    htmlBytes: 20_000,
    cssBytes: 20_000,
    scriptBytes: 30_000,
    scripts: [],
    later: [],
  };

  it('may be used up', () => {
    expect(exceeded(light)).toEqual([]);
  });

  it('may not be exceeded by a byte', () => {
    expect(exceeded({ ...light, scriptBytes: 30_001 })).toEqual(['/ has 30.0 KB of JavaScript, more than 30 KB']);
    expect(exceeded({ ...light, htmlBytes: 20_001, cssBytes: 25_000 })).toEqual([
      '/ has 20.0 KB of HTML, more than 20 KB',
      '/ has 25.0 KB of CSS, more than 20 KB',
    ]);
  });
});
