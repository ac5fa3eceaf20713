/**
 * The page's end of the wire to the checking workers. One serves the whole page and starts with the first question; while an answer
 * is judged under many seeds, others help. They start when a learner turns to a task, and go when they were not needed for a while.
 */
import { checkAllSeeds, type AllSeeds, type Lane } from './allSeeds.ts';
import type { CheckName, CheckRequests, FromChecker, TaskResult } from './protocol.ts';

interface Waiting {
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: Error) => void;
}

/** More would not be faster on most machines, and each holds a copy of the engine. */
const LANES_MAX = 4;

/** So long a helper waits for the next answer: what it has compiled makes the next check twice as fast. */
const IDLE_MILLIS = 120_000;

/** A worker and the questions that it has not answered yet. */
class Wire {
  readonly #waiting = new Map<number, Waiting>();
  readonly #stays: 'while the page is open' | 'while it is needed';
  #worker: Worker | null = null;
  #last = 0;
  #idle: ReturnType<typeof setTimeout> | undefined;

  constructor(stays: 'while the page is open' | 'while it is needed') {
    this.#stays = stays;
  }

  ask(question: object): Promise<unknown> {
    clearTimeout(this.#idle);
    this.#worker ??= this.#start();
    this.#last += 1;
    const id = this.#last;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      this.#worker?.postMessage({ id, ...question });
    });
  }

  #rest(): void {
    if (this.#stays === 'while the page is open' || this.#waiting.size > 0) return;
    this.#idle = setTimeout(() => {
      this.#worker?.terminate();
      this.#worker = null;
    }, IDLE_MILLIS);
  }

  #hear({ data }: MessageEvent<FromChecker>): void {
    const asked = this.#waiting.get(data.id);
    this.#waiting.delete(data.id);
    this.#rest();
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

const page = new Wire('while the page is open');
let helping: readonly Wire[] | null = null;

/** As many as the machine has room for beside the first one; none on a single core. */
function helpers(): readonly Wire[] {
  const length = Math.min(LANES_MAX, navigator.hardwareConcurrency) - 1;
  helping ??= Array.from({ length }, () => new Wire('while it is needed'));
  return helping;
}

export interface Asker {
  ask<Name extends CheckName>(name: Name, request: CheckRequests[Name]['in']): Promise<CheckRequests[Name]['out']>;
  /** A learner is about to answer: whoever will help loads the lesson now. */
  prepare(): void;
  /** Judges an answer under the public seed (or another that the learner sees) and all unseen ones. */
  check(request: CheckRequests['check']['in'], onProgress: AllSeeds['onProgress']): Promise<TaskResult>;
}

/** Questions about one lesson, answered in one language. */
export function checkerFor(lesson: string, locale: 'en' | 'zh-cn'): Asker {
  const askOn = <Name extends CheckName>(wire: Wire, name: Name, request: CheckRequests[Name]['in']) =>
    wire.ask({ lesson, locale, name, request }) as Promise<CheckRequests[Name]['out']>;
  // A helper that cannot start says so again when it is asked to judge.
  const prepare = (): void => helpers().forEach((wire) => void askOn(wire, 'prepare', {}).catch(() => undefined));
  return {
    ask: (name, request) => askOn(page, name, request),
    prepare,
    check(request, onProgress) {
      const laneOn =
        (wire: Wire): Lane =>
        (seed) =>
          askOn(wire, 'check', { ...request, ...(seed !== undefined && { seed }) });
      prepare();
      return checkAllSeeds({ lanes: [laneOn(page), ...helpers().map(laneOn)], onProgress });
    },
  };
}
