import { about, every, expect, once, runPlan, seconds } from '../claiming.ts';
import type { Claims, RunReader } from '../lesson.ts';
import { acknowledged, acknowledgedStep, faultStep, holds, lost, sentStep } from '../reading.ts';
import {
  BYSTANDER,
  deathStep,
  deliveredSteps,
  good,
  leftIn,
  LATE_SECONDS,
  madeSteps,
  p99Seconds,
  POISON,
  stranded,
  toldStep,
  vanished,
} from './checks.ts';
import { ACCIDENTS, deeds, GRAVEYARD, KITCHEN, shopWith, SMALL_LIMIT, runs } from './scenario.ts';
import { rightSettings } from './solution.ts';
import { parseScenario } from '../../sim-engine/scenario/parse.ts';
import type { Settings } from '../../sim-engine/scenario/types.ts';
import { rabbitVocabulary, type RabbitScenario } from '../../sim-engine/systems/rabbitmq/vocabulary.ts';
import { checks } from './checks.ts';
import { meta } from './meta.ts';

const { seeds, runOf, everySeed, moment } = about({ meta, runs, checks });

const LIMIT = 20;

const scenarioOf = (name: string): RabbitScenario => runs[name]!.scenario as RabbitScenario;

/** The hook's run, with some of its buttons pressed one second apart. */
function hooked(...pressed: readonly number[]): RunReader {
  const start = runOf('hook');
  const from = start.timeOf(moment('hook', 'start', start));
  const actions = pressed.map((which, place) => {
    const { operation, arguments: given } = deeds[which]!;
    return { at: from + place * 1_000_000, operation, arguments: given };
  });
  return runPlan({ ...runs['hook']!, actions }).run;
}

interface Change {
  readonly queue?: Settings;
  readonly type?: 'classic' | 'quorum';
  readonly cook?: Settings;
  readonly cluster?: Settings;
}

/** A run of the lesson with other settings. */
function changed(name: string, { queue, type, cook, cluster }: Change): RunReader {
  const scenario = scenarioOf(name);
  const { topology } = scenario;
  const queues = topology.queues.map((each) => ({
    ...each,
    type: type ?? each.type,
    settings: { ...each.settings, ...queue },
  }));
  const consumers = topology.consumers.map((each) => ({ ...each, settings: { ...each.settings, ...cook } }));
  const settings = { ...scenario.settings, ...cluster };
  const built: RabbitScenario = { ...scenario, settings, topology: { ...topology, queues, consumers } };
  return runPlan({ scenario: built }).run;
}

function repaired(place: number, seed: number, settings: Readonly<Record<string, string>> = {}): RunReader {
  const chosen = { ...rightSettings, ...settings };
  return runPlan({ scenario: shopWith({ settings: chosen, accident: ACCIDENTS[place]!, seed }) }).run;
}

const nodesHolding = (run: RunReader, step: number, value: string): readonly string[] =>
  run
    .observe(step)
    .logs.filter(({ topic }) => topic === KITCHEN)
    .flatMap(({ replicas }) => replicas.filter((copy) => holds(copy, value)).map(({ node }) => node));

const leaderOf = (run: RunReader, step: number): string | null =>
  run.observe(step).logs.find(({ topic }) => topic === KITCHEN)?.leader ?? null;

/** Times at which a message is given back, in seconds. */
const returns = (run: RunReader, value: string): readonly number[] =>
  run.operations.flatMap((each) =>
    each.f === 'settle' && each.outcome === 'requeue' && each.record.value === value ? [seconds(run, each.step)] : [],
  );

const crashes = (run: RunReader): readonly number[] =>
  run.operations.flatMap((each) => (each.f === 'crash' ? [each.step] : []));

/** Everything that the cook is given, in order, from a step to another. */
const polled = (run: RunReader, from: number, to: number): readonly string[] =>
  run.operations.flatMap((each) =>
    each.f === 'poll' && each.step >= from && each.step <= to ? each.records.map(({ value }) => value) : [],
  );

const orders = (from: number, to: number): readonly string[] =>
  Array.from({ length: to - from + 1 }, (_, place) => `a${from + place}`);

const settingNamed = (scope: 'broker' | 'producer' | 'consumer' | 'queue', name: string): unknown =>
  rabbitVocabulary.settings.definitions[scope].find((definition) => definition.name === name)?.default;

const confirmsBetween = (run: RunReader, from: number, to: number): number =>
  run.operations.filter(({ f, type, step }) => f === 'send' && type === 'ok' && step > from && step < to).length;

export const claims: Claims = {
  'a-lost-node-loses-nothing': once(() => {
    const run = hooked(0);
    expect(faultStep(run, 'crash', 'rabbit-1')).toBeGreaterThan(0);
    expect([lost(run), acknowledged(run).length]).toEqual([[], 24]);
  }),
  'an-odd-order-is-lost': once(() => {
    expect(lost(hooked(1))).toEqual([POISON]);
    expect(lost(hooked(0, 1))).toEqual([POISON]);
  }),

  'settings-are-rabbits-own': once(() => {
    const { topology, settings } = scenarioOf('poison');
    expect(topology.queues).toEqual([{ name: KITCHEN, type: 'quorum' }]);
    expect(settings['version']).toBe(undefined);
    expect(settingNamed('broker', 'version')).toBe('4.3');
    for (const name of ['prefetch', 'acknowledge']) expect(topology.consumers[0]?.settings?.[name]).toBe(undefined);
  }),
  'only-x1-is-odd': every('poison', (run) => {
    const failed = run.milestones.filter(({ sentence }) => sentence.key === 'rabbit.consumer.requeued-poison');
    expect([...new Set(failed.map(({ sentence }) => sentence.params['value']))]).toEqual([POISON]);
  }),

  'dropped-though-confirmed': every('poison', (run) => {
    expect(acknowledgedStep(run, POISON)).toBeGreaterThan(0);
    expect(lost(run)).toEqual([POISON]);
  }),
  'limit-of-twenty-since-four': once(() => {
    expect(settingNamed('queue', 'x-delivery-limit')).toBe(LIMIT);
    const deliveries = (version: string): number =>
      deliveredSteps(changed('poison', { cluster: { version } }), POISON).length;
    expect(['4.0', '4.3'].map(deliveries)).toEqual([LIMIT + 1, LIMIT + 1]);
    expect(deliveries('3.13')).toBeGreaterThan(2 * LIMIT);
  }),
  'dies-on-the-21st-return': every('poison', (run) => {
    expect(returns(run, POISON).length).toBe(LIMIT + 1);
    expect(seconds(run, deathStep(run))).toBeGreaterThan(returns(run, POISON)[LIMIT]!);
  }),

  'majority-has-x1': every('poison', (run) =>
    expect(nodesHolding(run, acknowledgedStep(run, POISON), POISON).length).toBeGreaterThanOrEqual(2),
  ),
  'stands-first-again': once(() => {
    for (const seed of seeds) {
      const run = repaired(1, seed, { 'x-delayed-retry-type': 'disabled' });
      const given = polled(run, deliveredSteps(run, POISON)[0]!, run.steps);
      expect(given.slice(0, LIMIT + 1)).toEqual(Array<string>(LIMIT + 1).fill(POISON));
      expect(given.slice(LIMIT + 1)).toEqual(orders(4, 10));
    }
  }),
  'twenty-one-deliveries': every('poison', (run) => {
    const delivered = deliveredSteps(run, POISON);
    expect(delivered.length).toBe(LIMIT + 1);
    const others = good(polled(run, delivered[0]!, delivered[LIMIT]!)).length;
    expect(others).toBeGreaterThan(8);
    expect(others).toBeLessThan(LIMIT + 1);
  }),
  'deleted-at-the-return': every('poison', (run) => {
    const death = deathStep(run);
    const leader = leaderOf(run, death);
    expect(nodesHolding(run, death - 1, POISON)).toContain(leader);
    expect(nodesHolding(run, death, POISON)).not.toContain(leader);
  }),
  'all-looks-healthy': every('poison', (run) => {
    const copies = run.observe(run.steps).logs.flatMap(({ replicas }) => replicas);
    expect(copies.map(({ running, records }) => [running, records.length])).toEqual(Array(3).fill([true, 0]));
    expect(vanished(run)).toEqual([POISON]);
  }),

  'two-ways-to-give-back': once(() => {
    const [rejects, nacks] = [runOf('poison'), runOf('nack')];
    expect(toldStep(rejects, 'rabbit.consumer.nacked-poison')).toBe(-1);
    expect(toldStep(nacks, 'rabbit.consumer.requeued-poison')).toBe(-1);
    expect(returns(nacks, POISON)[0]).toBe(returns(rejects, POISON)[0]);
  }),
  'nack-never-counts': every('nack', (run) => {
    expect(deliveredSteps(run, POISON).length).toBeGreaterThan(60);
    expect(leftIn(run, KITCHEN)).toEqual([POISON]);
    expect(deathStep(run)).toBe(-1);
  }),
  'both-counted-before': once(() => {
    const run = changed('nack', { cluster: { version: '4.0' } });
    expect([deliveredSteps(run, POISON).length, lost(run)]).toEqual([LIMIT + 1, [POISON]]);
  }),

  'everything-in-hand': once(() => {
    expect(settingNamed('consumer', 'prefetch')).toBe(0);
    everySeed('rush', (run) => {
      const [first = -1] = crashes(run);
      expect([...polled(run, 0, first)].sort()).toEqual([...orders(1, 12), POISON].sort());
      const gap = seconds(run, sentStep(run, 'a12')) - seconds(run, sentStep(run, 'a1'));
      expect(gap).toBeCloseTo(0.55, 2);
    });
  }),
  'three-are-made-first': every('rush', (run) => {
    const made = run.operations.flatMap((each) => (each.f === 'apply' ? [each] : []));
    expect(made.map(({ record }) => record.value)).toEqual(orders(1, 3));
    expect(made[2]!.step).toBeLessThan(crashes(run)[0]!);
  }),
  'nine-innocents': every('rush', (run) => {
    expect(crashes(run).length).toBe(LIMIT + 1);
    expect([...lost(run)].sort()).toEqual([...orders(4, 12), POISON].sort());
    for (const value of orders(4, 12)) expect(deliveredSteps(run, value).length).toBe(LIMIT + 1);
  }),
  'prefetch-one-spares-them': once(() => {
    const run = changed('rush', { cook: { prefetch: 1 } });
    expect(lost(run)).toEqual([POISON]);
    for (const value of orders(1, 12)) expect(madeSteps(run, value).length).toBe(1);
  }),

  'thirty-minutes-by-default': once(() => {
    expect(settingNamed('broker', 'consumer_timeout')).toBe(30 * 60 * 1_000);
    expect(scenarioOf('slow').settings['consumer_timeout']).toBe(2_000);
    expect(scenarioOf('slow').topology.consumers[0]?.processing.micros).toBe(3_000_000);
  }),
  'only-quorum-queues-cancel': once(() => {
    everySeed('slow', (run) => {
      const waited = seconds(run, moment('slow', 'timeout', run)) - seconds(run, deliveredSteps(run, 'a1')[0]!);
      expect(waited).toBeGreaterThanOrEqual(2);
      expect(waited).toBeLessThan(2.6);
    });
    const classic = changed('slow', { type: 'classic' });
    expect([toldStep(classic, 'rabbit.consumer.timeout'), madeSteps(classic, 'a1').length]).toEqual([-1, 1]);
  }),
  'unheard-acknowledgement': every('slow', (run) => {
    const [made = -1] = madeSteps(run, 'a1');
    expect(made).toBeGreaterThan(moment('slow', 'timeout', run));
    expect(run.operations.some(({ f }) => f === 'settle')).toBe(false);
    expect(leftIn(run, KITCHEN)).toEqual(['a1']);
  }),
  'made-again-and-again': once(() => {
    everySeed('slow', (run) => expect(madeSteps(run, 'a1').length).toBeGreaterThanOrEqual(8));
    const strict = changed('slow', { queue: { 'x-delivery-limit': 1 } });
    expect(madeSteps(strict, 'a1').length).toBeGreaterThanOrEqual(8);
  }),

  'confirmed-by-a-majority': every('nodes', (run) => {
    const step = acknowledgedStep(run, 'a1');
    expect(nodesHolding(run, step, 'a1').length).toBeGreaterThanOrEqual(2);
    expect(nodesHolding(run, step, 'a1')).toContain(leaderOf(run, step));
  }),
  'new-leader-has-everything': every('nodes', (run) => {
    const [down, elected] = [faultStep(run, 'crash', 'rabbit-1'), moment('nodes', 'elected', run)];
    expect(leaderOf(run, down - 1)).toBe('rabbit-1');
    expect(['rabbit-2', 'rabbit-3']).toContain(leaderOf(run, elected));
    expect(lost(run)).toEqual([]);
  }),
  'goes-on-with-two': every('nodes', (run) => {
    const elected = moment('nodes', 'elected', run);
    expect(confirmsBetween(run, elected, faultStep(run, 'crash', 'rabbit-2'))).toBeGreaterThanOrEqual(7);
    expect(faultStep(run, 'restart', 'rabbit-1')).toBeGreaterThan(faultStep(run, 'crash', 'rabbit-2'));
  }),
  'one-of-three-waits': every('nodes', (run) => {
    const [from, to] = [faultStep(run, 'crash', 'rabbit-2'), faultStep(run, 'restart', 'rabbit-2')];
    expect(run.operations.filter(({ f, step }) => f === 'send' && step > from && step < to).length).toBe(6);
    expect(confirmsBetween(run, from, to)).toBe(0);
  }),
  'late-not-lost': every('nodes', (run) => {
    const value = stranded(run);
    const waited = seconds(run, acknowledgedStep(run, value)) - seconds(run, sentStep(run, value));
    expect(waited).toBeGreaterThan(2.5);
    expect(waited).toBeLessThan(3.5);
    expect([lost(run), acknowledged(run).length, vanished(run)]).toEqual([[], 28, []]);
  }),

  'right-settings-hold': once(() => {
    for (const seed of seeds) {
      for (const place of ACCIDENTS.keys()) {
        const run = repaired(place, seed);
        expect(vanished(run)).toEqual([]);
        expect(leftIn(run, GRAVEYARD)).toEqual(place === 2 ? [] : [POISON]);
        expect(p99Seconds(run)).toBeLessThan(LATE_SECONDS);
      }
      expect(deliveredSteps(repaired(0, seed), POISON).length).toBe(LIMIT + 1);
    }
  }),
  'letter-waits-for-the-graveyard': once(() => {
    const run = repaired(0, meta.seeds.public);
    const waits = toldStep(run, 'rabbit.queue.dead-letter-waits', POISON);
    const back = faultStep(run, 'restart', 'rabbit-3');
    expect(waits).toBeGreaterThan(0);
    expect(waits).toBeLessThan(back);
    expect(nodesHolding(run, back, POISON).length).toBeGreaterThanOrEqual(2);
    expect(leftIn(run, GRAVEYARD)).toEqual([POISON]);
    expect(leftIn(run, KITCHEN)).toEqual([]);
  }),
  'retries-wait-longer': once(() => {
    for (const type of ['all', 'failed']) {
      const run = repaired(0, meta.seeds.public, { 'x-delayed-retry-type': type });
      const [, ...next] = deliveredSteps(run, POISON);
      const waits = next.map((step, place) => seconds(run, step) - returns(run, POISON)[place]!);
      expect(Math.min(...waits)).toBeGreaterThanOrEqual(0.4);
      expect(waits[0]).toBeLessThan(0.8);
      for (const wait of waits.slice(2)) expect(wait).toBeGreaterThanOrEqual(1.2);
    }
  }),
  'classic-lies-on-one-node': once(() => {
    for (const seed of seeds) {
      const run = repaired(2, seed, { 'x-queue-type': 'classic' });
      expect(vanished(run).length).toBeGreaterThan(5);
    }
  }),

  'no-mirrors-since-four': once(() => {
    const scenario = scenarioOf('poison');
    const queues = [{ name: KITCHEN, type: 'classic', settings: { 'ha-mode': 'all' } }];
    const parsed = (version: string) =>
      parseScenario(
        { ...scenario, settings: { version, net_ticktime: 4 }, topology: { ...scenario.topology, queues } },
        [rabbitVocabulary],
      );
    expect(parsed('3.13').ok).toBe(true);
    expect(parsed('4.0').ok).toBe(false);
    expect(parsed('4.3').ok).toBe(false);
  }),

  'limit-of-three-counted': once(() => {
    for (const seed of seeds) {
      expect(deliveredSteps(runOf('limited-reject', seed), POISON).length).toBe(SMALL_LIMIT + 1);
      expect(leftIn(runOf('limited-nack', seed), KITCHEN)).toContain(POISON);
      expect(lost(runOf('limited-crash', seed))).toContain(BYSTANDER);
    }
    for (const cook of ['limited-reject', 'limited-crash'].flatMap((name) => scenarioOf(name).topology.consumers))
      expect(cook.settings ?? {}).not.toHaveProperty('prefetch');
  }),
  'limit-five-gives-six': once(() => {
    const run = changed('poison', { queue: { 'x-delivery-limit': 5 } });
    expect([deliveredSteps(run, POISON).length, lost(run)]).toEqual([6, [POISON]]);
  }),
  'minority-never-confirms': once(() => {
    const scenario = scenarioOf('nodes');
    const faults = scenario.faults.filter(({ operation }) => operation === 'crash');
    const { run } = runPlan({ scenario: { ...scenario, faults } });
    const from = faultStep(run, 'crash', 'rabbit-2');
    expect(sentStep(run, stranded(run))).toBeGreaterThan(from);
    expect(confirmsBetween(run, from, run.steps + 1)).toBe(0);
  }),

  'shorter-times': once(() => {
    expect(settingNamed('broker', 'consumer_timeout')).toBe(1_800_000);
    expect(settingNamed('broker', 'dead_letter_worker_publisher_confirm_timeout')).toBe(180_000);
    expect(settingNamed('consumer', 'network-recovery-interval-ms')).toBe(5_000);
    expect(scenarioOf('poison').topology.consumers[0]?.settings?.['network-recovery-interval-ms']).toBe(200);
    expect(shopWith({ settings: {}, accident: ACCIDENTS[0]!, seed: 1 }).settings).toMatchObject({
      dead_letter_worker_publisher_confirm_timeout: 5_000,
    });
  }),
};
