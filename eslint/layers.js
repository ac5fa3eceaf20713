/**
 * The house in one table: who may import whom. Arrows point one way,
 *
 *     site -> lessons -> sim-engine
 *     cli -> vectors, contest -> playback -> view, explore -> judgement -> check, scenario -> systems -> apps -> host -> chart, kernel
 *
 * so that the engine can be read, tested and published without the site, and the kernel without any broker.
 */

/**
 * Layers of the engine. `imports`: layers whose values it may use; `types`: layers of which it may only use types;
 * `packages`: what it may take from outside.
 */
export const ENGINE_LAYERS = {
  kernel: { imports: [], types: [], packages: [] },
  chart: { imports: ['kernel'], types: [], packages: ['xstate'] },
  host: { imports: ['chart', 'kernel'], types: [], packages: [] },
  // Services that the clients of every system have beside them: the database of their effects, names of records.
  apps: { imports: ['host', 'kernel'], types: [], packages: [] },
  systems: { imports: ['apps', 'host', 'chart', 'kernel'], types: [], packages: ['xstate'] },
  // Checkers see histories and an observer's view of logs, never the inside of a broker.
  check: { imports: ['kernel'], types: ['host'], packages: [] },
  scenario: { imports: ['systems', 'apps', 'host', 'chart', 'kernel'], types: [], packages: ['zod', 'fflate'] },
  view: { imports: ['check', 'scenario', 'systems', 'apps', 'host', 'chart', 'kernel'], types: [], packages: [] },
  // One question of many: what do checkers say about this world?
  judgement: { imports: ['check', 'scenario', 'systems', 'apps', 'host', 'chart', 'kernel'], types: [], packages: [] },
  explore: {
    imports: ['judgement', 'check', 'scenario', 'systems', 'apps', 'host', 'chart', 'kernel'],
    types: [],
    packages: [],
  },
  // Test vectors ask the rules themselves, without a run.
  vectors: { imports: ['systems', 'apps', 'host', 'chart', 'kernel'], types: [], packages: ['zod'] },
  playback: {
    imports: ['judgement', 'view', 'explore', 'check', 'scenario', 'systems', 'apps', 'host', 'chart', 'kernel'],
    types: [],
    packages: [],
  },
  // Two runs of one workload, side by side.
  contest: {
    imports: ['playback', 'judgement', 'view', 'check', 'scenario', 'systems', 'apps', 'host', 'chart', 'kernel'],
    types: [],
    packages: [],
  },
  version: { imports: [], types: [], packages: [] },
  cli: {
    imports: [
      'version',
      'vectors',
      'contest',
      'playback',
      'judgement',
      'view',
      'explore',
      'check',
      'scenario',
      'systems',
      'apps',
      'host',
      'chart',
      'kernel',
    ],
    types: [],
    packages: ['node:'],
  },
};

/**
 * Contracts: files whose *types* lower layers may name. A system is opened with a scenario and answers with a scene, and a
 * checker is told the promises of a scenario, so these shapes are spoken on both sides of the door. A type leaves nothing in
 * the program, so no code flows against the arrows; importing a value from them is an error like any other.
 */
export const TYPE_CONTRACTS = [
  { file: 'sim-engine/scenario/types.ts', for: ['systems', 'check'] },
  { file: 'sim-engine/view/scene.ts', for: ['systems'] },
  { file: 'sim-engine/view/account.ts', for: ['systems'] },
];

/**
 * The files of a room that may be imported from outside it: its door, its words, its answers to test vectors, the formats that it
 * can import, its ready-made scenarios.
 */
export const ROOM_DOORS = ['index.ts', 'vocabulary.ts', 'vectors.ts', 'imports.ts', 'presets/'];

/** The lists of all rooms. A room that imported one would import every other room, and itself. */
export const ROOM_LISTS = [
  'sim-engine/systems/imports.ts',
  'sim-engine/systems/presets.ts',
  'sim-engine/systems/registry.ts',
  'sim-engine/systems/vocabularies.ts',
];

/** Where a file of the project stands: `{ area, layer, room, path }`; `area` is its first folder. */
export function placeOf(path) {
  const [area, second, third] = path.split('/');
  if (area !== 'sim-engine') return { area, path };
  const layer = second.replace(/\.ts$/, '');
  const inRoom = layer === 'systems' && path.split('/').length > 3;
  return { area, layer, path, ...(inRoom ? { room: third } : {}) };
}

/** Why `from` may not import `to`, or null when it may. Both are paths from the root of the project. */
export function whyForbidden({ from, to, typeOnly }) {
  const source = placeOf(from);
  const target = placeOf(to);
  if (source.area === 'test' || source.area === 'scripts') return null;
  return areaFault(source, target) ?? roomFault(source, target) ?? layerFault(source, target, typeOnly);
}

/** Why the engine's file `from` may not import the package `name`, or null. */
export function whyPackageForbidden({ from, name }) {
  const { area, layer } = placeOf(from);
  if (area !== 'sim-engine') return null;
  const allowed = ENGINE_LAYERS[layer]?.packages ?? [];
  if (allowed.some((entry) => name === entry || name.startsWith(entry.endsWith(':') ? entry : `${entry}/`)))
    return null;
  return `sim-engine/${layer} takes ${allowed.length === 0 ? 'nothing' : `only ${allowed.join(', ')}`} from outside, not ${name}`;
}

/**
 * The one place of the site that may import data of the tests, to say what they see instead of saying it twice. It runs while
 * pages are built and is never sent.
 */
export const EVIDENCE = {
  from: 'site/evidence/',
  to: ['test/vectors/data/', 'test/conformance/', 'test/explore/failures/'],
};

const isEvidence = (source, target) =>
  source.path.startsWith(EVIDENCE.from) && EVIDENCE.to.some((folder) => target.path.startsWith(folder));

const AREA_IMPORTS = { 'sim-engine': [], lessons: ['sim-engine'], site: ['lessons', 'sim-engine'] };

function areaFault(source, target) {
  const allowed = AREA_IMPORTS[source.area];
  if (allowed === undefined || source.area === target.area || allowed.includes(target.area)) return null;
  if (isEvidence(source, target)) return null;
  return `arrows point one way, site -> lessons -> sim-engine: ${source.area} may not import ${target.area}`;
}

function roomFault(source, target) {
  if (source.room !== undefined && ROOM_LISTS.includes(target.path)) {
    return `a room does not import the list of all rooms (${target.path})`;
  }
  if (target.room === undefined || target.room === source.room) return null;
  if (source.room !== undefined) return `the room ${source.room} may not import from the room ${target.room}`;
  const door = target.path.split('/').slice(3).join('/');
  if (ROOM_DOORS.some((open) => door === open || (open.endsWith('/') && door.startsWith(open)))) return null;
  return `${door} is inside the room ${target.room}: outside, go through ${ROOM_DOORS.join(', ')} or systems/registry.ts`;
}

function layerFault(source, target, typeOnly) {
  if (source.layer === undefined || target.layer === undefined || source.layer === target.layer) return null;
  const rules = ENGINE_LAYERS[source.layer];
  if (rules === undefined)
    return `sim-engine/${source.layer} is no layer that eslint/layers.js knows; say there what it may import`;
  if (rules.imports.includes(target.layer)) return null;
  const contract = TYPE_CONTRACTS.find((entry) => entry.file === target.path && entry.for.includes(source.layer));
  if (contract !== undefined || rules.types.includes(target.layer)) {
    return typeOnly
      ? null
      : `sim-engine/${source.layer} may name types of ${target.path}, not use its values: write import type`;
  }
  const names =
    [...rules.imports, ...rules.types.map((name) => `types of ${name}`)].join(', ') || 'nothing above itself';
  return `sim-engine/${source.layer} may not import sim-engine/${target.layer} (it may import ${names})`;
}
