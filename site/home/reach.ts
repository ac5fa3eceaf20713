/** The only script that the home page begins with: fetches the engine when somebody reaches for the stage. */
import type { Ready } from './live.ts';
import { isStrikeName, type StrikeName } from './strikeNames.ts';

export function listenAt(host: HTMLElement): void {
  let coming: Promise<Ready> | null = null;
  const reach = (): Promise<Ready> => (coming ??= import('./live.ts').then(({ prepare }) => prepare(host)));
  const glance = (): void => void reach().catch(() => undefined);

  async function strike(name: StrikeName): Promise<void> {
    const said = host.querySelector('[data-said]');
    if (said !== null) said.textContent = host.dataset['opening'] ?? '';
    try {
      (await reach()).begin(name);
    } catch {
      coming = null;
      if (said !== null) said.textContent = host.dataset['failed'] ?? '';
    }
  }

  host.addEventListener('pointerenter', glance, { once: true });
  host.addEventListener('focusin', glance, { once: true });
  host.addEventListener('click', (event) => {
    if (host.dataset['live'] === 'yes' || !(event.target instanceof Element)) return;
    const name = event.target.closest<HTMLElement>('[data-strike]')?.dataset['strike'];
    if (isStrikeName(name)) void strike(name);
  });
}
