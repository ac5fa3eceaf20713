/** Parameters are free within their ranges; outside them a sentence says what is expected. */
import { expect, test } from 'vitest';
import { replicationModel } from '../../../../sim-engine/explore/models/kafkaReplication/model.ts';
import { parameterFault } from '../../../../sim-engine/explore/models/kafkaReplication/parameters.ts';
import { VARIANTS } from '../../../../sim-engine/explore/models/kafkaReplication/variants.ts';
import { parametersOf } from './support.ts';

test.each([
  [{ replicas: 0 }, 'replicas: expected a whole number from 1 to 5, found 0'],
  [{ replicas: 6 }, 'replicas: expected a whole number from 1 to 5, found 6'],
  [{ logSize: 2.5 }, 'logSize: expected a whole number from 1 to 6, found 2.5'],
  [{ maxRecords: Number.NaN }, 'maxRecords: expected a whole number from 1 to 6, found NaN'],
  [{ maxLeaderEpoch: -1 }, 'maxLeaderEpoch: expected a whole number from 0 to 9, found -1'],
])('%o', (changes, sentence) => {
  const parameters = parametersOf(changes);
  const fault = parameterFault(parameters)!;
  expect(`${fault.parameter}: ${fault.message}`).toBe(sentence);
  const open = () =>
    replicationModel({ parameters, choices: VARIANTS.kip320, property: 'StrongIsr', symmetry: 'none' });
  expect(open).toThrow(sentence);
});

test('the usual ones are fine, and so are the largest', () => {
  expect(parameterFault(parametersOf())).toBeNull();
  expect(parameterFault({ replicas: 5, logSize: 6, maxRecords: 6, maxLeaderEpoch: 9 })).toBeNull();
});
