/**
 * A private RabbitMQ of one or three nodes: its own ports on 127.0.0.1, folder, cookie, node names and epmd, started as plain
 * processes and stopped by their ids. Whatever ends the recorder ends them too.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Script } from '../../../test/conformance/rabbitmq/language.ts';
import type { Outcome } from '../../../test/conformance/rabbitmq/recording.ts';
import { Control } from './control.ts';

const serverPaths = ['/usr/lib/rabbitmq/bin/rabbitmq-server', '/usr/local/lib/rabbitmq/bin/rabbitmq-server'];

/** Where the server is, or undefined. `RABBITMQ_SERVER` names another one. */
export const findServer = (): string | undefined => {
  const named = process.env['RABBITMQ_SERVER'];
  return (named === undefined ? serverPaths : [named]).find((path) => existsSync(path));
};

type View = NonNullable<Outcome['view']>;

interface Node {
  readonly number: number;
  readonly name: string;
  readonly port: number;
  readonly distributionPort: number;
  process?: ChildProcess | undefined;
  /** Of the Erlang machine itself; the shell that started it has another. */
  pid?: number | undefined;
}

const freePort = () =>
  new Promise<number>((resolve, reject) => {
    const server = createServer().on('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });

const listens = (port: number) =>
  new Promise<boolean>((resolve) => {
    const socket = connect(port, '127.0.0.1', () => {
      socket.destroy();
      resolve(true);
    }).on('error', () => resolve(false));
  });

const killQuietly = (pid: number | undefined, signal: NodeJS.Signals): void => {
  if (pid === undefined) return;
  try {
    process.kill(pid, signal);
  } catch {
    // It has gone already.
  }
};

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};

/** Polls until the question is answered with yes; false when the time is up. */
export const until = async (question: () => Promise<boolean> | boolean, millis: number, everyMillis = 200) => {
  const end = Date.now() + millis;
  for (;;) {
    if (await question()) return true;
    if (Date.now() > end) return false;
    await sleep(everyMillis);
  }
};

export class Broker {
  readonly nodes: readonly Node[];
  readonly #directory: string;
  readonly #cookie: string;
  readonly #server: string;
  readonly #epmdPort: number;
  readonly #epmd: ChildProcess;
  readonly #control: Control;
  readonly #onExit = () => {
    this.#killAll();
    rmSync(this.#directory, { recursive: true, force: true, maxRetries: 5 });
  };
  /** The smaller side of the last partition. */
  #cutOff: readonly number[] = [];
  version = '';
  erlang = '';

  static async start(count: 1 | 3): Promise<Broker> {
    const server = findServer();
    if (server === undefined) throw new Error('no rabbitmq-server found');
    const ports: number[] = [];
    while (ports.length < 2 * count + 1) {
      const port = await freePort();
      if (!ports.includes(port)) ports.push(port);
    }
    const broker = new Broker(server, count, ports);
    try {
      await broker.#startAll();
    } catch (error) {
      await broker.stop();
      throw error;
    }
    return broker;
  }

  private constructor(server: string, count: number, ports: number[]) {
    this.#server = server;
    this.#directory = mkdtempSync(join(tmpdir(), 'conformance-rabbitmq-'));
    this.#cookie = randomBytes(16).toString('hex');
    this.#epmdPort = ports[2 * count] ?? 0;
    writeFileSync(join(this.#directory, '.erlang.cookie'), this.#cookie, { mode: 0o400 });
    const suffix = randomBytes(3).toString('hex');
    this.nodes = Array.from({ length: count }, (_, index) => ({
      number: index + 1,
      name: `conformance${index + 1}-${suffix}@localhost`,
      port: ports[2 * index] ?? 0,
      distributionPort: ports[2 * index + 1] ?? 0,
    }));
    process.on('exit', this.#onExit);
    this.#epmd = spawn('epmd', ['-address', '127.0.0.1', '-port', String(this.#epmdPort)], {
      stdio: 'ignore',
      detached: true,
    });
    this.#control = new Control({
      nodeName: `operator-${suffix}@localhost`,
      cookie: this.#cookie,
      environment: this.#environment(),
      epmdPid: this.#epmd.pid,
    });
  }

  #environment(): NodeJS.ProcessEnv {
    return {
      PATH: process.env['PATH'],
      LANG: 'C.UTF-8',
      HOME: this.#directory,
      ERL_EPMD_ADDRESS: '127.0.0.1',
      ERL_EPMD_PORT: String(this.#epmdPort),
    };
  }

  async #startAll(): Promise<void> {
    await until(() => listens(this.#epmdPort), 5_000, 50);
    for (const { number } of this.nodes) await this.startNode(number);
    this.version = (await this.evaluate(1, 'rabbit_misc:version()'))?.replaceAll('"', '') ?? '';
    this.erlang = (await this.evaluate(1, 'rabbit_misc:otp_release()'))?.replaceAll('"', '') ?? '';
    if (this.nodes.length > 1 && !(await until(() => this.#isWhole(), 30_000)))
      throw new Error('no cluster was formed');
  }

  node(number: number): Node {
    const found = this.nodes[number - 1];
    if (!found) throw new Error(`there is no node ${number}`);
    return found;
  }

  evaluate(number: number, code: string): Promise<string | undefined> {
    return this.#control.evaluate(this.node(number).name, code);
  }

  /** Node names as a recording spells them. */
  normalise(text: string): string {
    return this.nodes.reduce((result, { name, number }) => result.replaceAll(name, `node-${number}`), text);
  }

  async startNode(number: number): Promise<void> {
    const node = this.node(number);
    const folder = join(this.#directory, `node-${number}`);
    mkdirSync(folder, { recursive: true });
    const write = (name: string, text: string) => {
      writeFileSync(join(folder, name), text);
      return join(folder, name);
    };
    const members = number === 1 ? [node] : [this.node(1), node];
    const peers = members.map(({ name }, index) => `cluster_formation.classic_config.nodes.${index + 1} = ${name}\n`);
    node.process = spawn(this.#server, [], {
      cwd: folder,
      detached: true,
      stdio: ['ignore', 'ignore', 'ignore'],
      env: {
        ...this.#environment(),
        RABBITMQ_NODENAME: node.name,
        RABBITMQ_NODE_PORT: String(node.port),
        RABBITMQ_NODE_IP_ADDRESS: '127.0.0.1',
        RABBITMQ_DIST_PORT: String(node.distributionPort),
        RABBITMQ_BASE: folder,
        RABBITMQ_MNESIA_BASE: join(folder, 'data'),
        RABBITMQ_LOG_BASE: join(folder, 'log'),
        RABBITMQ_PID_FILE: join(folder, 'pid'),
        RABBITMQ_CONF_ENV_FILE: '/dev/null',
        RABBITMQ_ENABLED_PLUGINS_FILE: write('enabled_plugins', '[].\n'),
        RABBITMQ_CONFIG_FILE: write(
          'rabbitmq.conf',
          `cluster_formation.peer_discovery_backend = classic_config\n${peers.join('')}`,
        ),
        RABBITMQ_ADVANCED_CONFIG_FILE: write('advanced.config', '[].\n'),
        RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS: '-kernel inet_dist_use_interface {127,0,0,1}',
      },
    });
    if (!(await until(() => this.isRunning(number), 90_000))) throw new Error(`node ${number} did not start`);
    node.pid = Number((await this.evaluate(number, 'os:getpid()'))?.replaceAll('"', ''));
  }

  async isRunning(number: number): Promise<boolean> {
    return (await this.evaluate(number, 'rabbit:is_running()')) === 'true' && (await listens(this.node(number).port));
  }

  /** An orderly shutdown. */
  async stopNode(number: number): Promise<void> {
    await this.#end(number, 'SIGTERM');
  }

  async killNode(number: number): Promise<void> {
    await this.#end(number, 'SIGKILL');
  }

  async #end(number: number, signal: NodeJS.Signals): Promise<void> {
    const node = this.node(number);
    const { pid, process: child } = node;
    if (pid === undefined && child === undefined) return;
    killQuietly(pid ?? child?.pid, signal);
    const gone = () => (pid === undefined || !isAlive(pid)) && (child?.exitCode !== null || child.signalCode !== null);
    if (!(await until(gone, 30_000, 50))) {
      killQuietly(pid, 'SIGKILL');
      if (child?.pid !== undefined) killQuietly(-child.pid, 'SIGKILL');
      await until(gone, 5_000, 50);
    }
    // The shell leads a process group of its own: a node that never came up is in it, though nobody knows its id.
    if (child?.pid !== undefined) killQuietly(-child.pid, 'SIGKILL');
    node.pid = undefined;
    node.process = undefined;
  }

  /** Cuts by wrong cookies and a disconnect, so that both sides notice at once instead of after `net_ticktime`. */
  async partition(groups: readonly (readonly number[])[]): Promise<void> {
    const [left = [], right = []] = groups;
    this.#cutOff = left.length === 1 ? left : right;
    const forEachPair = async (code: (peer: string) => string) => {
      const one = async (from: readonly number[], to: readonly number[]) =>
        Promise.all(from.map((n) => this.evaluate(n, to.map((peer) => code(`'${this.node(peer).name}'`)).join(', '))));
      await Promise.all([one(left, right), one(right, left)]);
    };
    await forEachPair((peer) => `erlang:set_cookie(${peer}, '${randomBytes(8).toString('hex')}')`);
    await forEachPair((peer) => `erlang:disconnect_node(${peer})`);
  }

  /**
   * The links come back together: the last node to know the right cookie connects to all others at once. (If they come back one by
   * one, autoheal may decide when some nodes have not noted the partition yet.) A broker that heals itself is waited for.
   */
  async heal(): Promise<void> {
    const known = this.nodes.map(({ name }) => `erlang:set_cookie('${name}', '${this.#cookie}')`).join(', ');
    const [last = this.nodes.length] = this.#cutOff;
    const others = this.nodes.filter(({ number }) => number !== last);
    for (const { number } of others) await this.evaluate(number, known);
    await this.evaluate(last, `${known}, ${others.map(({ name }) => `net_adm:ping('${name}')`).join(', ')}`);
    const handling = await this.evaluate(1, 'application:get_env(rabbit, cluster_partition_handling)');
    if (handling !== '{ok,ignore}') await until(() => this.#isWhole(), 60_000);
  }

  async applySettings(settings: Script['settings']): Promise<void> {
    const values = {
      cluster_partition_handling: settings.clusterPartitionHandling,
      consumer_timeout: settings.consumerTimeoutMillis,
      channel_tick_interval: settings.channelTickIntervalMillis,
    };
    const code = Object.entries(values).map(([key, value]) => `application:set_env(rabbit, ${key}, ${value})`);
    await Promise.all(this.nodes.map(({ number }) => this.evaluate(number, code.join(', '))));
  }

  async setMemoryAlarm(number: number): Promise<void> {
    await this.evaluate(number, 'vm_memory_monitor:set_vm_memory_high_watermark(0.00001)');
  }

  async clearMemoryAlarm(number: number): Promise<void> {
    await this.evaluate(number, 'vm_memory_monitor:set_vm_memory_high_watermark(0.4)');
  }

  async setPolicy(name: string, pattern: string, definition: unknown): Promise<void> {
    const binary = (text: string) => `<<"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}">>`;
    const parts = ['/', name, pattern, JSON.stringify(definition), '0', 'queues', 'operator'].map(binary);
    const result = await this.evaluate(1, `rabbit_policy:parse_set(${parts.join(', ')})`);
    if (result !== 'ok') throw new Error(`policy ${name}: ${result}`);
  }

  async clearPolicy(name: string): Promise<void> {
    await this.evaluate(1, `rabbit_policy:delete(<<"/">>, <<"${name}">>, <<"operator">>)`);
  }

  /** What each node that answers says of itself. */
  async view(): Promise<View> {
    const code =
      'case rabbit:is_running() of true -> {[atom_to_list(N) || N <- lists:sort(mnesia:system_info(running_db_nodes))], ' +
      '[atom_to_list(N) || N <- lists:sort(rabbit_node_monitor:partitions())]}; false -> {[], []} end';
    const numbers = (text: string) => this.nodes.filter(({ name }) => text.includes(name)).map(({ number }) => number);
    const answers = await Promise.all(
      this.nodes
        .filter(({ pid }) => pid !== undefined)
        .map(async ({ number }) => {
          const [running = '', partitions = ''] = ((await this.evaluate(number, code)) ?? '').split('],[');
          return [String(number), { running: numbers(running), partitions: numbers(partitions) }] as const;
        }),
    );
    return Object.fromEntries(answers);
  }

  /** Waits until no node has changed its view for a while, and says what it is. */
  async rest(quietMillis: number): Promise<View> {
    let last = await this.view();
    let since = Date.now();
    await until(
      async () => {
        const now = await this.view();
        if (JSON.stringify(now) !== JSON.stringify(last)) since = Date.now();
        last = now;
        return Date.now() - since >= quietMillis;
      },
      90_000,
      250,
    );
    return last;
  }

  async #isWhole(): Promise<boolean> {
    const views = Object.values(await this.view());
    const whole = views.every(({ running, partitions }) => running.length === this.nodes.length && !partitions.length);
    return views.length === this.nodes.length && whole;
  }

  /** All nodes up and together, no alarms and no policies: fit for the next script. */
  async isHealthy(): Promise<boolean> {
    if (!(await this.#isWhole())) return false;
    const policies = await this.evaluate(1, 'rabbit_policy:list()');
    const queues = await this.evaluate(1, 'length(rabbit_amqqueue:list())');
    const alarms = await this.evaluate(1, 'rabbit_alarm:get_alarms()');
    return policies === '[]' && queues === '0' && alarms === '[]';
  }

  #killAll(): void {
    for (const { pid, process: child } of this.nodes) {
      killQuietly(pid, 'SIGKILL');
      if (child?.pid !== undefined) killQuietly(-child.pid, 'SIGKILL');
    }
    killQuietly(this.#control.pid, 'SIGKILL');
    killQuietly(this.#epmd.pid, 'SIGKILL');
  }

  /** Stops every process and removes the folder. */
  async stop(): Promise<void> {
    await Promise.all(this.nodes.map(({ number }) => this.killNode(number)));
    this.#killAll();
    process.off('exit', this.#onExit);
    rmSync(this.#directory, { recursive: true, force: true, maxRetries: 5 });
  }
}
