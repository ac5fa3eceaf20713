/**
 * The moment at which the home page stands still, found in the run itself while pages are built: an order is half-way to
 * the leader. The picture is what the worker would show of that moment.
 */
import type { RecordedOperation } from '../../sim-engine/host/world.ts';
import type { Micros } from '../../sim-engine/kernel/time.ts';
import { Playback } from '../../sim-engine/playback.ts';
import type { Locale } from '../i18n/index.ts';
import type { Stage } from '../worker/protocol.ts';
import { Session } from '../worker/session.ts';
import { ORDER, SHOP } from './strikes.ts';

/** After the order was placed: its producer lingers for 5 ms (linger.ms), and then it is half-way on a road of 10 ms. */
const UNDER_WAY_MICROS = 10_000;
/** After its shop heard that it is written: time to see that it did. */
const HEARD_MICROS = 3_000;

export interface Moments {
  readonly startAt: Micros;
  /** When whatever the visitor chooses strikes. */
  readonly strikeAt: Micros;
}

function timeOfSend(history: readonly RecordedOperation[], type: 'invoke' | 'ok'): Micros {
  const found = history.find((each) => each.f === 'send' && each.type === type && each.value === ORDER);
  if (found === undefined) throw new Error(`order ${ORDER} has no "${type}" in the run of the home page`);
  return found.at;
}

/** The two moments of the undisturbed run. */
export function momentsOfShop(): Moments {
  const playback = Playback.open(SHOP);
  playback.complete();
  const history = playback.history(playback.steps);
  return {
    startAt: timeOfSend(history, 'invoke') + UNDER_WAY_MICROS,
    strikeAt: timeOfSend(history, 'ok') + HEARD_MICROS,
  };
}

/** What stands on the stage at `at`, in words: the worker's own answer. */
export async function stageOfShop(locale: Locale, at: Micros): Promise<Stage> {
  const session = new Session({ onProgress: () => undefined });
  const ask = (request: Parameters<Session['serve']>[0]): Promise<unknown> => Promise.resolve(session.serve(request));
  await ask({ id: 1, name: 'open', request: { locale, scenario: SHOP } });
  await ask({ id: 2, name: 'compute', request: { branch: 'main' } });
  const look = await ask({ id: 3, name: 'look', request: { branch: 'main', moment: { time: at }, parts: {} } });
  return (look as { readonly stage: Stage }).stage;
}
