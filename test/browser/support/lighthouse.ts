/** What Lighthouse says about a page, on the phone that it imagines, without asking anything of the network. */
import lighthouse from 'lighthouse';
import { launch, type Browser } from 'puppeteer-core';
import { CHROMIUM_ARGUMENTS, pathOf } from './browsers.ts';

export const CATEGORIES = ['performance', 'accessibility', 'best-practices', 'seo'] as const;

export type Category = (typeof CATEGORIES)[number];

/** What a page must reach, of 100. */
export const SCORES_MIN: Readonly<Record<Category, number>> = {
  performance: 95,
  accessibility: 100,
  'best-practices': 100,
  seo: 100,
};

export interface Report {
  readonly scores: Readonly<Record<Category, number>>;
  /** What cost points: `category: audit: what was found`. */
  readonly findings: readonly string[];
}

const RUNS_MAX = 3;

export function startForLighthouse(): Promise<Browser> {
  return launch({ executablePath: pathOf('chromium'), args: [...CHROMIUM_ARGUMENTS] });
}

/** Audits that cost no points say only what a number was. */
const POINTS_FROM = 0.9;

/** @returns null when Lighthouse itself failed, as it does on a busy machine */
async function look(browser: Browser, url: string): Promise<Report | null> {
  const port = Number(new URL(browser.wsEndpoint()).port);
  const result = await lighthouse(url, { port, onlyCategories: [...CATEGORIES], output: 'json', logLevel: 'error' });
  if (result === undefined) throw new Error(`Lighthouse says nothing about ${url}`);
  const { categories, audits, runtimeError } = result.lhr;
  if (runtimeError !== undefined) return null;
  const scores = Object.fromEntries(
    CATEGORIES.map((name) => [name, Math.round((categories[name]?.score ?? 0) * 100)]),
  ) as Record<Category, number>;
  const findings = CATEGORIES.flatMap((name) =>
    (categories[name]?.auditRefs ?? [])
      .filter(({ id, weight }) => weight > 0 && (audits[id]?.score ?? 1) < POINTS_FROM)
      .map(({ id }) => `${name}: ${id}: ${audits[id]?.displayValue ?? audits[id]?.title ?? ''}`),
  );
  return { scores, findings };
}

const isEnough = ({ scores }: Report): boolean => CATEGORIES.every((name) => scores[name] >= SCORES_MIN[name]);

const sum = ({ scores }: Report): number => CATEGORIES.reduce((total, name) => total + scores[name], 0);

/** The best of up to three looks: a busy machine is slow, never fast by accident. */
export async function examineWithLighthouse(
  browser: Browser,
  url: string,
  { runsMax = RUNS_MAX }: { readonly runsMax?: number } = {},
): Promise<Report> {
  let best: Report | null = null;
  for (let run = 0; run < runsMax && (best === null || !isEnough(best)); run += 1) {
    const report = await look(browser, url);
    if (report !== null && (best === null || sum(report) > sum(best))) best = report;
  }
  if (best === null) throw new Error(`Lighthouse could not look at ${url}`);
  return best;
}
