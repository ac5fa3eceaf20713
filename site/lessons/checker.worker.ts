/** The worker behind a lesson: computes runs and judges answers, one request at a time. */
import {
  checkUnder,
  designSearch,
  momentsOf,
  planOf,
  plansOf,
  plotOf,
  replay,
  solve,
  tallyOf,
  truthOf,
  type Lesson,
} from './checking.ts';
import { lessonOf } from './parts.ts';
import type { FromChecker, ToChecker } from './protocol.ts';

const files = import.meta.glob<object>('../../lessons/*/{meta,checks,scenario,forms,solution,wrongAnswers}.ts');

const send = (message: FromChecker): void => self.postMessage(message);

/** Loads what belongs to one lesson, and nothing of the others. */
async function open(lesson: string): Promise<Lesson> {
  const own = Object.entries(files).filter(([path]) => path.startsWith(`../../lessons/${lesson}/`));
  if (own.length === 0) throw new Error(`there is no lesson ${lesson}`);
  return lessonOf(await Promise.all(own.map(([, load]) => load())));
}

function serve(lesson: Lesson, message: ToChecker): unknown {
  switch (message.name) {
    case 'prepare':
      return null;
    case 'moments':
      return momentsOf(lesson, message.request);
    case 'truth':
      return truthOf(lesson, message.request);
    case 'replay':
      return replay(lesson, message.request);
    case 'tally':
      return tallyOf(lesson, message.request, message.locale);
    case 'plot':
      return plotOf(lesson, message.request);
    case 'plan':
      return planOf(lesson, message.request.run, message.request.seed);
    case 'plans':
      return plansOf(lesson, message.request);
    case 'solve':
      return solve(lesson, message.request);
    case 'search':
      return designSearch(lesson, message.request);
    case 'check':
      return checkUnder(lesson, message.request, message.locale);
  }
}

let turn: Promise<void> = Promise.resolve();

self.addEventListener('message', (event: MessageEvent<ToChecker>) => {
  const message = event.data;
  turn = turn
    .then(async () => send({ id: message.id, result: serve(await open(message.lesson), message) }))
    .catch((error: unknown) =>
      send({ id: message.id, failure: error instanceof Error ? error.message : String(error) }),
    );
});
