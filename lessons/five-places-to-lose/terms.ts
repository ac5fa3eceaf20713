import type { Term } from '../glossary/schema.ts';

export const terms: readonly Term[] = [
  {
    id: 'send-buffer',
    theme: 'delivery',
    name: { en: 'Send buffer', 'zh-cn': '发送缓冲区' },
    also: { en: ['producer buffer'], 'zh-cn': ['生产者缓冲区'] },
    definition: {
      en: 'Memory of the sending process in which messages wait until the network takes them. It dies with the process.',
      'zh-cn': '发送方进程里的一段内存，消息在这里等着上网络；进程一死，它也就没了。',
    },
    careful: {
      en: 'send() usually returns when the message lies here, not when a broker has it.',
      'zh-cn': 'send() 返回，通常只说明消息到了这里，不说明 broker 收到了。',
    },
    words: {
      kafka: { en: 'record accumulator (buffer.memory)', 'zh-cn': 'record accumulator（buffer.memory）' },
      rabbitmq: { en: 'socket buffer of the connection', 'zh-cn': '连接的套接字缓冲区' },
    },
  },
];
