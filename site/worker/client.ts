/** The page's end of the wire to the engine's worker: requests as promises, progress as a callback. */
import type { Failure, FromWorker, RequestName, Requests } from './protocol.ts';

/** A request that the worker refused or could not serve. */
export class EngineError extends Error {
  readonly failure: Failure;

  constructor(failure: Failure) {
    super(failure.problems.join('; '));
    this.name = 'EngineError';
    this.failure = failure;
  }
}

interface Waiting {
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: Error) => void;
}

export interface EngineClient {
  request<Name extends RequestName>(name: Name, request: Requests[Name]['in']): Promise<Requests[Name]['out']>;
  /** Ends a computation under way; its request resolves with what there is. */
  stop(): void;
  /** Ends the worker. */
  close(): void;
}

/** Starts a worker. */
export function startEngine(options: {
  readonly onProgress: (progress: { readonly branch: string; readonly steps: number; readonly endAt: number }) => void;
  /** The worker itself died. */
  readonly onGone: (reason: string) => void;
}): EngineClient {
  const worker = new Worker(new URL('./engine.worker.ts', import.meta.url), { type: 'module', name: 'engine' });
  const waiting = new Map<number, Waiting>();
  let next = 0;

  worker.addEventListener('message', (event: MessageEvent<FromWorker>) => {
    const message = event.data;
    if ('progress' in message) return options.onProgress(message.progress);
    const asked = waiting.get(message.id);
    waiting.delete(message.id);
    if ('failure' in message) asked?.reject(new EngineError(message.failure));
    else asked?.resolve(message.result);
  });
  worker.addEventListener('error', (event) => {
    event.preventDefault();
    for (const { reject } of waiting.values()) reject(new EngineError({ kind: 'internal', problems: [event.message] }));
    waiting.clear();
    options.onGone(event.message);
  });

  return {
    request(name, request) {
      next += 1;
      const id = next;
      return new Promise((resolve, reject) => {
        waiting.set(id, { resolve: resolve as (value: unknown) => void, reject });
        worker.postMessage({ id, name, request });
      });
    },
    stop: () => worker.postMessage({ name: 'stop' }),
    close: () => worker.terminate(),
  };
}
