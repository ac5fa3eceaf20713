/** The search worker's session, without a worker and with a clock of the test's own. */
import { sparse } from '../explore/sparse.ts';
import { describe, expect, test } from 'vitest';
import { Playback } from '../../sim-engine/playback.ts';
import { decodeShare } from '../../sim-engine/scenario/share.ts';
import type { Scenario } from '../../sim-engine/scenario/types.ts';
import { KAFKA_PRESETS } from '../../sim-engine/systems/kafka/presets/index.ts';
import { VOCABULARIES } from '../../sim-engine/systems/vocabularies.ts';
import { MEMORY_BYTES_MAX, SearchSession } from '../../site/worker/search/session.ts';
import type {
  FindRequest,
  SearchAnswer,
  SearchJob,
  ToldProgress,
  ToldRemedies,
} from '../../site/worker/search/protocol.ts';

const BROKERS = ['broker-1', 'broker-2', 'broker-3'];
/** acks=1, with a tenth of a second between two records: a crash alone loses none of them. */
const small = sparse(KAFKA_PRESETS['acks-one-small']);

interface Desk {
  readonly session: SearchSession;
  readonly progress: ToldProgress[];
  readonly remedies: ToldRemedies[];
}

/** Each look at the clock takes `tickMillis`. */
function desk(tickMillis = 7, onGiveWay: (session: SearchSession, turn: number) => void = () => undefined): Desk {
  const progress: ToldProgress[] = [];
  const remedies: ToldRemedies[] = [];
  let now = 0;
  let turn = 0;
  const session: SearchSession = new SearchSession({
    onProgress: (each) => progress.push(each),
    onRemedies: (each) => remedies.push(each),
    clock: () => (now += tickMillis),
    giveWay: () => {
      turn += 1;
      onGiveWay(session, turn);
      return Promise.resolve();
    },
  });
  return { session, progress, remedies };
}

function job(request: Partial<FindRequest> = {}, rest: Partial<SearchJob> = {}): SearchJob {
  return {
    locale: 'en',
    timeMillisMax: 1_000_000,
    request: {
      scenario: small,
      faults: { crash: 1, hold: 1 },
      targets: BROKERS,
      bounds: { statesMax: 50_000 },
      ...request,
    },
    ...rest,
  };
}

function outcomeOf(answer: SearchAnswer): Extract<SearchAnswer, { ok: true }>['outcome'] {
  if (!answer.ok) throw new Error(answer.problems.join());
  return answer.outcome;
}

const withAcksAll: Scenario = {
  ...small,
  topology: {
    ...small.topology,
    producers: small.topology.producers.map((producer) => ({
      ...producer,
      settings: { ...producer.settings, acks: 'all' },
    })),
  },
};

describe('three answers', () => {
  test('a counter-example is small, opens as an ordinary run, and is told with the steps that matter', async () => {
    const outcome = outcomeOf(await desk().session.search(job()));
    if (outcome.kind !== 'counter-example') throw new Error(outcome.sentence);
    const { example } = outcome;
    expect(outcome.sentence).toContain('1 held-up link and 1 crash');
    expect(example.anomaly).toBe('lost-write');
    expect(example.small.steps).toBeLessThan(example.found.steps);
    expect(example.small.records).toBe(1);

    const playback = Playback.open(example.scenario, example.actions);
    playback.complete();
    expect(playback.steps).toBe(example.small.steps);
    const shared = decodeShare(example.link, VOCABULARIES);
    expect(shared).toMatchObject({ ok: true, actions: example.actions, traceHash: playback.traceHash() });

    const kinds = example.moments.map(({ kind }) => kind);
    expect(kinds.filter((kind) => kind === 'fault').length).toBe(2);
    expect(kinds).toContain('election');
    expect(example.moments.map(({ text }) => text)).toContain('a is told: A1 is written, at offset 0.');
    expect(example.moments.every(({ step }) => step <= example.decisiveStep)).toBe(true);
  });

  test('exhausted says among how many, and does not say proved', async () => {
    const outcome = outcomeOf(await desk().session.search(job({ scenario: withAcksAll, faults: { crash: 1 } })));
    expect(outcome.kind).toBe('exhausted');
    expect(outcome.sentence).toMatch(
      /^No counter-example to no-lost-write among [\d,]+ configurations with at most 1 crash/,
    );
    expect(outcome.sentence).not.toMatch(/prove/i);
  });

  test.each([
    ['states', job({ bounds: { statesMax: 100 } })],
    ['memory', job({ bounds: { statesMax: 50_000, memoryBytesMax: 1_000_000 } })],
    ['depth', job({ bounds: { statesMax: 50_000, depthMax: 3 } })],
    ['time', job({}, { timeMillisMax: 40 })],
  ] as const)('spent says which bound: %s', async (bound, asked) => {
    expect(outcomeOf(await desk().session.search(asked))).toMatchObject({ kind: 'budget-spent', bound });
  });

  test('in the page’s language', async () => {
    const outcome = outcomeOf(await desk().session.search(job({ bounds: { statesMax: 100 } }, { locale: 'zh-cn' })));
    expect(outcome.sentence).toContain('状态数上限');
  });
});

describe('a search is not carried out', () => {
  test('when it is impossible: it says what to change', async () => {
    const answer = await desk().session.search(job({ faults: { slowLink: 1 } as never }));
    expect(answer).toMatchObject({ ok: false });
    if (!answer.ok) expect(answer.problems.join()).toContain('hold');
  });
});

describe('while it goes on', () => {
  test('stop is heard between slices', async () => {
    const { session } = desk(7, (each, turn) => turn === 5 && each.stop());
    expect(outcomeOf(await session.search(job()))).toMatchObject({ kind: 'budget-spent', bound: 'cancelled' });
  });

  test('a search after a cancelled one is a new one', async () => {
    const { session } = desk(7, (each, turn) => turn === 5 && each.stop());
    await session.search(job());
    expect(outcomeOf(await session.search(job())).kind).toBe('counter-example');
  });

  test('it tells its progress ten times a second at most', async () => {
    // Slices that take longer than they should stay as small as they can be.
    const { session, progress } = desk(60);
    await session.search(job({ bounds: { statesMax: 200 } }));
    expect(progress.length).toBeGreaterThan(3);
    for (const [place, { elapsedMillis }] of progress.entries()) {
      if (place > 0) expect(elapsedMillis - progress[place - 1]!.elapsedMillis).toBeGreaterThanOrEqual(100);
    }
    const states = progress.map(({ distinct }) => distinct);
    expect(states).toEqual([...states].sort((left, right) => left - right));
  });

  test('slices grow while they are quick, and stay small when they are slow', async () => {
    const turnsAt = async (tickMillis: number): Promise<number> => {
      let turns = 0;
      await desk(tickMillis, () => (turns += 1)).session.search(job({ bounds: { statesMax: 200 } }));
      return turns;
    };
    expect(await turnsAt(1)).toBeLessThan(8);
    expect(await turnsAt(1_000)).toBeGreaterThan(60);
  });

  test('it keeps within a tab’s memory unless it is told less', () => {
    expect(MEMORY_BYTES_MAX).toBeLessThanOrEqual(400_000_000);
  });
});

describe('remedies', () => {
  test('acks=all removes the counter-example and leaves no other, at a price', async () => {
    const { session, remedies } = desk();
    await session.search(job());
    const told = await session.remedies({ locale: 'en', statesMax: 20_000, timeMillisMax: 10_000_000 });
    expect(told.remedies.length).toBe(told.total);
    expect(remedies.map((each) => each.remedies.length)).toEqual(told.remedies.map((_, place) => place + 1));
    const acks = told.remedies.find(({ id }) => id === 'acks')!;
    expect(acks).toMatchObject({ change: 'acks = all', removes: true, search: 'exhausted' });
    expect(acks.after.slowestMicros).toBeGreaterThan(acks.before.slowestMicros);
    expect(told.remedies.filter(({ removes }) => !removes).every(({ search }) => search === null)).toBe(true);
  });

  test('can be stopped: what was tried is told', async () => {
    let tried = 0;
    const { session } = desk(7, (each) => {
      if (tried > 0) each.stop();
    });
    await session.search(job());
    tried = 1;
    const told = await session.remedies({ locale: 'en', statesMax: 20_000, timeMillisMax: 10_000_000 });
    expect(told.remedies.length).toBeLessThan(told.total);
  });
});
