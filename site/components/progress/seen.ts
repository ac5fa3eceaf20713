/** Fetches the panel when it is about to be seen: the page is light without it. */
export function bringPanelWhenSeen(): void {
  const host = document.querySelector<HTMLElement>('[data-progress-panel]');
  if (host === null) return;
  const watch = new IntersectionObserver((entries) => {
    if (!entries.some(({ isIntersecting }) => isIntersecting)) return;
    watch.disconnect();
    import('./panel.ts').then(
      ({ showPanel }) => showPanel(host),
      () => {
        host.role = 'alert';
        host.textContent = host.dataset['failed'] ?? '';
      },
    );
  });
  watch.observe(host);
}
