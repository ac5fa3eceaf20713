/** What verdicts say of rows, messages and effects that do not go together. */
import { get, type SentenceValues, type VerdictSentence } from './sentenceParts.ts';

/** A trace as a parameter carries it: `message orders`, `row orders pending`, `effect charged`. */
const TRACES_EN: Readonly<Record<string, (name: string, state: string) => string>> = {
  row: (name, state) => `a row in ${name}${state === '' ? '' : ` (${state})`}`,
  message: (name) => `a message in ${name}`,
  effect: (name) => `the effect ${name}`,
};
const TRACES_ZH: Readonly<Record<string, (name: string, state: string) => string>> = {
  row: (name, state) => ` ${name} 表里的行${state === '' ? '' : `（${state}）`}`,
  message: (name) => ` ${name} 里的消息`,
  effect: (name) => ` ${name} 这个效果`,
};

function inWords(words: typeof TRACES_EN, trace: string): string {
  const [is = '', name = '', ...states] = trace.split(' ');
  return words[is]?.(name, states.join(' ')) ?? trace;
}

/** Traces of an order in words: `a message in orders or the effect shipped`. */
function tracesEn(values: SentenceValues, name: string): string {
  const traces = String(get(values, name)).split(', ');
  return traces.map((trace) => inWords(TRACES_EN, trace)).join(' or ');
}

/** The same in Chinese. */
function tracesZh(values: SentenceValues, name: string): string {
  const traces = String(get(values, name)).split(', ');
  return traces.map((trace) => inWords(TRACES_ZH, trace)).join('或');
}

/** Traces of an order that do not go together. */
const disagreeing: VerdictSentence = {
  en: (v) =>
    `For order ${get(v, 'order')} there is ${tracesEn(v, 'of')}, and there will never be ${tracesEn(v, 'needs')}.`,
  'zh-cn': (v) => `订单 ${get(v, 'order')} 有${tracesZh(v, 'of')}，却永远不会有${tracesZh(v, 'needs')}。`,
};
const stillOpen: VerdictSentence = {
  en: (v) => `For order ${get(v, 'order')} there is ${tracesEn(v, 'of')}. What must go with it may still come.`,
  'zh-cn': (v) => `订单 ${get(v, 'order')} 有${tracesZh(v, 'of')}。与它配对的也许还会来。`,
};

export const agreementSentences = {
  'orphan.at-rest': disagreeing,
  'orphan.left': {
    en: (v) => `Order ${get(v, 'order')} is left with ${tracesEn(v, 'of')}, and nobody will go on with it.`,
    'zh-cn': (v) => `订单 ${get(v, 'order')} 停在${tracesZh(v, 'of')}，再也没有人管它了。`,
  },
  'orphan.open': stillOpen,
  'phantom.at-rest': disagreeing,
  'phantom.open': stillOpen,
} satisfies Record<string, VerdictSentence>;
