/** Tests that need the built site and a browser: `npm run test:browser`. */
import { defineConfig } from 'vitest/config';

const TESTS = ['test/browser/**/*.test.ts'];
/** These measure how fast pages are: whatever runs beside them would be measured too. */
const QUIET = ['test/browser/lighthouse.test.ts', 'test/browser/readingSpeed.test.ts'];

export default defineConfig({
  test: {
    globalSetup: ['test/browser/support/builtSite.ts'],
    // A busy machine takes several times as long as a quiet one: a hang is what this is for.
    testTimeout: 180_000,
    hookTimeout: 120_000,
    // What is polled for is waited for as long: a second, the default, is too little where pages compute.
    expect: { poll: { timeout: 20_000 } },
    // A busy machine can upset a test that waits for a page. `.ci/run` names those that pass only when tried again.
    retry: process.env.CI === undefined ? 0 : 1,
    // Two files at once: while one waits for its browser, the other works.
    maxWorkers: 2,
    projects: [
      { extends: true, test: { name: 'quiet', include: QUIET, maxWorkers: 1, sequence: { groupOrder: 0 } } },
      { extends: true, test: { name: 'browser', include: TESTS, exclude: QUIET, sequence: { groupOrder: 1 } } },
    ],
  },
});
