/** How the run of the home page is shown and read: its pace, its beats, and what a history and verdicts say. */
import { describe, expect, it } from 'vitest';
import { beatsOf, confirmationOf, firstSentence, namesAsLost, outcomeOf, usualWait } from '../../site/home/outcome.ts';
import { momentAt, planPace, secondsOf } from '../../site/home/pace.ts';
import { isStrikeName } from '../../site/home/strikeNames.ts';
import type { ToldJudgement, ToldMilestone, ToldOperation, ToldVerdict } from '../../site/worker/protocol.ts';

describe('the pace', () => {
  const moments = { startAt: 100, strikeAt: 200, beats: [2_000_200], endAt: 2_060_000 };
  const pace = planPace(moments);

  it('begins at the picture that stands there, and ends at the last one, in less than ten seconds', () => {
    expect(momentAt(pace, 0)).toBe(100);
    expect(momentAt(pace, secondsOf(pace))).toBe(2_060_000);
    expect(momentAt(pace, 1_000)).toBe(2_060_000);
    expect(secondsOf(pace)).toBeLessThan(10);
  });

  it('never goes back', () => {
    const shown = Array.from({ length: 100 }, (_, index) => momentAt(pace, (index * secondsOf(pace)) / 99));
    expect(shown).toEqual([...shown].sort((left, right) => left - right));
  });

  it('rests at the strike and at each beat', () => {
    const rests = pace.filter(({ from, to }) => from === to).map(({ from, seconds }) => [from, seconds]);
    expect(rests).toEqual([
      [200, 0.9],
      [2_000_200, 0.9],
    ]);
  });

  it('passes over a long quiet time as fast as over a shorter one, and over a short one slowly enough to be seen', () => {
    const travels = planPace({ startAt: 0, strikeAt: 1, beats: [60_000_000], endAt: 60_000_100 })
      .filter(({ from, to }) => to > from)
      .map(({ seconds }) => seconds);
    expect(travels).toEqual([1.8, 1.4, 0.8]);
  });
});

const milestone = (kind: ToldMilestone['kind'], at: number, text: string): ToldMilestone => ({
  step: at,
  at,
  kind,
  text,
  repeats: false,
});

describe('the beats', () => {
  it('are the first milestone of each kind after the strike and before the end, by time', () => {
    const milestones = [
      milestone('fault', 10, 'At the strike.'),
      milestone('truncation', 40, 'Cut. And more.'),
      milestone('election', 20, 'Elected.'),
      milestone('election', 30, 'Elected again.'),
      milestone('heal', 50, 'At the end.'),
    ];
    const kinds = ['fault', 'heal', 'truncation', 'election'] as const;
    expect(beatsOf(milestones, { kinds, from: 10, to: 50 })).toEqual([
      { at: 20, text: 'Elected.' },
      { at: 40, text: 'Cut.' },
    ]);
  });

  it.each([
    ['One. Two.', 'One.'],
    ['Version 4.3 is one. Two.', 'Version 4.3 is one.'],
    ['第一句。第二句。', '第一句。'],
    ['No end', 'No end'],
  ])('of "%s", the first sentence is "%s"', (text, first) => {
    expect(firstSentence(text)).toBe(first);
  });
});

const send = (type: 'invoke' | 'ok', value: string, at: number): ToldOperation => ({
  f: 'send',
  type,
  value,
  at,
  step: at,
  index: at,
  process: 'shop-a',
  incarnation: 1,
  topic: 'orders',
  partition: 0,
  key: 'a',
  offset: -1,
  acks: 'leader',
});

describe('a history', () => {
  const history = [
    send('invoke', 'a1', 0),
    send('ok', 'a1', 10),
    send('invoke', 'a2', 20),
    send('ok', 'a2', 50),
    send('invoke', 'a3', 60),
    send('ok', 'a3', 160),
  ];

  it('tells the usual wait of what was confirmed before a moment', () => {
    expect(usualWait(history, 1_000)).toBe(30);
    expect(usualWait(history, 160)).toBe(10);
    expect(usualWait(history, 10)).toBeNull();
  });

  it('tells whether an order was confirmed before a moment', () => {
    expect(confirmationOf(history, { order: 'a3', before: 161 })?.at).toBe(160);
    expect(confirmationOf(history, { order: 'a3', before: 160 })).toBeNull();
    expect(confirmationOf(history, { order: 'a9', before: 161 })).toBeNull();
  });
});

const verdict = (kind: ToldVerdict['kind'], value: ToldVerdict['value'], values: readonly string[]): ToldVerdict => ({
  kind,
  value,
  values,
  promise: null,
  text: '',
  gloss: '',
  step: 1,
  operations: [],
});
const judgement = (...verdicts: readonly ToldVerdict[]): ToldJudgement => ({ verdicts, promises: [] });

describe('a judgement', () => {
  it('names orders as lost only when every one of them is, for good', () => {
    const both = judgement(verdict('lost-write', 'violation', ['a3']), verdict('lost-write', 'violation', ['b3']));
    expect(namesAsLost(both, ['a3', 'b3'])).toBe(true);
    expect(namesAsLost(both, ['a3', 'b4'])).toBe(false);
    expect(namesAsLost(judgement(verdict('lost-write', 'unknown', ['a3'])), ['a3'])).toBe(false);
    expect(namesAsLost(judgement(verdict('unseen', 'violation', ['a3'])), ['a3'])).toBe(false);
  });

  it('a loss is said before a repetition', () => {
    const sends = { sent: 2, acknowledged: 2, unasked: 0, failed: 0, unknown: 0, open: 0 };
    const counts = { sends, effects: 2, redeliveries: 1 };
    expect(outcomeOf({ ...counts, lost: ['a1'], appliedTwice: ['a2'] })).toEqual({ kind: 'lost', values: ['a1'] });
    expect(outcomeOf({ ...counts, lost: [], appliedTwice: ['a2'] })).toEqual({ kind: 'twice', values: ['a2'] });
  });
});

it('strikes go by their names, not by those of an object', () => {
  expect(['crash', 'cut', 'pause', 'toString', undefined].map(isStrikeName)).toEqual([true, true, true, false, false]);
});
