/** Tests that need the built site and a browser: `npm run test:browser`. */
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/browser/**/*.test.ts'],
    globalSetup: ['test/browser/support/builtSite.ts'],
    // A busy machine takes several times as long as a quiet one: a hang is what this is for.
    testTimeout: 180_000,
    hookTimeout: 120_000,
    // Two files at once: while one waits for its browser, the other works.
    maxWorkers: 2,
  },
});
