/** What streams say. */
import type { Bilingual } from '../../door.ts';

export const streamSentences = {
  'rabbit.stream.appended': {
    en: '{value} is in the stream {queue} at offset {offset}. Reading does not remove it; only retention does.',
    'zh-cn': '{value} 写入流 {queue}，偏移量 {offset}。读取不会删除它，只有保留策略会。',
  },
  'rabbit.stream.attached': {
    en: '{consumer} reads the stream {queue} from offset {offset} on, with a credit of {prefetch}.',
    'zh-cn': '{consumer} 从偏移量 {offset} 开始读流 {queue}，额度 {prefetch}。',
  },
  'rabbit.stream.read': {
    en: 'The stream {queue} gives {value} (offset {offset}) to {consumer}. Every reader gets every message from its own position on.',
    'zh-cn': '流 {queue} 把 {value}（偏移量 {offset}）交给 {consumer}。每个读者都从自己的位置起得到全部消息。',
  },
  'rabbit.stream.retained': {
    en: 'The stream {queue} deletes its oldest segment: {count} {count|message|messages} {count|is|are} gone, read or not.',
    'zh-cn': '流 {queue} 删除最旧的段：{count} 条消息没了，不管有没有人读过。',
  },
} as const satisfies Readonly<Record<string, Bilingual>>;
