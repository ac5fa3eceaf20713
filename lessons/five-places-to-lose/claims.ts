import { about, every, expect, once, runPlan, seconds } from '../claiming.ts';
import type { Claims, RunPlan, RunReader } from '../lesson.ts';
import { acknowledgedStep, faultStep, queuesHolding, sentStep } from '../reading.ts';
import { effectCounts } from '../../sim-engine/apps/measures/orders.ts';
import { rabbitVocabulary, type RabbitScenario } from '../../sim-engine/systems/rabbitmq/vocabulary.ts';
import {
  checks,
  copiesStep,
  cupsOf,
  deliveredSteps,
  fate,
  FOLLOWED,
  lostOrders,
  madeSteps,
  refusedOrders,
  slowestAnswerMillis,
  teasMadeTwice,
  toldStep,
  TWICE,
  waitingAt,
} from './checks.ts';
import { meta } from './meta.ts';
import { ACCIDENTS, CAREFUL, deeds, HASTY, PLACES, runs, shopWith, type Place } from './scenario.ts';
import { rightSettings } from './solution.ts';

const { seeds, runOf, everySeed, moment } = about({ meta, runs, checks });

function planOf(name: string, seed: number): RunPlan {
  const plan = runs[name];
  if (plan === undefined) throw new Error(`there is no run named ${name}`);
  return { ...plan, scenario: { ...plan.scenario, seed } };
}

/** The repaired shop, with something changed, in an accident. */
function repaired(place: Place, seed: number, changed: Readonly<Record<string, string>> = {}): RunReader {
  const settings = { ...rightSettings, ...changed };
  return runPlan({ scenario: shopWith({ settings, faults: ACCIDENTS[place], seed }) }).run;
}

const careful = (place: Place, seed: number): RunReader => repaired(place, seed, CAREFUL);

/** The hook's run, with one of its buttons pressed at its start. */
function hooked(deed: number, seed: number): RunReader {
  const start = runOf('hook', seed);
  const pressed = deeds[deed];
  if (pressed === undefined) throw new Error(`there is no button ${deed}`);
  const action = { ...pressed, at: start.timeOf(moment('hook', 'start', start)) };
  return runPlan({ ...planOf('hook', seed), actions: [action] }).run;
}

/** RabbitMQ's own value of a publisher's setting. */
function publisherDefault(name: string): unknown {
  return rabbitVocabulary.settings.definitions.producer.find((definition) => definition.name === name)?.default;
}

const IN_BUFFER = ['a9', 'a10', 'a11', 'a12'];
const WAITING = ['a9', 'a10', 'a11', 'a12', 'a13'];
const unmade = (run: RunReader, step: number): readonly string[] =>
  waitingAt(run, step).filter((order) => madeSteps(run, order).length === 0);

export const claims: Claims = {
  'waiting-orders-are-lost-in-a-crash': once(() => {
    for (const seed of seeds) {
      expect(lostOrders(runOf('hook', seed))).toEqual([]);
      for (const deed of [0, 1]) expect(lostOrders(hooked(deed, seed)).length, `deed ${deed}`).toBeGreaterThan(0);
    }
  }),
  'rest-of-the-way-is-safe': every('sent', (run) => {
    const { brokers, queues, consumers } = run.scenario.topology as RabbitScenario['topology'];
    expect(brokers).toBe(3);
    expect(queues[0]?.type).toBe('quorum');
    expect(consumers[0]?.settings?.['acknowledge']).toBe('after-processing');
  }),
  'told-before-anybody-had-it': every('sent', (run) => {
    expect(toldStep(run, FOLLOWED)).toBeLessThan(faultStep(run, 'crash', 'checkout'));
    expect(copiesStep(run, FOLLOWED, 1)).toBe(-1);
    expect(seconds(run, toldStep(run, FOLLOWED)) - seconds(run, sentStep(run, FOLLOWED))).toBeLessThan(0.01);
  }),
  'four-in-the-buffer': every('sent', (run) => {
    expect(lostOrders(run)).toEqual(IN_BUFFER);
    const crash = seconds(run, faultStep(run, 'crash', 'checkout'));
    expect(crash - 3).toBeCloseTo(0.9, 2);
  }),
  'confirms-are-off-by-default': once(() => expect(publisherDefault('publisher-confirms')).toBe('none')),
  'persistent-is-off-by-default': once(() => expect(publisherDefault('persistent')).toBe(false)),
  'five-places-in-order': once(() => {
    const { playback, run } = runPlan(planOf('way', meta.seeds.public));
    const at = (name: string) => moment('way', name, run);
    /** Steps between two moments in which a node's disk has flushed what was written. */
    const flushedOn = (node: string, from: number, until: number): boolean =>
      Array.from({ length: until - from }, (_, place) => playback.accountOf(from + place + 1)).some(
        (account) => account.event === 'disk' && account.node === node,
      );
    expect(queuesHolding(run, at('buffered'), FOLLOWED)).toEqual([]);
    expect(flushedOn('rabbit-1', at('buffered'), at('broker'))).toBe(true);
    const others = ['rabbit-2', 'rabbit-3'];
    expect(others.some((node) => flushedOn(node, at('buffered'), at('broker')))).toBe(false);
    expect(others.some((node) => flushedOn(node, at('broker'), at('replica')))).toBe(true);
    expect(at('consumer')).toBeGreaterThan(at('told'));
    expect(lostOrders(run)).toEqual([]);
    expect(teasMadeTwice(run)).toEqual([]);
  }),
  'told-after-two-copies': every('way', (run) => {
    const confirmed = acknowledgedStep(run, FOLLOWED);
    expect(moment('way', 'confirmed', run)).toBeGreaterThan(moment('way', 'replica', run));
    expect(confirmed).toBeGreaterThan(moment('way', 'confirmed', run));
    expect(toldStep(run, FOLLOWED)).toBeGreaterThan(confirmed);
    const call = run.operations.find((each) => each.f === 'call' && each.order === FOLLOWED);
    const took = seconds(run, toldStep(run, FOLLOWED)) - (call?.at ?? 0) / 1_000_000;
    expect(took).toBeGreaterThan(0.01);
    expect(took).toBeLessThan(0.02);
  }),
  'kept-until-acknowledged': every('way', (run) => {
    expect(queuesHolding(run, moment('way', 'made', run), FOLLOWED)).toEqual(['orders']);
    expect(moment('way', 'forgotten', run)).toBeGreaterThan(moment('way', 'made', run));
  }),
  'careful-is-confirmed-and-persistent': every('power', (run) => {
    const { brokers, queues, producers, consumers } = run.scenario.topology as RabbitScenario['topology'];
    expect(brokers).toBe(1);
    expect(queues).toEqual([{ name: 'orders', type: 'classic' }]);
    expect(producers[0]?.settings).toMatchObject({ 'publisher-confirms': 'individual', persistent: true });
    expect(consumers[0]?.settings?.['acknowledge']).toBe('after-processing');
  }),
  'power-five-wait-all-told': every('power', (run) => {
    const off = faultStep(run, 'powerLoss', 'rabbit-1');
    expect(unmade(run, off - 1)).toEqual(WAITING);
    for (const order of WAITING) {
      expect(acknowledgedStep(run, order)).toBeLessThan(off);
      expect(toldStep(run, order)).toBeLessThan(off);
    }
  }),
  'power-takes-all-five': every('power', (run) => expect(lostOrders(run)).toEqual(WAITING)),
  'crash-keeps-the-file': once(() => {
    for (const seed of seeds) expect(lostOrders(careful('memory', seed))).toEqual([]);
  }),
  'quorum-flushes-first': once(() => {
    for (const seed of seeds) expect(lostOrders(repaired('disk', seed, { queue: 'quorum-1' }))).toEqual([]);
  }),
  'told-customers-ask-again': once(() => {
    for (const seed of seeds) {
      const run = careful('buffer', seed);
      expect(fate(run)).toBe('none');
      for (const order of IN_BUFFER) {
        expect(toldStep(run, order)).toBeGreaterThan(faultStep(run, 'crash', 'checkout'));
        expect(effectCounts(run.operations, 'made').get(order)).toBe(1);
      }
    }
  }),
  'a5-is-made-twice': every('kitchen', (run) => {
    expect(madeSteps(run, TWICE).length).toBe(2);
    const [cup = -1] = madeSteps(run, TWICE);
    expect(faultStep(run, 'crash', 'kitchen')).toBeGreaterThan(cup);
  }),
  'redelivered-because-not-acknowledged': every('kitchen', (run) => {
    const again = moment('kitchen', 'again', run);
    expect(deliveredSteps(run, TWICE)).toContain(again);
    expect(queuesHolding(run, again - 1, TWICE)).toEqual(['orders']);
  }),
  'repair-loses-nothing': once(() => {
    for (const seed of seeds) {
      for (const place of PLACES) {
        const run = repaired(place, seed);
        expect([place, lostOrders(run), refusedOrders(run)]).toEqual([place, [], []]);
      }
    }
  }),
  'begun-is-acknowledged': once(() => {
    for (const seed of seeds) {
      const run = repaired('consumer', seed, HASTY);
      const [first, second] = [0, faultStep(run, 'restart', 'kitchen')].map((from) =>
        run.operations.find((each) => each.f === 'crash' && each.step > from && each.step > 0),
      );
      expect([first === undefined, second === undefined]).toEqual([false, false]);
      expect(['a5', 'a6', 'a8'].map((order) => cupsOf(run, order))).toEqual(['once', 'once', 'never']);
      const [cup = Infinity] = madeSteps(run, 'a5');
      expect(cup).toBeLessThan(first!.step);
      expect(deliveredSteps(run, 'a6')[0]).toBeLessThan(first!.step);
      expect(deliveredSteps(run, 'a6').length).toBe(2);
      expect(deliveredSteps(run, 'a8').length).toBe(1);
    }
  }),
  'far-members-answer-late': once(() => {
    for (const seed of seeds) {
      expect(slowestAnswerMillis(repaired('consumer', seed))).toBeLessThan(30);
      const far = repaired('consumer', seed, { queue: 'quorum-far' });
      expect(slowestAnswerMillis(far)).toBeGreaterThan(200);
      for (const place of PLACES) expect(lostOrders(repaired(place, seed, { queue: 'quorum-far' }))).toEqual([]);
    }
  }),
  'repair-costs-cups': once(() => {
    for (const seed of seeds) expect(teasMadeTwice(repaired('consumer', seed))).toContain(TWICE);
  }),
  'one-member-is-not-enough': once(() => {
    for (const seed of seeds) {
      expect(lostOrders(repaired('replica', seed, { queue: 'quorum-1' })).length).toBeGreaterThan(0);
    }
  }),
  'acknowledging-early-loses': once(() => {
    for (const seed of seeds) {
      const [none, early] = ['automatic', 'before-processing'].map(
        (acknowledge) => lostOrders(repaired('consumer', seed, { acknowledge })).length,
      ) as [number, number];
      expect(early).toBeGreaterThan(0);
      expect(none).toBeGreaterThan(early);
    }
  }),
  'flag-does-not-matter-for-quorum': once(() => {
    const scenario = shopWith({ settings: rightSettings, faults: ACCIDENTS.disk }) as RabbitScenario;
    const producers = scenario.topology.producers.map((each) => ({
      ...each,
      settings: { ...each.settings, persistent: false },
    }));
    const { run } = runPlan({ scenario: { ...scenario, topology: { ...scenario.topology, producers } } });
    expect(lostOrders(run)).toEqual([]);
  }),
  'written-reaches-the-disk-late': every('power', (run) => {
    const off = seconds(run, faultStep(run, 'powerLoss', 'rabbit-1'));
    expect(off - seconds(run, acknowledgedStep(run, 'a9'))).toBeGreaterThan(1);
    everySeed('power', (each) => expect(lostOrders(each)).toContain('a9'));
  }),
};
