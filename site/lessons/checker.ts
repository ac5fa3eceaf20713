/** The page's end of the wire to the checking worker. One worker serves the whole page; it starts with the first question. */
import type { CheckName, CheckRequests, FromChecker } from './protocol.ts';

interface Waiting {
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: Error) => void;
  readonly onProgress?: ((progress: { readonly done: number; readonly total: number }) => void) | undefined;
}

const waiting = new Map<number, Waiting>();
let worker: Worker | null = null;
let last = 0;

function hear({ data }: MessageEvent<FromChecker>): void {
  const asked = waiting.get(data.id);
  if (asked === undefined) return;
  if ('progress' in data) return asked.onProgress?.(data.progress);
  waiting.delete(data.id);
  if ('failure' in data) asked.reject(new Error(data.failure));
  else asked.resolve(data.result);
}

function start(): Worker {
  const started = new Worker(new URL('./checker.worker.ts', import.meta.url), { type: 'module', name: 'checker' });
  started.addEventListener('message', hear);
  started.addEventListener('error', (event) => {
    event.preventDefault();
    for (const { reject } of waiting.values()) reject(new Error(event.message));
    waiting.clear();
    worker = null;
  });
  return started;
}

export interface Asker {
  ask<Name extends CheckName>(
    name: Name,
    request: CheckRequests[Name]['in'],
    onProgress?: Waiting['onProgress'],
  ): Promise<CheckRequests[Name]['out']>;
}

/** Questions about one lesson, answered in one language. */
export function checkerFor(lesson: string, locale: 'en' | 'zh-cn'): Asker {
  return {
    ask(name, request, onProgress) {
      worker ??= start();
      last += 1;
      const id = last;
      return new Promise((resolve, reject) => {
        waiting.set(id, { resolve: resolve as (value: unknown) => void, reject, onProgress });
        worker?.postMessage({ id, lesson, locale, name, request });
      });
    },
  };
}
