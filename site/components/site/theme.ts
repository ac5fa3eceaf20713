/** The reader's choice of colours: the system's, or one of ours, remembered on this machine. */
const KEY = 'theme';

function remembered(): string {
  try {
    return localStorage.getItem(KEY) ?? '';
  } catch {
    return '';
  }
}

function remember(choice: string): void {
  try {
    if (choice === '') localStorage.removeItem(KEY);
    else localStorage.setItem(KEY, choice);
  } catch {
    // Without storage the choice holds for this page.
  }
}

export function followThemeChoice(): void {
  const select = document.querySelector<HTMLSelectElement>('[data-theme-choice]');
  if (select === null) return;
  select.value = remembered();
  select.addEventListener('change', () => {
    remember(select.value);
    if (select.value === '') delete document.documentElement.dataset['theme'];
    else document.documentElement.dataset['theme'] = select.value;
    // Canvases read the colours when they draw.
    window.dispatchEvent(new Event('themechange'));
  });
}
