/** A picture of a link as a document: the name, a line, and a stage drawn as the site draws it. */
import { readFileSync } from 'node:fs';
import { render } from 'svelte/server';
import { PICTURE_SIZE, type PictureName } from '../../site/frame/picture.ts';
import { frameWords } from '../../site/i18n/frame/index.ts';
import { languageTag, LOCALES, siteWords, type Locale } from '../../site/i18n/index.ts';
import { playerWords } from '../../site/i18n/player.ts';
import StagePicture from '../../site/components/scene/StagePicture.svelte';
import type { Stage } from '../../site/worker/protocol.ts';
import { stagesOf, type Drawn } from './stages.ts';

const styleOf = (path: string): string => readFileSync(new URL(path, import.meta.url), 'utf8');
const STYLES = [
  '../../site/styles/tokens.css',
  '../../site/styles/base.css',
  '../../site/styles/scene.css',
  '../../site/styles/reading.css',
  './picture.css',
].map(styleOf);
const MARK = readFileSync(new URL('../../site/public/favicon.svg', import.meta.url), 'utf8');

/** Units of the drawing over the whole picture, for one stage and for two: fewer are drawn larger. */
const STAGE_UNITS = { one: 940, two: 700 } as const;

function drawStage(stage: Stage, { locale, width }: { readonly locale: Locale; readonly width: number }): string {
  const props = {
    stage,
    time: stage.at,
    words: playerWords(locale),
    width,
    showRoutine: false,
    label: '',
    fluid: true,
  };
  return render(StagePicture, { props }).body;
}

export interface Picture {
  readonly name: PictureName;
  readonly locale: Locale;
  readonly html: string;
}

/** @param map - the concept map as its built page has it */
function drawing(name: PictureName, { locale, map }: { readonly locale: Locale; readonly map: string }): string {
  if (name === 'reading') return `<div class="reading map"><div class="map-frame">${map}</div></div>`;
  const stages = stagesOf(name satisfies Drawn, locale);
  const width = stages.length === 1 ? STAGE_UNITS.one : STAGE_UNITS.two;
  return stages.map((stage) => `<div class="panel">${drawStage(stage, { locale, width })}</div>`).join('');
}

function documentOf(name: PictureName, { locale, map }: { readonly locale: Locale; readonly map: string }): string {
  const words = frameWords(locale);
  const site = siteWords(locale);
  const track = /^track-(.)$/.exec(name)?.[1];
  const above = track === undefined ? '' : `${words.above.lessons} · ${words.above.track(track.toUpperCase())}`;
  return `<!doctype html><html lang="${languageTag(locale)}" data-theme="light"><meta charset="utf-8">
    <style>${STYLES.join('\n')}:root { --width: ${PICTURE_SIZE.width}px; --height: ${PICTURE_SIZE.height}px }</style>
    <body class="picture ${name}">
      <header>
        <p class="brand">${MARK}<b>${site.name}</b><span>${site.nameAside}</span><i>${above}</i></p>
        <h1>${words.pictures[name].line}</h1>
      </header>
      <div class="stages">${drawing(name, { locale, map })}</div>
    </body></html>`;
}

/** Every picture in every language. @param mapOf - the concept map of a language */
export function pictures(names: readonly PictureName[], mapOf: Readonly<Record<Locale, string>>): readonly Picture[] {
  return names.flatMap((name) =>
    LOCALES.map((locale) => ({ name, locale, html: documentOf(name, { locale, map: mapOf[locale] }) })),
  );
}
