/** What the form of "Find a failure" asks for, and the small sums around a search. */
import { describe, expect, test } from 'vitest';
import { problemsOf } from '../../sim-engine/explore/refusal.ts';
import { Playback } from '../../sim-engine/playback.ts';
import { APPLICATION_PROMISES } from '../../sim-engine/check/promises.ts';
import { PROMISE_NAMES } from '../../sim-engine/scenario/schema.ts';
import type { Scenario } from '../../sim-engine/scenario/types.ts';
import { KAFKA_PRESETS } from '../../sim-engine/systems/kafka/presets/index.ts';
import { kafkaVocabulary } from '../../sim-engine/systems/kafka/vocabulary.ts';
import type { SystemVocabulary } from '../../sim-engine/systems/vocabulary.ts';
import { paceOf } from '../../site/search/pace.ts';
import { clauseOf, shortSeconds, splitSentence } from '../../site/search/text.ts';
import { searchWords } from '../../site/i18n/search/index.ts';
import { defaultWish, hasScript, jobOf, reconciled, startOf, wishProblems, withWork } from '../../site/search/wish.ts';
import { tellCatalogue } from '../../site/worker/told.ts';

const catalogueOf = (scenario: Scenario) => tellCatalogue(Playback.open(scenario), kafkaVocabulary, 'en');
const wishOf = (scenario: Scenario) => defaultWish(scenario, catalogueOf(scenario));
const { bench: _bench, ...presets } = KAFKA_PRESETS;

describe('the search that the form begins with', () => {
  test.each(Object.entries(presets))('of %s can be carried out', (_name, scenario) => {
    const { request } = jobOf(scenario, wishOf(scenario), 'en');
    expect(problemsOf(request)).toEqual([]);
  });

  test('offers the promises that mean something for the system, or all of them', () => {
    const playback = Playback.open(KAFKA_PRESETS.play);
    const offered = (vocabulary: SystemVocabulary) =>
      tellCatalogue(playback, vocabulary, 'en').promises.map(({ name }) => name);
    const { promises: _some, ...ofAnything } = kafkaVocabulary;
    const ofBrokers = PROMISE_NAMES.filter((name) => !APPLICATION_PROMISES.has(name));
    expect(offered(ofAnything)).toEqual(ofBrokers);
    expect(offered(kafkaVocabulary)).toEqual(ofBrokers.filter((name) => name !== 'one-holder'));
  });

  test('strikes brokers, with a crash and a held link, before the scenario heals', () => {
    const wish = wishOf(KAFKA_PRESETS.play);
    expect(wish.targets).toEqual(['broker-1', 'broker-2', 'broker-3']);
    expect(wish.faults).toEqual({ crash: 1, hold: 1 });
    expect(wishOf(KAFKA_PRESETS['acks-one-small']).untilSeconds).toBe(7.9);
  });

  test('allows the kinds of faults that the scenario’s own script uses', () => {
    expect(wishOf(KAFKA_PRESETS['last-replica']).faults).toEqual({ isolate: 2, powerLoss: 1 });
  });

  test('draws single runs where there is too much to see everything', () => {
    expect(wishOf(KAFKA_PRESETS.play).strategy).toBe('swarm');
    expect(wishOf(KAFKA_PRESETS['acks-one-small']).strategy).toBe('every');
  });
});

describe('where it starts from', () => {
  const send = { at: 1, operation: 'send', arguments: { producer: 'a' } };
  const scenario: Scenario = { ...KAFKA_PRESETS['acks-one'], faults: [send, ...KAFKA_PRESETS['acks-one'].faults] };

  test('without scripted faults, what is sent stays', () => {
    expect(startOf(scenario, 'left-out').faults).toEqual([send]);
    expect(startOf(scenario, 'kept')).toBe(scenario);
  });

  test('sending is no script', () => {
    expect(hasScript(scenario)).toBe(true);
    expect(hasScript({ ...scenario, faults: [send] })).toBe(false);
  });

  test('a kind of which there may be none is not asked for', () => {
    const wish = { ...wishOf(scenario), faults: { crash: 1, hold: 0 } };
    expect(jobOf(scenario, wish, 'en').request.faults).toEqual({ crash: 1 });
  });
});

describe('a run whose records are sent by its actions', () => {
  const quiet: Scenario = {
    ...KAFKA_PRESETS['acks-one-small'],
    faults: [{ at: 20, operation: 'crash', arguments: { node: 'broker-1' } }],
    topology: { ...KAFKA_PRESETS['acks-one-small'].topology, producers: [] },
  };
  const send = { at: 10_000_000, operation: 'send', arguments: { producer: 'a' } };
  const crash = { at: 30, operation: 'crash', arguments: { node: 'broker-2' } };

  test('keeps what it sends, in order, and leaves its faults out', () => {
    expect(withWork(quiet, [crash, send]).faults).toEqual([...quiet.faults, send]);
    expect(withWork(quiet, [crash])).toBe(quiet);
  });

  test('is searched until after the last record is sent, but not beyond its end', () => {
    expect(wishOf(KAFKA_PRESETS['acks-one-small']).untilSeconds).toBeLessThan(10);
    const sending = withWork(KAFKA_PRESETS['acks-one-small'], [send]);
    expect(wishOf(sending).untilSeconds).toBe(12);
    expect(wishOf({ ...sending, horizonMillis: 11_000, healAtMillis: 10_500 }).untilSeconds).toBe(10.9);
  });
});

describe('what was chosen, for a changed scenario', () => {
  const base = KAFKA_PRESETS['acks-one-small'];
  const wish = wishOf(base);
  const smaller: Scenario = { ...base, topology: { ...base.topology, brokers: 2 } };
  const reconcile = (targets: readonly string[], changed: Scenario) =>
    reconciled({ ...wish, targets }, { chosenFor: base, base: changed, catalogue: catalogueOf(changed) });

  test('machines that are gone may not fail; where none is left, all brokers may', () => {
    expect(reconcile(['broker-1', 'broker-3'], smaller).targets).toEqual(['broker-1']);
    expect(reconcile(['broker-3'], smaller).targets).toEqual(['broker-1', 'broker-2']);
    expect(reconcile([], smaller).targets).toEqual([]);
    expect(reconcile(['broker-3'], base).targets).toEqual(['broker-3']);
  });

  test('a run of another length has another span', () => {
    const { healAtMillis: _heal, ...rest } = base;
    expect(reconcile(['broker-1'], { ...rest, horizonMillis: 3_000 }).untilSeconds).toBe(2);
  });
});

describe('the form refuses in its own words', () => {
  const base = KAFKA_PRESETS['acks-one-small'];
  const wish = wishOf(base);
  const end = String(base.horizonMillis / 1_000);

  test.each([
    [{}, []],
    [{ fromSeconds: 8, untilSeconds: 2 }, [`The span must end after it begins, and before the run ends at ${end} s.`]],
    [{ untilSeconds: base.horizonMillis / 1_000 }, [expect.stringContaining(`before the run ends at ${end} s.`)]],
    [{ targets: [] }, ['Choose at least one machine that may fail.']],
    [{ targets: [], faults: {} }, []],
    [{ promises: [] }, ['Choose at least one promise.']],
    [{ secondsMax: 0 }, ['Seconds at most: a whole number from 1 to 3,600.']],
    [{ statesMax: 0.5 }, [expect.stringMatching(/^(Configurations|States) at most: a whole number from 1 to/)]],
    [{ healsMax: 9 }, ['Faults that may end early: a whole number from 0 to 8.']],
  ])('%o', (part, expected) => {
    expect(wishProblems({ ...wish, ...part }, base, searchWords('en'))).toEqual(expected);
  });

  test('in Chinese, too', () => {
    expect(wishProblems({ ...wish, targets: [] }, base, searchWords('zh-cn'))).toEqual([
      '请至少选一台可能出故障的机器。',
    ]);
  });
});

describe('pace', () => {
  const progress = {
    phase: 'searching',
    distinct: 1_000,
    depth: 1,
    faults: 0,
    elapsedMillis: 500,
    shrinkRuns: 0,
  } as const;

  test('the bound that comes first decides what is left', () => {
    expect(paceOf(progress, { statesMax: 11_000, timeMillisMax: 60_000 })).toEqual({
      perSecond: 2_000,
      share: 1_000 / 11_000,
      secondsLeft: 5,
    });
    expect(paceOf(progress, { statesMax: 1_000_000, timeMillisMax: 2_500 })).toMatchObject({
      share: 0.2,
      secondsLeft: 2,
    });
  });

  test('nothing found yet leaves the time', () => {
    expect(paceOf({ ...progress, distinct: 0 }, { statesMax: 10, timeMillisMax: 1_500 }).secondsLeft).toBe(1);
  });
});

describe('texts', () => {
  test('the first sentence ends at its dot, not inside a number or a name', () => {
    expect(splitSentence('It took 0.5 s on broker-1. It is over.')).toEqual({
      head: 'It took 0.5 s on broker-1.',
      rest: ' It is over.',
    });
    expect(clauseOf('checkout crashes: its process is gone. It is over.')).toBe('checkout crashes');
    expect(clauseOf('At 10:30 nothing happens.')).toBe('At 10:30 nothing happens');
    expect(clauseOf('checkout 崩溃：进程和内存都没了。')).toBe('checkout 崩溃');
    expect(splitSentence('它停了 0.5 秒。然后继续。')).toEqual({ head: '它停了 0.5 秒。', rest: '然后继续。' });
    expect(splitSentence('Only one.')).toEqual({ head: 'Only one.', rest: '' });
  });

  test('seconds have a digit as long as it tells something', () => {
    expect([40, 849, 9_949, 9_950, 61_400].map(shortSeconds)).toEqual(['0.0', '0.8', '9.9', '10', '61']);
  });
});
