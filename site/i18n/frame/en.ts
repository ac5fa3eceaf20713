/** What the frame of the site says: the page for what does not exist, and the pictures of links. */
export const frame = {
  missing: {
    title: 'Page not found',
    lead: 'There is no page at this address. It may be misspelt, or the page has moved. Nothing was lost: this answer is the acknowledgement.',
    doors: 'Where to go from here',
    home: 'Home',
    learn: 'All lessons',
    play: 'Simulator',
    glossary: 'Glossary',
  },
  /** Pictures that stand beside a link to a page: the line on each, and what it shows, for those who do not see it. */
  pictures: {
    home: {
      line: 'Learn message queues by breaking them.',
      shows: 'A simulated Kafka cluster: broker 1 has crashed with two acknowledged records that no other replica has.',
    },
    learn: {
      line: 'Predict, run, find out why, repair.',
      shows: 'A simulated cluster with three brokers, and records on their way to the followers.',
    },
    play: {
      line: 'A cluster to break',
      shows: 'A simulated cluster in trouble: one broker has crashed and a cable is cut.',
    },
    versus: {
      line: 'The same faults on two clusters',
      shows: 'Two simulated clusters side by side after the same crash.',
    },
    reading: {
      line: 'What to read, and why',
      shows: 'The concept map: ideas about message queues, tied to readings and lessons.',
    },
    glossary: {
      line: 'One idea, many names',
      shows: 'An exchange and two queues with the signs for redelivered, dead-lettered and full.',
    },
    'track-0': {
      line: 'Reading the machine',
      shows: 'Two tills send orders to a simulated cluster whose leader has just crashed.',
    },
    'track-a': {
      line: 'Why queues',
      shows: 'A RabbitMQ queue between a shop and the cook who works on its orders.',
    },
    'track-b': {
      line: 'Delivery semantics',
      shows: 'A message that a consumer gives back and gets again, and the queue for dead letters.',
    },
    'track-c': {
      line: 'Inside a replicated log',
      shows: 'Replicas of a log on three brokers: what each has copied, and what is committed.',
    },
    'track-d': {
      line: 'Eight systems, one workload',
      shows: 'A RabbitMQ exchange with bindings to its queues, and messages on their way.',
    },
    'track-e': {
      line: 'Operating and incidents',
      shows: 'A simulated cluster with a paused broker, a slow link and a cut cable.',
    },
    'track-f': {
      line: 'The interview',
      shows: 'Two designs for the same work side by side, a Kafka and a RabbitMQ cluster.',
    },
  },
  /** Above the line of a picture. */
  above: {
    lessons: 'Lessons',
    track: (letter: string): string => `Track ${letter}`,
  },
} as const;
