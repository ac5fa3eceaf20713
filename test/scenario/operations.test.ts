import { describe, expect, it } from 'vitest';
import { isHostOperation } from '../../sim-engine/host/faults.ts';
import { HOST_OPERATIONS, operationsOf } from '../../sim-engine/scenario/operations.ts';
import { isSending } from '../../sim-engine/systems/sending.ts';
import { VOCABULARIES } from '../../sim-engine/systems/vocabularies.ts';
import { kafkaVocabulary } from '../../sim-engine/systems/kafka/vocabulary.ts';

const operations = operationsOf(kafkaVocabulary);

describe.each(VOCABULARIES)('the operations of $system', (vocabulary) => {
  it('know one by which a producer sends a record', () => {
    const sending = operationsOf(vocabulary).filter(({ name }) => isSending({ operation: name }));
    expect(sending.map((operation) => operation.arguments)).toEqual([
      { producer: { kind: 'producer' }, key: { kind: 'key' } },
    ]);
  });
});

describe('the catalogue of operations', () => {
  it('offers what the host carries out', () => {
    const notOfTheHost = HOST_OPERATIONS.filter(({ name }) => !isHostOperation(name)).map(({ name }) => name);
    // The host hands a change of settings to the machine itself.
    expect(notOfTheHost).toEqual(['configure']);
  });

  it('names each operation once, in both languages', () => {
    const names = operations.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    for (const { label } of operations) {
      expect(label.en).toMatch(/^[A-Z]/);
      expect(label['zh-cn']).toMatch(/\p{Script=Han}/u);
    }
  });

  it('limits faults by a budget, never healing', () => {
    const ofKind = (kind: string) => operations.filter((each) => each.kind === kind).map(({ name }) => name);
    expect(ofKind('heal')).toEqual(['restart', 'resume', 'release', 'healLink', 'healAll']);
    expect(ofKind('admin')).toEqual(['configure', 'electPreferred', 'electLeader', 'cleanShutdown', 'send']);
    expect(ofKind('fault')).toHaveLength(operations.length - 10);
  });
});
