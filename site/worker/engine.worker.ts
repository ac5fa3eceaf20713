/** The worker: takes requests one at a time, and lets `stop` in between the slices of a long computation. */
import { InvariantError } from '../../sim-engine/kernel/invariant.ts';
import { InputError } from './inputError.ts';
import type { Failure, FromWorker, ToWorker } from './protocol.ts';
import { Session } from './session.ts';

const send = (message: FromWorker): void => self.postMessage(message);

const session = new Session({ onProgress: (progress) => send({ progress }) });

function failureOf(error: unknown): Failure {
  if (error instanceof InputError) return { kind: 'input', problems: error.problems };
  if (error instanceof InvariantError) return { kind: 'internal', problems: [error.message] };
  return { kind: 'internal', problems: [error instanceof Error ? `${error.name}: ${error.message}` : String(error)] };
}

self.addEventListener('message', (event: MessageEvent<ToWorker>) => {
  const message = event.data;
  if (message.name === 'stop') return session.stop();
  const { id } = message;
  Promise.resolve()
    .then(() => session.serve(message))
    .then(
      (result) => send({ id, result }),
      (error: unknown) => send({ id, failure: failureOf(error) }),
    );
});
