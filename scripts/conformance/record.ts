/**
 * Records what real brokers do: `npm run conformance:record -- rabbitmq [script …] [--runs N]`. Each script is played several
 * times on a private broker, and only what came out the same every time is kept.
 */
import { recordRabbitmq } from './rabbitmq/record.ts';

const usage = 'usage: npm run conformance:record -- rabbitmq [script …] [--runs N]';

const [system, ...rest] = process.argv.slice(2);
const at = rest.indexOf('--runs');
const runs = at < 0 ? undefined : Number(rest[at + 1]);
const names = at < 0 ? rest : rest.toSpliced(at, 2);

if (system !== 'rabbitmq' || (runs !== undefined && !(Number.isInteger(runs) && runs >= 2))) {
  console.error(usage);
  process.exitCode = 2;
} else {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => process.exit(130));
  process.exitCode = await recordRabbitmq({ names, runs });
}
