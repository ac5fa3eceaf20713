/**
 * Where the evidence of each system lies: vectors, recordings and published failures, as its tests read them.
 *
 * Only pages that are being built read this; nothing of it is sent.
 */
import { differences } from '../../test/conformance/rabbitmq/differences.ts';
import { recordingSchema, type Recording } from '../../test/conformance/rabbitmq/recording.ts';
import { replayed } from '../../test/conformance/rabbitmq/replayed.ts';
import { scripts } from '../../test/conformance/rabbitmq/scripts/index.ts';
import { RABBIT_ROWS } from '../../test/explore/failures/rabbitRows.ts';
import type { Row } from '../../test/explore/failures/row.ts';
import { ROWS } from '../../test/explore/failures/rows.ts';
import kafkaVectors from '../../test/vectors/data/kafka.json?raw';
import moreRabbitVectors from '../../test/vectors/data/rabbitmq-more.json?raw';
import rabbitVectors from '../../test/vectors/data/rabbitmq.json?raw';
import type { Bilingual } from '../../sim-engine/systems/door.ts';

export interface RecordingSource {
  readonly recordings: readonly Recording[];
  /** Names of all scripts, and of those that are played on the simulated broker. */
  readonly scripts: readonly string[];
  readonly replayed: readonly string[];
  /** Of the replayed ones: those whose history is another one, and why. */
  readonly differences: readonly { readonly script: string; readonly why: Bilingual }[];
}

export interface EvidenceSource {
  /** As scenarios name the system. */
  readonly system: string;
  /** Texts of the files of test vectors. */
  readonly vectors: readonly string[];
  readonly failures: readonly Row[];
  /** Absent: no broker has been recorded. */
  readonly recorded?: RecordingSource;
}

const files = import.meta.glob<string>('../../test/conformance/rabbitmq/recordings/*.json', {
  eager: true,
  query: '?raw',
  import: 'default',
});

const nameOf = ({ name }: { readonly name: string }): string => name;

export const EVIDENCE_SOURCES: readonly EvidenceSource[] = [
  { system: 'kafka', vectors: [kafkaVectors], failures: ROWS },
  {
    system: 'rabbitmq',
    vectors: [rabbitVectors, moreRabbitVectors],
    failures: RABBIT_ROWS,
    recorded: {
      recordings: Object.values(files).map((text) => recordingSchema.parse(JSON.parse(text))),
      scripts: scripts.map(nameOf),
      replayed: replayed.map(nameOf),
      differences,
    },
  },
];
