/** Switching the language keeps what stands behind `#`: a shared run, a heading. */
export function carryFragment(): void {
  const link = document.querySelector<HTMLAnchorElement>('[data-language]');
  link?.addEventListener('click', () => {
    link.hash = location.hash;
  });
}
