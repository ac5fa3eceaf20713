import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  assignPartitions,
  type AssignorInput,
  type AssignorName,
  type SubscribedMember,
} from '../../../../sim-engine/systems/kafka/rules/assignors.ts';

function member(memberId: string, topics: readonly string[], more: Partial<SubscribedMember> = {}): SubscribedMember {
  return { memberId, instanceId: null, topics, ...more };
}

/** The assignment as text: `a: x0 x1` per member. */
function assigned(name: AssignorName, input: AssignorInput): readonly string[] {
  return assignPartitions(name, input).map(({ memberId, partitions }) =>
    [`${memberId}:`, ...partitions.map(({ topic, partition }) => `${topic}${partition}`)].join(' '),
  );
}

const twoTopics = [
  { topic: 'x', partitionCount: 3 },
  { topic: 'y', partitionCount: 3 },
];

describe('range', () => {
  it('gives runs per topic, so the first members get more of every topic', () => {
    const members = [member('b', ['x', 'y']), member('a', ['x', 'y'])];
    expect(assigned('range', { topics: twoTopics, members })).toEqual(['b: x2 y2', 'a: x0 x1 y0 y1']);
  });

  it('static members come first, by instance id, whatever their member ids are', () => {
    const members = [
      member('a', ['x']),
      member('z', ['x'], { instanceId: 'i2' }),
      member('y', ['x'], { instanceId: 'i1' }),
    ];
    expect(assigned('range', { topics: twoTopics, members })).toEqual(['a: x2', 'z: x1', 'y: x0']);
  });

  const rackTopic = (racks: readonly (readonly string[])[], topic = 'x') => ({
    topic,
    partitionCount: racks.length,
    racks,
  });

  it('KIP-881: prefers a partition that has a replica near the member', () => {
    const members = [member('a', ['x'], { rack: 'r2' }), member('b', ['x'], { rack: 'r1' })];
    expect(assigned('range', { topics: [rackTopic([['r1'], ['r2']])], members })).toEqual(['a: x1', 'b: x0']);
  });

  it('racks decide nothing when every partition is everywhere, or when no member shares a rack', () => {
    const members = [member('a', ['x'], { rack: 'r2' }), member('b', ['x'], { rack: 'r1' })];
    expect(
      assigned('range', {
        topics: [
          rackTopic([
            ['r1', 'r2'],
            ['r2', 'r1'],
          ]),
        ],
        members,
      }),
    ).toEqual(['a: x0', 'b: x1']);
    expect(assigned('range', { topics: [rackTopic([['r8'], ['r9']])], members })).toEqual(['a: x0', 'b: x1']);
  });

  it('topics with equally many partitions stay side by side under racks', () => {
    const members = [member('a', ['x', 'y'], { rack: 'r2' }), member('b', ['x', 'y'], { rack: 'r1' })];
    const topics = [rackTopic([['r1'], ['r2']], 'x'), rackTopic([['r1'], ['r2']], 'y')];
    expect(assigned('range', { topics, members })).toEqual(['a: x1 y1', 'b: x0 y0']);
  });

  it('side by side comes before near: a partition that is near in one topic only counts for nothing', () => {
    const members = [member('a', ['x', 'y'], { rack: 'r2' }), member('b', ['x', 'y'], { rack: 'r1' })];
    const topics = [rackTopic([['r1'], ['r2']], 'x'), rackTopic([['r2'], ['r1']], 'y')];
    expect(assigned('range', { topics, members })).toEqual(['a: x0 y0', 'b: x1 y1']);
  });

  it('near or not, nobody gets more than a fair share', () => {
    const members = [member('a', ['x', 'y'], { rack: 'r1' }), member('b', ['x', 'y'], { rack: 'r2' })];
    const racks = [['r1'], ['r1'], ['r1'], ['r2']];
    const topics = [rackTopic(racks, 'x'), rackTopic(racks, 'y')];
    expect(assigned('range', { topics, members })).toEqual(['a: x0 x1 y0 y1', 'b: x2 x3 y2 y3']);
  });

  it('one topic with racks is enough to look at them, for that topic', () => {
    const members = [member('a', ['x', 'y'], { rack: 'r2' }), member('b', ['x', 'y'], { rack: 'r1' })];
    const topics = [rackTopic([['r1'], ['r2']], 'x'), { topic: 'y', partitionCount: 3 }];
    expect(assigned('range', { topics, members })).toEqual(['a: x1 y0 y1', 'b: x0 y2']);
  });

  it('partitions ascend, whichever was given first', () => {
    const members = [member('a', ['x'], { rack: 'r2' })];
    expect(assigned('range', { topics: [rackTopic([['r1'], ['r2']])], members })).toEqual(['a: x0 x1']);
  });
});

describe('round robin', () => {
  it('deals all partitions of all topics, so the difference is at most one', () => {
    const members = [member('b', ['x', 'y']), member('a', ['x', 'y'])];
    expect(assigned('roundrobin', { topics: twoTopics, members })).toEqual(['b: x1 y0 y2', 'a: x0 x2 y1']);
  });

  it('passes over who does not subscribe', () => {
    const members = [member('a', ['x']), member('b', ['x', 'y']), member('c', ['x'])];
    const topics = [
      { topic: 'x', partitionCount: 3 },
      { topic: 'y', partitionCount: 2 },
    ];
    expect(assigned('roundrobin', { topics, members })).toEqual(['a: x0', 'b: x1 y0 y1', 'c: x2']);
  });

  it('skips a topic that nobody wants', () => {
    expect(assigned('roundrobin', { topics: twoTopics, members: [member('a', ['z'])] })).toEqual(['a:']);
  });
});

const names = ['t0', 't1', 't2', 't3'];
const racks = fc.constantFrom('r1', 'r2', 'r3');

const input: fc.Arbitrary<AssignorInput> = fc.record({
  topics: fc
    .array(fc.array(fc.uniqueArray(racks, { maxLength: 3 }), { maxLength: 7 }), { minLength: 1, maxLength: 4 })
    .map((topics) =>
      topics.map((partitions, index) => ({
        topic: names[index] as string,
        partitionCount: partitions.length,
        racks: partitions,
      })),
    ),
  members: fc
    .array(fc.record({ topics: fc.subarray(names), isStatic: fc.boolean(), rack: fc.option(racks) }), { maxLength: 6 })
    .map((members) =>
      members.map(({ topics, isStatic, rack }, index) =>
        member(`m${index}`, topics, { instanceId: isStatic ? `i${index}` : null, rack }),
      ),
    ),
});

describe.each(['range', 'roundrobin'] as const)('%s, whatever the group', (name) => {
  it('gives every partition of a subscribed topic to exactly one member that subscribes to it, and no other', () => {
    fc.assert(
      fc.property(input, (group) => {
        const owners = new Map<string, string[]>();
        for (const { memberId, partitions } of assignPartitions(name, group)) {
          const topics = group.members.find((one) => one.memberId === memberId)?.topics ?? [];
          for (const { topic, partition } of partitions) {
            expect(topics).toContain(topic);
            const key = `${topic}-${partition}`;
            owners.set(key, [...(owners.get(key) ?? []), memberId]);
          }
        }
        const expected = group.topics
          .filter(({ topic }) => group.members.some((one) => one.topics.includes(topic)))
          .flatMap(({ topic, partitionCount }) =>
            Array.from({ length: partitionCount }, (_, index) => `${topic}-${index}`),
          );
        expect([...owners.keys()].sort()).toEqual(expected.sort());
        for (const owned of owners.values()) expect(owned).toHaveLength(1);
      }),
    );
  });

  it('does not depend on the order in which members are listed', () => {
    fc.assert(
      fc.property(input, (group) => {
        const reversed = assignPartitions(name, { ...group, members: [...group.members].reverse() });
        expect([...reversed].reverse()).toEqual(assignPartitions(name, group));
      }),
    );
  });
});

describe('range, whatever the group', () => {
  it('per topic, members differ by at most one partition', () => {
    fc.assert(
      fc.property(input, (group) => {
        const result = assignPartitions('range', group);
        for (const { topic } of group.topics) {
          const counts = group.members
            .filter((one) => one.topics.includes(topic))
            .map(
              ({ memberId }) =>
                result.find((one) => one.memberId === memberId)?.partitions.filter((one) => one.topic === topic)
                  .length ?? 0,
            );
          if (counts.length > 0) expect(Math.max(...counts) - Math.min(...counts)).toBeLessThanOrEqual(1);
        }
      }),
    );
  });
});
