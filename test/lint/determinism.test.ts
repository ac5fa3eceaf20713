import { describe, expect, it } from 'vitest';
import { bannedGlobals } from '../../eslint/determinism.js';
import { rulesThatSpeak } from './support.ts';

const ENGINE = 'sim-engine/kernel/sample.ts';
const GLOBAL = ['no-restricted-globals'];
const SYNTAX = ['no-restricted-syntax'];

describe('inside sim-engine, whatever depends on machine, locale, moment or scheduling is an error', () => {
  it.each([
    ['clock', 'export const now = Date.now();', GLOBAL],
    ['clock', 'export const now = performance.now();', GLOBAL],
    ['clock through the global object', 'export const now = globalThis.Date.now();', GLOBAL],
    ['random', 'export const id = crypto.randomUUID();', GLOBAL],
    ['locale', 'export const order = new Intl.Collator();', GLOBAL],
    ['promises', 'export const later = Promise.resolve(1);', GLOBAL],
    ['timers', 'setTimeout(() => undefined, 1);', GLOBAL],
    ['timers', 'setInterval(() => undefined, 1);', GLOBAL],
    ['microtasks', 'queueMicrotask(() => undefined);', GLOBAL],
    ['browser', 'export const width = window.innerWidth;', GLOBAL],
    ['browser', 'export const title = document.title;', GLOBAL],
    ['operating system', 'export const { env } = process;', GLOBAL],
    ['garbage collector', 'export const ref = new WeakRef({});', GLOBAL],
    ['random', 'export const x = Math.random();', SYNTAX],
    ['inexact Math', 'export const x = Math.log(2);', SYNTAX],
    ['inexact Math', 'export const x = Math.exp(2);', SYNTAX],
    ['inexact Math', 'export const x = Math.pow(2, 3);', SYNTAX],
    ['inexact Math', 'export const x = Math.sin(2) + Math.cos(2) + Math.tan(2) + Math.atan2(1, 2);', SYNTAX],
    ['inexact Math as a value', 'export const draw = Math.random;', SYNTAX],
    ['Math by a computed name', 'export const x = Math["log"](2);', SYNTAX],
    ['Math taken apart', 'export const { log } = Math;', SYNTAX],
    ['Math under another name', 'export const M = Math;', SYNTAX],
    ['power', 'export const x = 2 ** 3;', SYNTAX],
    ['power', 'export let x = 2; x **= 3;', SYNTAX],
    [
      'async',
      'export async function f(): Later { return g(); } declare function g(): never; type Later = never;',
      SYNTAX,
    ],
    ['async arrow', 'export const f = async () => 1;', SYNTAX],
    ['await', 'await f(); declare function f(): unknown;', SYNTAX],
    [
      'for await',
      'declare const s: never; for await (const x of s) f(x); declare function f(x: unknown): void;',
      SYNTAX,
    ],
    ['import()', 'export const module = import("./other.ts");', SYNTAX],
    ['for…in', 'declare const o: object; for (const k in o) f(k); declare function f(x: unknown): void;', SYNTAX],
    ['sort without order', 'export const sorted = [3, 20].sort();', SYNTAX],
    ['toSorted without order', 'export const sorted = [3, 20].toSorted();', SYNTAX],
    ['locale', 'export const order = "a".localeCompare("b");', SYNTAX],
    ['locale', 'export const text = (1000).toLocaleString();', SYNTAX],
    ['locale', 'export const text = "I".toLocaleUpperCase();', SYNTAX],
    ['reassigned parameter', 'export function f(n: number): number { n = 2; return n; }', ['no-param-reassign']],
  ])('%s: %s', async (_what, code, rules) => {
    expect(await rulesThatSpeak(ENGINE, code)).toEqual(rules);
  });

  it.each(bannedGlobals.map(({ name }) => name))('%s is banned by name, without an import', async (name) => {
    expect(await rulesThatSpeak(ENGINE, `export const value = ${name};`)).toEqual(GLOBAL);
  });
});

describe('near misses are fine', () => {
  it.each([
    ['exact functions of Math', 'export const x = Math.max(Math.floor(3 / 2), Math.imul(3, 5), Math.abs(-1));'],
    ['a comparator', 'export const sorted = [3, 20].sort((left, right) => left - right);'],
    ['a comparator', 'export const sorted = [3, 20].toSorted((left, right) => left - right);'],
    ['a local name', 'export function f(process: { id: number }): number { return process.id; }'],
    [
      'a property',
      'export const machine = { process: 1, document: 2, performance: 3 }; export const p = machine.process;',
    ],
    ['a product', 'export const x = 2 * 3;'],
    ['for…of', 'export const copy: number[] = []; for (const x of [1]) copy.push(x);'],
    ['a type named Promise…', 'export interface PromiseState { readonly holds: boolean }'],
    [
      'a name that ends in Math',
      'declare const roundMath: { log(n: number): number }; export const x = roundMath.log(2);',
    ],
  ])('%s: %s', async (_what, code) => {
    expect(await rulesThatSpeak(ENGINE, code)).toEqual([]);
  });
});

describe('the rules end where the engine ends', () => {
  const code = 'export const now = Date.now(); export const x = Math.random() ** 2; export const f = async () => 1;';

  it.each(['sim-engine/cli.ts', 'sim-engine/cli/bench.ts', 'site/player/clock.ts', 'test/kernel/sample.test.ts'])(
    '%s may look at the clock',
    async (path) => {
      expect(await rulesThatSpeak(path, code)).toEqual([]);
    },
  );

  it.each(['sim-engine/playback.ts', 'sim-engine/view/client/cli.ts', 'sim-engine/systems/kafka/sample.ts'])(
    '%s may not',
    async (path) => {
      expect(await rulesThatSpeak(path, code)).toEqual([...GLOBAL, ...SYNTAX]);
    },
  );
});
