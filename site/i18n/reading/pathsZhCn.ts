/** 阅读路线的中文词句：随路线发送的全部内容。 */
import type { PathWords } from './paths.ts';

export const paths: PathWords = {
  progress: (read, of) => `已读 ${read} / ${of}`,
  read: (title) => `我读过：${title}`,
};
