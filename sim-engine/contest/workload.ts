/**
 * What both sides of a contest are asked to do: who sends how much, who works on it, and over which wires.
 *
 * Models: producers and consumers by place in their lists, and the network between machines. A scenario keeps everything
 * else: its topics or queues, its settings, how its clients use them.
 * Leaves out: sizes that a workload does not say; then each system sends records of its own usual size.
 */
import type { Bilingual } from '../systems/door.ts';
import type { ConsumerSpec, ProducerSpec, Scenario } from '../scenario/types.ts';

export type ProducerLoad = Omit<ProducerSpec, 'settings'>;

export interface ConsumerLoad {
  readonly name: string;
  readonly processing: ConsumerSpec['processing'];
}

export interface Workload {
  readonly producers: readonly ProducerLoad[];
  readonly consumers: readonly ConsumerLoad[];
  readonly network: Scenario['network'];
}

/** What a scenario asks of its system. */
export function workloadOf({ topology, network }: Scenario): Workload {
  return {
    producers: topology.producers.map(producerLoad),
    consumers: topology.consumers.map(({ name, processing }) => ({
      name,
      processing: { micros: processing.micros, idempotent: processing.idempotent },
    })),
    network,
  };
}

function producerLoad({ name, ratePerSecond, records, startMillis, keys, valueBytes }: ProducerSpec): ProducerLoad {
  return {
    name,
    ratePerSecond,
    records,
    startMillis: startMillis ?? 0,
    keys,
    ...(valueBytes === undefined ? {} : { valueBytes }),
  };
}

/** Why a workload does not fit a scenario, one sentence each; empty when it does. */
export function misfits(workload: Workload, { name, topology }: Scenario): readonly Bilingual[] {
  const problems: Bilingual[] = [];
  const [producers, consumers] = [topology.producers.length, topology.consumers.length];
  if (producers !== workload.producers.length) {
    problems.push({
      en: `${name} has ${counted(producers, 'producer')}, the workload has ${workload.producers.length}: they cannot be laid over each other`,
      'zh-cn': `${name} 有 ${producers} 个生产者，而工作负载有 ${workload.producers.length} 个，无法一一对应`,
    });
  }
  if (consumers !== workload.consumers.length) {
    problems.push({
      en: `${name} has ${counted(consumers, 'consumer')}, the workload has ${workload.consumers.length}: they cannot be laid over each other`,
      'zh-cn': `${name} 有 ${consumers} 个消费者，而工作负载有 ${workload.consumers.length} 个，无法一一对应`,
    });
  }
  return problems;
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

/** The scenario with the workload's clients; the workload must fit. */
export function layWorkload(workload: Workload, scenario: Scenario): Scenario {
  const { topology } = scenario;
  return {
    ...scenario,
    network: workload.network,
    topology: {
      ...topology,
      producers: topology.producers.map((own, place) => {
        const { valueBytes: _size, ...kept } = own;
        return { ...kept, ...(workload.producers[place] as ProducerLoad) };
      }),
      consumers: topology.consumers.map((own, place) => {
        const { name, processing } = workload.consumers[place] as ConsumerLoad;
        return { ...own, name, processing: { ...own.processing, ...processing } };
      }),
    },
  };
}
