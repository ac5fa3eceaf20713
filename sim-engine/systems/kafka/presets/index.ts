/** Kafka scenarios that the site, the command line and tests start from. The files are complete: no field relies on a default. */
import acksOne from './acks-one.json' with { type: 'json' };
import acksOneSmall from './acks-one-small.json' with { type: 'json' };
import bubbleTea from './bubble-tea.json' with { type: 'json' };
import lastReplica from './last-replica.json' with { type: 'json' };
import lastReplicaSmall from './last-replica-small.json' with { type: 'json' };
import play from './play.json' with { type: 'json' };
import type { KafkaScenario } from '../scenario.ts';
import { benchScenario } from './bench.ts';

export type KafkaPresetName =
  'play' | 'bench' | 'acks-one' | 'acks-one-small' | 'last-replica' | 'last-replica-small' | 'bubble-tea';

/** By name. A test parses each file and demands that parsing adds nothing. */
export const KAFKA_PRESETS = {
  /** Two producers, one with acks=all and one with acks=1, and a group of two; timeouts short enough to watch. */
  play,
  bench: benchScenario,
  /** acks=1: the leader dies after it answered and before anyone copied. */
  'acks-one': acksOne,
  /** acks=all with min.insync.replicas=1: the last replica answers alone, then loses its page cache. */
  'last-replica': lastReplica,
  /** acks=1 and two records, nothing goes wrong by itself: every schedule of a few faults can be searched. */
  'acks-one-small': acksOneSmall,
  /** The last replica with two records, for the same. */
  'last-replica-small': lastReplicaSmall,
  /** A shop around the broker: order, payment with a bank, inventory, notification. */
  'bubble-tea': bubbleTea,
} as unknown as Readonly<Record<KafkaPresetName, KafkaScenario>>;
