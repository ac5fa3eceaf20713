/**
 * Ways to make a counter-example smaller. Each yields candidates that are simpler in one respect; whether a candidate still
 * shows the anomaly is the shrinker's question.
 */
import type { CallerSpec } from '../../apps/applications.ts';
import { DATABASE_NAME, needsDatabase } from '../../apps/database.ts';
import { applicationsOf } from '../../apps/machines.ts';
import type { Action } from '../../host/action.ts';
import type { Reduction, Subject } from '../../systems/reduction.ts';
import { vocabularyOf } from '../../systems/vocabularies.ts';
import type { ProducerSpec } from '../../scenario/types.ts';

/** Leaves out halves of the list, then quarters, and so on down to single ones. */
function* withoutSome<T>(items: readonly T[]): Iterable<readonly T[]> {
  for (let size = Math.ceil(items.length / 2); size >= 1; size = size === 1 ? 0 : Math.ceil(size / 2)) {
    for (let end = items.length; end > 0; end -= size) {
      const start = Math.max(0, end - size);
      yield [...items.slice(0, start), ...items.slice(end)];
    }
  }
}

/** Fewer of the search's own actions. */
export const dropActions: Reduction = function* ({ scenario, actions }) {
  for (const kept of withoutSome(actions)) yield { scenario, actions: kept };
};

/** Fewer entries of the scenario's script: records sent by hand, faults that it brought along. */
export const dropScript: Reduction = function* ({ scenario, actions }) {
  for (const faults of withoutSome(scenario.faults)) yield { scenario: { ...scenario, faults }, actions };
};

/**
 * Without a client, and without whatever names it. Those that live in the process of a service stay, for its programs need them, and
 * those that hand work to one: without them, every effect would be missing.
 */
export const dropClients: Reduction = function* ({ scenario, actions }) {
  const { topology } = scenario;
  const needed = new Set(applicationsOf(topology).services.flatMap(({ clients = [] }) => clients));
  for (const consumer of topology.consumers) {
    if (needed.has(consumer.name) || consumer.processing.handler !== undefined) continue;
    const consumers = topology.consumers.filter((each) => each !== consumer);
    yield without({ scenario: { ...scenario, topology: { ...topology, consumers } }, actions }, [
      consumer.name,
      ...(needsDatabase({ consumers }) ? [] : [DATABASE_NAME]),
    ]);
  }
  for (const producer of topology.producers) {
    if (needed.has(producer.name)) continue;
    const producers = topology.producers.filter((each) => each !== producer);
    yield without({ scenario: { ...scenario, topology: { ...topology, producers } }, actions }, [producer.name]);
  }
};

/** Fewer records on a producer's schedule. */
export const dropRecords: Reduction = function* ({ scenario, actions }) {
  const { topology } = scenario;
  for (const producer of topology.producers) {
    for (const records of [0, Math.floor(producer.records / 2), producer.records - 1]) {
      if (records < 0 || records >= producer.records) continue;
      const producers = topology.producers.map((each): ProducerSpec =>
        each === producer ? { ...each, records } : each,
      );
      yield { scenario: { ...scenario, topology: { ...topology, producers } }, actions };
    }
  }
};

/** Fewer orders: shorter phases of arrivals, fewer in a second, customers who press the button once. */
export const dropOrders: Reduction = function* ({ scenario, actions }) {
  const applications = applicationsOf(scenario.topology);
  for (const caller of applications.callers) {
    for (const smaller of smallerCallers(caller)) {
      const callers = applications.callers.map((each) => (each === caller ? smaller : each));
      const topology = { ...scenario.topology, applications: { ...applications, callers } };
      yield { scenario: { ...scenario, topology }, actions };
    }
  }
};

function* smallerCallers(caller: CallerSpec): Iterable<CallerSpec> {
  for (const phase of caller.phases) {
    const { seconds, ratePerSecond } = phase;
    if (caller.phases.length > 1) yield { ...caller, phases: caller.phases.filter((each) => each !== phase) };
    for (const change of [{ seconds: Math.floor(seconds / 2) }, { ratePerSecond: Math.floor(ratePerSecond / 2) }]) {
      const smaller = { ...phase, ...change };
      if (smaller.seconds === 0 || smaller.ratePerSecond === 0) continue;
      yield { ...caller, phases: caller.phases.map((each) => (each === phase ? smaller : each)) };
    }
  }
  if ((caller.attempts ?? 1) > 1) yield { ...caller, attempts: 1 };
}

/** Without the last broker, and without what was done to it. */
export const dropBroker: Reduction = function* ({ scenario, actions }) {
  const { topology } = scenario;
  const room = vocabularyOf(scenario);
  const gone = room.brokerNames(topology).at(-1);
  const smaller = topology.brokers === 1 ? null : room.reductions.withoutLastBroker(scenario);
  if (smaller === null || gone === undefined) return;
  yield without({ scenario: smaller, actions }, [gone]);
};

/** The mildest draws: every message takes the same time. */
export const dropJitter: Reduction = function* ({ scenario, actions }) {
  const { network } = scenario;
  if (network.jitterMicros > 0) yield { scenario: { ...scenario, network: { ...network, jitterMicros: 0 } }, actions };
};

/** A shorter run: without all that comes after the last action, without half of it, a quarter, and so on down to a millisecond. */
export const cutTail: Reduction = function* ({ scenario, actions }) {
  const last = Math.max(0, ...actions.map((action) => action.at), ...scenario.faults.map((action) => action.at));
  const least = Math.ceil(last / 1_000) + 1;
  for (let cut = scenario.horizonMillis - least; cut >= 1; cut = Math.floor(cut / 2)) {
    const horizonMillis = scenario.horizonMillis - cut;
    const { healAtMillis, ...rest } = scenario;
    const heals = healAtMillis !== undefined && healAtMillis <= horizonMillis ? { healAtMillis } : {};
    yield { scenario: { ...rest, ...heals, horizonMillis }, actions };
  }
};

/** Rounder times: whole tenths of seconds, hundredths, milliseconds, as long as the order stays. */
export const roundTimes: Reduction = function* ({ scenario, actions }) {
  for (const unit of [100_000, 10_000, 1_000]) {
    for (const [index, action] of actions.entries()) {
      for (const at of [Math.floor(action.at / unit) * unit, Math.ceil(action.at / unit) * unit]) {
        const isRounder = at !== action.at && action.at % unit !== 0;
        const isInOrder = at >= (actions[index - 1]?.at ?? 0) && at <= (actions[index + 1]?.at ?? Infinity);
        if (!isRounder || !isInOrder || at > scenario.horizonMillis * 1_000) continue;
        yield { scenario, actions: actions.map((each) => (each === action ? { ...each, at } : each)) };
      }
    }
  }
};

/** Neighbours in the order that reads best: what concerns one machine stays together. */
export const commute: Reduction = function* ({ scenario, actions }) {
  for (let index = 0; index + 1 < actions.length; index += 1) {
    const left = actions[index] as Action;
    const right = actions[index + 1] as Action;
    const before = actions[index - 1];
    if (before === undefined || nameOf(left) === nameOf(before) || nameOf(right) !== nameOf(before)) continue;
    const swapped = [
      { ...right, at: left.at },
      { ...left, at: right.at },
    ];
    yield { scenario, actions: [...actions.slice(0, index), ...swapped, ...actions.slice(index + 2)] };
  }
};

function nameOf(action: Action): string {
  const { node, from, a } = action.arguments;
  return String(node ?? from ?? a ?? '');
}

/** A subject without the actions that name machines that are gone. */
function without({ scenario, actions }: Subject, gone: readonly string[]): Subject {
  const keeps = (action: Action): boolean =>
    !Object.values(action.arguments).some((value) => gone.includes(String(value)));
  return { scenario: { ...scenario, faults: scenario.faults.filter(keeps) }, actions: actions.filter(keeps) };
}
