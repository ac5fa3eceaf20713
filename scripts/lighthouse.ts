/** `npm run lighthouse [path …]`: what Lighthouse says about pages of the built site, and what costs points. */
import { DIST } from '../test/browser/support/builtSite.ts';
import {
  CATEGORIES,
  examineWithLighthouse,
  SCORES_MIN,
  startForLighthouse,
  type Report,
} from '../test/browser/support/lighthouse.ts';
import { LIGHTHOUSE_PAGES } from '../test/browser/support/lighthousePages.ts';
import { serve } from '../test/browser/support/server.ts';

function tell(path: string, { scores, findings }: Report): void {
  console.log(`${path}\n  ${CATEGORIES.map((name) => `${name} ${scores[name]}`).join(', ')}`);
  for (const finding of findings) console.log(`  - ${finding}`);
}

async function main(): Promise<void> {
  const paths = process.argv.length > 2 ? process.argv.slice(2) : LIGHTHOUSE_PAGES;
  const [browser, server] = await Promise.all([startForLighthouse(), serve(DIST)]);
  try {
    for (const path of paths) {
      const report = await examineWithLighthouse(browser, server.origin + path);
      tell(path, report);
      if (CATEGORIES.some((name) => report.scores[name] < SCORES_MIN[name])) process.exitCode = 1;
    }
  } finally {
    await Promise.all([browser.close(), server.close()]);
  }
}

await main();
