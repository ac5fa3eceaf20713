/** The button of the search and its keys. The search itself is loaded when it is first wanted. */
import { remembered } from '../player/preferences.ts';

/** Elements in which people type. */
const TYPED_IN = 'input, select, textarea, [contenteditable]:not([contenteditable="false"])';

/** `/`, unless single keys were switched off; Ctrl+K or Command+K. Not while somebody types, or in another dialog. */
export function opensSearch(event: KeyboardEvent): boolean {
  const { target, key, ctrlKey, metaKey, altKey, shiftKey } = event;
  if (event.defaultPrevented || event.isComposing || altKey) return false;
  if (target instanceof Element && target.closest(TYPED_IN) !== null) return false;
  if (document.querySelector('dialog[open]') !== null) return false;
  if (ctrlKey || metaKey) return key.toLowerCase() === 'k' && !shiftKey;
  return key === '/' && remembered('shortcuts') !== 'off';
}

/** Makes the button and the keys work. */
export function startSiteSearch(): void {
  const button = document.querySelector<HTMLButtonElement>('[data-search-open]');
  if (button === null) return;
  const open = async (): Promise<void> => {
    const { openSearchDialog } = await import('./dialog.ts');
    await openSearchDialog();
  };
  button.addEventListener('click', () => void open());
  document.addEventListener('keydown', (event) => {
    if (!opensSearch(event)) return;
    event.preventDefault();
    void open();
  });
}
