/** Puts the panel into its place on the page. */
import { mount } from 'svelte';
import type { Locale } from '../../i18n/index.ts';
import PanelWhenLoaded from './PanelWhenLoaded.svelte';

export function showPanel(host: HTMLElement): void {
  const { locale, loading = '' } = host.dataset;
  mount(PanelWhenLoaded, { target: host, props: { locale: locale as Locale, loading } });
}
