/** Finds and starts the browsers of the machine: Chromium by Playwright, Firefox by Puppeteer (WebDriver BiDi). */
import { existsSync } from 'node:fs';
import { chromium, type Browser as Chromium } from 'playwright-core';
import { launch, type Browser as Firefox } from 'puppeteer-core';
import { describe, it } from 'vitest';

export const CHROMIUM_ARGUMENTS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export type BrowserName = 'chromium' | 'firefox';

const PLACES: Readonly<Record<BrowserName, { readonly variable: string; readonly paths: readonly string[] }>> = {
  chromium: {
    variable: 'CHROMIUM_PATH',
    paths: ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'],
  },
  firefox: { variable: 'FIREFOX_PATH', paths: ['/usr/bin/firefox-esr', '/usr/bin/firefox'] },
};

/** Path of a browser's program, or null. A path given in the environment is taken at its word. */
export function findBrowser(name: BrowserName): string | null {
  const { variable, paths } = PLACES[name];
  return process.env[variable] ?? paths.find((path) => existsSync(path)) ?? null;
}

/** @throws {Error} when there is no such browser */
export function pathOf(name: BrowserName): string {
  const path = findBrowser(name);
  if (path === null) throw new Error(missing(name));
  return path;
}

function missing(name: BrowserName): string {
  const { variable, paths } = PLACES[name];
  return `no ${name} found at ${paths.join(', ')}: install it, or say where it is in ${variable}`;
}

/**
 * Tests that need a browser. Without it they fail where `CI` is set, and are skipped elsewhere, saying so.
 */
export function describeWith(names: readonly BrowserName[], title: string, tests: () => void): void {
  const absent = names.filter((name) => findBrowser(name) === null);
  if (absent.length === 0) {
    describe(title, tests);
  } else if (process.env.CI === undefined) {
    console.warn(`SKIPPED: ${title}: ${absent.map(missing).join('; ')}`);
    describe.skip(`${title} (${absent.map(missing).join('; ')})`, tests);
  } else {
    it(title, () => {
      throw new Error(absent.map(missing).join('; '));
    });
  }
}

export function startChromium(): Promise<Chromium> {
  return chromium.launch({ executablePath: pathOf('chromium'), args: CHROMIUM_ARGUMENTS });
}

export function startFirefox(): Promise<Firefox> {
  return launch({ browser: 'firefox', executablePath: pathOf('firefox'), headless: true });
}
