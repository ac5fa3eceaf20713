/** RabbitMQ scenarios that the site, the command line and tests start from. The files are complete: no field relies on a default. */
import first from './first.json' with { type: 'json' };
import type { Scenario } from '../../../scenario/types.ts';

export type RabbitPresetName = 'first';

/** By name. A test parses each file and demands that parsing adds nothing. */
export const RABBIT_PRESETS = {
  /** One topic exchange, a quorum queue with two consumers, and a classic queue that gets everything. */
  first,
} as unknown as Readonly<Record<RabbitPresetName, Scenario>>;
