/** The keeper: what is shown, what is stored, two tabs at once, old texts, and what must not be overwritten. */
import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { attempted, forgotten, locked, passed, read, unread } from '../../site/progress/changes.ts';
import { Keeper, type View } from '../../site/progress/keeper.ts';
import { NOTHING, type Saved } from '../../site/progress/saved.ts';
import { LESSONS, oldFile, READINGS } from './files.ts';
import { MemoryBrowser } from './memory.ts';

class Tab {
  view: View = { saved: NOTHING, loaded: false, problem: null };
  readonly keeper: Keeper;

  constructor(browser: MemoryBrowser) {
    this.keeper = new Keeper(
      () => browser.tab(),
      (view) => (this.view = view),
    );
  }
}

async function opened(browser: MemoryBrowser): Promise<Tab> {
  const tab = new Tab(browser);
  await tab.keeper.load();
  return tab;
}

const migrated: Saved = { version: 3, lessons: LESSONS, readings: [...READINGS], cards: {} };

describe('one tab', () => {
  test('shows a change at once and stores it after', async () => {
    const browser = new MemoryBrowser();
    const tab = await opened(browser);
    const stored = tab.keeper.change(read('r'));
    expect(tab.view.saved.readings).toEqual(['r']);
    expect(browser.kept).toBeUndefined();
    await stored;
    expect(browser.kept).toEqual({ ...NOTHING, readings: ['r'] });
  });

  test('a change before anything is loaded waits, and is made on what is stored', async () => {
    const browser = new MemoryBrowser();
    browser.kept = { ...NOTHING, readings: ['r'] };
    const tab = new Tab(browser);
    await tab.keeper.change(read('s'));
    expect(tab.view).toMatchObject({ loaded: false, saved: { readings: ['s'] } });
    await tab.keeper.load();
    expect(tab.view).toEqual({ loaded: true, problem: null, saved: { ...NOTHING, readings: ['r', 's'] } });
    expect(browser.kept).toEqual({ ...NOTHING, readings: ['r', 's'] });
  });

  test('many changes in a row are stored together, each of them', async () => {
    const browser = new MemoryBrowser();
    const tab = await opened(browser);
    await Promise.all(['a', 'b', 'c', 'd'].map((id) => tab.keeper.change(read(id))));
    expect(browser.kept).toEqual({ ...NOTHING, readings: ['a', 'b', 'c', 'd'] });
    expect(browser.deeds.length).toBeLessThanOrEqual(2);
  });
});

describe('a page that is left in the very moment of a deed', () => {
  async function leftAfter(browser: MemoryBrowser, ...deeds: readonly ((before: Saved) => Saved)[]): Promise<void> {
    const tab = await opened(browser);
    const stored = deeds.map((deed) => tab.keeper.change(deed));
    browser.leave();
    await Promise.all(stored);
    browser.lost = false;
  }

  test('keeps it: the next page finds it, and joins it once', async () => {
    const browser = new MemoryBrowser();
    browser.kept = { ...NOTHING, readings: ['r'] };
    await leftAfter(browser, read('s'), locked('a', 'p', { answer: 'x', confidence: 1 }));
    expect(browser.kept).toEqual({ ...NOTHING, readings: ['r'] });
    const next = await opened(browser);
    expect(next.view.saved.readings).toEqual(['r', 's']);
    expect(next.view.saved.lessons['a']?.predictions).toEqual({ p: { answer: 'x', confidence: 1 } });
    expect(browser.kept).toEqual(next.view.saved);
    expect(browser.old).toBeNull();
  });

  test('writes nothing when all is stored, and nothing when a deed only takes away', async () => {
    const browser = new MemoryBrowser();
    const tab = await opened(browser);
    await tab.keeper.change(read('r'));
    browser.leave();
    expect(browser.old).toBeNull();
    browser.lost = false;
    await leftAfter(browser, unread('r'), forgotten('a'));
    expect(browser.old).toBeNull();
  });

  test('a second tab that is left adds its own', async () => {
    const browser = new MemoryBrowser();
    const [one, other] = [await opened(browser), await opened(browser)];
    const stored = [one.keeper.change(read('r')), other.keeper.change(read('s'))];
    browser.leave();
    await Promise.all(stored);
    browser.lost = false;
    expect((await opened(browser)).view.saved.readings.toSorted()).toEqual(['r', 's']);
  });

  test('leaves alone a text that it cannot read, and a browser that forbids it', async () => {
    const damaged = new MemoryBrowser();
    const tab = await opened(damaged);
    damaged.old = '{';
    const stored = tab.keeper.change(read('r'));
    damaged.leave();
    await stored;
    expect(damaged.old).toBe('{');

    const forbidding = new MemoryBrowser();
    forbidding.oldForbidden = true;
    await leftAfter(forbidding, read('r'));
    expect(forbidding.old).toBeNull();
  });
});

describe('the single deeds', () => {
  const of = (...changes: readonly ((before: Saved) => Saved)[]): Saved =>
    changes.reduce((saved, change) => change(saved), NOTHING);

  test('a prediction is locked in once', () => {
    const twice = of(
      locked('a', 'p', { answer: 'x', confidence: 1 }),
      locked('a', 'p', { answer: 'y', confidence: 3 }),
    );
    expect(twice.lessons['a']?.predictions).toEqual({ p: { answer: 'x', confidence: 1 } });
  });

  test('a task is passed once; attempts add up', () => {
    const lesson = of(attempted('a', 't'), attempted('a', 't'), passed('a', 't'), passed('a', 't')).lessons['a'];
    expect(lesson).toEqual({ predictions: {}, tasks: ['t'], attempts: { t: 2 }, hints: {} });
  });

  test('a lesson is forgotten whole, and others are not', () => {
    expect(Object.keys(of(passed('a', 't'), attempted('b', 't'), forgotten('a')).lessons)).toEqual(['b']);
  });

  test('a reading is read once, and can be unread', () => {
    expect(of(read('r'), read('s'), read('r')).readings).toEqual(['r', 's']);
    expect(of(read('r'), read('s'), unread('r')).readings).toEqual(['s']);
  });
});

describe('two tabs at once', () => {
  test('keep what each did, and show it to each other', async () => {
    const browser = new MemoryBrowser();
    const [one, other] = [await opened(browser), await opened(browser)];
    await Promise.all([one.keeper.change(passed('a', 't')), other.keeper.change(read('r'))]);
    const both = { ...NOTHING, ...passed('a', 't')(read('r')(NOTHING)) };
    expect(browser.kept).toEqual(both);
    await vi.waitFor(() => expect([one.view.saved, other.view.saved]).toEqual([both, both]));
  });

  test('attempts at the same task add up, and the first prediction stays', async () => {
    const browser = new MemoryBrowser();
    const [one, other] = [await opened(browser), await opened(browser)];
    await Promise.all([
      one.keeper.change(attempted('a', 't')),
      other.keeper.change(attempted('a', 't')),
      one.keeper.change(locked('a', 'p', { answer: 'one', confidence: 1 })),
      other.keeper.change(locked('a', 'p', { answer: 'other', confidence: 2 })),
    ]);
    const { attempts, predictions } = (browser.kept as Saved).lessons['a']!;
    expect(attempts).toEqual({ t: 2 });
    await vi.waitFor(() => {
      expect(one.view.saved.lessons['a']?.predictions).toEqual(predictions);
      expect(other.view.saved.lessons['a']?.predictions).toEqual(predictions);
    });
  });

  test('what one forgot does not come back from the other', async () => {
    const browser = new MemoryBrowser();
    browser.kept = migrated;
    const [one, other] = [await opened(browser), await opened(browser)];
    await one.keeper.change(forgotten('reading-the-machine'));
    await other.keeper.change(read('r'));
    expect(Object.keys((browser.kept as Saved).lessons)).toEqual(['replicas-isr-quorum']);
  });

  test('whatever they do in whatever order, nothing is lost and both show the same', async () => {
    const deed = fc.record({ tab: fc.nat(1), reading: fc.integer({ min: 0, max: 20 }), waits: fc.boolean() });
    await fc.assert(
      fc.asyncProperty(fc.array(deed, { maxLength: 12 }), async (deeds) => {
        const browser = new MemoryBrowser();
        const tabs = [await opened(browser), await opened(browser)];
        const done: Promise<void>[] = [];
        for (const { tab, reading, waits } of deeds) {
          done.push(tabs[tab]!.keeper.change(read(`r${reading}`)));
          if (waits) await done.at(-1);
        }
        await Promise.all(done);
        const expected = [...new Set(deeds.map(({ reading }) => `r${reading}`))].sort();
        const readingsOf = (saved: Saved) => [...saved.readings].sort();
        expect(readingsOf((browser.kept ?? NOTHING) as Saved)).toEqual(expected);
        await vi.waitFor(() => expect(tabs.map(({ view }) => readingsOf(view.saved))).toEqual([expected, expected]), {
          interval: 1,
        });
      }),
      { numRuns: 40 },
    );
  });
});

describe('the old text', () => {
  test.each(['version-1', 'version-2'])('%s is moved over, and removed only after it is stored', async (name) => {
    const browser = new MemoryBrowser();
    browser.old = oldFile(name);
    const tab = await opened(browser);
    const expected = name === 'version-1' ? { ...migrated, readings: [] } : migrated;
    expect(browser.kept).toEqual(expected);
    expect(tab.view).toEqual({ saved: expected, loaded: true, problem: null });
    expect(browser.deeds).toEqual(['stored', 'old text removed']);
  });

  test('joins what is stored already', async () => {
    const browser = new MemoryBrowser();
    browser.kept = { ...NOTHING, readings: ['r'] };
    browser.old = oldFile('version-2');
    await opened(browser);
    expect(browser.kept).toEqual({ ...migrated, readings: ['r', ...READINGS] });
  });

  test('is moved over once by two tabs that open together', async () => {
    const browser = new MemoryBrowser();
    browser.old = oldFile('version-2');
    const tabs = await Promise.all([opened(browser), opened(browser)]);
    expect(browser.kept).toEqual(migrated);
    expect(browser.old).toBeNull();
    expect(tabs.map(({ view }) => view.saved)).toEqual([migrated, migrated]);
  });

  test('stays where it is while nothing can be stored, and is shown', async () => {
    const browser = new MemoryBrowser();
    browser.old = oldFile('version-2');
    browser.closed = true;
    const tab = await opened(browser);
    expect(tab.view).toEqual({ saved: migrated, loaded: true, problem: 'unavailable' });
    expect(browser.old).toBe(oldFile('version-2'));
    browser.closed = false;
    await tab.keeper.change(read('r'));
    expect(browser.kept).toEqual({ ...migrated, readings: [...READINGS, 'r'] });
  });

  test('damaged: nothing is stored until the learner gives it up', async () => {
    const browser = new MemoryBrowser();
    browser.old = 'not ours';
    const tab = await opened(browser);
    await tab.keeper.change(read('r'));
    expect(tab.view).toEqual({ saved: { ...NOTHING, readings: ['r'] }, loaded: true, problem: 'damaged' });
    expect([browser.kept, browser.old, tab.keeper.unreadable]).toEqual([undefined, 'not ours', 'not ours']);
    await tab.keeper.startAnew();
    expect([browser.kept, browser.old]).toEqual([{ ...NOTHING, readings: ['r'] }, null]);
    expect(tab.view.problem).toBeNull();
  });
});

describe('what is stored and cannot be read', () => {
  test.each([
    ['newer', { version: 4, lessons: {}, more: true }],
    ['damaged', 'rubbish'],
    ['damaged', { version: 3, lessons: [] }],
  ])('%s: left alone until the learner gives it up, then the work of this page is stored', async (problem, kept) => {
    const browser = new MemoryBrowser();
    browser.kept = kept;
    const tab = await opened(browser);
    await tab.keeper.change(read('r'));
    expect(tab.view).toMatchObject({ loaded: true, problem, saved: { readings: ['r'] } });
    expect(browser.kept).toEqual(kept);
    expect(tab.keeper.unreadable).toContain(typeof kept === 'string' ? kept : '"version"');
    await tab.keeper.startAnew();
    expect(browser.kept).toEqual({ ...NOTHING, readings: ['r'] });
    expect(tab.view.problem).toBeNull();
  });

  test('an old text waits behind it, and joins when it is given up', async () => {
    const browser = new MemoryBrowser();
    browser.kept = 'rubbish';
    browser.old = oldFile('version-2');
    const tab = await opened(browser);
    expect([browser.kept, browser.old]).toEqual(['rubbish', oldFile('version-2')]);
    await tab.keeper.startAnew();
    expect([browser.kept, browser.old]).toEqual([migrated, null]);
  });

  test('a newer tab that stores meanwhile is not overwritten', async () => {
    const browser = new MemoryBrowser();
    const tab = await opened(browser);
    browser.kept = { version: 4 };
    await tab.keeper.change(read('r'));
    expect(browser.kept).toEqual({ version: 4 });
    expect(tab.view).toMatchObject({ problem: 'newer', saved: { readings: ['r'] } });
  });

  test('giving it up in one tab lets the other go on', async () => {
    const browser = new MemoryBrowser();
    browser.kept = 'rubbish';
    const [one, other] = [await opened(browser), await opened(browser)];
    await other.keeper.change(read('r'));
    await one.keeper.startAnew();
    await vi.waitFor(() => expect(browser.kept).toEqual({ ...NOTHING, readings: ['r'] }));
    expect(other.view.problem).toBeNull();
  });
});

describe('a browser that keeps nothing', () => {
  test('is told; what is done is shown, and stored should it keep something again', async () => {
    const browser = new MemoryBrowser();
    browser.closed = true;
    browser.oldForbidden = true;
    const tab = await opened(browser);
    expect(tab.view).toEqual({ saved: NOTHING, loaded: true, problem: 'unavailable' });
    await tab.keeper.change(read('r'));
    expect(tab.view).toMatchObject({ problem: 'unavailable', saved: { readings: ['r'] } });
    browser.closed = false;
    await tab.keeper.change(read('s'));
    expect(tab.view).toEqual({ saved: { ...NOTHING, readings: ['r', 's'] }, loaded: true, problem: null });
    expect(browser.kept).toEqual({ ...NOTHING, readings: ['r', 's'] });
  });

  test('is not waited for for ever', async () => {
    vi.useFakeTimers();
    try {
      let view: View | undefined;
      const silent = {
        ...new MemoryBrowser().tab(),
        store: { read: () => new Promise(() => {}), update: () => new Promise<void>(() => {}) },
      };
      const keeper = new Keeper(
        () => silent,
        (shown) => (view = shown),
      );
      void keeper.load();
      await vi.advanceTimersByTimeAsync(2999);
      expect(view).toBeUndefined();
      await vi.advanceTimersByTimeAsync(1);
      expect(view).toEqual({ saved: NOTHING, loaded: true, problem: 'unavailable' });
    } finally {
      vi.useRealTimers();
    }
  });
});
