/** The command line: `npm run alo -- run | check | versus | explore | vectors | import | bench`. The only part of the engine that reads files and a clock. */
import { benchCommand } from './cli/bench.ts';
import { checkCommand } from './cli/check.ts';
import { exploreCommand } from './cli/explore.ts';
import { importCommand } from './cli/import.ts';
import type { CommandResult } from './cli/result.ts';
import { runCommand } from './cli/run.ts';
import { vectorsCommand } from './cli/vectors.ts';
import { versusCommand } from './cli/versus.ts';

const USAGE = `usage:
  npm run alo -- run scenario.json [--seed N] [--json]             run it, tell what happened, judge it
  npm run alo -- check scenario.json --seeds 1..200 [--json]       judge it under many seeds
  npm run alo -- versus left.json right.json [--json]              one workload and one fault script on both, in a table;
      --faults FILE (machines as broker:1, producer:a, consumer:billing-1, database), --seed N
  npm run alo -- explore scenario.json --faults KIND=N [--json]    search every schedule of so many faults
  npm run alo -- explore --model kip320 [--symmetry] [--json]      search a published specification; --replicas, --log-size,
      --max-records, --max-leader-epoch, --without GUARD, --property P, --packed, --states-max, --depth-max, --memory-mb
  npm run alo -- vectors FILE [--area A] [--json]                  run test vectors on the simulator's own rules
  npm run alo -- import FILE [--format F] [--part P] [--json]      a file of another tool as a topology, and what is left behind;
      --scenario [--brokers N]: as a whole scenario for run
  npm run bench [-- --json --events N --rounds N --states N]       measure speed and memory

Exit code 0: all is well; 1: a promise or a property is broken, or a vector fails; 2: it could not be done, the error output
says why.
`;

type Command = (args: readonly string[]) => CommandResult;

const COMMANDS: Readonly<Record<string, Command>> = {
  run: runCommand,
  check: checkCommand,
  versus: versusCommand,
  explore: exploreCommand,
  vectors: vectorsCommand,
  import: importCommand,
  bench: benchCommand,
};

function isHelp(argument: string): boolean {
  return argument === '--help' || argument === '-h';
}

function answer(name: string | undefined, args: readonly string[]): CommandResult {
  if ([name ?? '', ...args].some(isHelp)) return { exitCode: 0, text: USAGE };
  if (name === undefined) return { exitCode: 2, text: USAGE };
  if (!Object.hasOwn(COMMANDS, name)) return { exitCode: 2, text: `unknown command "${name}"\n${USAGE}` };
  try {
    return (COMMANDS[name] as Command)(args);
  } catch (error) {
    const details = error instanceof Error ? (error.stack ?? error.message) : String(error);
    return {
      exitCode: 2,
      text: `this is a fault of the simulator, worth a report with the scenario and its seed:\n${details}`,
    };
  }
}

const [name, ...args] = process.argv.slice(2);
const { exitCode, text, aside } = answer(name, args);
const line = (content: string): string => (content.endsWith('\n') ? content : `${content}\n`);
(exitCode === 2 ? process.stderr : process.stdout).write(line(text));
if (aside !== undefined) process.stderr.write(line(aside));
process.exitCode = exitCode;
