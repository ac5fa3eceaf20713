/**
 * The five published specifications as sets of choices, and the last one with one of its guards removed.
 *
 * Source of the variants: hachikuji/kafka-specification, commit d68782b: KafkaTruncateToHighWatermark.tla, Kip101.tla,
 * Kip279.tla, Kip320FirstTry.tla, Kip320.tla; transcribed by hand. The removals are ours; nobody has published them.
 */
import type { RuleChoices } from './choices.ts';

/** Kafka before any of the repairs: a leader believes everybody that follows it. */
const TRUNCATE_TO_HIGH_WATERMARK: RuleChoices = {
  truncation: 'high-watermark',
  truncationFence: 'none',
  fetch: 'leader',
  highWatermark: 'leader',
  isr: 'leader',
  isrExpansionWait: 'none',
};

const KIP_320: RuleChoices = {
  truncation: 'matching-record',
  truncationFence: 'leader-epoch',
  fetch: 'leader-epoch',
  highWatermark: 'leader-epoch',
  isr: 'leader-epoch',
  isrExpansionWait: 'leader-epoch',
};

/** By name, in the order of their publication. */
export const VARIANTS = {
  'truncate-to-hw': TRUNCATE_TO_HIGH_WATERMARK,
  kip101: { ...TRUNCATE_TO_HIGH_WATERMARK, truncation: 'epoch-lookup' },
  kip279: { ...TRUNCATE_TO_HIGH_WATERMARK, truncation: 'matching-record' },
  'kip320-first-try': {
    truncation: 'on-demand',
    truncationFence: 'none',
    fetch: 'record-epoch',
    highWatermark: 'record-epoch',
    isr: 'record-epoch',
    isrExpansionWait: 'leader-epoch',
  },
  kip320: KIP_320,
} as const satisfies Readonly<Record<string, RuleChoices>>;

export type VariantName = keyof typeof VARIANTS;

export const VARIANT_NAMES = Object.keys(VARIANTS) as readonly VariantName[];

/**
 * Guards that can be taken out of `kip320`, by the names that the simulated brokers have for the same rules, and what
 * remains where the guard was.
 */
const REMOVALS = {
  /** KIP-101: a new follower cuts at its own high watermark again. */
  truncateByEpoch: { truncation: 'high-watermark' },
  /** KIP-279: the leader's answer for an epoch that it does not know is taken as it is. */
  compareDivergingEpoch: { truncation: 'epoch-lookup' },
  /** KIP-320: a leader of another epoch may say where to cut. */
  fencedTruncation: { truncationFence: 'none' },
  /** KIP-320: followers on another epoch count for the high watermark. */
  highWatermarkEpochCheck: { highWatermark: 'leader' },
  /** KAFKA-7128: a follower joins the ISR before the high watermark has reached the leader's epoch. */
  isrExpansionWait: { isrExpansionWait: 'none' },
  /** KIP-320: a fetch on another epoch is answered. */
  fencedFetch: { fetch: 'leader' },
} as const satisfies Readonly<Record<string, Partial<RuleChoices>>>;

export type RemovableGuard = keyof typeof REMOVALS;

export const REMOVABLE_GUARDS = Object.keys(REMOVALS) as readonly RemovableGuard[];

/** The choices of `kip320` without one of its guards. */
export function kip320Without(guard: RemovableGuard): RuleChoices {
  return { ...KIP_320, ...REMOVALS[guard] };
}
