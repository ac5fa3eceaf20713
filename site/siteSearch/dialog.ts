/** The search's dialog, made when it is first wanted. */
import { mount } from 'svelte';
import SearchDialog from '../components/siteSearch/SearchDialog.svelte';
import type { Locale } from '../i18n/index.ts';
import styles from '../styles/siteSearch.css?url';

let dialog: Promise<{ readonly open: () => void }> | undefined;

export async function openSearchDialog(): Promise<void> {
  dialog ??= create();
  (await dialog).open();
}

async function create(): Promise<{ readonly open: () => void }> {
  await loadStyles();
  const locale: Locale = document.documentElement.lang.toLowerCase() === 'zh-cn' ? 'zh-cn' : 'en';
  return mount(SearchDialog, { target: document.body, props: { locale } }) as { readonly open: () => void };
}

/** A dialog without styles is still a dialog: it opens even if they do not arrive. */
function loadStyles(): Promise<void> {
  const link = Object.assign(document.createElement('link'), { rel: 'stylesheet', href: styles });
  return new Promise((resolve) => {
    link.onload = link.onerror = () => resolve();
    document.head.append(link);
  });
}
