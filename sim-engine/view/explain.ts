/** The account of a step, made by taking the step again with an ear on what it says. */
import type { Action } from '../host/action.ts';
import type { Link } from '../host/link.ts';
import { sourceKind, stepWorld } from '../host/model.ts';
import type { Explanation } from '../host/draft.ts';
import type { Machine } from '../host/machine.ts';
import type { Sentence } from '../host/sentence.ts';
import type { World } from '../host/world.ts';
import { RANK } from '../kernel/eventQueue.ts';
import type { Environment } from '../kernel/model.ts';
import type { SystemInstance } from '../systems/door.ts';
import type { Account } from './account.ts';
import { changesBetween } from './changes.ts';

/** A system may have words of its own for a timer: `timer.` and its name. */
function timerSentence(system: SystemInstance, timer: string): string {
  const key = `timer.${timer}`;
  return system.sentences[key] === undefined ? 'event.timer' : key;
}

/** A system may have words of its own for the beginning. */
function startSentence(system: SystemInstance): string {
  return system.sentences['start.cluster'] === undefined ? 'event.start' : 'start.cluster';
}

/** What kind of event a source's pending one is, on which machine, and a sentence that says so. */
function describeEvent(
  system: SystemInstance,
  world: World,
  source: number,
  script: readonly Action[],
): { readonly event: Account['event']; readonly machine: number | null; readonly sentence: Sentence | null } {
  const name = (id: number): string => system.cluster.machines[id]?.name ?? '';
  const what = sourceKind(source, world.machines.length);
  if (what.kind === 'script') {
    const action = script[world.scriptIndex] as Action;
    const node = action.arguments['node'];
    const machine = system.cluster.machines.findIndex((spec) => spec.name === node);
    return { event: 'action', machine: machine === -1 ? null : machine, sentence: null };
  }
  if (what.kind === 'machine') {
    const timer = (world.machines[what.machine] as Machine).timers[0];
    const params = { node: name(what.machine), timer: timer?.name ?? '' };
    if (timer?.rank === RANK.disk)
      return { event: 'disk', machine: what.machine, sentence: { key: 'event.disk', params } };
    return {
      event: 'timer',
      machine: what.machine,
      sentence: { key: timerSentence(system, timer?.name ?? ''), params },
    };
  }
  const link = world.links[what.link] as Link;
  const message = link.queue[0]?.message ?? null;
  const params = { from: name(link.from), to: name(link.to), message: message?.kind ?? '' };
  return message === null
    ? { event: 'disconnect', machine: link.to, sentence: { key: 'event.disconnect', params } }
    : { event: 'deliver', machine: link.to, sentence: { key: 'event.deliver', params } };
}

/**
 * Explains the step that leads from `world` on.
 *
 * @param options.step - number of the step (1-based: the world after it is `worldAfter(step)`)
 */
export function explainStep(
  system: SystemInstance,
  options: {
    readonly world: World;
    readonly step: number;
    readonly source: number;
    readonly at: number;
    readonly environment: Environment<Action>;
  },
): Account {
  const { world, source, at, environment } = options;
  const { event, machine, sentence } = describeEvent(system, world, source, environment.script);
  const explanation: Explanation = { sentences: sentence === null ? [] : [sentence], rules: [] };
  const after = stepWorld(system.cluster, world, source, at, environment, [], explanation);
  return {
    step: options.step,
    at,
    event,
    node: machine === null ? null : (system.cluster.machines[machine]?.name ?? null),
    sentences: explanation.sentences,
    rules: [...new Set(explanation.rules)],
    changes: changesBetween(system, world, after),
  };
}

/** The account of the beginning: nothing has happened yet. */
export function explainStart(system: SystemInstance): Account {
  const brokers = system.cluster.machines.filter((spec) => spec.role === 'broker').length;
  return {
    step: 0,
    at: 0,
    event: 'start',
    node: null,
    sentences: [{ key: startSentence(system), params: { brokers } }],
    rules: [],
    changes: [],
  };
}
