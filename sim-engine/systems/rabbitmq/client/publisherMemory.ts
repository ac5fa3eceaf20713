/** What a publisher remembers, and what its application keeps on disk. */
import type { Submission } from '../../../apps/submissions.ts';
import type { Micros } from '../../../kernel/time.ts';
import type { PublicationState } from '../charts/index.ts';
import type { ProducerSettings } from '../settings.ts';
import type { Session } from './session.ts';

/** A message as the application means it: it keeps its value when it is published again. */
export interface Publication {
  readonly value: string;
  readonly key: string | null;
  readonly routingKey: string;
  /** Consumers fail on it. */
  readonly isPoison: boolean;
  /** It was published before without a confirm: a queue may have it. */
  readonly mayBeThere: boolean;
  /** `scheduled`: part of the workload; `commanded`: asked for by hand. */
  readonly cause: 'scheduled' | 'commanded';
  /** A service of the same process that waits to hear what became of it. */
  readonly submission?: Submission;
}

/** Published with confirms, and not answered yet. */
export interface Outstanding {
  readonly publication: Publication;
  readonly sequence: number;
  readonly sinceMicros: Micros;
  /** On the chart `publication`; `returned`: it came back as unroutable, and the confirm follows. */
  readonly state: Extract<PublicationState, 'outstanding' | 'returned'>;
}

export interface PublisherMemory {
  readonly settings: ProducerSettings;
  readonly session: Session;
  /** Is the channel open, with confirms if they are wanted? */
  readonly ready: boolean;
  readonly nextSequence: number;
  /** In the order of their sequence numbers. */
  readonly outstanding: readonly Outstanding[];
  /** To be published again, before anything new. */
  readonly again: readonly Publication[];
  /** The application stands in publish() with these; null: it does not. */
  readonly waiting: readonly Publication[] | null;
  /** Published since the last batch was confirmed. */
  readonly batch: number;
  /** Stands still after a refusal (`republish-pause-ms`); absent: it does not. */
  readonly pausing?: true;
}

export interface ApplicationProgress {
  /** Messages of the schedule. */
  readonly sent: number;
  /** Those, and those that were asked for by hand. */
  readonly total: number;
  /** By label, the last number. */
  readonly numbers: Readonly<Record<string, number>>;
}

export const PROGRESS_FILE = 0;
export const NO_PROGRESS: ApplicationProgress = { sent: 0, total: 0, numbers: {} };
