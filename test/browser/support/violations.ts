import type { Page } from 'playwright-core';

/** Listens to what the page's content security policy forbids, from its first moment on. */
export async function tellViolations(page: Page, tell: (violation: string) => void): Promise<void> {
  await page.exposeFunction('tellViolation', tell);
  await page.addInitScript(() => {
    const { tellViolation } = window as unknown as { readonly tellViolation: (violation: string) => void };
    document.addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI }) => {
      tellViolation(`${effectiveDirective}: ${blockedURI}`);
    });
  });
}
