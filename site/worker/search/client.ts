/** The page's end of the wire to the search worker, which starts with the first search. */
import type {
  FromSearch,
  RemedyJob,
  SearchAnswer,
  SearchJob,
  ToldProgress,
  ToldRemedies,
  ToSearch,
} from './protocol.ts';

export interface SearchClient {
  search(job: SearchJob): Promise<SearchAnswer>;
  /** Tries changes on the counter-example of the last search. */
  remedies(job: RemedyJob): Promise<ToldRemedies>;
  /** Starts the worker if it is not there yet. */
  prepare(): void;
  /** Ends the search under way; it answers with what there is. */
  stop(): void;
  /** Ends the worker. */
  close(): void;
}

interface Waiting {
  readonly resolve: (answer: unknown) => void;
  readonly reject: (error: Error) => void;
}

/** A worker that is started when it is first needed, and again after it died. */
export function searchClient(options: {
  readonly onProgress: (progress: ToldProgress) => void;
  readonly onRemedies: (remedies: ToldRemedies) => void;
}): SearchClient {
  const waiting = new Map<number, Waiting>();
  let worker: Worker | null = null;
  let last = 0;

  function hear({ data }: MessageEvent<FromSearch>): void {
    if ('progress' in data) return options.onProgress(data.progress);
    if ('remedies' in data) return options.onRemedies(data.remedies);
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

  function ask<Answer>(message: {
    readonly name: 'search' | 'remedies';
    readonly job: SearchJob | RemedyJob;
  }): Promise<Answer> {
    last += 1;
    const id = last;
    return new Promise((resolve, reject) => {
      waiting.set(id, { resolve: resolve as (answer: unknown) => void, reject });
      send({ ...message, id } as ToSearch);
    });
  }

  return {
    search: (job) => ask({ name: 'search', job }),
    remedies: (job) => ask({ name: 'remedies', job }),
    prepare: () => {
      worker ??= start();
    },
    stop: () => send({ name: 'stop' }),
    close: () => worker?.terminate(),
  };
}
