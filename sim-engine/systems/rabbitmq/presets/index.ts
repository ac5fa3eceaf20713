/** RabbitMQ scenarios that the site, the command line and tests start from. The files are complete: no field relies on a default. */
import first from './first.json' with { type: 'json' };
import lock from './lock.json' with { type: 'json' };
import poison from './poison.json' with { type: 'json' };
import transientSmall from './transient-small.json' with { type: 'json' };
import type { Scenario } from '../../../scenario/types.ts';

export type RabbitPresetName = 'first' | 'lock' | 'poison' | 'transient-small';

/** By name. A test parses each file and demands that parsing adds nothing. */
export const RABBIT_PRESETS = {
  /** One topic exchange, a quorum queue with two consumers, and a classic queue that gets everything. */
  first,
  /** A queue of one message as a lock, and a holder that is silent for longer than two heartbeats. */
  lock,
  /** A consumer that crashes on a poison message takes along what it has prefetched; nobody keeps dead letters. */
  poison,
  /** Two transient messages, confirmed: small enough to be searched. */
  'transient-small': transientSmall,
} as unknown as Readonly<Record<RabbitPresetName, Scenario>>;
