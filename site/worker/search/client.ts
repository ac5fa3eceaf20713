/** The page's end of the wire to the search worker, which starts with the first search. */
import type { FromSearch, SearchAnswer, SearchJob, ToldProgress, ToSearch } from './protocol.ts';

export interface SearchClient {
  search(job: SearchJob): Promise<SearchAnswer>;
  /** Ends the search under way; it answers with what there is. */
  stop(): void;
  /** Ends the worker. */
  close(): void;
}

interface Waiting {
  readonly resolve: (answer: SearchAnswer) => void;
  readonly reject: (error: Error) => void;
}

/** A worker that is started when it is first needed, and again after it died. */
export function searchClient(options: { readonly onProgress: (progress: ToldProgress) => void }): SearchClient {
  const waiting = new Map<number, Waiting>();
  let worker: Worker | null = null;
  let last = 0;

  function hear({ data }: MessageEvent<FromSearch>): void {
    if ('progress' in data) return options.onProgress(data.progress);
    const asked = waiting.get(data.id);
    waiting.delete(data.id);
    if ('failure' in data) asked?.reject(new Error(data.failure));
    else asked?.resolve(data.answer);
  }

  function start(): Worker {
    const started = new Worker(new URL('../search.worker.ts', import.meta.url), { type: 'module', name: 'search' });
    started.addEventListener('message', hear);
    started.addEventListener('error', (event) => {
      event.preventDefault();
      for (const { reject } of waiting.values()) reject(new Error(event.message));
      waiting.clear();
      started.terminate();
      worker = null;
    });
    return started;
  }

  const send = (message: ToSearch): void => {
    worker ??= start();
    worker.postMessage(message);
  };

  return {
    search(job) {
      last += 1;
      const id = last;
      return new Promise((resolve, reject) => {
        waiting.set(id, { resolve, reject });
        send({ name: 'search', id, job });
      });
    },
    stop: () => send({ name: 'stop' }),
    close: () => worker?.terminate(),
  };
}
