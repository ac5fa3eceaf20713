/** Where a text changes between Chinese and other words, so that each can be marked with its language. */

export interface Run {
  readonly text: string;
  readonly chinese: boolean;
}

const CHINESE = '\\u3000-\\u303f\\u3400-\\u9fff\\uff00-\\uffef';

/** Chinese, with Latin letters and digits in it when no space parts them: `Google运维解密` ends in a run, `RabbitMQ` before it does not. */
const CHINESE_RUN = new RegExp(`([${CHINESE}](?:[${CHINESE}A-Za-z0-9]*[${CHINESE}])?)`);

/** The runs of a text, in order; joined they are the text. */
export function runsOf(text: string): readonly Run[] {
  return text
    .split(CHINESE_RUN)
    .map((run, place) => ({ text: run, chinese: place % 2 === 1 }))
    .filter((run) => run.text !== '');
}
