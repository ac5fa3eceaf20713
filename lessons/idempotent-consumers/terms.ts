import type { Term } from '../glossary/schema.ts';

export const terms: readonly Term[] = [
  {
    id: 'idempotency-key',
    theme: 'delivery',
    name: { en: 'Idempotency key', 'zh-cn': '幂等键' },
    also: { en: ['deduplication key', 'business key'], 'zh-cn': ['去重键', '业务唯一键'] },
    definition: {
      en: 'A name that all attempts at one thing share, so that whoever does it can tell a repeat from something new.',
      'zh-cn': '同一件事的每次尝试都带着的名字，干活的人凭它分清：这是重复，还是新的一件。',
    },
    careful: {
      en: 'It has to be there before the first attempt. An id that every send makes anew tells deliveries apart, not orders.',
      'zh-cn': '第一次尝试之前就得有它。每次发送都新生成的 ID，只能区分投递，不能区分订单。',
    },
  },
];
