/** Brings the built stage of the home page to life. Loaded when somebody reaches for it. */
import { flushSync, mount } from 'svelte';
import LiveStand from '../components/home/LiveStand.svelte';
import type { Locale } from '../i18n/index.ts';
import { LiveRun } from './liveRun.svelte.ts';
import type { StrikeName } from './strikeNames.ts';

export interface Ready {
  /** Puts the living stage in the place of the built one, and strikes. */
  readonly begin: (name: StrikeName) => void;
}

/** Starts the engine and shows it the moment that the page was built with. Changes nothing on the page yet. */
export async function prepare(host: HTMLElement): Promise<Ready> {
  const locale = host.dataset['locale'] as Locale;
  const run = new LiveRun({
    locale,
    startAt: Number(host.dataset['startAt']),
    strikeAt: Number(host.dataset['strikeAt']),
    stepwise: matchMedia('(prefers-reduced-motion: reduce)').matches,
  });
  try {
    await run.prepare();
  } catch (error) {
    run.close();
    throw error;
  }
  return { begin: (name) => begin(host, { run, locale, name }) };
}

function begin(
  host: HTMLElement,
  { run, locale, name }: { readonly run: LiveRun; readonly locale: Locale; readonly name: StrikeName },
): void {
  const stood = document.activeElement;
  const standsHere = stood !== null && host.contains(stood);
  host.replaceChildren();
  mount(LiveStand, { target: host, props: { run, locale, watched: host } });
  flushSync();
  if (standsHere) host.querySelector<HTMLElement>(`[data-strike="${name}"]`)?.focus({ preventScroll: true });
  host.dataset['live'] = 'yes';
  // A stage that is higher than the window is shown from its top.
  if (host.clientHeight > innerHeight) host.scrollIntoView();
  void run.strikeWith(name);
}
