/** Gives every built page its content security policy, and takes out of it what the policy forbids. */
import { existsSync, globSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';
import { HEADERS_FILE, PAGE_POLICY } from '../security/policy.ts';
import { strictPage } from '../security/strictPage.ts';

/** The last integration of the list: pages must be finished. */
export function strict(): AstroIntegration {
  return {
    name: 'strict-pages',
    hooks: {
      'astro:build:done': ({ dir, logger }) => {
        const dist = fileURLToPath(dir);
        const pages = globSync('**/*.html', { cwd: dist });
        const styles = new Map<string, string>();
        const styleAt = (address: string): string => {
          const known = styles.get(address) ?? readFileSync(join(dist, address), 'utf8');
          styles.set(address, known);
          return known;
        };
        for (const page of pages) {
          const path = join(dist, page);
          const { html, files } = strictPage(readFileSync(path, 'utf8'), { policy: PAGE_POLICY, styleAt });
          writeFileSync(path, html);
          for (const [address, content] of files) {
            if (!existsSync(join(dist, address))) writeFileSync(join(dist, address), content);
          }
        }
        writeFileSync(join(dist, '_headers'), HEADERS_FILE);
        logger.info(`${pages.length} pages carry the policy, and no inline script or style`);
      },
    },
  };
}
