/** The search worker: one search at a time, and `stop` is heard between its slices. */
import { SearchSession } from './search/session.ts';
import type { FromSearch, ToSearch } from './search/protocol.ts';

const send = (message: FromSearch): void => self.postMessage(message);

const session = new SearchSession({
  onProgress: (progress) => send({ progress }),
  onRemedies: (remedies) => send({ remedies }),
  clock: () => performance.now(),
  giveWay: () => new Promise((resolve) => setTimeout(resolve, 0)),
});

self.addEventListener('message', ({ data }: MessageEvent<ToSearch>) => {
  if (data.name === 'stop') return session.stop();
  const { id } = data;
  const answer = data.name === 'search' ? session.search(data.job) : session.remedies(data.job);
  answer.then(
    (told) => send({ id, answer: told }),
    (error: unknown) => send({ id, failure: error instanceof Error ? error.message : String(error) }),
  );
});
