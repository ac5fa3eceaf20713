/** Vectors of what nodes of a cluster decide: pausing, healing, alarms. */
import { UnsupportedVector, type Json, type VectorArea } from '../../vectorArea.ts';
import { autohealWinners, pausesInMinority } from '../rules/cluster/partitions.ts';
import { Bench, type Told } from './bench.ts';
import { bodiesOf, integerOf, isObject, mapTexts, objectOf, sentencesOf, textOf, withoutRemarks } from './reading.ts';
import { OBSERVED } from './routing.ts';

// --- pause-minority --------------------------------------------------------------------------------------------------

/** Sizes of the sides, and how many of the nodes still run: "1|2", "one node stops", "2 nodes stop". */
function sidesOf(split: string, nodes: number): readonly number[] {
  if (split === 'one node stops') return [nodes - 1];
  const [, stopped] = /^([0-9]+) nodes stop$/.exec(split) ?? [];
  if (stopped !== undefined) return [nodes - Number(stopped)];
  const sizes = split.split('|').map(Number);
  if (!sizes.every(Number.isSafeInteger)) throw new UnsupportedVector(`the split ${split}`);
  return sizes;
}

function answerPause(given: Json): Json {
  const input = objectOf(given);
  const clusterSize = integerOf(input, 'nodes');
  const sides = sidesOf(textOf(input, 'split'), clusterSize);
  const paused = sides.filter((visible) => pausesInMinority({ clusterSize, visible }));
  return { outcome: paused.length === sides.length ? 'all running nodes pause' : { paused: [...paused] } };
}

/** The vectors say it in words: "the 1 pauses, the 2 run", "all four pause", "the last one pauses". */
function pausedIn(text: string): Json {
  if (/^all( four)? pause$|^the other pauses too$|^the last one pauses$/.test(text)) return 'all running nodes pause';
  const [, size] = /^the ([0-9]+) pauses?(?:, the [0-9]+ run)?$/.exec(text) ?? [];
  return size === undefined ? text : { paused: [Number(size)] };
}

const RULE_ONLY = ['rule', 'note'];

export const pauseMinorityArea: VectorArea = {
  answer: answerPause,
  matching: 'exact',
  normalize: (value) => mapTexts(withoutRemarks(value, RULE_ONLY), pausedIn),
};

// --- autoheal --------------------------------------------------------------------------------------------------------

function answerAutoheal(given: Json): Json {
  const partitions = objectOf(objectOf(given)['partitions']);
  const names = Object.keys(partitions);
  const winners = autohealWinners(
    names.map((name) => {
      const side = objectOf(partitions[name]);
      const size = integerOf(side, 'nodes');
      return { clients: integerOf(side, 'clients'), nodes: Array.from({ length: size }, (_, at) => `${name}${at}`) };
    }),
  );
  return { outcome: { winners: winners.map((index) => names[index] ?? '') } };
}

function winnersIn(text: string, all: readonly string[]): Json {
  if (text === 'unspecified winner') return { winners: [...all] };
  const [, winner] = /^([A-Z]) wins\b/.exec(text) ?? [];
  return winner === undefined ? text : { winners: [winner] };
}

/** Sides are called A and B in all of these vectors. */
const SIDES = ['A', 'B'];

export const autohealArea: VectorArea = {
  answer: answerAutoheal,
  matching: 'exact',
  normalize: (value) =>
    isObject(value) && typeof value['outcome'] === 'string'
      ? { ...value, outcome: winnersIn(value['outcome'], SIDES) }
      : value,
};

// --- alarm -----------------------------------------------------------------------------------------------------------

function blockingText({ method }: Told): readonly string[] {
  if (method.type === 'connection.blocked') return [`connection.blocked: ${method.reason}`];
  return method.type === 'connection.unblocked' ? [method.type] : [];
}

/** Was a publish answered? The recordings call it a timeout when it was not. */
function confirmText(confirmed: 'ack' | 'nack' | null): Json {
  return confirmed ?? 'timeout';
}

function answerAlarm(given: Json): Json {
  const bench = new Bench(OBSERVED);
  const publisher = bench.channel();
  bench.say(publisher, { type: 'confirm.select' });
  bench.declare(publisher, 'al');
  const consumer = bench.channel();
  const others = new Map([['2', publisher]]);
  const eventsOf = (connection: string): readonly string[] =>
    bench.told.filter((told) => told.connection === connection).flatMap(blockingText);
  const answer: Record<string, Json> = {};
  for (const sentence of sentencesOf(objectOf(given))) {
    const [, bodies, node] = /^publish ([0-9.]+)(?: via node ([0-9]+))?(?: \(wait [0-9]+ s\))?$/.exec(sentence) ?? [];
    const [, alarmed] = /^memory alarm on node ([0-9]+)$/.exec(sentence) ?? [];
    if (bodies !== undefined) {
      const key = others.get(node ?? '2') ?? bench.channel();
      if (node !== undefined && !others.has(node)) {
        others.set(node, key);
        bench.say(key, { type: 'confirm.select' });
      }
      const confirms = bodiesOf(bodies).map((body) => confirmText(bench.confirmed(key, 'al', body)));
      if (node === '2')
        Object.assign(answer, { publishWhileAlarm: confirms[0], events: [...eventsOf(key.connection)] });
      else if (node !== undefined) {
        const blocked = eventsOf(key.connection).map((event) => event.replace(/^connection\.(blocked).*/, '$1'));
        Object.assign(answer, { publishViaOtherNode: confirms[0], otherNodeEvents: blocked });
      }
    } else if (alarmed !== undefined) bench.alarms([{ node: `rab${alarmed}`, resource: 'memory' }]);
    else if (sentence === 'attach consumer on another connection') {
      bench.consume(consumer, 'al', 'C', { noAck: true });
      answer['consumerGotWhileAlarm'] = [...bench.delivered('C')];
      answer['consumerOnlyConnectionBlocked'] = [...eventsOf(consumer.connection)];
    } else if (sentence === 'clear the alarm') {
      bench.alarms([]);
      answer['eventsAfterClear'] = [...eventsOf(publisher.connection)];
      answer['consumerGotAfter'] = [...bench.delivered('C')];
    } else throw new UnsupportedVector(`the sentence "${sentence}"`);
  }
  return answer;
}

export const alarmArea: VectorArea = { answer: answerAlarm, matching: 'exact' };
