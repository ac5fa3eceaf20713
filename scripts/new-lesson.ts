/** `npm run new:lesson -- <id> <number> <system>` makes the folder of a lesson that is planned. Nothing that is there is touched. */
import { fileURLToPath } from 'node:url';
import { format, resolveConfig } from 'prettier';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { filesOf } from './newLesson/files.ts';

const [id = '', number = '', system = ''] = process.argv.slice(2);
const folder = new URL(`../lessons/${id}/`, import.meta.url);

try {
  if (system === '') throw new Error('npm run new:lesson -- <id> <number> <system>, for example: sagas B7 kafka');
  if (existsSync(folder)) throw new Error(`lessons/${id} is there`);
  const files = filesOf({ id, number, system });
  mkdirSync(folder);
  for (const [name, text] of files) {
    const filepath = fileURLToPath(new URL(name, folder));
    writeFileSync(filepath, await format(text, { ...(await resolveConfig(filepath)), filepath }));
  }
  console.log(`lessons/${id} is there. Write it: every TODO is refused by \`npx vitest run test/lessons -t ${id}\`.`);
} catch (problem) {
  console.error(problem instanceof Error ? problem.message : problem);
  process.exitCode = 1;
}
