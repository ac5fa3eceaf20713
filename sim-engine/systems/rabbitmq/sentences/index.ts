/** Everything that RabbitMQ's machines say, in both languages, and the types by which the compiler knows each sentence's parameters. */
import type { Sentence } from '../../../host/sentence.ts';
import { actionSentences } from './actions.ts';
import { channelSentences } from './channels.ts';
import { clusterSentences } from './clusters.ts';
import { consumerSentences } from './consumers.ts';
import { endingSentences } from './endings.ts';
import { factSentences } from './facts.ts';
import { mirrorSentences } from './mirrors.ts';
import { pendingSentences } from './pending.ts';
import { publisherSentences } from './publishers.ts';
import { publishingSentences } from './publishing.ts';
import { queueingSentences } from './queueing.ts';
import { raftSentences } from './raft.ts';
import { streamSentences } from './streams.ts';
import { timerSentences } from './timers.ts';

export const sentences = {
  ...actionSentences,
  ...publishingSentences,
  ...queueingSentences,
  ...endingSentences,
  ...streamSentences,
  ...channelSentences,
  ...raftSentences,
  ...mirrorSentences,
  ...clusterSentences,
  ...publisherSentences,
  ...consumerSentences,
  ...factSentences,
  ...pendingSentences,
  ...timerSentences,
} as const;

/** A key of the table: one that is not there does not compile. */
export type SentenceKey = keyof typeof sentences;

/** `{name}` names a parameter, and so does `{name|message|messages}`. */
type NameIn<Braces extends string> = Braces extends `${infer Name}|${string}` ? Name : Braces;
type NamesIn<Text extends string> = Text extends `${string}{${infer Braces}}${infer Rest}`
  ? NameIn<Braces> | NamesIn<Rest>
  : never;

/** The parameters of one sentence: those that its English text names, no more and no fewer. */
export type ParamsOf<Key extends SentenceKey> = Readonly<
  Record<NamesIn<(typeof sentences)[Key]['en']>, string | number>
>;

/** A sentence whose key and parameters the compiler has checked. */
export function sentence<Key extends SentenceKey>(key: Key, params: ParamsOf<Key>): Sentence {
  return { key, params };
}
