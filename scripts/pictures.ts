/**
 * `npm run pictures [name …]`: draws the pictures that stand beside links to the site, and the icons, and writes them to
 * site/public. Needs Chromium and a built site (of which the concept map is taken). Run it when a picture's words, the signs
 * of the stage or the mark change, and look at what it made.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { getViteConfig } from 'astro/config';
import { chromium, type Page } from 'playwright-core';
import sharp from 'sharp';
import { createServer } from 'vite';
import {
  pictureAddress,
  PICTURE_BYTES_MAX,
  PICTURE_NAMES,
  PICTURE_SIZE,
  type PictureName,
} from '../site/frame/picture.ts';
import { LOCALES, pathIn, type Locale } from '../site/i18n/index.ts';
import { findBrowser } from '../test/browser/support/browsers.ts';
import { icoOf } from './pictures/ico.ts';
import type * as Draw from './pictures/draw.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const PUBLIC = `${ROOT}site/public`;
const ICONS = { 'apple-touch-icon.png': 180, 'icon-192.png': 192, 'icon-512.png': 512 } as const;
const PALETTES = [192, 64, 32, 16] as const;
const FAVICON_SIZE = 32;
/** Systems round the corners of icons themselves, and paint what is transparent black. */
const PAPER = '#faf8f3';

/** The module that draws, with Svelte components made into functions for the server. */
async function loadDrawing(): Promise<typeof Draw> {
  const configOf = getViteConfig({ logLevel: 'error', server: { middlewareMode: true } });
  const vite = await createServer({ ...(await configOf({ command: 'serve', mode: 'production' })), configFile: false });
  try {
    return (await vite.ssrLoadModule(`${ROOT}scripts/pictures/draw.ts`)) as typeof Draw;
  } finally {
    await vite.close();
  }
}

/** The concept map as the built page of a language has it. */
function conceptMap(locale: Locale): string {
  const page = readFileSync(`${ROOT}dist${pathIn(locale, '/reading/map/')}index.html`, 'utf8');
  const map = /<svg[^>]*data-concept-map.*?<\/svg>/s.exec(page)?.[0];
  if (map === undefined) throw new Error('the page of the concept map has no map');
  return map;
}

/** Flat colours and the edges of letters: a palette loses nothing that can be seen. Many thin lines need a smaller one. */
async function small(png: Buffer): Promise<Buffer> {
  for (const colours of PALETTES) {
    const packed = await sharp(png).png({ palette: true, colours, dither: 0, effort: 10 }).toBuffer();
    if (packed.length <= PICTURE_BYTES_MAX) return packed;
  }
  throw new Error(`a picture is heavier than ${PICTURE_BYTES_MAX} bytes in every palette`);
}

async function drawIcons(page: Page): Promise<void> {
  const mark = readFileSync(`${PUBLIC}/favicon.svg`, 'utf8');
  const draw = async (size: number, ground: string): Promise<Buffer> => {
    await page.setViewportSize({ width: size, height: size });
    await page.setContent(
      `<style>body { margin: 0; background: ${ground} } svg { display: block; width: 100vw }</style>${mark}`,
    );
    return small(await page.screenshot({ omitBackground: true }));
  };
  for (const [file, size] of Object.entries(ICONS)) writeFileSync(`${PUBLIC}/${file}`, await draw(size, PAPER));
  writeFileSync(`${PUBLIC}/favicon.ico`, icoOf(await draw(FAVICON_SIZE, 'transparent'), FAVICON_SIZE));
}

async function main(): Promise<void> {
  const wanted = process.argv.slice(2) as readonly PictureName[];
  const names = wanted.length === 0 ? PICTURE_NAMES : wanted;
  const { pictures } = await loadDrawing();
  const maps = Object.fromEntries(LOCALES.map((locale) => [locale, conceptMap(locale)])) as Record<Locale, string>;
  const executablePath = findBrowser('chromium');
  if (executablePath === null) throw new Error('there is no Chromium: say where it is in CHROMIUM_PATH');
  const browser = await chromium.launch({ executablePath, args: ['--headless', '--no-sandbox', '--disable-gpu'] });
  try {
    const page = await browser.newPage({ viewport: PICTURE_SIZE });
    mkdirSync(`${PUBLIC}/og`, { recursive: true });
    for (const { name, locale, html } of pictures(names, maps)) {
      await page.setContent(html);
      const file = `${PUBLIC}${pictureAddress(name, locale)}`;
      const picture = await small(await page.screenshot());
      writeFileSync(file, picture);
      console.log(`${pictureAddress(name, locale)}: ${(picture.length / 1000).toFixed(1)} KB`);
    }
    if (wanted.length === 0) await drawIcons(page);
  } finally {
    await browser.close();
  }
}

await main();
