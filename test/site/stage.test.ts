/** Where things stand on the stage: the same places from the same data, nothing outside, nothing over anything else. */
import { describe, expect, it } from 'vitest';
import { playerWords } from '../../site/i18n/player.ts';
import { clip, textWidth } from '../../site/scene/geometry.ts';
import { drawAtRest, drawInFlight, letterSize, placeOfMessage } from '../../site/scene/drawList.ts';
import type { PlacedLog } from '../../site/scene/inside.ts';
import { layOut, type Layout } from '../../site/scene/layout.ts';
import { isBroad } from '../../site/scene/machines.ts';
import type { PlacedNode } from '../../site/scene/placed.ts';
import { sampleMark, sampleMessage, sampleStage } from '../../site/scene/sample.ts';
import { shelfLabels } from '../../site/scene/shelfLabels.ts';
import { troubleOf } from '../../site/scene/trouble.ts';

const stage = sampleStage('en');
const WIDTHS = [320, 358, 520, 700, 960, 1300];
/** Where the facts of a machine begin under its name, and what a line of them takes. */
const FACTS_TOP = 42;
const FACT_LINE = 17;
const words = playerWords('en');

function overlap({ box: one }: PlacedNode, { box: other }: PlacedNode): boolean {
  return (
    one.x < other.x + other.width &&
    other.x < one.x + one.width &&
    one.y < other.y + other.height &&
    other.y < one.y + one.height
  );
}

const logsOf = (layout: Layout): readonly PlacedLog[] =>
  layout.nodes.flatMap((placed) => placed.shelves).filter((shelf) => shelf.kind === 'log');

describe.each(WIDTHS)('a stage of %i pixels', (width) => {
  const layout = layOut(stage, width);

  it('places every machine inside', () => {
    expect(layout.nodes).toHaveLength(stage.nodes.length);
    for (const { box } of layout.nodes) {
      expect(box.x).toBeGreaterThanOrEqual(0);
      expect(box.x + box.width).toBeLessThanOrEqual(width);
      expect(box.y + box.height).toBeLessThanOrEqual(layout.height);
    }
  });

  it('lets no machine cover another', () => {
    const pairs = layout.nodes.flatMap((one, index) =>
      layout.nodes.slice(index + 1).map((other) => [one, other] as const),
    );
    expect(
      pairs.filter(([one, other]) => overlap(one, other)).map(([one, other]) => [one.node.name, other.node.name]),
    ).toEqual([]);
  });

  it('leaves room under a name for the facts that stand there', () => {
    const named = layout.nodes.filter(({ node, box }) => node.role !== 'broker' && !isBroad(node, box));
    expect(named.length).toBeGreaterThan(0);
    for (const { node, box } of named) {
      const lines = Math.min(3, node.facts.length);
      expect(box.height).toBeGreaterThanOrEqual(lines === 0 ? 0 : FACTS_TOP + (lines - 1) * FACT_LINE + 4);
    }
  });

  it('keeps every cell on its shelf, the newest ones', () => {
    for (const shelf of logsOf(layout)) {
      const shown = shelf.shelf.cells.filter((cell) => cell.offset >= shelf.firstShown);
      expect(shown.at(-1)).toEqual(shelf.shelf.cells.at(-1));
      for (const cell of shown) {
        expect(shelf.left(cell.offset)).toBeGreaterThanOrEqual(shelf.box.x);
        expect(shelf.left(cell.offset) + 24).toBeLessThanOrEqual(shelf.box.x + shelf.box.width);
      }
    }
  });

  it('writes no label over another in the same row', () => {
    for (const shelf of logsOf(layout)) {
      for (const row of [0, 1] as const) {
        const labels = shelfLabels(shelf, words).filter((label) => label.row === row);
        labels.slice(1).forEach((label, index) => {
          const before = labels[index] as (typeof labels)[number];
          expect(label.x).toBeGreaterThanOrEqual(before.x + textWidth(before.text, 11));
        });
      }
    }
  });

  it('keeps messages on the stage all the way', () => {
    for (const message of stage.messages) {
      for (const time of [0, 30, 60, 200]) {
        const at = placeOfMessage(layout, message, time);
        expect(at?.x).toBeGreaterThan(0);
        expect(at?.x).toBeLessThan(width);
      }
    }
  });
});

describe('the draw list', () => {
  const layout = layOut(stage, 960);

  it('has one mark for each record in a log and in a machine', () => {
    const inLogs = logsOf(layout).flatMap(({ shelf }) => shelf.cells).length;
    const held = stage.nodes.flatMap((node) => node.held).length;
    expect(drawAtRest(layout)).toHaveLength(inLogs + held);
  });

  it('fills what is committed and dashes what is not', () => {
    const mark = (id: string) => drawAtRest(layout).find((drawn) => drawn.id === id);
    expect(mark('orders-0@2#3')?.filled).toBe(true);
    expect(mark('orders-0@2#4')?.filled).toBe(false);
  });

  it('hides routine traffic when asked, but never an error', () => {
    const routine = sampleMessage(7, 0, 1, { kind: 'FetchRequest', routine: true });
    const failed = sampleMessage(8, 1, 0, { kind: 'FetchResponse', routine: true, error: 'FENCED_LEADER_EPOCH' });
    const busy = { ...stage, messages: [routine, failed] };
    expect(drawInFlight(layout, busy, { time: 50, showRoutine: true }).tokens).toHaveLength(2);
    expect(drawInFlight(layout, busy, { time: 50, showRoutine: false }).tokens.map((token) => token.label)).toEqual([
      'FENCED_LEADER_EPOCH',
    ]);
  });

  it('an answer for which nobody waits any more is marked, and says so in words', () => {
    const busy = {
      ...stage,
      messages: [
        sampleMessage(1, 1, 0, { kind: 'CallResponse', answer: true }),
        sampleMessage(2, 1, 0, { kind: 'CallResponse', answer: true, late: true }),
        sampleMessage(3, 1, 0, { kind: 'CallResponse', answer: true, late: true, error: 'BUSY' }),
      ],
    };
    const { tokens } = drawInFlight(layout, busy, { time: 50, showRoutine: false, lateWord: 'too late' });
    expect(tokens.map(({ kind, late, label }) => [kind, late, label])).toEqual([
      ['answer', false, 'Call'],
      ['answer', true, 'too late'],
      ['error', true, 'BUSY · too late'],
    ]);
  });

  it('writes the order into a square, and not which of its messages it is', () => {
    const labelOf = (value: string) => {
      const busy = { ...stage, messages: [sampleMessage(1, 4, 1, { marks: [sampleMark(value)] })] };
      return drawInFlight(layout, busy, { time: 50, showRoutine: false }).marks.map(({ label }) => label);
    };
    expect(labelOf('a116~to-email')).toEqual(['a116']);
    expect(labelOf('a116')).toEqual(['a116']);
  });

  it.each(['a1', 'a116', 'a1000', 'points-33'])('keeps the letters of %s inside the square', (label) => {
    const size = 22;
    expect(textWidth(label, letterSize({ label, size }))).toBeLessThanOrEqual(size);
  });

  it('lets a message wait before the gap of a cut link', () => {
    const marks = [sampleMark('a1')];
    const free = placeOfMessage(layout, sampleMessage(1, 4, 1, { marks }), 100);
    const waiting = placeOfMessage(layout, sampleMessage(1, 4, 1, { marks, stopped: true }), 100);
    const start = placeOfMessage(layout, sampleMessage(1, 4, 1, { marks }), 0);
    expect(waiting?.x).toBeGreaterThan(start?.x ?? 0);
    expect(waiting?.x).toBeLessThan(free?.x ?? 0);
  });
});

describe('a link', () => {
  const withLink = (change: object) => {
    const links = stage.links.map((link) => (link.from === 4 && link.to === 1 ? { ...link, ...change } : link));
    const layout = layOut({ ...stage, links }, 960);
    const wire = layout.wireBetween(4, 1);
    return wire === null ? null : troubleOf(wire, layout, words);
  };

  it('says nothing when it is whole', () => expect(withLink({})).toBeNull());
  it('says that it is cut', () => expect(withLink({ state: 'cut' })?.state).toBe('cut'));
  it('says that it is slow', () => expect(withLink({ slow: true })?.word).toBe('slow'));
});

describe('a text that is too wide', () => {
  it('ends with an ellipsis', () => expect(clip('orders-0: leader broker-2', 80, 12)).toMatch(/…$/));
  it('is left alone when it fits', () => expect(clip('orders-0', 80, 12)).toBe('orders-0'));
  it('counts a Chinese character as a square', () => expect(textWidth('消息', 12)).toBe(24));
});
