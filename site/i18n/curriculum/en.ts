/** Words of the curriculum in English. */

/** The page of lessons, and what lesson pages say of the curriculum: used while pages are built. */
export const curriculum = {
  lead: (written: number, all: number): string =>
    `Each lesson asks one question, lets you predict the answer, and gives you a running cluster to test it on. There so far: ${written} of ${all}; the others are planned.`,
  picture: {
    title: 'The map',
    lead: 'Lines lead from a lesson to those that build on it. The list below says the same in words.',
    point: ' Point at a lesson, or go there with Tab and the arrow keys, to see the way to it.',
    label: 'Map of the curriculum',
    toList: 'As a list',
  },
  legend: {
    label: 'What the map shows',
    written: 'a lesson that is there',
    planned: 'planned',
    next: 'next for you',
    started: 'begun',
    done: 'done: all its tasks solved',
  },
  marks: {
    'second-wave': { name: 'second wave', means: 'after the core' },
    optional: { name: 'optional review', means: 'no lesson builds on it' },
    team: { name: 'team session', means: 'works well with a team in one room' },
  },
  marked: (name: string, means: string): string => `${name}: ${means}`,
  list: { title: 'All lessons', toPicture: 'As a map' },
  planned: 'planned',
  after: (numbers: string): string => `after ${numbers}`,
  and: ', ',
  onMap: (track: string): string => `On the map: ${track}`,
  readings: {
    title: 'To read on',
    lead: 'What treats the same things; what treats most of them comes first.',
    all: (count: number): string => `All ${count} in the catalogue`,
  },
};

/** How far a learner is: sent with the map. */
export const standing = {
  start: 'Start here',
  next: 'Next for you',
  states: { next: 'next', started: 'begun', done: '✓ done' },
  spoken: { next: 'next for you', started: 'begun', done: 'done' },
  named: (name: string, state: string): string => `${name}, ${state}`,
  begin: 'It needs nothing before it.',
  after: (titles: readonly string[]): string =>
    `It builds on ${titles.length > 1 ? `${titles.slice(0, -1).join(', ')} and ` : ''}${titles.at(-1) ?? ''}, which you have done.`,
  begun: (passed: number, tasks: number): string => `You have begun it. Tasks solved: ${passed} of ${tasks}.`,
  finished: (count: number): string => `You have done every lesson that is there so far: ${count}.`,
  count: (done: number, count: number): string => `Lessons done: ${done} of ${count}`,
};
