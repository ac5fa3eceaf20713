/** The rules of streams in five fields each: the text of the step inspector. */
import type { RuleText } from '../../door.ts';

const LOG = 'osiris 1.3.1, src/osiris_log.erl';
const STREAM = 'RabbitMQ 3.10.8, deps/rabbit/src/rabbit_stream_queue.erl';

export const streamRules = [
  {
    id: 'rabbitmq.stream.append',
    name: { en: 'Append to a stream', 'zh-cn': '追加到流' },
    who: { en: 'every member of a stream', 'zh-cn': '流的每个成员' },
    means: {
      en: 'Messages get the next offsets; what is published together makes one chunk.',
      'zh-cn': '消息得到接下来的偏移量；一起发布的消息组成一个 chunk。',
    },
    enabledWhen: { en: 'A majority has them.', 'zh-cn': '多数成员已有它们。' },
    changes: { en: 'The log.', 'zh-cn': '日志。' },
    source: LOG,
  },
  {
    id: 'rabbitmq.stream.offset',
    name: { en: 'Choose the first offset', 'zh-cn': '选择起始偏移量' },
    who: { en: 'a stream, when a reader attaches', 'zh-cn': '流，读者接入时' },
    means: {
      en: '`first` is what is oldest, `last` the latest chunk, `next` (the default) what comes from now on; a number is that offset, an older one begins at the oldest; a timestamp, or an age as `1h`, begins at the first chunk not older.',
      'zh-cn':
        '`first` 是最早的，`last` 是最近的 chunk，`next`（默认）是此后到来的；数字就是那个偏移量，已被删除则从最早的开始；时间戳或 `1h` 这样的时长，从不早于它的第一个 chunk 开始。',
    },
    enabledWhen: { en: 'basic.consume on a stream.', 'zh-cn': '对流 basic.consume。' },
    changes: { en: 'Nothing.', 'zh-cn': '没有变化。' },
    source: STREAM,
  },
  {
    id: 'rabbitmq.stream.retain',
    name: { en: 'Delete old segments', 'zh-cn': '删除旧段' },
    who: { en: 'a stream, when a segment is full', 'zh-cn': '流，一个段写满时' },
    means: {
      en: 'The oldest segment goes while the stream is larger than allowed, or when its newest chunk is too old; the last segment always stays, so a stream may keep more than its limits say.',
      'zh-cn':
        '流超出允许的大小，或最旧的段里最新的 chunk 已太旧，就删掉最旧的段；最后一个段总会留下，所以流可能比限制说的更大。',
    },
    enabledWhen: {
      en: 'The queue has x-max-length-bytes or x-max-age.',
      'zh-cn': '队列设有 x-max-length-bytes 或 x-max-age。',
    },
    changes: { en: 'The start of the log.', 'zh-cn': '日志的起点。' },
    source: LOG,
  },
  {
    id: 'rabbitmq.stream.refuse',
    name: { en: 'Refuse an operation', 'zh-cn': '拒绝操作' },
    who: { en: 'a stream', 'zh-cn': '流' },
    means: {
      en: 'A log hands nothing out for good, so there is nothing to fetch, purge, return or discard.',
      'zh-cn': '日志不会把消息真正交出去，所以没有什么可以拉取、清空、退回或丢弃。',
    },
    enabledWhen: { en: 'A client asks for it.', 'zh-cn': '客户端要求这样做。' },
    changes: { en: 'Nothing; the connection is closed.', 'zh-cn': '没有变化；连接被关闭。' },
    source: STREAM,
  },
  {
    id: 'rabbitmq.stream.attach',
    name: { en: 'Attach a reader', 'zh-cn': '接入读者' },
    who: { en: 'a stream, for basic.consume', 'zh-cn': '流，处理 basic.consume 时' },
    means: {
      en: 'The prefetch count is the reader’s credit, and each acknowledgement gives one back; so both are required.',
      'zh-cn': '预取数就是读者的额度，每次确认还回一个；所以两者都必须有。',
    },
    enabledWhen: {
      en: 'The channel has a prefetch count, and the consumer acknowledges.',
      'zh-cn': '通道设了预取数，且消费者会确认。',
    },
    changes: { en: 'Readers.', 'zh-cn': '读者。' },
    source: STREAM,
  },
  {
    id: 'rabbitmq.stream.read',
    name: { en: 'Read', 'zh-cn': '读取' },
    who: {
      en: 'a stream, whenever there is something new or a reader has credit',
      'zh-cn': '流，有新消息或读者有额度时',
    },
    means: {
      en: 'Every reader gets every message from its position on; nothing is deleted by it.',
      'zh-cn': '每个读者从自己的位置起得到全部消息；读取不会删除任何东西。',
    },
    enabledWhen: {
      en: 'A reader has credit, and there is a message at its position.',
      'zh-cn': '读者有额度，且它的位置上有消息。',
    },
    changes: { en: 'Positions and credit.', 'zh-cn': '位置与额度。' },
    source: STREAM,
  },
] as const satisfies readonly RuleText[];
