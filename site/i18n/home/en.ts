/** Words of the home page in English: used while the page is built. The words of its run are in `runEn.ts`. */
import { inGroups } from '../numbers.ts';
import { plural } from '../plural.ts';

export const home = {
  truth:
    'Nothing here is recorded. The engine in this page computes the run, step by step, when you press a button. The followers are 50 ms away, so that you can see a copy travel.',
  noScript: 'The run needs JavaScript. The lessons and the catalogue can be read without it.',
  doors: {
    title: 'Three doors',
    notOpen: 'Not open yet',
    today: 'What you can use today',
    learn: {
      title: 'Learn',
      text: 'Short lessons. Say what a fault will do, run it, find out why, repair it.',
      first: (title: string): string => `First lesson: ${title}`,
      map: 'All lessons, and how they build on each other',
    },
    team: {
      title: 'Train a team',
      text: 'One person breaks the cluster; everybody predicts, and sees the same run at the same time. This is planned. There is nothing to join yet.',
      link: 'A link replays a run exactly: break something, send it to your team',
      versus: 'Two clusters side by side, under the same faults',
      lesson: 'A lesson that everybody opens',
    },
    interview: {
      title: 'Practise design interviews',
      text: 'Draw a design, say what it guarantees, and have it tried against faults that you have not seen. This is planned. There is nothing to practise on yet.',
    },
  },
  more: 'What else is here',
  find: {
    title: 'Find a failure',
    text: 'Can this design lose a message? A search tries faults and message orders, and shows the smallest run that does.',
    open: 'Search in the simulator',
  },
  versus: {
    title: 'Side by side',
    text: 'One workload, one fault, two clusters, the same moment. Which one keeps its promises, and at what price?',
    open: 'Compare two clusters',
  },
  reading: {
    title: 'What to read',
    text: (count: number): string =>
      `Books, papers and manuals in Chinese and English, ${count} in all, each with why it is worth it and which chapters.`,
    open: 'Open the catalogue',
  },
  evidence: {
    title: 'What is verified',
    text: 'A simulator is a model. Its answers are held against the real systems, and what it leaves out is listed.',
    facts: ({
      passed,
      total,
      recordings,
      failures,
    }: {
      readonly passed: number;
      readonly total: number;
      readonly recordings: number | null;
      readonly failures: number;
    }): string =>
      [
        `${inGroups('en', passed)} of ${plural('en', total, { one: '# test vector passes', other: '# test vectors pass' })}`,
        ...(recordings === null
          ? []
          : [
              plural('en', recordings, { one: '# recording of a real broker', other: '# recordings of a real broker' }),
            ]),
        plural('en', failures, { one: '# published failure found again', other: '# published failures found again' }),
      ].join(' · '),
  },
  lessons: 'Lessons you can take now',
  systems: (modelled: string): string =>
    `Modelled so far: ${modelled}. Not modelled yet: RocketMQ, ActiveMQ, ZeroMQ, MetaQ, Redis and MySQL as queues.`,
};
