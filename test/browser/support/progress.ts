/** Looks at, and plants, what the site keeps in IndexedDB; without the site's code. */
import type { Page } from 'playwright-core';

const PLACE = { database: 'at-least-once', store: 'kept', key: 'progress' } as const;

/** Leaves in the browser what an older version of the site would have left there; it takes it over at the next visit. */
export async function leaveOldProgress(
  page: { evaluate(run: (old: string) => void, old: string): Promise<unknown> },
  text: string,
): Promise<void> {
  await page.evaluate((old) => localStorage.setItem('progress', old), text);
}

/** What is kept, as it is; `undefined` when nothing is. The page must be one of the site that has loaded progress. */
export function keptProgress(page: Page): Promise<unknown> {
  return page.evaluate(
    ({ database, store, key }) =>
      new Promise<unknown>((resolve, reject) => {
        const open = indexedDB.open(database);
        open.onerror = () => reject(open.error ?? new Error('not opened'));
        open.onsuccess = () => {
          const get = open.result.transaction(store).objectStore(store).get(key);
          get.onsuccess = () => {
            open.result.close();
            resolve(get.result);
          };
          get.onerror = () => reject(get.error ?? new Error('not read'));
        };
      }),
    PLACE,
  );
}

/** Puts a value in its place. */
export function plantProgress(page: Page, value: unknown): Promise<void> {
  return page.evaluate(
    ({ place: { database, store, key }, value }) =>
      new Promise<void>((resolve, reject) => {
        const open = indexedDB.open(database);
        open.onerror = () => reject(open.error ?? new Error('not opened'));
        open.onsuccess = () => {
          const transaction = open.result.transaction(store, 'readwrite');
          transaction.objectStore(store).put(value, key);
          transaction.oncomplete = () => {
            open.result.close();
            resolve();
          };
          transaction.onerror = () => reject(transaction.error ?? new Error('not stored'));
        };
      }),
    { place: PLACE, value },
  );
}
