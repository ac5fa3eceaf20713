/** Reads Vitest's JSON report and prints `passed failed skipped`. A file that could not be loaded counts as one failure. */
import { existsSync, readFileSync } from 'node:fs';

const [, , report] = process.argv;
const files = report !== undefined && existsSync(report) ? JSON.parse(readFileSync(report, 'utf8')).testResults : [];
const tests = files.flatMap((file) => file.assertionResults);
const count = (...states) => tests.filter(({ status }) => states.includes(status)).length;
const unloaded = files.filter(
  ({ status, assertionResults }) => status === 'failed' && !assertionResults.some((test) => test.status === 'failed'),
).length;

console.log(count('passed'), count('failed') + unloaded, count('skipped', 'pending', 'todo', 'disabled'));
