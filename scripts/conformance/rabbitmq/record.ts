/** The recorder: scripts in, recordings out. */
import { writeFileSync } from 'node:fs';
import { scriptHash, type Script } from '../../../test/conformance/rabbitmq/language.ts';
import { recordingSchema } from '../../../test/conformance/rabbitmq/recording.ts';
import { scripts } from '../../../test/conformance/rabbitmq/scripts/index.ts';
import { Broker, findServer } from './broker.ts';
import { cleanUp, play } from './play.ts';
import { differences, print, type Played } from './text.ts';

const howToGetOne = `No RabbitMQ server was found. On Debian or Ubuntu:

  apt-get update && apt-get install --no-install-recommends rabbitmq-server

The recorder starts its own nodes and never uses the system's service; \`systemctl disable --now rabbitmq-server\` if the package
started one. Another installation: RABBITMQ_SERVER=/path/to/sbin/rabbitmq-server (erl and epmd must be on the PATH).`;

class Bench {
  #broker: Broker | undefined;
  #nodes = 0;

  async brokerFor({ nodes }: Script): Promise<Broker> {
    if (this.#broker && this.#nodes === nodes) return this.#broker;
    await this.discard();
    console.log(`starting ${nodes} node${nodes === 1 ? '' : 's'} …`);
    this.#broker = await Broker.start(nodes);
    this.#nodes = nodes;
    return this.#broker;
  }

  async discard(): Promise<void> {
    await this.#broker?.stop();
    this.#broker = undefined;
  }

  /** One run on a broker that nothing is left on, before and after. */
  async run(script: Script): Promise<{ played: Played; version: string; erlang: string }> {
    const broker = await this.brokerFor(script);
    const { version, erlang } = broker;
    let fit = false;
    try {
      await broker.applySettings(script.settings);
      const played = await play(script, broker);
      fit = await cleanUp(script, broker);
      return { played, version, erlang };
    } finally {
      if (!fit) await this.discard();
    }
  }
}

const record = async (script: Script, bench: Bench, runs: number): Promise<string[]> => {
  const first = await bench.run(script);
  for (let run = 1; run < runs; run += 1) {
    const again = await bench.run(script);
    const found = differences(first.played, again.played);
    if (found.length > 0) return found;
  }
  const recording = recordingSchema.parse({
    script: script.name,
    scriptHash: scriptHash(script),
    broker: { product: 'RabbitMQ', version: first.version, erlang: first.erlang },
    recorded: new Date().toISOString().slice(0, 10),
    runs,
    ...first.played,
  });
  const file = new URL(`../../../test/conformance/rabbitmq/recordings/${script.name}.json`, import.meta.url);
  writeFileSync(file, print(recording));
  return [];
};

/** Records the named scripts, or all; the answer is the exit code. */
export const recordRabbitmq = async ({ names, runs }: { names: readonly string[]; runs?: number | undefined }) => {
  const unknown = names.filter((name) => !scripts.some((script) => script.name === name));
  if (unknown.length > 0) {
    console.error(`no such script: ${unknown.join(', ')}`);
    return 2;
  }
  if (findServer() === undefined) {
    console.error(howToGetOne);
    return 1;
  }
  const wanted = scripts.filter(({ name }) => names.length === 0 || names.includes(name));
  const bench = new Bench();
  let failed = 0;
  try {
    for (const script of wanted.toSorted((a, b) => a.nodes - b.nodes)) {
      const start = Date.now();
      const count = runs ?? (script.nodes === 1 ? 3 : 2);
      const problem = await record(script, bench, count).catch((error: unknown) => [`  ${String(error)}`]);
      const seconds = ((Date.now() - start) / 1000).toFixed(0);
      console.log(`${problem.length > 0 ? 'REFUSED ' : 'recorded'} ${seconds.padStart(4)} s  ${script.name}`);
      if (problem.length > 0) console.log(problem.join('\n'));
      failed += problem.length > 0 ? 1 : 0;
    }
  } finally {
    await bench.discard();
  }
  console.log(`${wanted.length - failed} of ${wanted.length} recorded`);
  return failed > 0 ? 1 : 0;
};
