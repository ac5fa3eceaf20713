/** One command through three members, message by message: the worked example. */
import { expect, it } from 'vitest';
import { Cluster } from './cluster.ts';

/** What happened since the last look. */
function reader(cluster: Cluster): () => string[] {
  let seen = 0;
  return () => {
    const news = cluster.journal().slice(seen);
    seen += news.length;
    return news;
  };
}

it('the first leader: pre-votes, votes, a no-op of its own term', () => {
  const cluster = new Cluster({ size: 3 });
  const news = reader(cluster);

  cluster.timeout(0);
  expect(news()).toEqual([
    '0: is pre-vote in term 0',
    '0: timer long',
    '0: to 1 PreVote term 0 last 0@0',
    '0: to 2 PreVote term 0 last 0@0',
  ]);

  cluster.deliver(0, 1);
  cluster.deliver(1, 0);
  expect(news()).toEqual([
    '1: to 0 PreVoteReply term 0 yes',
    '0: is candidate in term 1',
    '0: timer short',
    '0: to 1 RequestVote term 1 last 0@0',
    '0: to 2 RequestVote term 1 last 0@0',
  ]);

  cluster.deliver(0, 1);
  cluster.deliver(1, 0);
  expect(news()).toEqual([
    '1: to 0 RequestVoteReply term 1 yes',
    '0: is leader in term 1',
    '0: timer cancel',
    '0: persist 1 (term 1)',
    '0: to 1 AppendEntries term 1 after 0@0 [noop@1] commit 0',
    '0: to 2 AppendEntries term 1 after 0@0 [noop@1] commit 0',
  ]);

  cluster.settle();
  expect(cluster.ids.map((id) => cluster.applied[id])).toEqual(cluster.ids.map(() => [{ term: 1, command: null }]));
});

it('a command: sent and written at the same time, committed by two of three, told to the third', () => {
  const cluster = new Cluster({ size: 3 });
  cluster.timeout(0);
  cluster.settle();
  const news = reader(cluster);
  news();

  cluster.propose(0, 'x');
  expect(news()).toEqual([
    '0: persist 2 (term 1)',
    '0: to 1 AppendEntries term 1 after 1@1 [x@1] commit 1',
    '0: to 2 AppendEntries term 1 after 1@1 [x@1] commit 1',
  ]);

  // A follower says nothing before its fsync is done.
  cluster.deliver(0, 1);
  expect(news()).toEqual(['1: persist 2 (term 1)']);
  cluster.fsync(1);
  expect(news()).toEqual(['1: to 0 AppendEntriesReply term 1 yes next 3 written 2@1']);

  // One of three has written it: the leader does not yet count itself.
  cluster.deliver(1, 0);
  expect(news()).toEqual([]);

  cluster.fsync(0);
  expect(news()).toEqual([
    '0: apply 2..2',
    '0: to 1 AppendEntries term 1 after 2@1 [] commit 2',
    '0: to 2 AppendEntries term 1 after 2@1 [] commit 2',
  ]);

  // The third applies what is committed although its own fsync is not done.
  cluster.deliver(0, 2);
  cluster.deliver(0, 2);
  expect(news()).toEqual([
    '2: persist 2 (term 1)',
    '2: apply 2..2',
    '2: to 0 AppendEntriesReply term 1 yes next 3 written 1@1',
  ]);
  cluster.fsync(2);
  expect(news()).toEqual(['2: to 0 AppendEntriesReply term 1 yes next 3 written 2@1']);
});
