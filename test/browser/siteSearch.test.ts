/**
 * The search of the site, as a visitor meets it: queries that must find their page, keyboard, phone, a strict content security
 * policy, no scripts. Chinese queries are the hard ones: two programs cut them into words (see site/siteSearch/han.ts).
 */
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { terms } from '../../site/glossary/glossary.ts';
import { LOCALES, pathIn, plainPath, type Locale } from '../../site/i18n/index.ts';
import { searchDialogWords } from '../../site/i18n/siteSearch/index.ts';
import { PAGE_POLICY } from '../../site/security/policy.ts';
import { describeWith, startChromium } from './support/browsers.ts';
import { bundle } from './support/bundle.ts';
import { DIST, ROOT } from './support/builtSite.ts';
import type { FindAll } from './support/findAll.ts';
import { axeFindings, sidewaysOverflow, visit, visitWithoutScripts } from './support/examine.ts';
import { serve, type StaticServer } from './support/server.ts';

const term = (id: string): string => `/glossary/#${id}`;
const lesson = (id: string): string => `/learn/${id}/`;
const reading = (id: string): string => `/reading/${id}/`;

/** What is typed, and what must be among the first three of its group, in either language. */
const QUERIES: readonly (readonly [string, string])[] = [
  ['死信', term('dead-letter')],
  ['死信', lesson('rabbitmq-quorum-queues')],
  ['死信', reading('doc-rabbitmq-dlx')],
  ['死信队列', term('dead-letter')],
  ['半消息', term('half-message')],
  ['半消息', reading('doc-rocketmq-transaction-message')],
  ['消息积压', term('consumer-lag')],
  ['位点', term('offset')],
  ['消费位点', term('offset')],
  ['高水位', term('high-watermark')],
  ['幂等', term('idempotence')],
  ['削峰', term('load-leveling')],
  ['削峰', reading('high-traffic-zhang')],
  ['至少一次', term('at-least-once')],
  ['恰好一次', term('exactly-once')],
  ['精确一次', term('exactly-once')],
  ['再均衡', term('rebalancing')],
  ['重平衡', term('rebalancing')],
  ['毒消息', term('poison-message')],
  ['背压', term('backpressure')],
  ['发件箱', term('transactional-outbox')],
  ['本地消息表', term('transactional-outbox')],
  ['选主', term('leader-election')],
  ['选主', lesson('leaders-epochs-zombies')],
  ['刷盘', term('flush')],
  ['同步副本', term('in-sync-replica')],
  ['仲裁队列', term('quorum-queue')],
  ['仲裁队列', lesson('rabbitmq-quorum-queues')],
  ['交换机', term('exchange')],
  ['交换机', lesson('rabbitmq-routing')],
  ['僵尸', term('zombie')],
  ['消费者组', term('consumer-group')],
  ['脑裂', term('split-brain')],
  ['回查', term('transaction-check')],
  ['路由键', term('routing-key')],
  ['朱忠华', reading('understanding-kafka-zhu')],
  ['kafka 位点', term('offset')],
  ['high watermark', term('high-watermark')],
  ['high watermark', lesson('replicas-isr-quorum')],
  ['outbox', term('transactional-outbox')],
  ['exactly-once', term('exactly-once')],
  ['rebalance', term('rebalancing')],
  ['poison message', term('poison-message')],
  ['dead letter', term('dead-letter')],
  ['idempotent', term('idempotence')],
  ['ISR', term('isr')],
  ['ISR', lesson('replicas-isr-quorum')],
  ['quorum queue', term('quorum-queue')],
  ['quorum queue', lesson('rabbitmq-quorum-queues')],
  ['back-pressure', term('backpressure')],
  ['offset', term('offset')],
  ['consumer group', term('consumer-group')],
  ['fencing', term('fencing')],
  ['zombie', term('zombie')],
  ['zombie', lesson('leaders-epochs-zombies')],
  ['min.insync.replicas', term('min-insync-replicas')],
  ['acks=all', lesson('replicas-isr-quorum')],
  ['definitive guide', reading('kafka-definitive-guide-2e')],
  ['KIP-101', reading('kip-101')],
  ['fsync', term('flush')],
  ['消息丢失', lesson('reading-the-machine')],
  ['丢消息', term('durability')],
  ['重复消费', term('idempotence')],
  ['message loss', lesson('reading-the-machine')],
  ['duplicate messages', term('redelivery')],
  ['DDIA', reading('ddia-2e')],
  ['How to read', '/design/'],
  ['Evidence', '/evidence/kafka/'],
];

/** Where, and what is typed; the first place below the name of its page. */
const PLACES: readonly (readonly [Locale, string, string])[] = [
  ['en', 'outbox relay', `${lesson('dual-write-and-outbox')}#task-build`],
  ['en', 'prefetch', `${lesson('push-or-pull')}#predict-one`],
  ['en', 'dead letter', `${lesson('delay-and-schedule')}#predict-when`],
  ['en', 'retry storm', '/reading/paths/#study-group'],
  ['zh-cn', '死信', `${lesson('delay-and-schedule')}#predict-when`],
  ['zh-cn', '死信', '/evidence/rabbitmq/#R7b'],
  ['zh-cn', '本地消息表', `${lesson('dual-write-and-outbox')}#task-build`],
];

/** Pages that have another title in Chinese. */
const IN_CHINESE: Readonly<Record<string, string>> = { 'How to read': '怎样读图', Evidence: '依据' };

const FIRST_FEW = 3;

const dialog = (page: Page) => page.locator('[data-search-dialog]');
const field = (page: Page) => dialog(page).getByRole('searchbox');
const status = (page: Page) => dialog(page).locator('[data-search-status]');
const opener = (page: Page) => page.locator('[data-search-open]');

async function openSearch(page: Page): Promise<void> {
  await opener(page).click();
  await dialog(page).waitFor();
}

async function search(page: Page, query: string): Promise<void> {
  await field(page).fill(query);
  await page.locator(`[data-search-dialog][data-answered=${JSON.stringify(query)}]`).waitFor();
}

/** Addresses of what is shown, without the language, by group. */
const shown = (page: Page): Promise<readonly (readonly string[])[]> =>
  page
    .locator('[data-search-group]')
    .evaluateAll((groups) =>
      groups.map((group) => [...group.querySelectorAll('a[data-hit]')].map((link) => link.getAttribute('href') ?? '')),
    );

describeWith(['chromium'], 'search of the site', () => {
  let browser: Browser;
  let server: StaticServer;

  beforeAll(async () => {
    const findAll = await bundle(`${ROOT}test/browser/support/findAll.ts`);
    [browser, server] = await Promise.all([startChromium(), serve(DIST, { '/find-all.js': findAll })]);
  });
  afterAll(async () => {
    await Promise.all([browser.close(), server.close()]);
  });

  const at = (path: string) => ({ origin: server.origin, path });

  describe.each(LOCALES)('finds what was meant: %s', (locale) => {
    let context: BrowserContext;
    let page: Page;
    /** By query: by group, the first few addresses. */
    let answers: ReadonlyMap<string, readonly (readonly string[])[]>;

    beforeAll(async () => {
      context = await browser.newContext();
      page = await context.newPage();
      await page.goto(server.origin + pathIn(locale, '/design/'));
      // As a file: the policy of the page allows nothing inline.
      await page.addScriptTag({ url: '/find-all.js', type: 'module' });
      await page.waitForFunction(() => 'findAll' in window);
      answers = await ask(QUERIES.map(([query]) => inLocale(query)));
    });
    afterAll(() => context.close());

    const inLocale = (query: string): string => (locale === 'zh-cn' ? IN_CHINESE[query] : undefined) ?? query;

    async function ask(queries: readonly string[]): Promise<typeof answers> {
      const found = await page.evaluate(
        ([list, few]) => (window as unknown as { readonly findAll: FindAll }).findAll(list, few),
        [queries, FIRST_FEW] as const,
      );
      return new Map(queries.map((query, index) => [query, found[index] ?? []]));
    }

    it.each(QUERIES)('%s leads to %s', (query, wanted) => {
      const [path = '', anchor] = wanted.split('#');
      const address = pathIn(locale, path) + (anchor === undefined ? '' : `#${anchor}`);
      expect(answers.get(inLocale(query))?.flat()).toContain(address);
    });

    it('any name of a term finds it among the first three terms', async () => {
      const names = terms.flatMap(({ id, name, also }) =>
        [name.en, name['zh-cn'], ...(also?.en ?? []), ...(also?.['zh-cn'] ?? [])].map((each) => ({ id, name: each })),
      );
      expect(names.length).toBeGreaterThan(400);
      const found = await ask(names.map(({ name }) => name));
      const missing = names.filter(
        ({ id, name }) =>
          !found
            .get(name)
            ?.flat()
            .some((url) => url.endsWith(`#${id}`)),
      );
      expect(missing).toEqual([]);
    });

    it('typed by hand, the same is shown', async () => {
      await openSearch(page);
      for (const query of ['本地消息表', 'high watermark', '仲裁队列']) {
        await search(page, query);
        const firsts = (await shown(page)).map((group) => group.slice(0, FIRST_FEW));
        expect(firsts).toEqual(answers.get(query));
      }
    });
  });

  it.each(PLACES)('leads to the place on the page: %s, %s, %s', async (locale, query, wanted) => {
    const address = pathIn(locale, wanted);
    const [path] = address.split('#');
    await visit(browser, at(pathIn(locale, '/design/')), {}, async ({ page }) => {
      await openSearch(page);
      await search(page, query);
      const hit = page.locator('.hits > li', { has: page.locator(`a[data-hit][href="${path}"]`) });
      expect(await hit.locator('a[data-section]').first().getAttribute('href')).toBe(address);
      expect(await hit.locator('a[data-section]').count()).toBeLessThanOrEqual(2);
    });
  });

  it.each([1280, 390])(
    'a place that was found is in sight and stands out, also once its part is alive: %i px',
    (width) =>
      visit(browser, at('/'), { width }, async ({ page }) => {
        await openSearch(page);
        await search(page, 'outbox relay');
        await page.locator('a[data-section][href$="#task-build"]').click();
        await page.waitForURL('**/learn/dual-write-and-outbox/#task-build');
        const part = page.locator('section#task-build');
        await page.waitForFunction(() => document.querySelector('#task-build astro-island[ssr]') === null);
        const heading = part.locator('h2');
        expect(await heading.evaluate((each) => getComputedStyle(each).animationName)).toBe('led-here');
        const box = (await heading.boundingBox())!;
        expect(box.y).toBeGreaterThanOrEqual(0);
        expect(box.y).toBeLessThan(200);
      }),
  );

  it('a heading that a link led to stays marked where nothing moves', () =>
    visit(browser, at('/learn/ordering/#recap'), {}, async ({ page }) => {
      const ground = (part: string) =>
        page.locator(`#${part} > h2`).evaluate((each) => getComputedStyle(each).backgroundColor);
      await page.emulateMedia({ reducedMotion: 'reduce' });
      expect(await ground('recap')).not.toBe(await ground('hook'));
    }));

  it('groups say how many they have, a long one can be shown in full, and the whole is told to screen readers', async () => {
    await visit(browser, at('/'), {}, async ({ page }) => {
      await openSearch(page);
      await search(page, 'consumer group');
      const counts = await page.locator('[data-search-group] h2 small').allInnerTexts();
      expect(counts.length).toBeGreaterThanOrEqual(3);
      expect(await status(page).getAttribute('role')).toBe('status');
      const readings = page.locator('[data-search-group=reading]');
      const total = Number(await readings.locator('h2 small').innerText());
      expect(await status(page).innerText()).toContain(`${total} readings`);
      expect(await readings.locator('[data-hit]').count()).toBe(4);
      await readings.getByRole('button', { name: `Show all ${total}` }).click();
      await expect.poll(() => readings.locator('[data-hit]').count()).toBe(total);
      expect(await readings.getByRole('button').count()).toBe(0);
    });
  });

  it.each(LOCALES)(
    'nothing found says so and points elsewhere; pieces of a query are called near: %s',
    async (locale) => {
      const words = searchDialogWords(locale);
      await visit(browser, at(pathIn(locale, '/learn/')), {}, async ({ page }) => {
        await openSearch(page);
        await search(page, 'zzzqqq');
        expect(await status(page).innerText()).toBe(words.none('zzzqqq'));
        expect(await shown(page)).toEqual([]);
        const links = await dialog(page)
          .getByRole('link')
          .evaluateAll((all) => all.map((a) => a.getAttribute('href')));
        expect(links).toEqual(['/glossary/', '/reading/map/', '/learn/'].map((path) => pathIn(locale, path)));
        await search(page, '消息丢失怎么办');
        expect(await status(page).innerText()).toBe(words.near);
        expect((await shown(page)).flat().length).toBeGreaterThan(0);
        await search(page, '死信');
        expect(await status(page).innerText()).not.toBe(words.near);
      });
    },
  );

  const focused = (page: Page) =>
    page.evaluate(() => document.activeElement?.getAttribute('href') ?? document.activeElement?.localName);
  const isOpen = (page: Page) => page.evaluate(() => document.querySelector('dialog[open]') !== null);

  it('keyboard alone: / opens, arrows walk, Escape closes and gives the focus back, Enter goes to the first', async () => {
    await visit(browser, at('/design/'), {}, async ({ page }) => {
      await page.locator('.brand').focus();
      await page.keyboard.press('/');
      await dialog(page).waitFor();
      expect(await focused(page)).toBe('input');
      expect(await field(page).inputValue()).toBe('');
      await search(page, 'offset');
      await page.keyboard.press('ArrowDown');
      expect(await focused(page)).toBe('/glossary/#offset');
      await page.keyboard.press('ArrowDown');
      expect(await focused(page)).toBe('/glossary/#offset-commit');
      await page.keyboard.press('ArrowUp');
      await page.keyboard.press('ArrowUp');
      expect(await focused(page)).toBe('input');
      await page.keyboard.press('Escape');
      await expect.poll(() => isOpen(page)).toBe(false);
      expect(await focused(page)).toBe('/');
      await page.keyboard.press('Control+k');
      await dialog(page).waitFor();
      expect(await field(page).inputValue()).toBe('offset');
      await page.keyboard.type('outbox');
      await page.keyboard.press('Enter');
      await page.waitForURL('**/glossary/#transactional-outbox');
    });
  });

  it('keys are left alone while somebody types, and single keys can be switched off', async () => {
    await visit(browser, at('/glossary/'), {}, async ({ page }) => {
      const glossaryField = page.locator('[data-glossary-search] input');
      await glossaryField.focus();
      await page.keyboard.press('/');
      await page.keyboard.press('Control+k');
      expect(await glossaryField.inputValue()).toBe('/');
      expect(await dialog(page).count()).toBe(0);
      await openSearch(page);
      await page.getByRole('checkbox', { name: searchDialogWords('en').shortcuts }).uncheck();
      await page.keyboard.press('Escape');
      await page.keyboard.press('/');
      expect(await isOpen(page)).toBe(false);
      await page.keyboard.press('Control+k');
      await expect.poll(() => isOpen(page)).toBe(true);
    });
  });

  it('a result on the same page closes the dialog', async () => {
    await visit(browser, at('/glossary/'), {}, async ({ page }) => {
      await openSearch(page);
      await search(page, 'saga');
      await page.keyboard.press('Enter');
      await expect.poll(() => isOpen(page)).toBe(false);
      expect(new URL(page.url()).hash).toBe('#saga');
    });
  });

  it.each(LOCALES.flatMap((locale) => (['light', 'dark'] as const).map((scheme) => [locale, scheme] as const)))(
    'on a phone it fits, and axe finds nothing: %s, %s',
    async (locale, colorScheme) => {
      await visit(browser, at(pathIn(locale, '/learn/')), { width: 390, colorScheme }, async ({ page, errors }) => {
        await openSearch(page);
        await search(page, 'dead letter');
        expect(await sidewaysOverflow(page)).toEqual([]);
        const box = await dialog(page).boundingBox();
        expect(box!.x).toBeGreaterThanOrEqual(0);
        expect(box!.x + box!.width).toBeLessThanOrEqual(390);
        expect(box!.y + box!.height).toBeLessThanOrEqual(844);
        expect(await axeFindings(page)).toEqual([]);
        expect(errors).toEqual([]);
      });
    },
  );

  it('costs nothing until it is opened, asks nobody else, and lives with a strict content security policy', async () => {
    const context = await browser.newContext();
    try {
      const page = await context.newPage();
      const asked: string[] = [];
      const errors: string[] = [];
      page.on('request', (request) => asked.push(request.url()));
      page.on('console', (message) => {
        if (message.type() === 'error') errors.push(message.text());
      });
      await context.route('**/*', async (route) => {
        const response = await route.fetch();
        await route.fulfill({ response, headers: { ...response.headers(), 'content-security-policy': PAGE_POLICY } });
      });
      await page.goto(`${server.origin}/design/`, { waitUntil: 'networkidle' });
      expect(asked.filter((url) => /pagefind|dialog|siteSearch/.test(url))).toEqual([]);
      await openSearch(page);
      await search(page, '位点');
      expect((await shown(page)).flat()).toContain('/glossary/#offset');
      expect(asked.filter((url) => !url.startsWith(server.origin))).toEqual([]);
      expect(asked.some((url) => url.includes('/pagefind/pagefind.js'))).toBe(true);
      expect(errors).toEqual([]);
    } finally {
      await context.close();
    }
  });

  it.each(LOCALES)('an index that does not come is said in words, with other ways: %s', async (locale) => {
    await visit(browser, at(pathIn(locale, '/design/')), {}, async ({ page }) => {
      await page.route('**/pagefind/**', (route) => route.abort());
      await openSearch(page);
      await expect.poll(() => status(page).innerText()).toBe(searchDialogWords(locale).failed);
      expect(await dialog(page).getByRole('link').count()).toBe(3);
    });
  });

  it('without scripts there is no button, and the ways to the glossary and the catalogue stay', async () => {
    await visitWithoutScripts(browser, at('/learn/'), {}, async (page) => {
      expect(await opener(page).isVisible()).toBe(false);
      expect(await page.locator('footer a[href="/glossary/"]').isVisible()).toBe(true);
      expect(await page.locator('header a[href="/reading/"]').isVisible()).toBe(true);
    });
  });

  it.each(LOCALES)('pages of one language only are found, and no page twice: %s', async (locale: Locale) => {
    await visit(browser, at(pathIn(locale, '/design/')), {}, async ({ page }) => {
      await openSearch(page);
      for (const query of ['kafka', 'rabbitmq']) {
        await search(page, query);
        const more = dialog(page).getByRole('button', { name: /Show all|显示全部/ });
        // All at once: each goes when its group is there, whichever comes first.
        for (const button of await more.elementHandles())
          await button.evaluate((each) => (each as HTMLElement).click());
        await expect.poll(() => more.count(), { timeout: 60_000 }).toBe(0);
        const urls = (await shown(page)).flat();
        expect(urls.length).toBeGreaterThan(10);
        expect(urls.filter((url) => pathIn(locale, plainPathOf(url)) !== url)).toEqual([]);
        expect(new Set(urls).size).toBe(urls.length);
      }
    });
  });
});

/** `/zh-cn/glossary/#saga` is `/glossary/#saga`. */
function plainPathOf(url: string): string {
  const [path = '', anchor] = url.split('#');
  return plainPath(path) + (anchor === undefined ? '' : `#${anchor}`);
}
