/** The concept map: where things lie, and where keys lead. */
import { describe, expect, test } from 'vitest';
import { CONCEPTS } from '../../lessons/catalogue/concepts.ts';
import { layOutMap, MAP_HEIGHT, MAP_WIDTH, shortName, type MapNode } from '../../site/reading/map.ts';
import { isDirection, neighbour, tiesIn } from '../../site/reading/mapKeys.ts';
import { ENTRIES } from './support/readings.ts';

const layOut = (locale: 'en' | 'zh-cn') =>
  layOutMap({
    concepts: CONCEPTS.map(({ id, name }) => ({ id, name: shortName(name[locale]) })),
    lessons: [
      { id: 'epochs', name: 'C7', concepts: ['epoch-fencing', 'leader-election'] },
      { id: 'strange', name: 'X0', concepts: ['no-such-concept'] },
    ],
    readings: ENTRIES.map(({ id, title, concepts }) => ({ id, name: title, concepts })),
  });

const covers = (left: MapNode, right: MapNode): boolean =>
  Math.abs(left.x - right.x) < (left.width + right.width) / 2 &&
  Math.abs(left.y - right.y) < (left.height + right.height) / 2;

describe.each(['en', 'zh-cn'] as const)('the map in %s', (locale) => {
  const map = layOut(locale);

  test('is the same each time', () => expect(layOut(locale)).toEqual(map));

  test('has every concept and reading, and the lessons that treat a concept', () => {
    const count = (kind: MapNode['kind']) => map.nodes.filter((node) => node.kind === kind).length;
    expect([count('concept'), count('reading'), count('lesson')]).toEqual([60, 120, 1]);
  });

  test('ties each reading to its concepts', () => {
    const treated = ENTRIES.reduce((total, { concepts }) => total + concepts.length, 0);
    expect(map.ties.length).toBe(treated + 2);
    for (const [from, concept] of map.ties) {
      expect(map.nodes[from]?.kind).not.toBe('concept');
      expect(map.nodes[concept]?.kind).toBe('concept');
    }
  });

  test('nothing covers anything, and all of it is in the picture', () => {
    const covered = map.nodes.flatMap((left, index) =>
      map.nodes.slice(index + 1).flatMap((right) => (covers(left, right) ? [`${left.id} ${right.id}`] : [])),
    );
    expect(covered).toEqual([]);
    for (const { x, y, width, height } of map.nodes) {
      expect(x - width / 2).toBeGreaterThanOrEqual(0);
      expect(y - height / 2).toBeGreaterThanOrEqual(0);
      expect(x + width / 2).toBeLessThanOrEqual(MAP_WIDTH);
      expect(y + height / 2).toBeLessThanOrEqual(MAP_HEIGHT);
    }
  });

  test('concepts that are treated together lie nearer than others', () => {
    const at = (id: string) => map.nodes.find((node) => node.id === id)!;
    const between = (left: string, right: string) => Math.hypot(at(left).x - at(right).x, at(left).y - at(right).y);
    expect(between('saga', 'transactional-outbox')).toBeLessThan(between('saga', 'in-sync-replicas'));
    expect(between('consumer-group', 'offset')).toBeLessThan(between('consumer-group', 'message-routing'));
  });
});

test('a name stands without its brackets, of either width', () => {
  expect([shortName('Work queue (point-to-point)'), shortName('日志（提交日志）'), shortName('Offset')]).toEqual([
    'Work queue',
    '日志',
    'Offset',
  ]);
});

describe('arrow keys', () => {
  const places = [
    { x: 0, y: 0 },
    { x: 100, y: 10 },
    { x: 60, y: 50 },
    { x: 10, y: 90 },
  ];

  test('go to the nearest in that direction, rather along the row than beside it', () => {
    expect(neighbour(places, 0, 'ArrowRight')).toBe(1);
    expect(neighbour(places, 0, 'ArrowDown')).toBe(3);
    expect(neighbour(places, 1, 'ArrowLeft')).toBe(0);
    expect(neighbour(places, 3, 'ArrowUp')).toBe(0);
  });

  test('go to what lies beside the direction rather than nowhere', () =>
    expect(neighbour([...places.slice(0, 1), { x: 300, y: 20 }, { x: 400, y: 15 }], 0, 'ArrowDown')).toBe(1));

  test('stay where nothing lies in that direction', () => {
    expect(neighbour(places, 0, 'ArrowUp')).toBe(-1);
    expect(neighbour(places, 9, 'ArrowUp')).toBe(-1);
  });

  test('other keys do not move', () =>
    expect(['ArrowLeft', 'Enter', 'Tab', 'toString'].filter(isDirection)).toEqual(['ArrowLeft']));
});

test('lines say what they tie together', () => {
  expect(tiesIn('M1 2L3 4M50 60L7 8')).toEqual([
    [
      { x: 1, y: 2 },
      { x: 3, y: 4 },
    ],
    [
      { x: 50, y: 60 },
      { x: 7, y: 8 },
    ],
  ]);
});
