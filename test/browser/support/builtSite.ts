/** The built site that browser tests look at: built before the tests when it is missing or older than its sources. */
import { spawnSync } from 'node:child_process';
import { existsSync, globSync, statSync } from 'node:fs';
import { dirname, join, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
export const DIST = join(ROOT, 'dist');

const SOURCES = [
  'site/**/*',
  'lessons/**/*',
  'sim-engine/**/*',
  'scenarios/**/*',
  'test/vectors/data/*',
  'test/conformance/**/*',
  'test/explore/failures/*',
  'astro.config.mjs',
  'scripts/astro.env',
  'package-lock.json',
];

const newest = (files: readonly string[]) => Math.max(0, ...files.map((file) => statSync(join(ROOT, file)).mtimeMs));

function isStale(): boolean {
  const pages = globSync('dist/**/*.html', { cwd: ROOT });
  return pages.length === 0 || newest(globSync(SOURCES, { cwd: ROOT })) > newest(pages);
}

/** Addresses of all built pages, each ending in a slash, in order. */
export function builtPages(): readonly string[] {
  if (!existsSync(DIST)) return [];
  return globSync('**/index.html', { cwd: DIST })
    .map((file) => (file === 'index.html' ? '/' : `/${dirname(file).split(sep).join('/')}/`))
    .sort((left, right) => (left < right ? -1 : 1));
}

/** Entries of the reading catalogue whose pages differ most: long and short, with and without an address, in either language. */
const SAMPLE_ENTRIES = [
  'kafka-definitive-guide-2e',
  'understanding-kafka-zhu',
  'distributed-mom-ni',
  'paper-kafka-replicated-logging-2015',
  'kip-101',
  'doc-rocketmq-domain-model',
  'foundations-of-scalable-systems',
];

/** Built pages without the many that come from one template and differ in words only: of these, a sample. */
export function examinedPages(): readonly string[] {
  const others = /\/reading\/(?!map\/|paths\/|concepts\/)([^/]+)\/$/;
  return builtPages().filter((page) => {
    const entry = others.exec(page)?.[1];
    return entry === undefined || SAMPLE_ENTRIES.includes(entry);
  });
}

export default function setup(): void {
  if (!isStale()) return;
  const built = spawnSync('npm', ['run', '--silent', 'build'], {
    cwd: ROOT,
    encoding: 'utf8',
    // Vitest sets `test`, and then pages would carry what only development needs.
    env: { ...process.env, NODE_ENV: 'production' },
    shell: process.platform === 'win32',
  });
  if (built.status !== 0) throw new Error(`the site does not build:\n${built.stdout}\n${built.stderr}`);
}
