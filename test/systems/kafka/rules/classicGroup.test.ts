import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  checkOffsetCommit,
  checkSessionTimeout,
  completeWrite,
  heartbeat,
  joinGroup,
  leaveGroup,
  loadClassicGroup,
  newClassicGroup,
  nextDeadline,
  onDeadline,
  syncGroup,
  unloadGroup,
  type ClassicGroup,
  type GroupOutcome,
  type GroupResponse,
  type GroupWrite,
} from '../../../../sim-engine/systems/kafka/rules/classicGroup.ts';
import { inJavaHashOrder, javaStringHash } from '../../../../sim-engine/systems/kafka/rules/javaHash.ts';
import { NEVER } from '../../../../sim-engine/kernel/time.ts';

const SECOND = 1_000_000;

interface Joining {
  readonly instanceId?: string;
  readonly protocols?: readonly string[];
  readonly topics?: readonly string[];
  readonly sessionSeconds?: number;
  readonly rebalanceSeconds?: number;
}

/** A group and its members' requests. Every call returns the answers that it sets free, as text. */
class Story {
  group: ClassicGroup = newClassicGroup();
  now = 0;
  writes: GroupWrite[] = [];
  holdsWrites = false;
  readonly sizeMax: number;
  #requests = 0;
  readonly #senders = new Map<number, string>();

  constructor(options: { readonly sizeMax?: number } = {}) {
    this.sizeMax = options.sizeMax ?? 100;
  }

  get context() {
    return { nowMicros: this.now, settings: { initialRebalanceDelayMicros: 3 * SECOND, sizeMax: this.sizeMax } };
  }

  /** A request of a member that has its id, or, as `new id`, of one that has none. */
  join(name: string, joining: Joining = {}): readonly string[] {
    const [first, second] = name.split(' ') as [string, string | undefined];
    const member = second ?? first;
    const request = {
      requester: this.#requester(member),
      memberId: first === 'new' ? '' : member,
      newMemberId: member,
      instanceId: joining.instanceId ?? null,
      sessionTimeoutMicros: (joining.sessionSeconds ?? 10) * SECOND,
      rebalanceTimeoutMicros: (joining.rebalanceSeconds ?? 60) * SECOND,
      protocols: joining.protocols ?? ['range'],
      topics: joining.topics ?? ['orders'],
    };
    return this.#take(joinGroup(this.group, request, this.context));
  }

  /** Takes the id first, as a dynamic member does. */
  enter(member: string, joining: Joining = {}): readonly string[] {
    this.join(`new ${member}`, joining);
    return this.join(member, joining);
  }

  sync(
    member: string,
    assignments: Readonly<Record<string, readonly number[]>> = {},
    instanceId: string | null = null,
  ) {
    const shares = Object.entries(assignments).map(([memberId, assignment]) => ({ memberId, assignment }));
    const { generation } = this.group;
    const request = {
      requester: this.#requester(member),
      memberId: member,
      instanceId,
      generation,
      assignments: shares,
    };
    return this.#take(syncGroup(this.group, request, this.context));
  }

  beat(
    member: string,
    options: { readonly generation?: number; readonly instanceId?: string } = {},
  ): readonly string[] {
    const generation = options.generation ?? this.group.generation;
    const request = {
      requester: this.#requester(member),
      memberId: member,
      instanceId: options.instanceId ?? null,
      generation,
    };
    return this.#take(heartbeat(this.group, request, this.context));
  }

  leave(member: string, instanceId: string | null = null): readonly string[] {
    const request = { requester: this.#requester(member || (instanceId ?? '')), memberId: member, instanceId };
    return this.#take(leaveGroup(this.group, request, this.context));
  }

  commit(member: string, generation = this.group.generation): string {
    const { error, group } = checkOffsetCommit(
      this.group,
      { memberId: member, instanceId: null, generation },
      this.context,
    );
    this.group = group;
    return error;
  }

  /** Lets time pass, one deadline after the other. */
  pass(seconds: number): readonly string[] {
    const end = this.now + seconds * SECOND;
    const answers: string[] = [];
    while (nextDeadline(this.group) <= end) {
      this.now = nextDeadline(this.group);
      answers.push(...this.#take(onDeadline(this.group, this.context)));
    }
    this.now = end;
    return answers;
  }

  finishWrite(error: 'NONE' | 'NOT_COORDINATOR' = 'NONE'): readonly string[] {
    const write = this.writes.shift();
    if (write === undefined) throw new Error('nothing is being written');
    return this.#take(completeWrite(this.group, write, error, this.context));
  }

  unload(): readonly string[] {
    return this.#take(unloadGroup(this.group, this.context));
  }

  members(): readonly string[] {
    return this.group.members.map((member) => member.memberId);
  }

  /** A stable group of dynamic members, the first of which leads. */
  stable(...members: readonly string[]): this {
    for (const member of members) this.enter(member);
    this.pass(6);
    const [leader, ...others] = members as [string, ...string[]];
    for (const member of others) this.sync(member);
    this.sync(leader, Object.fromEntries(members.map((member, index) => [member, [index]])));
    if (this.group.state !== 'Stable') throw new Error(`the group is ${this.group.state}`);
    return this;
  }

  #requester(member: string): { readonly node: number; readonly correlation: number } {
    this.#requests += 1;
    this.#senders.set(this.#requests, member);
    return { node: 0, correlation: this.#requests };
  }

  #take(outcome: GroupOutcome): readonly string[] {
    this.group = outcome.group;
    const answers = outcome.responses.map((response) => this.#text(response));
    if (outcome.write === null) return answers;
    this.writes.push(outcome.write);
    return this.holdsWrites ? answers : [...answers, ...this.finishWrite()];
  }

  #text(response: GroupResponse): string {
    const who = `${this.#senders.get(response.requester.correlation)} ${response.kind}`;
    if (response.error !== 'NONE') return `${who}: ${response.error}`;
    if (response.kind === 'join') {
      const listed = response.members.map((member) => member.memberId).join('+');
      const skip = response.skipAssignment ? ' skip' : '';
      return `${who}: generation ${response.generation} ${response.protocol} leader ${response.leader} [${listed}]${skip}`;
    }
    return response.kind === 'sync' ? `${who}: ${response.assignment.join('+')}` : `${who}: ok`;
  }
}

describe('the first rebalance', () => {
  it('KIP-394: a dynamic member gets an id first and is a member only when it comes back with it', () => {
    const story = new Story();
    expect(story.join('new a')).toEqual(['a join: MEMBER_ID_REQUIRED']);
    expect(story.members()).toEqual([]);
    expect(story.join('a')).toEqual([]);
    expect(story.members()).toEqual(['a']);
  });

  it('waits three seconds for more members', () => {
    const story = new Story();
    story.enter('a');
    expect(story.pass(2.9)).toEqual([]);
    expect(story.pass(0.1)).toEqual(['a join: generation 1 range leader a [a]']);
    expect(story.group.state).toBe('CompletingRebalance');
  });

  it('waits longer for every newcomer, at most the rebalance timeout', () => {
    const story = new Story();
    for (let second = 0; second < 9; second += 2) {
      story.enter(`m${second}`, { rebalanceSeconds: 8 });
      expect(story.pass(2).length > 0, `after ${second + 2} s`).toBe(second === 6);
    }
  });

  it('an id that nobody uses is forgotten after the session timeout', () => {
    const story = new Story();
    story.join('new a', { sessionSeconds: 6 });
    story.pass(5.9);
    expect(story.group.pendingMembers).toHaveLength(1);
    story.pass(0.1);
    expect(story.join('a')).toEqual(['a join: UNKNOWN_MEMBER_ID']);
  });
});

describe('a deadline', () => {
  it('that is not due yet changes nothing', () => {
    const story = new Story();
    story.enter('a');
    expect(onDeadline(story.group, story.context)).toEqual({ group: story.group, responses: [], write: null });
  });
});

describe('the sync phase', () => {
  it('everybody gets a share when the leader has brought them and they are written', () => {
    const story = new Story();
    story.enter('a');
    story.enter('b');
    story.pass(6);
    story.holdsWrites = true;
    expect(story.sync('b')).toEqual([]);
    expect(story.sync('a', { a: [0, 1], b: [2] })).toEqual([]);
    expect(story.group.state).toBe('CompletingRebalance');
    expect(story.finishWrite()).toEqual(['a sync: 0+1', 'b sync: 2']);
    expect(story.group.state).toBe('Stable');
  });

  it('a write that fails sends the members to join again', () => {
    const story = new Story();
    story.enter('a');
    story.pass(3);
    story.holdsWrites = true;
    story.sync('a', { a: [0] });
    expect(story.finishWrite('NOT_COORDINATOR')).toEqual(['a sync: NOT_COORDINATOR']);
    expect(story.group.state).toBe('PreparingRebalance');
  });

  it('a write that ends after the group has moved on changes nothing', () => {
    const story = new Story();
    story.enter('a');
    story.pass(3);
    story.holdsWrites = true;
    story.sync('a', { a: [0] });
    story.enter('b');
    expect(story.group.state).toBe('PreparingRebalance');
    expect(story.finishWrite()).toEqual([]);
    expect(story.group.state).toBe('PreparingRebalance');
  });

  it('removes members that never sync, and the others rebalance', () => {
    const story = new Story();
    story.enter('a', { sessionSeconds: 100 });
    story.enter('b', { sessionSeconds: 100 });
    story.pass(6);
    story.sync('b');
    expect(story.pass(60)).toEqual(['b sync: REBALANCE_IN_PROGRESS']);
    expect([story.members(), story.group.leader]).toEqual([['b'], 'b']);
  });

  it('goes on in a stable group: who has not fetched its share in time is removed', () => {
    const story = new Story();
    story.enter('a', { sessionSeconds: 100 });
    story.enter('b', { sessionSeconds: 100 });
    story.pass(6);
    story.sync('a', { a: [0], b: [1] });
    story.pass(59.9);
    expect([story.group.state, story.members()]).toEqual(['Stable', ['a', 'b']]);
    story.pass(0.1);
    expect([story.group.state, story.members()]).toEqual(['PreparingRebalance', ['a']]);
  });

  it('in a stable group the share is told again', () => {
    expect(new Story().stable('a', 'b').sync('b')).toEqual(['b sync: 1']);
  });
});

describe('a rebalance', () => {
  it('begins with a new member; the others learn of it by heartbeat, and may still commit', () => {
    const story = new Story().stable('a');
    story.enter('b');
    expect(story.beat('a')).toEqual(['a heartbeat: REBALANCE_IN_PROGRESS']);
    expect(story.commit('a')).toBe('NONE');
    expect(story.join('a')).toEqual([
      'a join: generation 2 range leader a [a+b]',
      'b join: generation 2 range leader a []',
    ]);
    expect(story.commit('a')).toBe('REBALANCE_IN_PROGRESS');
  });

  it('removes dynamic members that do not join again in time; another member leads', () => {
    const story = new Story();
    story.enter('a', { sessionSeconds: 300, rebalanceSeconds: 20 });
    story.enter('b', { sessionSeconds: 300, rebalanceSeconds: 20 });
    story.pass(6);
    story.sync('b');
    story.sync('a');
    story.join('b', { topics: ['other'], rebalanceSeconds: 20 });
    expect(story.pass(19.9)).toEqual([]);
    expect(story.pass(0.1)).toEqual(['b join: generation 2 range leader b [b]']);
  });

  it('waits on while nobody has joined and static members are known', () => {
    const story = new Story();
    story.join('new a', { instanceId: 'i', sessionSeconds: 1000 });
    story.enter('b', { sessionSeconds: 1000 });
    story.pass(6);
    story.sync('b');
    story.sync('a', {}, 'i');
    story.leave('b');
    story.pass(60);
    expect([story.group.state, story.members(), story.group.generation]).toEqual(['PreparingRebalance', ['a'], 1]);
  });

  it('waits for an id that was given out, until that is forgotten', () => {
    const story = new Story().stable('a', 'b');
    story.join('new c', { sessionSeconds: 7 });
    story.join('a');
    expect(story.join('b')).toEqual([]);
    expect(story.pass(6.9)).toEqual([]);
    expect(story.pass(0.1)).toEqual([
      'a join: generation 2 range leader a [a+b]',
      'b join: generation 2 range leader a []',
    ]);
  });

  it('is not needed for a follower that repeats its join; the leader always begins one', () => {
    const story = new Story().stable('a', 'b');
    expect(story.join('b')).toEqual(['b join: generation 1 range leader a []']);
    expect(story.group.state).toBe('Stable');
    expect(story.join('a')).toEqual([]);
    expect(story.group.state).toBe('PreparingRebalance');
  });

  it('is begun by a follower whose subscription changed', () => {
    const story = new Story().stable('a', 'b');
    expect(story.join('b', { topics: ['orders', 'payments'] })).toEqual([]);
    expect(story.group.state).toBe('PreparingRebalance');
  });

  it('in the sync phase, the same join gets the same answer', () => {
    const story = new Story();
    story.enter('a');
    const first = story.pass(3);
    expect(story.join('a')).toEqual(first);
  });
});

describe('a member that goes', () => {
  it('by its session: not while it is heard of', () => {
    const story = new Story().stable('a', 'b');
    for (let round = 0; round < 3; round += 1) {
      story.pass(9);
      story.beat('a');
    }
    expect([story.members(), story.group.state]).toEqual([['a'], 'PreparingRebalance']);
  });

  it('a commit keeps the session too', () => {
    const story = new Story().stable('a');
    story.pass(9);
    expect(story.commit('a')).toBe('NONE');
    story.pass(9);
    expect(story.members()).toEqual(['a']);
    story.pass(1);
    expect([story.members(), story.group.state, story.group.generation]).toEqual([[], 'Empty', 2]);
  });

  it('a commit that is refused does not', () => {
    const story = new Story().stable('a');
    story.pass(9);
    expect(story.commit('a', 0)).toBe('ILLEGAL_GENERATION');
    story.pass(1);
    expect(story.members()).toEqual([]);
  });

  it('a member that waits for the others is not silent', () => {
    const story = new Story().stable('a', 'b');
    story.join('a');
    story.pass(9);
    story.beat('b');
    story.pass(9);
    expect(story.members()).toEqual(['a', 'b']);
  });

  it('a newcomer is not spared: its join may wait five minutes', () => {
    const story = new Story();
    story.enter('a', { sessionSeconds: 1000, rebalanceSeconds: 1000 });
    story.pass(3);
    story.sync('a');
    story.enter('b', { sessionSeconds: 1000, rebalanceSeconds: 1000 });
    expect(story.pass(299)).toEqual([]);
    expect(story.pass(1)).toEqual(['b join: UNKNOWN_MEMBER_ID']);
    expect(story.members()).toEqual(['a']);
  });

  it('by leaving: at once', () => {
    const story = new Story().stable('a', 'b');
    expect(story.leave('b')).toEqual(['b leave: ok']);
    expect([story.members(), story.group.state]).toEqual([['a'], 'PreparingRebalance']);
    expect(story.leave('b')).toEqual(['b leave: UNKNOWN_MEMBER_ID']);
  });

  it('while its join waits, is told to begin anew', () => {
    const story = new Story().stable('a');
    story.enter('b');
    expect(story.leave('b')).toEqual(['b join: UNKNOWN_MEMBER_ID', 'b leave: ok']);
  });
});

describe('fencing', () => {
  it('by generation and by member id', () => {
    const story = new Story().stable('a');
    expect(story.beat('a', { generation: 0 })).toEqual(['a heartbeat: ILLEGAL_GENERATION']);
    expect(story.beat('x')).toEqual(['x heartbeat: UNKNOWN_MEMBER_ID']);
    expect(story.beat('a', { instanceId: 'i' })).toEqual(['a heartbeat: UNKNOWN_MEMBER_ID']);
    expect([story.commit('a', 0), story.commit('x'), story.commit('', -1)]).toEqual([
      'ILLEGAL_GENERATION',
      'UNKNOWN_MEMBER_ID',
      'UNKNOWN_MEMBER_ID',
    ]);
  });

  it('by a coordinator that has given the group away', () => {
    const story = new Story().stable('a');
    story.unload();
    expect(story.commit('a')).toBe('COORDINATOR_NOT_AVAILABLE');
    expect(story.sync('a')).toEqual(['a sync: COORDINATOR_NOT_AVAILABLE']);
    expect(story.join('a')).toEqual(['a join: COORDINATOR_NOT_AVAILABLE']);
    expect(story.leave('a')).toEqual(['a leave: COORDINATOR_NOT_AVAILABLE']);
  });

  it('a consumer without a group may commit while the group is empty', () => {
    expect(new Story().commit('', -1)).toBe('NONE');
  });
});

describe('static members (KIP-345)', () => {
  function twoStatic(): Story {
    const story = new Story();
    story.join('new a', { instanceId: 'i1' });
    story.join('new b', { instanceId: 'i2' });
    story.pass(6);
    story.sync('b', {}, 'i2');
    story.sync('a', { a: [0], b: [1] }, 'i1');
    return story;
  }

  it('a restart takes the old place without a rebalance, and fences the old member id', () => {
    const story = twoStatic();
    expect(story.join('new b2', { instanceId: 'i2' })).toEqual(['b2 join: generation 1 range leader a []']);
    expect(story.beat('b', { instanceId: 'i2' })).toEqual(['b heartbeat: FENCED_INSTANCE_ID']);
    expect(story.sync('b2', {}, 'i2')).toEqual(['b2 sync: 1']);
    expect(story.group.state).toBe('Stable');
  });

  it('KIP-814: a restarted leader leads on without assigning again', () => {
    const story = twoStatic();
    expect(story.join('new a2', { instanceId: 'i1' })).toEqual(['a2 join: generation 1 range leader a2 [a2+b] skip']);
  });

  it('a restart under another protocol does rebalance', () => {
    const story = new Story();
    story.join('new a', { instanceId: 'i1', protocols: ['range', 'roundrobin'] });
    story.pass(3);
    story.sync('a', {}, 'i1');
    expect(story.join('new a2', { instanceId: 'i1', protocols: ['roundrobin'] })).toEqual([
      'a2 join: generation 2 roundrobin leader a2 [a2]',
    ]);
  });

  it('when the record of a restart cannot be written, the old member id is back', () => {
    const story = twoStatic();
    story.holdsWrites = true;
    expect(story.join('new b2', { instanceId: 'i2' })).toEqual([]);
    expect(story.finishWrite('NOT_COORDINATOR')).toEqual(['b2 join: NOT_COORDINATOR']);
    expect(story.members()).toEqual(['a', 'b']);
    expect(story.beat('b', { instanceId: 'i2' })).toEqual(['b heartbeat: ok']);
  });

  it('the leader, too, is who it was', () => {
    const story = twoStatic();
    story.holdsWrites = true;
    story.join('new a2', { instanceId: 'i1' });
    story.finishWrite('NOT_COORDINATOR');
    expect([story.group.leader, story.members()]).toEqual(['a', ['a', 'b']]);
    story.join('new b2', { instanceId: 'i2' });
    story.finishWrite('NOT_COORDINATOR');
    expect([story.group.leader, story.members()]).toEqual(['a', ['a', 'b']]);
  });

  it('a member that is gone when its record is written is not answered', () => {
    const story = twoStatic();
    story.holdsWrites = true;
    story.join('new b2', { instanceId: 'i2' });
    expect(story.leave('b2', 'i2')).toEqual(['b2 join: UNKNOWN_MEMBER_ID', 'b2 leave: ok']);
    expect(story.finishWrite()).toEqual([]);
    expect(story.members()).toEqual(['a']);
  });

  it('a restart during the sync phase begins the rebalance again', () => {
    const story = new Story();
    story.join('new a', { instanceId: 'i1' });
    story.join('new b', { instanceId: 'i2' });
    story.pass(6);
    story.sync('b', {}, 'i2');
    expect(story.join('new b2', { instanceId: 'i2' })).toEqual(['b sync: FENCED_INSTANCE_ID']);
    expect(story.group.state).toBe('PreparingRebalance');
  });

  it('a restart while the old member waits fences it, and waits in its place, however long', () => {
    const story = twoStatic();
    story.join('new c', { instanceId: 'i3', sessionSeconds: 1000, rebalanceSeconds: 1000 });
    story.join('b', { instanceId: 'i2', rebalanceSeconds: 1000 });
    expect(story.join('new b2', { instanceId: 'i2', rebalanceSeconds: 1000 })).toEqual(['b join: FENCED_INSTANCE_ID']);
    story.pass(9);
    story.beat('a', { instanceId: 'i1' });
    expect(story.pass(9)).toEqual([]);
    expect(story.members()).toEqual(['a', 'b2', 'c']);
  });

  it('an administrator may remove one by its instance id', () => {
    const story = twoStatic();
    expect(story.leave('', 'i2')).toEqual(['i2 leave: ok']);
    expect(story.members()).toEqual(['a']);
    expect(story.leave('', 'i9')).toEqual(['i9 leave: UNKNOWN_MEMBER_ID']);
  });
});

describe('protocols', () => {
  it('each member votes for its first that all support', () => {
    const story = new Story();
    story.enter('a', { protocols: ['range', 'roundrobin'] });
    story.enter('b', { protocols: ['sticky', 'roundrobin', 'range'] });
    story.enter('c', { protocols: ['roundrobin', 'range'] });
    story.pass(9);
    expect(story.group.protocol).toBe('roundrobin');
  });

  it('a member that shares none is refused', () => {
    const story = new Story().stable('a');
    expect(story.join('new b', { protocols: ['sticky'] })).toEqual(['b join: INCONSISTENT_GROUP_PROTOCOL']);
    const mixed = new Story();
    mixed.enter('a', { protocols: ['range'] });
    mixed.enter('b', { protocols: ['range', 'roundrobin'] });
    expect(mixed.join('new c', { protocols: ['roundrobin'] })).toEqual(['c join: INCONSISTENT_GROUP_PROTOCOL']);
    expect(new Story().join('new b', { protocols: [] })).toEqual(['b join: INCONSISTENT_GROUP_PROTOCOL']);
  });

  it('a tie goes as Java’s hash map gives the names back', () => {
    // Both printed by Java 17.
    expect(['range', 'roundrobin', 'polygenelubricants'].map(javaStringHash)).toEqual([
      108280125, -128548644, -2147483648,
    ]);
    const names = ['roundrobin', 'sticky', 'range', 'cooperative-sticky', 'BB', 'Aa'];
    expect(inJavaHashOrder(names)).toEqual(['BB', 'Aa', 'sticky', 'range', 'roundrobin', 'cooperative-sticky']);
    const story = new Story();
    story.enter('a', { protocols: ['roundrobin', 'range'] });
    story.enter('b', { protocols: ['range', 'roundrobin'] });
    story.pass(6);
    expect(story.group.protocol).toBe('range');
  });
});

describe('limits', () => {
  it('a full group takes nobody new, but its own members back', () => {
    const story = new Story({ sizeMax: 1 }).stable('a');
    expect(story.join('new b')).toEqual(['b join: GROUP_MAX_SIZE_REACHED']);
    expect(story.join('a')).toEqual(['a join: generation 2 range leader a [a]']);
  });

  it('while members join, the first to come fill the group', () => {
    const story = new Story({ sizeMax: 1 });
    story.join('new a');
    story.join('new b');
    story.join('a');
    expect(story.join('b')).toEqual(['b join: GROUP_MAX_SIZE_REACHED']);
    expect(story.join('a')).toEqual([]);
    expect(story.pass(3)).toEqual(['a join: generation 1 range leader a [a]']);
  });

  it('session timeouts have bounds', () => {
    const check = (seconds: number): string =>
      checkSessionTimeout({ sessionTimeoutMicros: seconds * SECOND, minMicros: 6 * SECOND, maxMicros: 1800 * SECOND });
    expect([5, 6, 1800, 1801].map(check)).toEqual([
      'INVALID_SESSION_TIMEOUT',
      'NONE',
      'NONE',
      'INVALID_SESSION_TIMEOUT',
    ]);
  });
});

describe('when the coordinator moves', () => {
  it('the old one sends away who waits', () => {
    const story = new Story().stable('a', 'b');
    story.join('a');
    expect(story.unload()).toEqual(['a join: NOT_COORDINATOR']);
    expect(story.beat('b')).toEqual(['b heartbeat: COORDINATOR_NOT_AVAILABLE']);
    expect(nextDeadline(story.group)).toBe(NEVER);
  });

  it('the new one knows members, generation and shares, and gives everybody a full session', () => {
    const old = new Story();
    old.enter('a', { protocols: ['range', 'roundrobin'] });
    old.pass(3);
    old.holdsWrites = true;
    old.sync('a', { a: [4] });
    const record = old.writes[0]?.record as ClassicGroup;
    const story = new Story();
    story.now = 1000 * SECOND;
    story.group = loadClassicGroup(record, story.now);
    expect(story.sync('a')).toEqual(['a sync: 4']);
    // The record has the group's protocol only.
    expect(story.group.members[0]?.protocols).toEqual(['range']);
    story.pass(9.9);
    expect(story.members()).toEqual(['a']);
    story.pass(0.1);
    expect(story.members()).toEqual([]);
  });
});

type Act = { readonly kind: string; readonly who: number; readonly seconds: number };

const act: fc.Arbitrary<Act> = fc.record({
  kind: fc.constantFrom('new', 'join', 'static', 'sync', 'beat', 'leave', 'pass', 'commit', 'change'),
  who: fc.nat(4),
  seconds: fc.integer({ min: 1, max: 30 }),
});

function perform(story: Story, { kind, who, seconds }: Act): void {
  const member = `m${who}`;
  const instanceId = `i${who}`;
  if (kind === 'new' && !story.members().includes(member)) story.join(`new ${member}`);
  else if (kind === 'join') story.join(member);
  else if (kind === 'change') story.join(member, { topics: [`t${seconds}`] });
  else if (kind === 'static') story.join(`new s${who}-${story.now}`, { instanceId });
  else if (kind === 'sync') story.sync(member, { [member]: [who] });
  else if (kind === 'beat') story.beat(member);
  else if (kind === 'leave') story.leave(member);
  else if (kind === 'commit') story.commit(member);
  else story.pass(seconds);
}

function expectSound({ group }: Story): void {
  const ids = group.members.map((member) => member.memberId);
  expect(new Set(ids).size).toBe(ids.length);
  if (group.leader === null) expect(ids).toEqual([]);
  else expect(ids).toContain(group.leader);
  expect(group.syncTimer === null).toBe(group.pendingSync.length === 0);
  if (group.state === 'Empty') expect([ids, group.joinTimer, group.protocol]).toEqual([[], null, null]);
  if (group.state === 'PreparingRebalance') expect(group.joinTimer).not.toBeNull();
  else expect(group.members.every((member) => member.awaitingJoin === null)).toBe(true);
  if (group.state !== 'CompletingRebalance')
    expect(group.members.every((member) => member.awaitingSync === null)).toBe(true);
  if (group.state === 'Stable' || group.state === 'CompletingRebalance') {
    for (const member of group.members) expect(member.protocols).toContain(group.protocol);
  }
}

describe('whatever the members do', () => {
  it('the group stays sound and its generation never falls', () => {
    fc.assert(
      fc.property(fc.array(act, { maxLength: 60 }), (acts) => {
        const story = new Story();
        for (const one of acts) {
          const { generation } = story.group;
          perform(story, one);
          expectSound(story);
          expect(story.group.generation).toBeGreaterThanOrEqual(generation);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('a group that is left alone comes to rest', () => {
    fc.assert(
      fc.property(fc.array(act, { maxLength: 40 }), (acts) => {
        const story = new Story();
        for (const one of acts) perform(story, one);
        story.pass(3600);
        expect([story.group.state, story.members(), nextDeadline(story.group)]).toEqual(['Empty', [], NEVER]);
      }),
      { numRuns: 100 },
    );
  });
});
