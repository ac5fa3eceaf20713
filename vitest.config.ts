import { BaseSequencer, type TestSpecification } from 'vitest/node';
import { defineConfig } from 'vitest/config';

/** Folders and files whose tests take longest: begun last, one of them would keep one core busy while the others are idle. */
const HEAVY = [
  'test/explore/failures/',
  'test/explore/',
  'test/lessons/',
  'test/cli/',
  'test/systems/rabbitmq/remedies',
];

const TESTS = ['test/**/*.test.ts'];
const ELSEWHERE = ['test/browser/**', 'node_modules/**', 'dist/**'];
/** These put other modules in the place of the engine's (`vi.mock`): what they import is theirs alone. */
const REPLACING = ['test/systems/rabbitmq/charts/messageLife.test.ts'];

/** Files that take long come first, in the order of {@link HEAVY}. */
class HeaviestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const place = ({ moduleId }: TestSpecification): number => {
      const found = HEAVY.findIndex((heavy) => moduleId.includes(heavy));
      return found === -1 ? HEAVY.length : found;
    };
    const sorted = await super.sort(files);
    return sorted.sort((left, right) => place(left) - place(right));
  }
}

export default defineConfig({
  test: {
    // Searches take seconds, and several times that while a machine does something else: a hang is what this is for.
    testTimeout: 120_000,
    // All cores: Vitest leaves one free, which is half of a small machine.
    maxWorkers: '100%',
    sequence: { sequencer: HeaviestFirst },
    projects: [
      {
        extends: true,
        // Files share what they import: the engine is pure, and reading it again for each file costs more than most files do.
        test: { name: 'shared', include: TESTS, exclude: [...ELSEWHERE, ...REPLACING], isolate: false },
      },
      { extends: true, test: { name: 'alone', include: REPLACING } },
    ],
  },
});
