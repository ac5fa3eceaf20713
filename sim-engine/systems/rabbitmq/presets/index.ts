/** RabbitMQ scenarios that the site, the command line and tests start from. The files are complete: no field relies on a default. */
import mirrored from './mirrored.json' with { type: 'json' };
import play from './play.json' with { type: 'json' };
import type { Scenario } from '../../../scenario/types.ts';
import { benchScenario } from './bench.ts';

export type RabbitPresetName = 'play' | 'bench' | 'mirrored';

/** By name. A test parses each file and demands that parsing adds nothing. */
export const RABBIT_PRESETS = {
  /** A topic exchange, a quorum queue with dead letters, a classic queue; a publisher with confirms and one without. */
  play,
  bench: benchScenario,
  /** 3.13: a mirrored classic queue with autoheal, publishers on two nodes. Cut a node off, and heal. */
  mirrored,
} as unknown as Readonly<Record<RabbitPresetName, Scenario>>;
