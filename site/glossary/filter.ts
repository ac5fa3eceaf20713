/** The search field of the glossary: hides the terms that do not fit what was typed. */

const plain = (text: string): string => text.normalize('NFKC').toLowerCase();

/** Do all words of a query occur in a text? An empty query fits everything. */
export function fitsQuery(text: string, query: string): boolean {
  const within = plain(text);
  return plain(query)
    .split(/\s+/)
    .every((word) => within.includes(word));
}

/** Makes the search field of a page work. It is hidden until then, because without this it would do nothing. */
export function startGlossarySearch(page: Document = document): void {
  const search = page.querySelector<HTMLElement>('[data-glossary-search]');
  const field = search?.querySelector('input');
  const status = search?.querySelector<HTMLElement>('[role=status]');
  if (!search || !field || !status) return;
  const sections = [...page.querySelectorAll<HTMLElement>('[data-theme-section]')];
  const entries = [...page.querySelectorAll<HTMLElement>('[data-term]')].map((element) => ({
    element,
    text: element.textContent,
  }));

  const apply = (): void => {
    for (const { element, text } of entries) element.hidden = !fitsQuery(text, field.value);
    for (const section of sections) section.hidden = section.querySelector('[data-term]:not([hidden])') === null;
    const found = entries.filter(({ element }) => !element.hidden).length;
    const { found: words = '', none = '' } = status.dataset;
    const counted = words.replace('{found}', String(found)).replace('{count}', String(entries.length));
    status.textContent = found === 0 ? none : field.value === '' ? '' : counted;
  };

  field.addEventListener('input', apply);
  // A link to a term that is hidden just now shows all terms again, and then goes there.
  addEventListener('hashchange', () => {
    const target = page.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!target?.closest('[hidden]')) return;
    field.value = '';
    apply();
    target.scrollIntoView();
  });
  search.hidden = false;
  apply();
}
