import { about, every, expect, once, runPlan, seconds } from '../claiming.ts';
import type { Claims, RunReader } from '../lesson.ts';
import { acknowledged, acknowledgedStep, lost, queuesHolding, sentStep, stepOf } from '../reading.ts';
import {
  bindingStep,
  deliveredStep,
  queuedStep,
  fateOf,
  refusedStep,
  returned,
  strayed,
  vanishedSteps,
  waiting,
} from './checks.ts';
import { ACCIDENTS, deeds, shopWith, runs } from './scenario.ts';
import { rightSettings } from './solution.ts';
import { rabbitVocabulary, type RabbitScenario } from '../../sim-engine/systems/rabbitmq/vocabulary.ts';
import { checks } from './checks.ts';
import { meta } from './meta.ts';

const { seeds, runOf, everySeed, moment } = about({ meta, runs, checks });

const FORGOTTEN = ['r3', 'r4', 'r5', 'r6', 'r7', 'r8'];
const REFUNDS = 2;
const SPARE = 3;

const deleted = (run: RunReader): number => bindingStep(run, 'deleteBinding', REFUNDS);
const boundAgain = (run: RunReader): number => bindingStep(run, 'addBinding', REFUNDS);
const refunds = (run: RunReader): readonly string[] => acknowledged(run).filter((value) => value.startsWith('r'));

/** The hook's run: the deeds of its buttons, at times after its start. */
function hooked(...secondsAfter: readonly number[]): RunReader {
  const start = runOf('hook');
  const from = start.timeOf(moment('hook', 'start', start));
  const actions = secondsAfter.map((after, place) => {
    const { operation, arguments: given } = deeds[place]!;
    return { at: from + after * 1_000_000, operation, arguments: given };
  });
  return runPlan({ ...runs['hook']!, actions }).run;
}

/** Queues that hold a message with this key in the end, where the four patterns are bound to an exchange of a type. */
function reached(key: string, type: 'topic' | 'direct' | 'fanout' = 'topic', queues?: readonly string[]): RunReader {
  const scenario = runs['patterns']!.scenario as RabbitScenario;
  const { topology } = scenario;
  const exchanges = topology.exchanges.map((exchange) => ({ ...exchange, type }));
  const producers = topology.producers.map((producer) => ({ ...producer, routingKeys: [key] }));
  const bindings = topology.bindings.filter(({ to }) => queues?.includes(to) ?? true);
  const bound: RabbitScenario = { ...scenario, topology: { ...topology, exchanges, producers, bindings } };
  return runPlan({ scenario: bound }).run;
}

const holdersOf = (run: RunReader): readonly string[] => queuesHolding(run, run.steps, 'r1');

function repaired(place: number, seed: number, settings: Readonly<Record<string, string>> = rightSettings): RunReader {
  return runPlan({ scenario: shopWith({ settings, accident: ACCIDENTS[place]!, seed }) }).run;
}

function everyRepair(place: number, holdsFor: (run: RunReader) => void): void {
  for (const seed of seeds) holdsFor(repaired(place, seed));
}

/** Methods that reach the shop in a step. */
function heardIn(name: string, step: (run: RunReader) => number): readonly unknown[] {
  const { playback, run } = runPlan(runs[name]!);
  return playback
    .accountOf(step(run))
    .sentences.flatMap(({ key, params }) =>
      key === 'event.deliver' && params['to'] === 'shop' ? [params['message']] : [],
    );
}

/** A message is in no queue from a step on, and no application is ever given it. */
function isNowhere(run: RunReader, value: string, from: number): boolean {
  const steps = Array.from({ length: run.steps - from + 1 }, (_, place) => from + place);
  return deliveredStep(run, value) === -1 && steps.every((step) => queuesHolding(run, step, value).length === 0);
}

export const claims: Claims = {
  'deleted-binding-loses-refunds': once(() => {
    const run = hooked(0);
    expect(lost(run)).toEqual(refunds(run).slice(1));
    expect(lost(run).length).toBe(11);
    expect(acknowledged(run).length).toBe(36);
    expect(lost(runOf('hook'))).toEqual([]);
  }),
  'binding-again-brings-nothing-back': once(() => {
    const run = hooked(0, 2);
    expect(lost(run).length).toBe(2);
    for (const value of lost(run)) expect(isNowhere(run, value, boundAgain(run))).toBe(true);
    expect(lost(hooked(0, 0))).toEqual([]);
  }),

  'three-kinds-three-queues': every('deploy', (run) => {
    const consumers = run.operations.flatMap((each) =>
      each.f === 'poll' ? [`${each.process}: ${each.group} ${each.records[0]?.key}`] : [],
    );
    expect([...new Set(consumers)].sort()).toEqual(['accountant: refunds r', 'cashier: billing p', 'cook: kitchen n']);
    expect(run.scenario.topology.producers[0]?.settings?.['publisher-confirms']).toBe('individual');
  }),
  'six-seconds-without-binding': once(() => {
    const run = runOf('deploy');
    expect(seconds(run, boundAgain(run)) - seconds(run, deleted(run))).toBeCloseTo(6, 2);
  }),
  'r3-is-the-first': every('deploy', (run) => {
    expect(sentStep(run, 'r3')).toBeGreaterThan(deleted(run));
    expect(queuedStep(run, 'r2')).toBeGreaterThan(0);
    expect(queuedStep(run, 'r2')).toBeLessThan(deleted(run));
  }),

  'unroutable-is-confirmed': every('deploy', (run) => {
    expect(acknowledgedStep(run, 'r3')).toBeGreaterThan(0);
    expect(acknowledgedStep(run, 'r3')).toBeLessThan(boundAgain(run));
    expect(lost(run)).toContain('r3');
  }),
  'publisher-names-no-queue': once(() => {
    const sends = runOf('deploy').operations.filter(({ f }) => f === 'send');
    expect(sends.length).toBe(72);
    for (const send of sends) expect(send).toMatchObject({ to: 'exchange', topic: 'orders' });
  }),
  'gone-before-confirmed': every('deploy', (run) => {
    const [gone = -1] = vanishedSteps(run);
    expect(gone).toBeGreaterThan(sentStep(run, 'r3'));
    expect(gone).toBeLessThan(acknowledgedStep(run, 'r3'));
    expect(isNowhere(run, 'r3', gone)).toBe(true);
  }),

  'key-decides': every('deploy', (run) => {
    expect(queuesHolding(run, queuedStep(run, 'p1'), 'p1')).toEqual(['billing']);
    expect(strayed(run)).toBe(0);
  }),
  'confirmed-by-the-queue': every('deploy', (run) => {
    expect(queuedStep(run, 'p1')).toBeGreaterThan(0);
    expect(queuedStep(run, 'p1')).toBeLessThan(acknowledgedStep(run, 'p1'));
  }),
  'consumer-reads-its-queue': once(() => {
    const run = runOf('deploy');
    const polled = run.operations.find(({ f, step }) => f === 'poll' && step === deliveredStep(run, 'p1'));
    expect(polled).toMatchObject({ process: 'cashier', group: 'billing' });
  }),
  'queue-is-well': every('deploy', (run) => {
    const queue = run.observe(deleted(run)).logs.find(({ topic }) => topic === 'refunds');
    expect(queue?.leader).toBe('rabbit-1');
    expect(run.milestones.filter(({ step, kind }) => step === deleted(run) && kind !== 'admin')).toEqual([]);
    expect(deliveredStep(run, 'r9')).toBeGreaterThan(boundAgain(run));
  }),
  'exchange-keeps-nothing': every('deploy', (run) => expect(isNowhere(run, 'r3', vanishedSteps(run)[0]!)).toBe(true)),
  'same-confirm': once(() => {
    const run = runOf('deploy');
    const heard = (value: string) =>
      run.operations.find((each) => each.f === 'send' && each.type === 'ok' && each.value === value);
    const apart = { at: 0, step: 0, value: '', key: '' };
    expect({ ...heard('r3'), ...apart }).toEqual({ ...heard('p1'), ...apart });
    expect(heardIn('deploy', () => acknowledgedStep(run, 'r3'))).toEqual(['basic.ack']);
    expect(heardIn('deploy', () => acknowledgedStep(run, 'p1'))).toEqual(['basic.ack']);
  }),
  'six-refunds-lost': every('deploy', (run) => {
    expect(lost(run)).toEqual(FORGOTTEN);
    expect(acknowledged(run).length).toBe(36);
    for (const value of ['r9', 'r10', 'r11', 'r12']) expect(deliveredStep(run, value)).toBeGreaterThan(0);
  }),

  'one-binding-is-enough': every('silent', (run) => {
    const spare = bindingStep(run, 'deleteBinding', SPARE);
    for (const value of ['r2', 'r3', 'r4']) {
      expect(sentStep(run, value)).toBeGreaterThan(spare);
      expect(deliveredStep(run, value)).toBeGreaterThan(0);
    }
    const delivered = run.operations.filter((each) => each.f === 'poll' && each.records[0]?.value === 'r1');
    expect(delivered.length).toBe(1);
  }),
  'deletion-loses-nothing-yet': every('silent', (run) => {
    expect(sentStep(run, 'r5')).toBeGreaterThan(deleted(run));
    expect(lost(run)[0]).toBe('r5');
    for (const value of ['r1', 'r2', 'r3', 'r4']) expect(queuedStep(run, value)).toBeLessThan(deleted(run));
  }),
  'every-message-confirmed': every('silent', (run) => {
    expect(acknowledged(run).length).toBe(36);
    expect(lost(run).length).toBeGreaterThan(0);
    expect(stepOf(run, 'timeout')).toBe(-1);
    expect(run.scenario.faults.map(({ operation }) => operation)).toEqual([
      'deleteBinding',
      'deleteBinding',
      'addBinding',
    ]);
  }),

  'orders-is-a-topic-exchange': once(() => {
    const { topology } = runs['patterns']!.scenario as RabbitScenario;
    expect(topology.exchanges).toEqual([{ name: 'orders', type: 'topic' }]);
    expect(topology.bindings.map(({ to, key }) => `${to} ${key}`)).toEqual([
      'refunds order.refunded',
      'office order.*',
      'audit *.refunded.*',
      'archive order.#',
    ]);
  }),
  'audit-and-archive': once(() => expect(holdersOf(runOf('patterns'))).toEqual(['audit', 'archive'])),
  'star-is-one-word': once(() => {
    expect(holdersOf(reached('order.new'))).toContain('office');
    expect(holdersOf(reached('order'))).not.toContain('office');
    expect(holdersOf(reached('order.refunded.partly'))).not.toContain('office');
  }),
  'hash-is-any-number': once(() => {
    for (const key of ['order', 'order.new', 'order.refunded.partly', 'order.a.b.c'])
      expect(holdersOf(reached(key))).toContain('archive');
    expect(holdersOf(reached('orders'))).toEqual([]);
  }),
  'new-key-is-enough': once(() => {
    const run = reached('order.refunded.partly', 'topic', ['refunds']);
    expect(acknowledged(run)).toEqual(['r1']);
    expect(lost(run)).toEqual(['r1']);
    expect(run.scenario.faults).toEqual([]);
  }),
  'direct-and-fanout': once(() => {
    expect(holdersOf(reached('order.refunded', 'direct'))).toEqual(['refunds']);
    expect(holdersOf(reached('order.new', 'direct'))).toEqual([]);
    expect(holdersOf(reached('order.new', 'fanout'))).toEqual(['refunds', 'office', 'audit', 'archive']);
  }),

  'mandatory-off-by-default': once(() => {
    const mandatory = rabbitVocabulary.settings.definitions.producer.find(({ name }) => name === 'mandatory');
    expect(mandatory?.default).toBe(false);
    expect(runOf('deploy').scenario.topology.producers[0]?.settings).not.toHaveProperty('mandatory');
  }),
  'return-before-confirm': once(() => {
    everySeed('mandatory', (run) => {
      const steps = ['sent', 'returned', 'back', 'confirmed'].map((which) => moment('mandatory', which, run));
      expect([...new Set(steps)].sort((left, right) => left - right)).toEqual(steps);
    });
    expect(heardIn('mandatory', checks.moments['mandatory']!['back']!)).toEqual(['basic.return']);
    expect(heardIn('mandatory', checks.moments['mandatory']!['confirmed']!)).toEqual(['basic.ack']);
  }),
  'returned-is-not-success': every('mandatory', (run) => {
    expect(refusedStep(run, 'r3')).toBeGreaterThan(0);
    expect(acknowledgedStep(run, 'r3')).toBe(-1);
    expect(lost(run)).toEqual([]);
  }),
  'returned-lies-nowhere': every('mandatory', (run) => {
    expect(returned(run)).toEqual(FORGOTTEN);
    for (const value of FORGOTTEN) expect(isNowhere(run, value, sentStep(run, value))).toBe(true);
  }),

  'alternate-catches': once(() => {
    const { playback, run } = runPlan(runs['caught']!);
    const broker = playback.sceneAt(run.steps).nodes.find(({ name }) => name === 'rabbit-1');
    expect(broker?.exchanges?.map(({ name, alternate }) => [name, alternate])).toEqual([
      ['orders', 'unrouted'],
      ['unrouted', undefined],
    ]);
    everySeed('caught', (run) => {
      expect(queuesHolding(run, moment('caught', 'caught', run), 'r3')).toEqual(['unrouted']);
      expect(queuesHolding(run, run.steps, 'r3')).toEqual(['unrouted']);
      expect(run.scenario.topology.producers).toEqual(runOf('deploy').scenario.topology.producers);
    });
  }),
  'caught-is-confirmed': every('caught', (run) =>
    expect(acknowledgedStep(run, 'r3')).toBeGreaterThan(queuedStep(run, 'r3')),
  ),
  'six-wait-in-the-net': once(() => {
    everySeed('caught', (run) => {
      expect(waiting(run)).toBe(6);
      for (const value of FORGOTTEN) expect(deliveredStep(run, value)).toBe(-1);
    });
    everyRepair(0, (run) => expect(waiting(run)).toBe(6));
  }),
  'nothing-lost-with-the-net': every('caught', (run) => expect(lost(run)).toEqual([])),

  'net-holds-three-times': once(() => {
    for (const place of ACCIDENTS.keys())
      everyRepair(place, (run) => expect([lost(run), returned(run), strayed(run)]).toEqual([[], [], 0]));
  }),
  'new-key-is-caught': once(() => {
    everyRepair(1, (run) => expect(waiting(run)).toBe(6));
    for (const seed of seeds) expect(lost(repaired(1, seed, {})).length).toBe(6);
  }),
  'net-stays-empty-when-well': once(() => everyRepair(2, (run) => expect(waiting(run)).toBe(0))),

  'both-means-the-net': every('both', (run) => expect(fateOf(run, 'r3')).toEqual({ lies: 'net', hears: 'confirm' })),
  'mandatory-quiet-with-the-net': once(() => {
    for (const seed of seeds) {
      const run = repaired(0, seed, { ...rightSettings, mandatory: 'true' });
      expect([returned(run), waiting(run)]).toEqual([[], 6]);
      expect(returned(repaired(0, seed, { mandatory: 'true' }))).toEqual(FORGOTTEN);
    }
  }),
  'empty-net-keeps-nothing': once(() => {
    for (const seed of seeds) expect(lost(repaired(0, seed, { 'alternate-exchange': 'unbound' }))).toEqual(FORGOTTEN);
  }),

  'one-node': once(() => {
    for (const { scenario } of Object.values(runs)) expect((scenario as RabbitScenario).topology.brokers).toBe(1);
  }),
  'deploy-is-a-command': once(() => {
    const run = runOf('deploy');
    expect(run.milestones.find(({ step }) => step === deleted(run))?.kind).toBe('admin');
    expect(run.milestones.filter(({ sentence }) => sentence.params['node'] !== undefined)).toEqual([]);
  }),
};
