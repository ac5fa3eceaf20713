/** Keeps progress in this browser: in IndexedDB, told to other tabs by BroadcastChannel. */
import { createStore, get, update, type UseStore } from 'idb-keyval';
import type { Keeping, OldText, ProgressStore, Signal } from './keeping.ts';

const NAME = 'at-least-once';
/** The same key as the old text's. */
const KEY = 'progress';

/** As idb-keyval opens it; but writing is done only when it lies on the disk. */
function durable(opened: UseStore): UseStore {
  return (mode, callback) =>
    opened('readonly', ({ name, transaction }) =>
      callback(transaction.db.transaction(name, mode, { durability: 'strict' }).objectStore(name)),
    );
}

function indexedDbStore(): ProgressStore {
  let store: UseStore | undefined;
  // Opening may throw where the browser forbids it: then reading is refused, not the page.
  const opened = (): UseStore => (store ??= durable(createStore(NAME, 'kept')));
  return {
    read: async () => get<unknown>(KEY, opened()),
    update: async (change) => update<unknown>(KEY, change, opened()),
  };
}

const localText: OldText = {
  read: () => localStorage.getItem(KEY),
  write: (text) => localStorage.setItem(KEY, text),
  remove: (text) => {
    if (localStorage.getItem(KEY) === text) localStorage.removeItem(KEY);
  },
};

function tabs(): Signal {
  const channel = typeof BroadcastChannel === 'undefined' ? null : new BroadcastChannel(`${NAME}/${KEY}`);
  return {
    tell: () => channel?.postMessage('changed'),
    listen: (heard) => {
      channel?.addEventListener('message', heard);
      // A page that the browser has set aside hears nothing meanwhile.
      addEventListener('pageshow', ({ persisted }) => {
        if (persisted) heard();
      });
    },
    leaving: (left) => addEventListener('pagehide', left),
  };
}

export const keptInBrowser = (): Keeping => ({ store: indexedDbStore(), old: localText, signal: tabs() });

const ASKED = 'storage-asked';

/**
 * Asks the browser not to clear this site away when space is short or nobody comes by. Some browsers put the question to the
 * learner, so it is asked once per session, and only when there is something worth keeping.
 */
export async function askToPersist(): Promise<void> {
  try {
    if (sessionStorage.getItem(ASKED) !== null || (await navigator.storage.persisted())) return;
    sessionStorage.setItem(ASKED, 'yes');
    await navigator.storage.persist();
  } catch {
    // A browser that cannot be asked keeps what it keeps.
  }
}
