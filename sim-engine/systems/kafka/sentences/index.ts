/** Everything that Kafka's machines say, in both languages. */
import type { Bilingual } from '../../door.ts';
import { actionSentences } from './actions.ts';
import { brokerSentences } from './broker.ts';
import { clientSentences } from './clients.ts';
import { groupSentences } from './group.ts';
import { timerSentences } from './timers.ts';

import { applicationSentences } from '../../application.ts';

export const sentences: Readonly<Record<string, Bilingual>> = {
  ...actionSentences,
  ...brokerSentences,
  ...clientSentences,
  ...groupSentences,
  ...timerSentences,
  ...applicationSentences,
};
