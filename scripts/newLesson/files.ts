/** The files of a new lesson, made from the templates beside this module. Every file that says something says TODO, which tests refuse. */
import { readFileSync } from 'node:fs';
import { CURRICULUM } from '../../lessons/curriculum.ts';
import type { Text } from '../../lessons/lesson.ts';
import { accepted } from '../../lessons/translation/status.ts';
import { withStamp } from '../../lessons/translation/stamp.ts';

export interface NewLesson {
  readonly id: string;
  /** As in the curriculum. */
  readonly number: string;
  readonly system: string;
}

/** What is different in the example from system to system. */
const EXAMPLES = {
  kafka: { node: 'broker-1', setting: 'acks', wrong: '1', right: 'all', count: '18' },
  rabbitmq: { node: 'rabbit-1', setting: 'persistent', wrong: 'false', right: 'true', count: '9' },
} as const;

const COMMON = ['meta.ts', 'forms.ts', 'checks.ts', 'solution.ts', 'wrongAnswers.ts', 'claims.ts'];
const OF_SYSTEM = ['scenario.ts', 'scenario.json'];

const isKnown = (system: string): system is keyof typeof EXAMPLES => Object.hasOwn(EXAMPLES, system);

const template = (file: string): string => readFileSync(new URL(`template/${file}.txt`, import.meta.url), 'utf8');

const literal = (text: Text): string => `{ en: ${JSON.stringify(text.en)}, 'zh-cn': ${JSON.stringify(text['zh-cn'])} }`;

/** Name and text of every file. @throws when there is no such place in the curriculum, or no template for the system */
export function filesOf({ id, number, system }: NewLesson): readonly (readonly [name: string, text: string])[] {
  if (!isKnown(system))
    throw new Error(`there is no template for ${system}; there are ${Object.keys(EXAMPLES).join(', ')}`);
  if (!/^[a-z0-9-]+$/.test(id)) throw new Error(`${id} is no address: small letters, digits and hyphens only`);
  const track = CURRICULUM.find(({ lessons }) => lessons.some((lesson) => lesson.number === number));
  if (track === undefined) throw new Error(`the curriculum has no lesson ${number}`);
  const order = track.lessons.findIndex((lesson) => lesson.number === number) + 1;
  const planned = track.lessons[order - 1]?.planned;
  if (planned === undefined) throw new Error(`the lesson ${number} is written`);
  if (planned.id !== id) throw new Error(`the curriculum calls ${number} ${planned.id}, not ${id}`);
  const words: Readonly<Record<string, string>> = {
    id,
    number,
    system,
    track: track.id,
    order: String(order),
    title: literal(planned.title),
    question: literal(planned.question),
    ...EXAMPLES[system],
  };
  const filled = (file: string): string =>
    template(file).replaceAll(/\{\{(\w+)\}\}/g, (_, name: string) => words[name] ?? '');
  const en = filled('en.mdx');
  const stamp = { translates: 'en', sections: {}, behind: {} } as const;
  const zhCn = accepted({ en, 'zh-cn': withStamp(filled('zh-cn.mdx'), stamp) }, []);
  return [
    ...COMMON.map((file) => [file, filled(file)] as const),
    ...OF_SYSTEM.map((file) => [file, filled(`${system}/${file}`)] as const),
    ['en.mdx', en],
    ['zh-cn.mdx', zhCn],
  ];
}
