import mdx from '@astrojs/mdx';
import svelte from '@astrojs/svelte';
import { defineConfig } from 'astro/config';
import { siteSearch } from './site/siteSearch/index/integration.ts';

export default defineConfig({
  srcDir: './site',
  publicDir: './site/public',
  outDir: './dist',
  output: 'static',
  trailingSlash: 'ignore',
  build: { format: 'directory' },
  i18n: { locales: ['en', 'zh-cn'], defaultLocale: 'en' },
  integrations: [svelte(), mdx(), siteSearch()],
  vite: { worker: { format: 'es' } },
});
