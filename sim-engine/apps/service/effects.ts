/**
 * Effects: what customers feel and nobody can take back.
 *
 * Models: an effect is there as soon as the step is carried out; a provider that knows idempotency keys and repeats nothing.
 * Leaves out: the provider's own failures, which an external service with an endpoint can show; keys that a provider forgets.
 */
import type { ServiceContext } from './context.ts';

/** What the provider has been asked for with a key. It is the provider's memory, kept here because it survives our crashes. */
const PROVIDER_FILE = 0;

type KnownKeys = Readonly<Record<string, true>>;

/**
 * Name: Make an effect
 * Who: a service
 * Means: charged, sent, shipped: a second time is a second time, unless the provider knows the key
 * Enabled when: the program has come to this step
 * Changes: the world outside; nothing when the provider has seen the key
 */
export function makeEffect(
  context: ServiceContext,
  effect: {
    readonly name: string;
    readonly order: string;
    readonly key: string;
    readonly idempotencyKey?: 'order' | 'message';
  },
): void {
  const { turn } = context;
  const { name, order } = effect;
  const params = { service: context.name, name, order };
  turn.rule('app.service.effect');
  if (effect.idempotencyKey !== undefined) {
    const known = (turn.read(PROVIDER_FILE) as KnownKeys | undefined) ?? {};
    const key = `${name}/${effect.key}`;
    if (known[key] === true) {
      turn.milestone('redelivery', 'app.service.effect-refused', params);
      turn.record({ f: 'effect', type: 'fail', name, order, error: 'REPEATED' });
      return;
    }
    turn.writeDurably(PROVIDER_FILE, { ...known, [key]: true });
  }
  turn.note('app.service.effect', params);
  turn.record({ f: 'effect', type: 'ok', name, order });
}
