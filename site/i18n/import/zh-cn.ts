/** 导入功能的中文词句；键与 `en.ts` 相同，由类型检查保证。 */
import { inGroups } from '../numbers.ts';
import type { ImportWords } from './index.ts';

const grouped = (count: number): string => inGroups('zh-cn', count);

export const importing: ImportWords = {
  lead: '用你自己的交换机、队列和绑定来运行。文件只留在这个浏览器里；其中的用户和密码不会读取。',
  format: '文件类型',
  command: '用这条命令导出：',
  file: '选择文件',
  chosen: (name) => `已读取 ${name}`,
  paste: '或粘贴文件内容（JSON）',
  choosePart: '请选择',
  brokers: '节点数',
  unreadable: (name) => `无法读取 ${name}。`,
  tooLong: (found, max) => `文件有 ${grouped(found)} 个字符，最多读取 ${grouped(max)} 个。`,
  notJson: (line, column, expected, found) =>
    `这不是 JSON。第 ${line} 行第 ${column} 列：应为：${expected}；实际：${found}。`,
  refused: '这个文件无法导入。',
  counted: (count, name) => `${grouped(count)} 个${name}`,
  result: '这次运行的内容',
  colon: '：',
  taken: '来自文件',
  added: '自动补上',
  addedNote:
    '定义文件不会说明谁发布、谁消费。补上的发布者都使用发布确认，并让每个绑定至少被命中一次；只接收死信的队列没有消费者。',
  complete: '文件中的内容已全部导入。',
  unknown: (count) => `未模拟或已略去：${count} 处`,
  renamed: (count) => `已改名：${count} 个`,
  renamedNote: '场景中的名称最多 32 个字符，只含 a-z、0-9 和 -。',
  wholeFile: '整个文件',
  open: '打开这次运行',
  opened: '已打开导入的运行。',
};
