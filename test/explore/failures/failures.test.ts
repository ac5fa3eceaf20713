/**
 * Every published failure that is told step by step in test/systems/kafka/failures is found by a search that knows nothing of
 * the story, with the budget that its row states; and with the protection in place the same search sees everything within its
 * bounds and finds nothing. The numbers are exact: they change only with the model, or with what a search looks at.
 */
import { ROWS } from './rows.ts';
import { expectFailures } from './suite.ts';

expectFailures(ROWS);
