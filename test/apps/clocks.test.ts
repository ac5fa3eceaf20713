/** What a search leaves out of account for applications must not be what a room decides by. */
import { globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { APPLICATION_CLOCKS } from '../../sim-engine/apps/machines.ts';

const rooms = globSync('sim-engine/systems/*/**/*.ts').map((file) => readFileSync(file, 'utf8'));
const naming = (name: string): number => rooms.filter((text) => new RegExp(`\\b${name}\\b`).test(text)).length;

test.each(APPLICATION_CLOCKS)('no room has a field %s', (name) => {
  expect(naming(name)).toBe(0);
  // The same look finds what is there.
  expect(naming('correlation')).toBeGreaterThan(5);
});
