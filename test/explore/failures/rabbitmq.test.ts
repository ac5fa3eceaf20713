/** RabbitMQ's published failures (test/systems/rabbitmq/failures), found by a search that knows nothing of the stories. */
import { RABBIT_ROWS } from './rabbitRows.ts';
import { expectFailures } from './suite.ts';

expectFailures(RABBIT_ROWS);
