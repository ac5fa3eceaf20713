/** A new lesson is whole, says TODO wherever it has to be written, and stands where the curriculum has a place for it. */
import { describe, expect, test } from 'vitest';
import { filesOf } from '../../scripts/newLesson/files.ts';
import { CURRICULUM } from '../../lessons/curriculum.ts';
import { statusOf } from '../../lessons/translation/status.ts';

const places = CURRICULUM.flatMap(({ lessons }) =>
  lessons.flatMap(({ number, planned }) => (planned === undefined ? [] : [{ number, id: planned.id }])),
);
const place = places[0]!;

describe.each(['kafka', 'rabbitmq'])('a new lesson on %s', (system) => {
  const files = new Map(filesOf({ ...place, system }));

  test('has every file', () => {
    expect([...files.keys()].sort()).toEqual([
      'checks.ts',
      'claims.ts',
      'en.mdx',
      'forms.ts',
      'meta.ts',
      'scenario.json',
      'scenario.ts',
      'solution.ts',
      'wrongAnswers.ts',
      'zh-cn.mdx',
    ]);
  });

  test('says in every file but the scenario’s data what waits to be written, and has no place left open', () => {
    for (const [name, text] of files) {
      expect([name, /\bTODO\b/.test(text)]).toEqual([name, name !== 'scenario.json']);
      expect([name, /\{\{\w/.exec(text)?.[0]]).toEqual([name, undefined]);
    }
  });

  test('has a translation that is stamped as up to date', () => {
    const { source, behind, problems } = statusOf({ en: files.get('en.mdx')!, 'zh-cn': files.get('zh-cn.mdx')! });
    expect([source, behind, problems]).toEqual(['en', [], []]);
  });
});

describe('a new lesson is refused', () => {
  test.each([
    ['for a system without a template', { ...place, system: 'carrier-pigeon' }, 'no template for carrier-pigeon'],
    ['where the curriculum has no such number', { ...place, number: 'Q9', system: 'kafka' }, 'no lesson Q9'],
    ['where the lesson is written', { id: 'again', number: '00', system: 'kafka' }, 'the lesson 00 is written'],
    [
      'under another address than was planned',
      { ...place, id: 'other', system: 'kafka' },
      `calls ${place.number} ${place.id}`,
    ],
    ['under an address that is none', { ...place, id: 'No Address', system: 'kafka' }, 'is no address'],
  ] as const)('%s', (_case, asked, problem) => {
    expect(() => filesOf(asked)).toThrow(problem);
  });
});
