/** One turn of a service: its memory under change, and where everything is. */
import type { Turn } from '../../host/turn.ts';
import type { ServiceSpec, Step } from '../applications.ts';
import type { Case, ProgramId, ServiceMemory } from './memory.ts';

/** What does not change in a run. */
export interface ServiceWorld {
  readonly spec: ServiceSpec;
  /** Names of all machines, by number. */
  readonly names: readonly string[];
}

const NO_STEPS: readonly Step[] = [];

export class ServiceContext {
  readonly turn: Turn;
  readonly world: ServiceWorld;
  memory: ServiceMemory;

  constructor(turn: Turn, world: ServiceWorld, memory: ServiceMemory) {
    this.turn = turn;
    this.world = world;
    this.memory = memory;
  }

  get spec(): ServiceSpec {
    return this.world.spec;
  }

  get name(): string {
    return this.world.spec.name;
  }

  nameOf(machine: number): string {
    return this.world.names[machine] ?? '?';
  }

  machineNamed(name: string): number {
    return this.world.names.indexOf(name);
  }

  change(change: Partial<ServiceMemory>): void {
    this.memory = { ...this.memory, ...change };
  }

  /** A number that nothing else in this process has. */
  nextNumber(): number {
    const correlation = this.memory.correlation + 1;
    this.change({ correlation });
    return correlation;
  }

  stepsOf(program: ProgramId): readonly Step[] {
    if (program.kind === 'endpoint') return this.spec.endpoints[program.endpoint] ?? NO_STEPS;
    return this.spec.periodic?.[program.place]?.steps ?? NO_STEPS;
  }

  /** The step at which a case stands; undefined after the last one. */
  stepOf(each: Case): Step | undefined {
    return this.stepsOf(each.program)[each.step];
  }

  /** The case of a number, unless it has ended. */
  caseOf(correlation: number): Case | undefined {
    return this.memory.cases.find((each) => each.correlation === correlation);
  }

  /** Puts a changed case in its place and hands it back. */
  setCase(before: Case, change: Partial<Case>): Case {
    const after = { ...before, ...change };
    this.change({
      cases: this.memory.cases.map((each) => (each.correlation === before.correlation ? after : each)),
    });
    return after;
  }
}
