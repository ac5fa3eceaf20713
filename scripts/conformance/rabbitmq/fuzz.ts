/**
 * A differential fuzzer: random programs of one node, on a real broker and on the simulated node. Not part of any test run.
 *
 *   node scripts/conformance/rabbitmq/fuzz.ts [first seed] [programs] [at once]      (MINIMISE=no, TTL=no)
 *
 * A program that differs is played again; only what the real broker does twice in the same way counts. It is then made shorter
 * as long as it still differs, and printed.
 */
import { play as playReal } from './play.ts';
import { Broker } from './broker.ts';
import { Clients } from './clients.ts';
import {
  canonical,
  parseScripts,
  type Script,
  type ScriptSource,
} from '../../../test/conformance/rabbitmq/language.ts';
import { play as playSimulated } from '../../../test/conformance/rabbitmq/simulated/play.ts';
import { differences, type Played } from './text.ts';
import { randomProgram } from './fuzzPrograms.ts';

const [first = 1, programs = 100, atOnce = 6] = process.argv.slice(2).map(Number);

const parse = (source: ScriptSource): Script => {
  const [script] = parseScripts([source]);
  if (script === undefined) throw new Error('no script');
  return script;
};

const cleanUp = async (script: Script, broker: Broker): Promise<void> => {
  const clients = new Clients();
  try {
    await clients.connect('cleaner', broker.node(1).port);
    let index = 0;
    for (const step of script.steps) {
      if (step.do !== 'queue.declare' && step.do !== 'exchange.declare') continue;
      const id = `cleaner-${(index += 1)}`;
      await clients.openChannel(id, 'cleaner');
      const { channel } = clients.channel(id);
      await (
        step.do === 'queue.declare' ? channel.deleteQueue(step.queue) : channel.deleteExchange(step.exchange)
      ).catch(() => undefined);
    }
  } finally {
    await clients.leaveAll();
  }
};

type Outcome = { readonly played: Played } | { readonly failed: string };

const real = async (script: Script, broker: Broker): Promise<Outcome> => {
  try {
    return { played: await playReal(script, broker) };
  } catch (error) {
    return { failed: String(error) };
  } finally {
    await cleanUp(script, broker).catch(() => undefined);
  }
};

/** The program up to the step that names a delivery which the real broker did not make. */
const before = (source: ScriptSource, failed: string): ScriptSource => {
  const [, delivery] = /there was no delivery (.*)$/.exec(failed) ?? [];
  const at = source.steps.findIndex((step) => 'delivery' in step && step.delivery === delivery);
  return { ...source, steps: at < 0 ? source.steps : source.steps.slice(0, at) };
};

/** How the two differ, or null; 'unstable' when the real broker does not agree with itself. */
const compare = async (source: ScriptSource, broker: Broker): Promise<readonly string[] | null | 'unstable'> => {
  if (source.steps.length === 0) return null;
  const script = parse(source);
  const one = await real(script, broker);
  if ('failed' in one) {
    const shorter = before(source, one.failed);
    return shorter.steps.length < source.steps.length ? compare(shorter, broker) : [one.failed];
  }
  const simulated = playSimulated(script);
  if (canonical(one.played) === canonical(simulated)) return null;
  const again = await real(script, broker);
  if (!('played' in again) || canonical(again.played) !== canonical(one.played)) return 'unstable';
  return differences(one.played, simulated);
};

const differs = async (source: ScriptSource, broker: Broker): Promise<boolean> =>
  Array.isArray(await compare(source, broker));

const minimise = async (source: ScriptSource, broker: Broker): Promise<ScriptSource> => {
  let best = source;
  for (let length = 4; length < best.steps.length; length += Math.max(1, Math.floor(best.steps.length / 8))) {
    const shorter = { ...best, steps: best.steps.slice(0, length) };
    if (await differs(shorter, broker)) {
      best = shorter;
      break;
    }
  }
  for (let at = best.steps.length - 1; at >= 0; at -= 1) {
    const shorter = { ...best, steps: best.steps.toSpliced(at, 1) };
    if (await differs(shorter, broker)) best = shorter;
  }
  return best;
};

const compact = (steps: ScriptSource['steps']): string =>
  steps.map((step) => `    ${JSON.stringify(step)}`).join(',\n');

const broker = await Broker.start(1);
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => process.exit(130));
await broker.applySettings(
  parse({ name: 'settings', title: 'Nothing but the settings.', topics: ['confirms'], steps: [{ do: 'heal' }] })
    .settings,
);
console.log(`real broker ${broker.version}`);
const counts = { same: 0, different: 0, unstable: 0 };
let next = first;
const worker = async (): Promise<void> => {
  while (next < first + programs) {
    const seed = (next += 1) - 1;
    const source = randomProgram(seed);
    const found = await compare(source, broker);
    if (found === null) counts.same += 1;
    else if (found === 'unstable') {
      counts.unstable += 1;
      console.log(`seed ${seed}: unstable`);
    } else {
      counts.different += 1;
      console.log(`seed ${seed}: DIFFERENT\n${found.slice(0, 6).join('\n')}`);
      const small = process.env['MINIMISE'] === 'no' ? source : await minimise(source, broker);
      const how = await compare(small, broker);
      console.log(
        `seed ${seed}, made shorter:\n${compact(small.steps)}\n${Array.isArray(how) ? how.slice(0, 8).join('\n') : String(how)}\n`,
      );
    }
  }
};
try {
  await Promise.all(Array.from({ length: atOnce }, worker));
} finally {
  await broker.stop();
}
console.log(JSON.stringify(counts));
process.exit(0);
