/** Switching the language stays where one is: the same filter (`?…`), and what stands behind `#`: a shared run, a heading. */
export function carryPlace(): void {
  const link = document.querySelector<HTMLAnchorElement>('[data-language]');
  const carry = (): void => {
    if (link === null) return;
    link.search = location.search;
    link.hash = location.hash;
  };
  link?.addEventListener('click', carry);
  link?.addEventListener('auxclick', carry);
  link?.addEventListener('contextmenu', carry);
}
