/** The text of every lesson: its form, and that both languages say the same things in the same order. */
import { describe, expect, test } from 'vitest';
import { metaSchema } from '../../lessons/schema.ts';
import { problemsOf } from '../../sim-engine/explore/refusal.ts';
import { kafkaVocabulary } from '../../sim-engine/systems/kafka/vocabulary.ts';
import { rabbitVocabulary } from '../../sim-engine/systems/rabbitmq/vocabulary.ts';
import { parseActions, parseScenario } from '../../sim-engine/scenario/parse.ts';
import { VOCABULARIES } from '../../sim-engine/systems/vocabularies.ts';
import { truthOf } from '../../site/lessons/checking.ts';
import { terms } from '../../site/glossary/glossary.ts';
import { solutionOf } from '../../site/lessons/solving.ts';
import { STANDARD_PLOTS } from '../../lessons/plots.ts';
import { sectionsOf } from '../../lessons/translation/sections.ts';
import { LESSONS, runOf, sourcesOf, textOf } from './support.ts';
import { claimsIn, firstParagraphWith, termsIn } from './tags.ts';

const PARTS = [
  'Cards',
  'Completion',
  'Find',
  'Hook',
  'ModelLimits',
  'Plot',
  'Predict',
  'Recap',
  'Run',
  'Task',
  'WorkedExample',
];

const TERM_IDS = terms.map(({ id }) => id);

/** Parts in order, with what names them. */
function partsOf(text: string): readonly string[] {
  return [...text.matchAll(/^<([A-Z]\w*)([^]*?)>$/gm)].map(([, name, attributes = '']) => {
    const named = [...attributes.matchAll(/\b(id|run|search|from|until|faultsMax|tolerance|max)=("[^"]*"|\{\d+\})/g)];
    return [name, ...named.map(([attribute]) => attribute)].join(' ');
  });
}

/** Names inside lists: moments of a worked example, choices of a prediction. */
const namesIn = (text: string): readonly string[] =>
  [...text.matchAll(/\b(?:moment|id): '([^']+)'/g)].map(([, name]) => name!);

describe.each(LESSONS.map((lesson) => [lesson.meta.id, lesson] as const))('%s', (_id, lesson) => {
  const en = textOf(lesson, 'en');
  const zhCn = textOf(lesson, 'zh-cn');

  test('its meta has the form of the schema', () => {
    expect(metaSchema.safeParse(lesson.meta).error).toBeUndefined();
  });

  test('imports nothing, and uses no part that pages do not hand in', () => {
    expect(en + zhCn).not.toMatch(/^(import|export) /m);
    for (const part of partsOf(en)) expect(PARTS).toContain(part.split(' ')[0]);
  });

  test('every plot that a form or the text names is there', () => {
    const known = [...Object.keys(lesson.checks.plots ?? {}), ...Object.keys(STANDARD_PLOTS)];
    const ofForms = Object.values({ ...lesson.forms, ...lesson.completions }).flatMap(({ plots }) => plots ?? []);
    const ofText = [...en.matchAll(/\b(?:series|plot)="([^"]+)"/g)].map(([, name]) => name!);
    expect([...ofForms, ...ofText].filter((name) => !known.includes(name))).toEqual([]);
  });

  test('begins with something to do, predicts before it runs, and ends with its limits', () => {
    const names = partsOf(en).map((part) => part.split(' ')[0]);
    expect(names[0]).toBe('Hook');
    expect(names.at(-1)).toBe('ModelLimits');
    expect(names.indexOf('Predict')).toBeLessThan(names.indexOf('Run'));
    expect(names.filter((name) => name === 'Predict').length).toBe(names.filter((name) => name === 'Run').length);
    expect(names).toContain('Recap');
  });

  test('the first minute asks for no more than two sentences', () => {
    for (const text of [en, zhCn]) {
      const hook = /<Hook[^>]*>([^]*?)<\/Hook>/.exec(text)?.[1] ?? '';
      expect(hook.match(/[.?!。？！](\s|$)/g)?.length).toBeLessThanOrEqual(2);
    }
  });

  test('both languages have the same parts, names and claims in the same order', () => {
    expect(partsOf(zhCn)).toEqual(partsOf(en));
    expect(namesIn(zhCn)).toEqual(namesIn(en));
    expect(claimsIn(zhCn)).toEqual(claimsIn(en));
  });

  test('every term that it introduces is marked once, where its word first appears, in the same order in both languages', () => {
    expect(termsIn(zhCn).map(({ id }) => id)).toEqual(termsIn(en).map(({ id }) => id));
    for (const text of [en, zhCn]) {
      const marked = termsIn(text);
      expect(marked.map(({ id }) => id).sort()).toEqual([...lesson.meta.introduces].sort());
      expect(text.match(/<Term\b/g) ?? []).toHaveLength(marked.length);
      for (const { label, paragraph } of marked) {
        expect([label, firstParagraphWith(text, label)]).toEqual([label, paragraph]);
      }
    }
  });

  test('every task, prediction, run and moment that the text names exists', () => {
    for (const part of partsOf(en)) {
      const attribute = (name: string) => new RegExp(`\\b${name}="([^"]+)"`).exec(part)?.[1];
      const run = attribute('run');
      if (part.startsWith('Task')) expect(lesson.checks.tasks).toHaveProperty(attribute('id')!);
      if (/^(Predict|Run)/.test(part)) expect(lesson.checks.predictions).toHaveProperty(attribute('id')!);
      if (run !== undefined) expect(lesson.runs).toHaveProperty(run);
      if (part.startsWith('Find')) expect(lesson.searches ?? {}).toHaveProperty(attribute('search')!);
      for (const moment of [attribute('from'), attribute('until')]) {
        if (moment !== undefined) expect(lesson.checks.moments[run!]).toHaveProperty(moment);
      }
    }
    const told = [...en.matchAll(/<WorkedExample[^]*?run="([\w-]+)"([^]*?)\n>/g)];
    for (const [, run, steps] of told) {
      for (const [, moment] of steps!.matchAll(/moment: '(\w+)'/g))
        expect(lesson.checks.moments[run!]).toHaveProperty(moment!);
    }
  });

  test('the moments of a worked example come one after the other', () => {
    for (const [, name, steps] of en.matchAll(/<WorkedExample[^]*?run="([\w-]+)"([^]*?)\n>/g)) {
      const run = runOf(lesson, name!);
      const found = [...steps!.matchAll(/moment: '(\w+)'/g)].map(([, which]) =>
        lesson.checks.moments[name!]![which!]!(run),
      );
      expect(found).toEqual([...new Set(found)].sort((left, right) => left - right));
      expect(found[0]).toBeGreaterThan(0);
    }
  });

  test('every run is one that a page accepts', () => {
    const tasks = Object.entries(lesson.checks.tasks).flatMap(([name, task]) =>
      lesson.meta.tasks.some(({ id }) => id === name)
        ? task.plans(solutionOf(lesson, name) as never, lesson.meta.seeds.public)
        : [],
    );
    for (const { scenario, actions = [] } of [...Object.values(lesson.runs), ...tasks]) {
      const read = parseScenario(scenario, VOCABULARIES);
      expect(read.ok ? [] : read.errors.map(({ message }) => message.en)).toEqual([]);
      expect(parseActions(actions, scenario, VOCABULARIES).ok).toBe(true);
    }
  });

  test('a run begins before the moment at which it shows what happens', () => {
    for (const [, attributes] of en.matchAll(/<Run\s([^<]*?)>/g)) {
      const given = (name: string): string | undefined => new RegExp(`\\b${name}="([\\w-]+)"`).exec(attributes!)?.[1];
      if (/\breplay\b/.test(attributes!.replace(/"[^"]*"|'[^']*'/g, ''))) continue;
      const name = given('run')!;
      const at = (which: string): number => lesson.checks.moments[name]![which]!(runOf(lesson, name));
      expect(at(given('from') ?? 'decisive')).toBeLessThan(at(given('until') ?? 'end'));
    }
  });

  test('every search stands in the text once, and is over a run that exists', () => {
    const searches = Object.entries(lesson.searches ?? {});
    const named = partsOf(en).flatMap((part) => /^Find search="([^"]+)"/.exec(part)?.[1] ?? []);
    expect(named.sort()).toEqual(searches.map(([name]) => name).sort());
    for (const [, search] of searches) {
      const plan = lesson.runs[search.run];
      expect(plan).toBeDefined();
      const vocabulary = [kafkaVocabulary, rabbitVocabulary].find(({ system }) => system === plan!.scenario.system);
      const known = vocabulary?.guards ?? [];
      for (const { name } of search.guards ?? []) expect(known).toContain(name);
      expect(problemsOf({ ...search, scenario: plan!.scenario, bounds: search })).toEqual([]);
    }
  });

  const forms = [...Object.values(lesson.forms), ...Object.values(lesson.completions)];

  test('a choice has a name of its own, starts with one of its values, and has words for no others', () => {
    for (const { choices = [] } of forms) {
      expect(new Set(choices.map(({ name }) => name)).size).toBe(choices.length);
      for (const { values, start = values[0], labels = {} } of choices) {
        expect(values).toContain(start);
        expect(values).not.toContain('');
        for (const value of Object.keys(labels)) expect(values).toContain(value);
      }
    }
  });

  test('a list has names of its own, starts with some of its items, and with all where all are to be put in order', () => {
    for (const { lists = [] } of forms) {
      for (const { items, start, from } of lists) {
        const ids = items.map(({ id }) => id);
        expect(new Set(ids).size).toBe(ids.length);
        expect(ids).toEqual(expect.arrayContaining([...start]));
        if (from === 'all') expect([...start].sort()).toEqual([...ids].sort());
      }
    }
  });

  test('every run of a form’s task has a name by which it is watched, or none has', () => {
    for (const [name, { watch }] of Object.entries(lesson.forms)) {
      const task = lesson.checks.tasks[name]!;
      const plans = task.plans(solutionOf(lesson, name) as never, lesson.meta.seeds.public);
      if (watch !== undefined) expect(watch).toHaveLength(plans.length);
    }
  });

  test('requires nothing that only a later lesson introduces', () => {
    for (const term of lesson.meta.requires) expect(TERM_IDS).toContain(term);
  });

  test('every term that it introduces is in the glossary', () => {
    for (const term of lesson.meta.introduces) expect(TERM_IDS).toContain(term);
  });

  test('every misconception is met by a part of the text', () => {
    const parts = sectionsOf(en).map(({ name }) => name);
    for (const { killedBy } of lesson.meta.misconceptions) expect(parts).toContain(killedBy);
  });

  test('every task and every completion stands in the text once', () => {
    const named = (part: string) =>
      [...en.matchAll(new RegExp(`^<${part}\\s[^]*?\\bid="([\\w-]+)"`, 'gm'))].map(([, id]) => id);
    expect(named('Task').sort()).toEqual(lesson.meta.tasks.map(({ id }) => id).sort());
    expect(named('Completion').sort()).toEqual(Object.keys(lesson.completions).sort());
  });

  test('nothing waits to be written', () => {
    for (const [path, text] of sourcesOf(lesson.meta.id))
      expect([path, /\bTODO\b/.exec(text)?.index]).toEqual([path, undefined]);
  });

  test('what really happens is one of the answers that one can choose', () => {
    for (const id of Object.keys(lesson.checks.predictions)) {
      const truth = truthOf(lesson, { prediction: id });
      const predict = new RegExp(`<Predict\\s[^<]*?id="${id}"[^]*?\n>`).exec(en)?.[0] ?? '';
      const most = /max=\{(\d+)\}/.exec(predict)?.[1];
      if (typeof truth === 'number') expect(truth).toBeLessThanOrEqual(Number(most));
      else if (predict.includes('place="'))
        expect(/among=\{\[(.*)\]\}/.exec(predict)?.[1] ?? `'${truth}'`).toContain(`'${truth}'`);
      else expect(namesIn(predict)).toContain(truth);
    }
  });

  test('has three to five cards, and as many in Chinese', () => {
    const count = (text: string) => /<Cards[^]*$/.exec(text)?.[0].match(/\bquestion: /g)?.length;
    expect(count(en)).toBeGreaterThanOrEqual(3);
    expect(count(en)).toBeLessThanOrEqual(5);
    expect(count(zhCn)).toBe(count(en));
  });

  test('what is emphasised ends with a word, or before a space: else Markdown shows the asterisks', () => {
    for (const paragraph of (en + zhCn).split('\n')) {
      const pieces = paragraph.split('**');
      const broken = pieces.filter(
        (piece, place) =>
          place % 2 === 1 && /[。，：；！？”.,:;!?]$/.test(piece) && /^[\p{L}\p{N}]/u.test(pieces[place + 1] ?? ''),
      );
      expect(broken).toEqual([]);
    }
  });

  test('what a choice says before the run is what it says after', () => {
    for (const text of [en, zhCn]) {
      const choices = [...text.matchAll(/choices=\{\[([^]*?)\]\}/g)].map(([, list]) => list!.trim());
      expect(choices.length % 2).toBe(0);
      for (let index = 0; index < choices.length; index += 2) expect(choices[index + 1]).toBe(choices[index]);
    }
  });
});
