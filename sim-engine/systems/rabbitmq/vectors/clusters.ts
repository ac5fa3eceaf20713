/** Vectors of clusters: partitions by way of handling them, mirrors that are promoted, nodes that are lost. */
import { UnsupportedVector, type Json, type VectorArea } from '../../vectorArea.ts';
import { promote } from '../rules/cluster/mirrors.ts';
import type { PartitionHandling } from '../rules/cluster/partitions.ts';
import { setHomeNode } from '../node/node.ts';
import { Bench, faultIn } from './bench.ts';
import { ClusterBench, MIRRORED, QUORUM } from './clusterBench.ts';
import { mapTexts, objectOf, plainError, sentencesOf, textOf, type JsonObject } from './reading.ts';
import { confirmingChannel, OBSERVED } from './routing.ts';

const NODES = 3;

function expectSentences(input: JsonObject, known: readonly string[]): void {
  const sentences = sentencesOf(input);
  if (sentences.length === known.length && sentences.every((sentence, index) => sentence === known[index])) return;
  throw new UnsupportedVector(`the events ${sentences.join('; ')}`);
}

// --- partition -------------------------------------------------------------------------------------------------------

const HANDLINGS: readonly PartitionHandling[] = ['ignore', 'pause_minority', 'autoheal'];

function handlingOf(input: JsonObject): PartitionHandling {
  const mode = textOf(input, 'mode');
  const found = HANDLINGS.find((handling) => handling === mode);
  if (found === undefined) throw new UnsupportedVector(`the mode ${mode}`);
  return found;
}

/** "{1} | {2,3}; both leaders on 1" */
function sidesOf(input: JsonObject): readonly (readonly string[])[] {
  const sides = [...textOf(input, 'partition').matchAll(/\{([0-9,]+)\}/g)];
  return sides.map(([, nodes = '']) => nodes.split(',').map((node) => `rab${node}`));
}

/** Publishes to both queues through a node, over a new connection. */
function publishBoth(cluster: ClusterBench, node: string, body: string): Json {
  const member = cluster.member(node);
  // The port of the recordings' first node.
  if (member.state !== 'running') return { error: 'connect ECONNREFUSED 127.0.0.1:5672' };
  member.clients += 1;
  return { ha: cluster.publishMirrored(node, body), qq: cluster.publishQuorum(node, body) };
}

function contents(cluster: ClusterBench, node: string): Json {
  return { ha: [...cluster.drain(node, MIRRORED)], qq: [...cluster.drain(node, QUORUM)] };
}

const PARTITION_EVENTS = [
  'publish a0/q0 via node 1',
  'partition',
  '6 s later publish "minority" via node 1 and "majority" via node 2 to both queues',
  'heal',
  'inspect',
];

/** Client connections that the recordings had open: one on node 1, one on node 3. */
const RECORDED_CLIENTS = ['rab1', 'rab3'];

function answerPartition(given: Json): Json {
  const input = objectOf(given);
  if (input['clients'] !== undefined) return manyClients(input);
  expectSentences(input, PARTITION_EVENTS);
  const handling = handlingOf(input);
  const cluster = new ClusterBench(NODES, handling);
  for (const name of RECORDED_CLIENTS) cluster.member(name).clients += 1;
  const before = { ha: cluster.publishMirrored('rab1', 'a0'), qq: cluster.publishQuorum('rab1', 'q0') };
  const qqLeaderBefore = cluster.leader;
  const status = (): Json => ({ n1: cluster.status('rab1'), n2: cluster.status('rab2') });
  cluster.partition(sidesOf(input));
  const during = status();
  const publishDuring = {
    minority: publishBoth(cluster, 'rab1', 'minority'),
    majority: publishBoth(cluster, 'rab2', 'majority'),
    oldConnectionToMinorityClosed: cluster.member('rab1').state !== 'running',
  };
  cluster.heal();
  const answer = { before, qqLeaderBefore, during, publishDuring, after: status() };
  if (handling !== 'ignore') return { ...answer, contentAfter: contents(cluster, 'rab2') };
  // Nobody heals it: an operator looks at both sides, and restarts the smaller one.
  const view = (node: string): Json => [...cluster.drain(node, MIRRORED)];
  const viewAfterHealIgnore = { haOnNode1: view('rab1'), haOnNode2: view('rab2') };
  cluster.restart('rab1');
  const qq = [...cluster.drain('rab2', QUORUM)];
  return { ...answer, viewAfterHealIgnore, afterRestartOfMinority: status(), qq };
}

/** "6 connections on node 1, fewer on 2 and 3" */
function manyClients(input: JsonObject): Json {
  expectSentences(input, ['partition', 'publish on both sides', 'heal', '30 s later inspect']);
  const [, count = '', node = ''] =
    /^([0-9]+) connections on node ([0-9]+), fewer on/.exec(textOf(input, 'clients')) ?? [];
  if (count === '') throw new UnsupportedVector('other clients');
  const cluster = new ClusterBench(NODES, handlingOf(input));
  cluster.publishMirrored('rab1', 'a0');
  cluster.publishQuorum('rab1', 'q0');
  cluster.member(`rab${node}`).clients = Number(count) - 1;
  cluster.partition(sidesOf(input));
  const [minority, majority] = [publishBoth(cluster, 'rab1', 'minority'), publishBoth(cluster, 'rab2', 'majority')];
  cluster.heal();
  const winnerIsSideWithMostClients = cluster.member(`rab${node}`).clients === Number(count);
  return { minority, majority, winnerIsSideWithMostClients, after: contents(cluster, 'rab1') };
}

export const partitionArea: VectorArea = { answer: answerPartition, matching: 'exact' };

// --- mirroring -------------------------------------------------------------------------------------------------------

const MIRRORING_EVENTS = [
  'queue on node 1 without mirrors, publish 1,2,3 (confirmed)',
  'policy adds mirrors on 2,3 (unsynchronised)',
  'publish 4',
  'kill -9 node 1',
  'drain via node 2',
  'restart node 1',
  'drain via node 2',
];

function answerMirroring(given: Json): Json {
  const input = objectOf(given);
  expectSentences(input, MIRRORING_EVENTS);
  const [, rule] = /ha-promote-on-failure=(always|when-synced)$/.exec(textOf(input, 'policy')) ?? [];
  if (rule === undefined) throw new UnsupportedVector('another policy');
  const cluster = new ClusterBench(NODES, 'ignore');
  cluster.partition([['rab1'], ['rab2', 'rab3']]);
  // Before the policy, node 1 is the only one that has a copy.
  for (const body of ['1', '2', '3']) cluster.publishMirrored('rab1', body);
  cluster.partition([['rab1', 'rab2', 'rab3']]);
  cluster.publishMirrored('rab1', '4');
  const leader = cluster.member('rab1').bench.depth(MIRRORED);
  cluster.kill('rab1');
  const mirrors = ['rab2', 'rab3'].map((node) => ({
    node,
    synchronised: cluster.member(node).bench.depth(MIRRORED) === leader,
  }));
  const policy = {
    promoteOnFailure: rule === 'always' ? 'always' : 'when-synced',
    promoteOnShutdown: 'when-synced',
  } as const;
  const promotion = promote({ mirrors, policy, leaderLoss: 'failure' });
  if (promotion.outcome === 'promoted') {
    const afterKill = [...cluster.drain(promotion.node, MIRRORED)];
    cluster.restart('rab1');
    return { afterKill, afterRestart: [...cluster.drain('rab2', MIRRORED)] };
  }
  // The old leader comes back with everything, and leads again.
  const old = cluster.member('rab1');
  const afterRestart = [...old.bench.bodies(confirmingChannel(old.bench), MIRRORED)];
  return { afterKill: promotion.outcome, afterRestart };
}

export const mirroringArea: VectorArea = {
  answer: answerMirroring,
  matching: 'exact',
  normalize: (value) =>
    mapTexts(value, (text) => (/^queue unavailable\b/.test(text) ? 'unavailable until the leader is back' : text)),
};

// --- nodefail --------------------------------------------------------------------------------------------------------

const NODE_LOSS_EVENTS = [
  'plain durable classic queue on node 1 with p1; quorum queue qq with q1',
  'kill -9 node 1',
  'basic.get plain via node 2',
  'publish to plain (mandatory)',
  'publish q2 to qq',
  'kill -9 node 3',
  'publish q3 to qq (no majority), wait 6 s',
  'restart 1 and 3',
];

/** A node that sees the queue `plain`, whose home is node 1. */
function plainQueue(): Bench {
  const bench = new Bench(OBSERVED, { name: 'rab2@localhost' });
  const key = confirmingChannel(bench);
  bench.declare(key, 'plain', { durable: true });
  bench.publish(key, 'plain', 'p1', { properties: { persistent: true } });
  return bench;
}

function answerNodeLoss(given: Json): Json {
  expectSentences(objectOf(given), NODE_LOSS_EVENTS);
  const cluster = new ClusterBench(NODES, 'ignore');
  const plain = plainQueue();
  cluster.publishQuorum('rab1', 'q1');
  cluster.kill('rab1');
  plain.node = setHomeNode(plain.node, 'plain', 'rab1@localhost');
  const error = faultIn(plain.say(plain.channel(), { type: 'basic.get', queue: 'plain' }));
  const key = confirmingChannel(plain);
  const plainPublishMandatory = plain.confirmed(key, 'plain', 'lost', { mandatory: true });
  const returns = plain.told.flatMap(({ method }) => (method.type === 'basic.return' ? [method.replyText] : []));
  const qqPublishAfterLeaderKilled = cluster.publishQuorum('rab2', 'q2');
  cluster.kill('rab3');
  const qqPublishWithOneOfThree = cluster.publishQuorum('rab2', 'q3');
  plain.node = setHomeNode(plain.node, 'plain', null);
  for (const name of ['rab1', 'rab3']) cluster.restart(name);
  return {
    plainGet: [`ERR ${error ?? ''}`],
    plainPublishMandatory,
    returns,
    qqPublishAfterLeaderKilled,
    qqPublishWithOneOfThree,
    afterAllBack: { plain: [...plain.bodies(plain.channel(), 'plain')], qq: [...cluster.drain('rab2', QUORUM)] },
  };
}

export const nodeLossArea: VectorArea = {
  answer: answerNodeLoss,
  matching: 'exact',
  normalize: (value) =>
    mapTexts(value, (text) => (text.startsWith('ERR ') ? `ERR ${plainError(text.slice('ERR '.length))}` : text)),
};
