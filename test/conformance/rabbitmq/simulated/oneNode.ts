/** Clients of one simulated node. Nothing lies between them: what they say is heard at once. */
import type { ClientMethod } from '../../../../sim-engine/systems/rabbitmq/node/methods.ts';
import { closeConnection, handle, setAlarms, tick } from '../../../../sim-engine/systems/rabbitmq/node/node.ts';
import { killNode, stopNode } from '../../../../sim-engine/systems/rabbitmq/node/restart.ts';
import { nextTimer } from '../../../../sim-engine/systems/rabbitmq/node/timers.ts';
import {
  newNode,
  type NodeConfig,
  type NodeStep,
  type RabbitNode,
} from '../../../../sim-engine/systems/rabbitmq/node/value.ts';
import type { Step } from '../language.ts';
import { Clients, type OpenConnection } from './clients.ts';

const START_MICROS = 1_000_000;
/** How long a node takes to start. */
const BOOT_MILLIS = 5_000;

export class OneNode extends Clients {
  readonly quietMillis = 150;
  #nowMicros = START_MICROS;
  #up = true;
  #node: RabbitNode;

  constructor(config: NodeConfig) {
    super();
    this.#node = newNode(config);
  }

  get nowMicros(): number {
    return this.#nowMicros;
  }

  protected next(endMicros: number): 'happened' | 'nothing due' {
    const due = this.#up ? nextTimer(this.#node) : null;
    if (due === null || due > endMicros) {
      this.#nowMicros = endMicros;
      return 'nothing due';
    }
    this.#nowMicros = Math.max(this.#nowMicros, due);
    this.#take(tick(this.#node, this.#nowMicros));
    return 'happened';
  }

  connect(id: string): boolean {
    if (this.#up) this.connections.set(id, { id, closed: false });
    return this.#up;
  }

  protected send({ id }: OpenConnection, channel: number, method: ClientMethod): void {
    this.#take(handle(this.#node, { connection: id, channel, method }, this.#nowMicros));
  }

  protected cut({ id }: OpenConnection): void {
    this.#take(closeConnection(this.#node, id, this.#nowMicros));
  }

  operate({ do: action }: Step): Record<string, never> {
    switch (action) {
      case 'alarm.set':
      case 'alarm.clear':
        this.#setMemoryAlarm(action === 'alarm.set');
        break;
      case 'node.kill':
        this.#kill();
        break;
      case 'node.stop':
        this.#stop();
        break;
      case 'node.restart':
        this.#stop();
        this.#start();
        break;
      case 'node.start':
        this.#start();
        break;
      default:
        throw new Error(`${action} is not for one node`);
    }
    return {};
  }

  #setMemoryAlarm(isOn: boolean): void {
    const alarms = isOn ? [{ node: this.#node.config.name, resource: 'memory' as const }] : [];
    this.#take(setAlarms(this.#node, alarms, this.#nowMicros));
  }

  #start(): void {
    this.wait(BOOT_MILLIS);
    this.#up = true;
  }

  /** An orderly stop. */
  #stop(): void {
    this.#take(stopNode(this.#node, this.#nowMicros));
    this.#up = false;
  }

  #kill(): void {
    this.#take(killNode(this.#node, this.#nowMicros));
    this.#up = false;
    for (const id of this.connections.keys()) this.socketClosed(id);
  }

  #take({ node, outputs }: NodeStep): void {
    this.#node = node;
    for (const output of outputs) if (output.to === 'client') this.hear(output);
  }
}
