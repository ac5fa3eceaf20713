/** Arguments of queues that a broker refuses, and those it stumbles over. */
import { describe, expect, it } from 'vitest';
import type { FieldTable } from '../../../../sim-engine/systems/rabbitmq/rules/fieldTable.ts';
import { checkArguments, type QueueType } from '../../../../sim-engine/systems/rabbitmq/rules/queue/arguments.ts';
import type { RabbitVersion } from '../../../../sim-engine/systems/rabbitmq/rules/version.ts';

const check = (type: QueueType, given: FieldTable, version: RabbitVersion = '3.10') => {
  return () => checkArguments({ queue: 'q', type, given, version });
};

describe('the age of a stream', () => {
  it('without a digit in front is an internal error before 4.3, and refused since', () => {
    expect(check('stream', { 'x-max-age': 'soon' })).toThrow(/^INTERNAL_ERROR$/);
    expect(check('stream', { 'x-max-age': 'soon' }, '4.0')).toThrow(/^INTERNAL_ERROR$/);
    expect(check('stream', { 'x-max-age': 'soon' }, '4.3')).toThrow(/invalid_max_age/);
  });

  it('near miss: a wrong unit is refused', () => {
    expect(check('stream', { 'x-max-age': '7X' })).toThrow(/^PRECONDITION_FAILED .*invalid_max_age/);
    expect(check('stream', { 'x-max-age': '7D' })).not.toThrow();
  });
});

describe('the mode of a queue', () => {
  it('is an argument of classic queues, default or lazy', () => {
    expect(check('classic', { 'x-queue-mode': 'lazy' })).not.toThrow();
    expect(check('classic', { 'x-queue-mode': 'quick' })).toThrow(/unsupported queue mode 'quick'/);
    expect(check('quorum', { 'x-queue-mode': 'lazy' })).toThrow(/of queue type rabbit_quorum_queue/);
  });
});
