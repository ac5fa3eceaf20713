/** What a page may not have inside moves out of it, in its order, and nothing else changes. */
import { describe, expect, it } from 'vitest';
import { HEADERS_FILE, PAGE_POLICY } from '../../site/security/policy.ts';
import { strictPage } from '../../site/security/strictPage.ts';

const HEAD = '<!DOCTYPE html><html><head><meta charset="utf-8">';
const META = '<meta http-equiv="Content-Security-Policy" content="script-src \'self\'">';
const SHEET = '<link rel="stylesheet" href="/base.css">';

const strict = (body: string) =>
  strictPage(HEAD + body, { policy: "script-src 'self'", styleAt: () => 'a{color:red}b{color:blue}' });
const bodyOf = (page: string) => strict(page).html.slice(HEAD.length + META.length);

describe('a page that becomes strict', () => {
  it('carries the policy before anything that the policy is about', () => {
    expect(strict('<script src="/a.js"></script>').html).toBe(`${HEAD}${META}<script src="/a.js"></script>`);
  });

  it('without <meta charset> has no place for a policy, and is refused', () => {
    expect(() => strictPage('<html></html>', { policy: '', styleAt: () => '' })).toThrow('charset');
  });

  it('has its scripts in files, in their order: classic ones wait for the page, modules do so anyway', () => {
    const { html, files } = strict('<script>one()</script><p>x</p><script type="module">two()</script>');
    const [first, second] = [...files.keys()];
    expect([...files.values()]).toEqual(['one()', 'two()']);
    expect(html.slice(HEAD.length + META.length)).toBe(
      `<script defer src="${first}"></script><p>x</p><script type="module" src="${second}"></script>`,
    );
  });

  it('names a file after what is in it: the same script of two pages is one file', () => {
    const [one] = strict('<script>same()</script>').files.keys();
    const [two] = strict('<p>other page</p><script>same()</script>').files.keys();
    const [three] = strict('<script>different()</script>').files.keys();
    expect(one).toMatch(/^\/_astro\/inline\.[0-9a-f]{10}\.js$/);
    expect(two).toBe(one);
    expect(three).not.toBe(one);
  });

  it.each(['<script src="/a.js"></script>', '<script type="application/ld+json">{"a":1}</script>'])(
    'keeps %s',
    (script) => {
      expect(bodyOf(script)).toBe(script);
      expect(strict(script).files.size).toBe(0);
    },
  );

  it('drops a style that a linked sheet has, and moves another into a file', () => {
    expect(bodyOf(`${SHEET}<style>b{color:blue}</style>`)).toBe(SHEET);
    expect(bodyOf(`${SHEET}<style>b{color:green}</style>`)).toMatch(
      /^<link rel="stylesheet" href="\/base\.css"><link rel="stylesheet" href="\/_astro\/inline\.[0-9a-f]{10}\.css">$/,
    );
  });
});

describe('the policy', () => {
  it('forbids everything that it does not name, and nothing inline is named', () => {
    expect(PAGE_POLICY).toMatch(/^default-src 'none'; /);
    expect(PAGE_POLICY).not.toMatch(/unsafe-inline|'unsafe-eval'|https?:|\*/);
  });

  it('says in a header what a page cannot say', () => {
    expect(PAGE_POLICY).not.toContain('frame-ancestors');
    expect(HEADERS_FILE).toContain(`Content-Security-Policy: ${PAGE_POLICY}; frame-ancestors 'none'`);
  });
});
