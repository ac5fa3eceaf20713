/**
 * A browser tab that visits take turns in: opening a window costs several times what a page does. Between two visits nothing
 * stays of the first: no storage, no cookie, no permission, no history, no pointer over the page.
 */
import type { Browser, BrowserContext, CDPSession, Page } from 'playwright-core';
import { tellViolations } from './violations.ts';

const idle = new WeakMap<Browser, Tab[]>();

/** What a visit sees; it grows while the visit lasts. */
export interface Sight {
  /** Errors of scripts and of the console, and answers 400 and above. */
  readonly errors: string[];
  /** Addresses outside the site that were asked for. None is let through. */
  readonly strangers: string[];
}

export interface TabLook {
  readonly colorScheme: 'light' | 'dark';
  readonly width: number;
  /** The site; every other one is a stranger. */
  readonly origin: string;
}

const nothingSeen = (): Sight => ({ errors: [], strangers: [] });

export class Tab {
  readonly page: Page;
  readonly #context: BrowserContext;
  readonly #protocol: CDPSession;
  #origin = '';
  #sight = nothingSeen();

  private constructor(context: BrowserContext, page: Page, protocol: CDPSession) {
    this.#context = context;
    this.page = page;
    this.#protocol = protocol;
  }

  /** A tab that nobody uses, or a new one, empty and of the wanted size and colours. */
  static async take(browser: Browser, look: TabLook): Promise<Tab> {
    const tab = idle.get(browser)?.pop() ?? (await Tab.#open(browser));
    tab.#origin = look.origin;
    tab.#sight = nothingSeen();
    await tab.page.setViewportSize({ width: look.width, height: 844 });
    await tab.page.emulateMedia({ media: null, colorScheme: look.colorScheme, reducedMotion: 'reduce' });
    return tab;
  }

  static async #open(browser: Browser): Promise<Tab> {
    const context = await browser.newContext();
    const page = await context.newPage();
    const tab = new Tab(context, page, await context.newCDPSession(page));
    await tab.#watch();
    return tab;
  }

  get sight(): Sight {
    return this.#sight;
  }

  /** Leaves the page and forgets it, for the next visit. */
  async giveBack(browser: Browser): Promise<void> {
    const { page } = this;
    await page.evaluate(() => sessionStorage.clear());
    await Promise.all(
      this.#context
        .pages()
        .filter((each) => each !== page)
        .map((each) => each.close()),
    );
    await page.mouse.move(-1, -1);
    await page.goto('about:blank');
    await page.unrouteAll();
    await this.#context.clearCookies();
    await this.#context.clearPermissions();
    await this.#protocol.send('Storage.clearDataForOrigin', { origin: this.#origin, storageTypes: 'all' });
    await this.#protocol.send('Page.resetNavigationHistory');
    idle.set(browser, [...(idle.get(browser) ?? []), this]);
  }

  close(): Promise<void> {
    return this.#context.close();
  }

  async #watch(): Promise<void> {
    const { page } = this;
    await tellViolations(page, (violation) => this.#sight.errors.push(`forbidden: ${violation}`));
    page.on('pageerror', (error) => this.#sight.errors.push(`uncaught: ${error.message}`));
    page.on('console', (message) => {
      if (message.type() === 'error') this.#sight.errors.push(`console: ${message.text()}`);
    });
    page.on('response', (response) => {
      if (response.status() >= 400) this.#sight.errors.push(`${response.status()}: ${response.url()}`);
    });
    await this.#context.route(
      (url) => url.protocol.startsWith('http') && url.origin !== this.#origin,
      (route) => {
        this.#sight.strangers.push(route.request().url());
        return route.abort();
      },
    );
  }
}
