/** RabbitMQ scenarios that the site, the command line and tests start from. The files are complete: no field relies on a default. */
import autoheal from './autoheal.json' with { type: 'json' };
import bubbleTea from './bubble-tea.json' with { type: 'json' };
import emptyMirror from './empty-mirror.json' with { type: 'json' };
import mirrored from './mirrored.json' with { type: 'json' };
import play from './play.json' with { type: 'json' };
import lock from './lock.json' with { type: 'json' };
import poison from './poison.json' with { type: 'json' };
import transientSmall from './transient-small.json' with { type: 'json' };
import type { Scenario } from '../../../scenario/types.ts';
import { benchScenario } from './bench.ts';

export type RabbitPresetName =
  'play' | 'bench' | 'mirrored' | 'autoheal' | 'empty-mirror' | 'lock' | 'poison' | 'transient-small' | 'bubble-tea';

/** By name. A test parses each file and demands that parsing adds nothing. */
export const RABBIT_PRESETS = {
  /** A topic exchange, a quorum queue with dead letters, a classic queue; a publisher with confirms and one without. */
  play,
  bench: benchScenario,
  /** 3.13: a mirrored classic queue with autoheal, publishers on two nodes. Cut a node off, and heal. */
  mirrored,
  /** The same, parted in two: both sides confirm, and one of them is thrown away. */
  autoheal,
  /** 3.13: a mirror that was restarted is empty; then the leader crashes. */
  'empty-mirror': emptyMirror,
  /** A queue of one message as a lock, and a holder that is silent for longer than two heartbeats. */
  lock,
  /** A consumer that crashes on a poison message takes along what it has prefetched; nobody keeps dead letters. */
  poison,
  /** Two transient messages, confirmed: small enough to be searched. */
  'transient-small': transientSmall,
  /** A shop around the broker: order, payment with a bank, inventory, notification. */
  'bubble-tea': bubbleTea,
} as unknown as Readonly<Record<RabbitPresetName, Scenario>>;
