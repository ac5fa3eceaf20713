/** Small scenes on a bench, for transitions of a message that neither vectors nor scripts reach. */
import type { FieldTable } from '../../../../sim-engine/systems/rabbitmq/rules/fieldTable.ts';
import { bench } from '../support.ts';

const AT_LEAST_ONCE = {
  'x-dead-letter-exchange': '',
  'x-dead-letter-routing-key': 'grave',
  'x-dead-letter-strategy': 'at-least-once',
  'x-overflow': 'reject-publish',
};

/** A queue, three messages, one of them fetched; then something happens. */
function scene(
  args: FieldTable,
  happens: (on: ReturnType<typeof bench>, key: ReturnType<ReturnType<typeof bench>['channel']>) => void,
): void {
  const on = bench('4.3');
  const key = on.channel();
  on.say(key, { type: 'queue.declare', queue: 'q', durable: true, arguments: args });
  for (const body of ['a', 'b', 'c']) on.say(key, { type: 'basic.publish', exchange: '', routingKey: 'q', body });
  on.say(key, { type: 'basic.get', queue: 'q' });
  happens(on, key);
}

const QUORUM = { 'x-queue-type': 'quorum' };
const DELAYED = { ...QUORUM, 'x-delayed-retry-type': 'all', 'x-delayed-retry-min': 500 };

export function playScenes(): void {
  scene({ 'x-message-ttl': 100 }, (on) => on.wait(200));
  scene({ ...QUORUM, ...AT_LEAST_ONCE, 'x-message-ttl': 100 }, (on) => on.wait(200));
  scene({ ...QUORUM, ...AT_LEAST_ONCE, 'x-delivery-limit': 0 }, (on, key) => {
    on.say(key, { type: 'basic.reject', deliveryTag: 1 });
  });
  scene({ ...QUORUM, ...AT_LEAST_ONCE }, (on, key) => {
    on.say(key, { type: 'basic.reject', deliveryTag: 1, requeue: false });
    on.say(key, { type: 'queue.purge', queue: 'q' });
  });
  scene({ 'x-max-length': 1, 'x-overflow': 'reject-publish-dlx' }, () => undefined);
  scene(DELAYED, (on, key) => {
    on.say(key, { type: 'basic.nack', deliveryTag: 1 });
    on.say(key, { type: 'queue.purge', queue: 'q' });
  });
}
