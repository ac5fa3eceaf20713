/**
 * Reads Vitest's JSON report and prints `passed failed skipped`. A file that could not be loaded counts as one failure. Then, a
 * line each, the tests that failed once and passed when they were tried again, with what went wrong the first time.
 */
import { existsSync, readFileSync } from 'node:fs';

const [, , report] = process.argv;
const files = report !== undefined && existsSync(report) ? JSON.parse(readFileSync(report, 'utf8')).testResults : [];
const tests = files.flatMap((file) => file.assertionResults);
const count = (...states) => tests.filter(({ status }) => states.includes(status)).length;
const unloaded = files.filter(
  ({ status, assertionResults }) => status === 'failed' && !assertionResults.some((test) => test.status === 'failed'),
).length;

console.log(count('passed'), count('failed') + unloaded, count('skipped', 'pending', 'todo', 'disabled'));
for (const { status, fullName, failureMessages } of tests) {
  if (status !== 'passed' || failureMessages.length === 0) continue;
  console.log(`${fullName}: ${failureMessages[0].split('\n')[0]}`);
}
