/** The page of a lesson whose translation lags: rendered as Astro renders it, from a source that this test changes. */
import { experimental_AstroContainer as AstroContainer } from 'astro/container';
import { getViteConfig } from 'astro/config';
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createViteServer } from 'vitest/node';

type Server = Awaited<ReturnType<typeof createViteServer>>;
type Component = Parameters<AstroContainer['renderToString']>[0];

const LESSON = 'reading-the-machine';
const SOURCE = `lessons/${LESSON}/en.mdx`;

/** Two parts of the source say something else now. */
function changed(text: string): string {
  const other = text
    .replace('<Recap title="', '<Recap title="New: ')
    .replace('<ModelLimits>\n', '<ModelLimits>\n\nNew.\n');
  expect(other.length).toBe(text.length + 'New: '.length + '\nNew.\n'.length);
  return other;
}

let server: Server;
beforeAll(async () => {
  const config = await getViteConfig(
    {
      server: { middlewareMode: true, watch: null },
      plugins: [
        {
          name: 'changed-source',
          enforce: 'pre',
          load: (id: string) =>
            id.endsWith(`${SOURCE}?raw`)
              ? `export default ${JSON.stringify(changed(readFileSync(SOURCE, 'utf8')))}`
              : undefined,
        },
      ],
    },
    { logLevel: 'error' },
  )({ mode: 'test', command: 'serve' });
  server = await createViteServer(config);
}, 60_000);
afterAll(() => server.close());

async function render(component: string, props: Record<string, unknown>, path: string): Promise<string> {
  const module = await server.ssrLoadModule(`/site/components/lesson/${component}.astro`);
  const container = await AstroContainer.create();
  const html = await container.renderToString(module['default'] as Component, {
    props,
    request: new Request(`http://localhost${path}`),
    partial: true,
  });
  return html.replaceAll(/\s+/g, ' ');
}

const notice = (locale: string) => render('TranslationNotice', { locale, lesson: LESSON }, '/');
const badge = (path: string, section: string) => render('BehindBadge', { section }, path);

describe('a lesson whose source has changed in two parts', () => {
  test('says so at the top of the translation, with links to each part and to its source', async () => {
    const html = await notice('zh-cn');
    expect(html).toContain('其中 2 节的原文已更新');
    for (const heading of ['title-recap', 'title-limits']) {
      expect(html).toContain(`href="#${heading}"`);
      expect(html).toContain(`href="/learn/${LESSON}/#${heading}" hreflang="en"`);
    }
    expect(html.match(/<li>/g)).toHaveLength(2);
  });

  test('has a badge at each such part that leads to the part in the source, and at no other part', async () => {
    const path = `/zh-cn/learn/${LESSON}/`;
    expect(await badge(path, 'recap')).toContain(`href="/learn/${LESSON}/#title-recap" hreflang="en">此节的原文已更新`);
    expect((await badge(path, 'hook')).trim()).toBe('');
  });

  test('says nothing of it in the source', async () => {
    expect((await notice('en')).trim()).toBe('');
    expect((await badge(`/learn/${LESSON}/`, 'recap')).trim()).toBe('');
  });
});
