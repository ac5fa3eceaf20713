/**
 * The page's end of the wire to the checking workers. One serves the whole page and starts with the first question; while an answer
 * is judged under many seeds, others help.
 */
import { checkAllSeeds, type AllSeeds, type Lane } from './allSeeds.ts';
import type { CheckName, CheckRequests, FromChecker, TaskResult } from './protocol.ts';

interface Waiting {
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: Error) => void;
}

/** More would not be faster on most machines, and each holds a copy of the engine. */
const LANES_MAX = 4;

/** A worker and the questions that it has not answered yet. */
class Wire {
  readonly #waiting = new Map<number, Waiting>();
  #worker: Worker | null = null;
  #last = 0;

  ask(question: object): Promise<unknown> {
    this.#worker ??= this.#start();
    this.#last += 1;
    const id = this.#last;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      this.#worker?.postMessage({ id, ...question });
    });
  }

  close(): void {
    this.#worker?.terminate();
    this.#worker = null;
  }

  #hear({ data }: MessageEvent<FromChecker>): void {
    const asked = this.#waiting.get(data.id);
    this.#waiting.delete(data.id);
    if ('failure' in data) asked?.reject(new Error(data.failure));
    else asked?.resolve(data.result);
  }

  #start(): Worker {
    const started = new Worker(new URL('./checker.worker.ts', import.meta.url), { type: 'module', name: 'checker' });
    started.addEventListener('message', (event: MessageEvent<FromChecker>) => this.#hear(event));
    started.addEventListener('error', (event) => {
      event.preventDefault();
      for (const { reject } of this.#waiting.values()) reject(new Error(event.message));
      this.#waiting.clear();
      this.#worker = null;
    });
    return started;
  }
}

const page = new Wire();

export interface Asker {
  ask<Name extends CheckName>(name: Name, request: CheckRequests[Name]['in']): Promise<CheckRequests[Name]['out']>;
  /** Judges an answer under the public seed (or another that the learner sees) and all unseen ones. */
  check(request: CheckRequests['check']['in'], onProgress: AllSeeds['onProgress']): Promise<TaskResult>;
}

/** Questions about one lesson, answered in one language. */
export function checkerFor(lesson: string, locale: 'en' | 'zh-cn'): Asker {
  const askOn = <Name extends CheckName>(wire: Wire, name: Name, request: CheckRequests[Name]['in']) =>
    wire.ask({ lesson, locale, name, request }) as Promise<CheckRequests[Name]['out']>;
  return {
    ask: (name, request) => askOn(page, name, request),
    async check(request, onProgress) {
      const helpers = Array.from({ length: Math.min(LANES_MAX, navigator.hardwareConcurrency) - 1 }, () => new Wire());
      const laneOn =
        (wire: Wire): Lane =>
        (seed) =>
          askOn(wire, 'check', { ...request, ...(seed !== undefined && { seed }) });
      try {
        return await checkAllSeeds({ lanes: [laneOn(page), ...helpers.map(laneOn)], onProgress });
      } finally {
        for (const helper of helpers) helper.close();
      }
    },
  };
}
