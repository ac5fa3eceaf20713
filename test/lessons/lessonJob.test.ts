/** A lesson's search becomes a request for the engine. */
import { expect, test } from 'vitest';
import type { LessonSearch } from '../../lessons/search.ts';
import { lessonJob } from '../../site/search/lessonJob.ts';
import { lessonNamed } from './support.ts';

const machine = lessonNamed('reading-the-machine');

const offered: LessonSearch = {
  run: 'hook',
  anomalies: ['lost-write'],
  faults: { crash: 1 },
  untilMillis: 2_000,
  statesMax: 500,
  guards: [{ name: 'fencedFetch', label: { en: 'Fenced fetch', 'zh-cn': '带栅栏的拉取' }, starts: 'off' }],
  predictions: [{ outcome: 'exhausted', text: { en: 'None', 'zh-cn': '没有' } }],
};

test('what the lesson says about the search goes in, what it says to the reader does not', () => {
  const { scenario } = machine.runs['hook']!;
  const job = lessonJob({ locale: 'en', scenario, offered, guards: {} });
  expect(job.request).toEqual({
    scenario: { ...scenario, guards: scenario.guards },
    anomalies: ['lost-write'],
    faults: { crash: 1 },
    untilMillis: 2_000,
    bounds: { statesMax: 500 },
  });
});

test('the switches are the scenario’s guards; those that it does not offer stay as they are', () => {
  const { scenario } = machine.runs['hook']!;
  const given = { ...scenario, guards: { strictMinIsr: false, fencedFetch: true } };
  const { request } = lessonJob({ locale: 'en', scenario: given, offered, guards: { fencedFetch: false } });
  expect(request.scenario.guards).toEqual({ strictMinIsr: false, fencedFetch: false });
});
