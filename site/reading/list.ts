/** The list of readings in the page: shows what the filter says, in its order. Items stay the same, so links and marks do too. */
export function arrange(list: HTMLElement, ids: readonly string[]): void {
  const items = new Map([...list.querySelectorAll<HTMLElement>('[data-id]')].map((item) => [item.dataset['id'], item]));
  const shown = new Set(ids);
  for (const [id, item] of items) item.hidden = id === undefined || !shown.has(id);
  list.append(...ids.flatMap((id) => items.get(id) ?? []));
}
