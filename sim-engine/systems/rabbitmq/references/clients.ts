/** What a RabbitMQ scenario's clients may not say: publish to what is not there, read a stream without credit. */
import { consumerSettings } from '../settings.ts';
import type { Findings, ScenarioPath } from '../../findings.ts';
import type { SettingConflict } from '../../settingsCatalogue.ts';
import { maxAgeMicrosOf } from '../rules/queue/arguments.ts';
import type { RabbitConsumerSpec, RabbitProducerSpec, RabbitTopology } from '../scenario.ts';
import { SOURCE } from '../settings/source.ts';

interface Place {
  readonly topology: RabbitTopology;
  readonly nodes: readonly string[];
  readonly path: ScenarioPath;
}

export function checkProducer(
  findings: Findings,
  { topology, nodes, producer, path }: Place & { readonly producer: RabbitProducerSpec },
): void {
  const names = topology.exchanges.map(({ name }) => name);
  if (producer.exchange !== '') findings.expectOneOf([...path, 'exchange'], names, producer.exchange);
  if (producer.node !== undefined) findings.expectOneOf([...path, 'node'], nodes, producer.node);
  const exchange = topology.exchanges.find(({ name }) => name === producer.exchange);
  if (exchange?.internal === true) findings.refuse(path, INTERNAL);
}

export function checkConsumer(
  findings: Findings,
  { topology, nodes, consumer, path }: Place & { readonly consumer: RabbitConsumerSpec },
): void {
  const names = topology.queues.map(({ name }) => name);
  findings.expectOneOf([...path, 'queue'], names, consumer.queue);
  if (consumer.node !== undefined) findings.expectOneOf([...path, 'node'], nodes, consumer.node);
  const queue = topology.queues.find(({ name }) => name === consumer.queue);
  if (queue?.type !== 'stream') return;
  for (const conflict of readerConflicts(consumer)) findings.refuse([...path, 'settings'], conflict);
}

/** A stream gives a reader credit by its prefetch count, and takes each acknowledgement for more credit. */
function readerConflicts({ settings = {} }: RabbitConsumerSpec): readonly SettingConflict[] {
  const { prefetch, acknowledge, streamOffset } = consumerSettings(settings);
  return [
    ...(prefetch === 0 ? [STREAM_NEEDS_PREFETCH] : []),
    ...(acknowledge === 'automatic' ? [STREAM_NEEDS_ACKNOWLEDGEMENTS] : []),
    ...(streamOffset === null || isOffset(streamOffset) ? [] : [NO_OFFSET]),
  ];
}

function isOffset(text: string): boolean {
  return ['first', 'last', 'next'].includes(text) || /^[0-9]{1,15}$/.test(text) || maxAgeMicrosOf(text) !== null;
}

const INTERNAL: SettingConflict = {
  setting: 'exchange',
  rule: 'internal-exchange',
  error: 'ACCESS_REFUSED',
  message: { en: 'only exchanges publish to an internal exchange', 'zh-cn': '内部交换机只接受来自其他交换机的消息' },
  source: SOURCE.exchanges,
};

const STREAM_NEEDS_PREFETCH: SettingConflict = {
  setting: 'prefetch',
  rule: 'stream-prefetch',
  error: 'PRECONDITION_FAILED',
  message: { en: 'a consumer of a stream needs a prefetch count', 'zh-cn': '读取流的消费者必须设置预取数' },
  source: SOURCE.streamQueue,
};

const STREAM_NEEDS_ACKNOWLEDGEMENTS: SettingConflict = {
  setting: 'acknowledge',
  rule: 'stream-acknowledgements',
  error: 'NOT_IMPLEMENTED',
  message: { en: 'a consumer of a stream has to acknowledge', 'zh-cn': '读取流的消费者必须逐条确认，不能自动确认' },
  source: SOURCE.streamQueue,
};

const NO_OFFSET: SettingConflict = {
  setting: 'x-stream-offset',
  rule: 'stream-offset',
  error: 'PRECONDITION_FAILED',
  message: {
    en: 'x-stream-offset must be first, last, next, an offset, or an age such as 1h',
    'zh-cn': 'x-stream-offset 应为 first、last、next、某个偏移量，或如 1h 的时长',
  },
  source: SOURCE.streamQueue,
};
