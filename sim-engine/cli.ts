/** The command line: `npm run alo -- run | check | vectors | bench`. The only part of the engine that reads files and a clock. */
import { benchCommand } from './cli/bench.ts';
import { checkCommand } from './cli/check.ts';
import type { CommandResult } from './cli/result.ts';
import { runCommand } from './cli/run.ts';
import { vectorsCommand } from './cli/vectors.ts';

const USAGE = `usage:
  npm run alo -- run scenario.json [--seed N] [--json]             run it, tell what happened, judge it
  npm run alo -- check scenario.json --seeds 1..200 [--json]       judge it under many seeds
  npm run alo -- vectors FILE [--area A] [--json]                  run test vectors on the simulator's own rules
  npm run bench [-- --json]                                        measure speed and memory
`;

const COMMANDS: Readonly<Record<string, (args: readonly string[]) => CommandResult>> = {
  run: runCommand,
  check: checkCommand,
  vectors: vectorsCommand,
  bench: benchCommand,
};

function main(): void {
  const [name, ...args] = process.argv.slice(2);
  const command = name === undefined ? undefined : COMMANDS[name];
  if (command === undefined) {
    process.stderr.write(name === undefined || name === '--help' ? USAGE : `unknown command ${name}\n${USAGE}`);
    process.exitCode = name === '--help' ? 0 : 2;
    return;
  }
  const result = command(args);
  (result.exitCode === 2 ? process.stderr : process.stdout).write(
    result.text.endsWith('\n') ? result.text : `${result.text}\n`,
  );
  process.exitCode = result.exitCode;
}

main();
