import mdx from '@astrojs/mdx';
import sitemap from '@astrojs/sitemap';
import svelte from '@astrojs/svelte';
import { defineConfig } from 'astro/config';
import { strict } from './site/integrations/strict.ts';
import { siteSearch } from './site/siteSearch/index/integration.ts';

export default defineConfig({
  /** Where the site will be found: `ALO_SITE`, by default the address of `npm start` (scripts/astro.env). */
  site: process.env.ALO_SITE,
  srcDir: './site',
  publicDir: './site/public',
  outDir: './dist',
  output: 'static',
  trailingSlash: 'ignore',
  build: { format: 'directory', inlineStylesheets: 'never' },
  i18n: { locales: ['en', 'zh-cn'], defaultLocale: 'en' },
  integrations: [
    svelte(),
    mdx(),
    sitemap({ i18n: { defaultLocale: 'en', locales: { en: 'en', 'zh-cn': 'zh-CN' } } }),
    siteSearch(),
    // The last one: it changes finished pages.
    strict(),
  ],
  vite: {
    worker: { format: 'es' },
    // Small scripts stay files: the content security policy allows no inline script.
    build: { assetsInlineLimit: 0 },
  },
});
