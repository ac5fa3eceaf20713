/** The worker behind a lesson: computes runs and judges answers, one request at a time. */
import { checkTask, momentsOf, plansOf, plotOf, replay, tallyOf, truthOf, type Lesson } from './checking.ts';
import type { FromChecker, ToChecker } from './protocol.ts';

const checks = import.meta.glob<Pick<Lesson, 'checks'>>('../../lessons/*/checks.ts');
const scenarios = import.meta.glob<Pick<Lesson, 'runs'>>('../../lessons/*/scenario.ts');
const metas = import.meta.glob<Pick<Lesson, 'meta'>>('../../lessons/*/meta.ts');
const wrongs = import.meta.glob<Pick<Lesson, 'wrongAnswers'>>('../../lessons/*/wrongAnswers.ts');

const send = (message: FromChecker): void => self.postMessage(message);

async function part<T>(modules: Record<string, () => Promise<T>>, lesson: string, file: string): Promise<T> {
  const load = modules[`../../lessons/${lesson}/${file}.ts`];
  if (load === undefined) throw new Error(`the lesson ${lesson} has no ${file}`);
  return load();
}

async function open(lesson: string): Promise<Lesson> {
  const [{ checks: read }, { runs }, { meta }, { wrongAnswers }] = await Promise.all([
    part(checks, lesson, 'checks'),
    part(scenarios, lesson, 'scenario'),
    part(metas, lesson, 'meta'),
    part(wrongs, lesson, 'wrongAnswers'),
  ]);
  return { checks: read, runs, meta, wrongAnswers };
}

function serve(lesson: Lesson, message: ToChecker): unknown {
  switch (message.name) {
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
    case 'plans':
      return plansOf(lesson, message.request);
    case 'check': {
      const checking = checkTask(lesson, message.request, message.locale);
      for (let next = checking.next(); ; next = checking.next()) {
        if (next.done === true) return next.value;
        send({ id: message.id, progress: next.value });
      }
    }
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
