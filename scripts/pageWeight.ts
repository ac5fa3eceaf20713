/**
 * What a visitor downloads for one built page, gzipped.
 *
 * Scripts are those that run without anybody asking: `<script>`, module preloads, the parts of Astro islands, and whatever
 * those import statically, over and over. Workers and chunks that are imported on demand are listed, not counted. Inline
 * scripts and styles count twice, in their own sum and in the page's: budgets err on the heavy side.
 */
import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import { gzipSync } from 'node:zlib';

export interface PageWeight {
  /** Address, ending in a slash: `/learn/isr/`. */
  readonly page: string;
  /** Gzipped bytes. */
  readonly htmlBytes: number;
  readonly cssBytes: number;
  readonly scriptBytes: number;
  /** Scripts that are counted, by path. */
  readonly scripts: readonly string[];
  /** Workers and chunks that are loaded later, with gzipped bytes. Not counted. */
  readonly later: readonly { readonly path: string; readonly bytes: number }[];
}

/** Weighs every page of a built site, in order of address. @throws {Error} when a page names a file that is not there */
export function weighSite(dist: string): readonly PageWeight[] {
  return globSync('**/index.html', { cwd: dist })
    .map((file) => file.replaceAll('\\', '/'))
    .sort((left, right) => (left < right ? -1 : 1))
    .map((file) => weighPage(dist, file));
}

function weighPage(dist: string, file: string): PageWeight {
  const page = `/${file.replace(/index\.html$/, '')}`;
  const html = readFileSync(join(dist, file), 'utf8');
  const inline = inlineTexts(html);
  const found = scriptsFrom(
    dist,
    [...scriptAddresses(html), ...importsOf(inline.scripts)].map((address) => resolve(address, page)),
  );
  const styles = styleAddresses(html).map((address) => readBuilt(dist, resolve(address, page)));
  const scripts = [...found.keys()];
  const later = new Set(
    [...found.values(), inline.scripts]
      .flatMap((code) => mentionedScripts(dist, code))
      .filter((path) => !found.has(path)),
  );
  return {
    page,
    htmlBytes: gzipBytes(html),
    cssBytes: sum([...styles, inline.styles].map(gzipBytes)),
    scriptBytes: sum([...found.values(), inline.scripts].map(gzipBytes)),
    scripts,
    later: [...later].map((path) => ({ path, bytes: gzipBytes(readBuilt(dist, path)) })),
  };
}

/** Scripts reachable from `entries` by static imports: path to text. */
function scriptsFrom(dist: string, entries: readonly string[]): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  const waiting = [...entries];
  for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
    if (found.has(path)) continue;
    const code = readBuilt(dist, path);
    found.set(path, code);
    for (const address of importsOf(code)) waiting.push(resolve(address, path));
  }
  return found;
}

const all = (text: string, pattern: RegExp): readonly string[] =>
  [...text.matchAll(pattern)].map((match) => match[1] ?? '');

/** `import "…"`, `import … from "…"` and `export … from "…"`, not `import("…")`. */
function importsOf(code: string): readonly string[] {
  return all(code, /(?:\bimport|[\s}*]from)\s*["'](\.{0,2}\/[^"'\s]+?\.m?js)["']/g);
}

/** Paths of scripts of the site that the code names in any way. */
function mentionedScripts(dist: string, code: string): readonly string[] {
  const names = all(code, /["'`]([^"'`\s]+?\.m?js)["'`]/g).map((name) => posix.basename(name));
  return [...new Set(names)].map((name) => `/_astro/${name}`).filter((path) => existsSync(join(dist, path)));
}

function scriptAddresses(html: string): readonly string[] {
  const islands = all(html, /<astro-island\b([^>]*)>/g).flatMap((attributes) =>
    all(attributes, /(?:component-url|renderer-url|before-hydration-url)="([^"]+)"/g),
  );
  const preloads = all(html, /<link\b([^>]*)>/g)
    .filter((attributes) => /rel="modulepreload"/.test(attributes))
    .flatMap((attributes) => all(attributes, /href="([^"]+)"/g));
  return [...all(html, /<script\b[^>]*\bsrc="([^"]+)"/g), ...preloads, ...islands];
}

function styleAddresses(html: string): readonly string[] {
  return all(html, /<link\b([^>]*)>/g)
    .filter((attributes) => /rel="stylesheet"/.test(attributes))
    .flatMap((attributes) => all(attributes, /href="([^"]+)"/g));
}

function inlineTexts(html: string): { readonly scripts: string; readonly styles: string } {
  const scripts = [...html.matchAll(/<script\b([^>]*)>(.*?)<\/script>/gs)]
    .filter(([, attributes = '']) => !/type="(?!module"|text\/javascript")/.test(attributes))
    .map(([, , text = '']) => text);
  return { scripts: scripts.join('\n'), styles: all(html, /<style\b[^>]*>(.*?)<\/style>/gs).join('\n') };
}

/** Path from the root of the site. @throws {Error} for another host, which no page may need */
function resolve(address: string, from: string): string {
  if (/^[a-z]+:|^\/\//.test(address)) throw new Error(`${from} loads ${address} from elsewhere`);
  const path = address.replace(/[?#].*$/, '');
  return path.startsWith('/') ? path : posix.join(from.endsWith('/') ? from : dirname(from), path);
}

function readBuilt(dist: string, path: string): string {
  const file = join(dist, path);
  if (!existsSync(file)) throw new Error(`${path} is loaded by a page but was not built`);
  return readFileSync(file, 'utf8');
}

const gzipBytes = (text: string): number => (text === '' ? 0 : gzipSync(text).length);
const sum = (numbers: readonly number[]): number => numbers.reduce((total, each) => total + each, 0);
