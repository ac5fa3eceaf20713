import fc from 'fast-check';
import { deflateSync, strToU8 } from 'fflate';
import { describe, expect, it } from 'vitest';
import { fromBase64Url, toBase64Url } from '../../sim-engine/scenario/base64url.ts';
import { crc32 } from '../../sim-engine/scenario/crc32.ts';
import { decodeShare, encodeShare, type SharedRun } from '../../sim-engine/scenario/share.ts';
import { SHARE_DICTIONARY } from '../../sim-engine/scenario/shareDictionary.ts';
import { parseScenario } from '../../sim-engine/scenario/parse.ts';
import type { Action, Scenario } from '../../sim-engine/scenario/types.ts';
import { KAFKA_PRESETS } from '../../sim-engine/systems/kafka/presets/index.ts';
import { VOCABULARIES } from '../../sim-engine/systems/vocabularies.ts';
import { anyRun, smallScenario } from './samples.ts';

const decode = (link: string) => decodeShare(link, VOCABULARIES);

/** Twenty actions as a learner makes them: irregular times, every kind of argument. */
const twentyActions: readonly Action[] = Array.from({ length: 20 }, (_, index): Action => {
  const at = 1_000_000 + index * 2_345_679 + ((index * 7_919) % 100_003);
  const node = `broker-${(index % 3) + 1}`;
  const kinds: readonly Omit<Action, 'at'>[] = [
    { operation: 'crash', arguments: { node } },
    { operation: 'cut', arguments: { a: node, b: 'controller' } },
    { operation: 'configure', arguments: { node, setting: 'min.insync.replicas', value: 1 } },
    { operation: 'restart', arguments: { node } },
    { operation: 'send', arguments: { producer: 'a', key: 'A' } },
    { operation: 'slowLink', arguments: { a: 'a', b: node, micros: 40_000 + index } },
    { operation: 'electLeader', arguments: { topic: 'orders', partition: 1, node } },
  ];
  return { at, ...(kinds[index % kinds.length] as Omit<Action, 'at'>) };
});

const run: SharedRun = {
  scenario: KAFKA_PRESETS.play,
  actions: twentyActions,
  traceHash: '0123456789abcdef',
  engineVersion: '0.1.0',
};

/** A link with any body, its header and checksums in order. */
function linkWith(options: { readonly format: number; readonly body: Uint8Array; readonly length?: number }): string {
  const { format, body, length = body.length } = options;
  const bytes = new Uint8Array(12 + body.length);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, format * 0x100_0000 + length);
  view.setUint32(4, crc32(body));
  view.setUint32(8, crc32(bytes.subarray(0, 8)));
  bytes.set(body, 12);
  return `alo.${toBase64Url(bytes)}`;
}

function packed(payload: unknown): Uint8Array {
  return deflateSync(strToU8(JSON.stringify(payload)), { dictionary: SHARE_DICTIONARY });
}

describe('a link', () => {
  it('carries the play preset and twenty actions in less than 2 KB', () => {
    const link = encodeShare(run);
    expect(link.length).toBeLessThan(2_000);
    expect(link).toMatch(/^alo\.[\w-]+$/);
    expect(decode(link)).toEqual({ ok: true, ...run });
  });

  it('brings back any valid scenario and its actions', () => {
    fc.assert(
      fc.property(anyRun, ({ scenario, actions }) => {
        const shared = { scenario, actions, traceHash: 'abc', engineVersion: '0.1.0' };
        expect(decode(encodeShare(shared))).toEqual({ ok: true, ...shared });
      }),
      { numRuns: 200 },
    );
  });

  it('keeps the order of actions that happen at the same time, and times that go back', () => {
    const actions = [7, 7, 3].map((at): Action => ({ at, operation: 'healAll', arguments: {} }));
    expect(decode(encodeShare({ ...run, actions }))).toMatchObject({ ok: true, actions });
  });

  it('ignores white space around it', () => {
    expect(decode(` ${encodeShare(run)}\n`).ok).toBe(true);
  });

  it('that was made once opens for ever: the dictionary of format 1 is frozen', () => {
    const parsed = parseScenario(smallScenario(), VOCABULARIES);
    const actions: readonly Action[] = [{ at: 5, operation: 'crash', arguments: { node: 'broker-1' } }];
    const shared = { ...run, actions, scenario: (parsed as { scenario: Scenario }).scenario };
    expect(crc32(SHARE_DICTIONARY)).toBe(DICTIONARY_CRC);
    expect(decode(LINK_OF_FORMAT_1)).toEqual({ ok: true, ...shared });
    expect(encodeShare(shared)).toBe(LINK_OF_FORMAT_1);
  });
});

describe('a damaged link', () => {
  it('that is cut off anywhere is called truncated', () => {
    const link = encodeShare(run);
    for (let length = 1; length < link.length; length += 1) {
      expect(decode(link.slice(0, length)), `first ${length} characters`).toMatchObject({
        ok: false,
        reason: 'truncated',
      });
    }
  });

  it('with one changed character never yields a run', () => {
    const link = encodeShare(run);
    for (let index = 0; index < link.length; index += 1) {
      const other = link[index] === 'x' ? 'y' : 'x';
      const changed = link.slice(0, index) + other + link.slice(index + 1);
      expect(decode(changed), `character ${index}`).toMatchObject({ ok: false, reason: 'malformed' });
    }
  });

  it('never throws and never yields another run, whatever happened to it', () => {
    const link = encodeShare(run);
    const splice = fc.record({
      start: fc.nat(link.length),
      remove: fc.nat(20),
      insert: fc.oneof(fc.string(), fc.stringMatching(/^[\w-]{0,20}$/)),
    });
    fc.assert(
      fc.property(fc.array(splice, { minLength: 1, maxLength: 3 }), (splices) => {
        const damaged = splices.reduce(
          (text, { start, remove, insert }) => text.slice(0, start) + insert + text.slice(start + remove),
          link,
        );
        const result = decode(damaged);
        if (result.ok) expect(damaged.trim()).toBe(link);
      }),
      { numRuns: 500 },
    );
  });

  it.each(['', 'hello', 'https://example.org/play', 'ALO.AAAA', 'alo.!!!!', '{}'])('%j is malformed', (text) => {
    expect(decode(text)).toMatchObject({ ok: false, reason: 'malformed' });
  });

  it('with something appended is malformed', () => {
    expect(decode(`${encodeShare(run)}AAAA`)).toMatchObject({ ok: false, reason: 'malformed' });
  });

  it('whose unused last bits differ is malformed, although it holds the same bytes', () => {
    const links = ['abc', 'abcd', 'abcde', 'abcdef'].map((traceHash) => encodeShare({ ...run, traceHash }));
    const link = links.find((each) => (each.length - 4) % 4 !== 0) as string;
    const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
    const odd = [...alphabet]
      .map((last) => link.slice(0, -1) + last)
      .filter((text) => text !== link && sameBytes(text, link));
    expect(odd.length).toBeGreaterThan(0);
    for (const text of odd) expect(decode(text)).toMatchObject({ ok: false, reason: 'malformed' });
  });
});

function sameBytes(left: string, right: string): boolean {
  return String(fromBase64Url(left.slice(4))) === String(fromBase64Url(right.slice(4)));
}

function payloadOf(): Record<string, unknown> {
  return { scenario: KAFKA_PRESETS.play, actions: [], engineVersion: '0.1.0', traceHash: 'abc' };
}

describe('a whole link', () => {
  it('made like this opens', () => {
    expect(decode(linkWith({ format: 1, body: packed(payloadOf()) })).ok).toBe(true);
  });

  it('of a later format is newer', () => {
    expect(decode(linkWith({ format: 2, body: new Uint8Array(3) }))).toMatchObject({ ok: false, reason: 'newer' });
  });

  it('of format 0 never existed', () => {
    expect(decode(linkWith({ format: 0, body: new Uint8Array(3) }))).toMatchObject({ ok: false, reason: 'malformed' });
  });

  it('with a scenario of a later version is newer', () => {
    const body = packed({ ...payloadOf(), scenario: { version: 2 } });
    expect(decode(linkWith({ format: 1, body }))).toMatchObject({ ok: false, reason: 'newer' });
  });

  it('with a scenario that cannot be run is invalid and says why', () => {
    const scenario = { ...KAFKA_PRESETS.play, horizonMillis: 0 };
    const body = packed({ ...payloadOf(), scenario });
    expect(decode(linkWith({ format: 1, body }))).toMatchObject({
      ok: false,
      reason: 'invalid',
      errors: [{ path: 'horizonMillis', expected: 'an integer from 1 to 3600000', found: '0' }],
    });
  });

  it.each([
    ['an unknown operation', [[1, 'explode', {}]], '[0].operation'],
    ['an unknown machine', [[1, 'crash', { node: 'broker-9' }]], '[0].arguments.node'],
    ['an action of another form', [{ at: 1 }], '[0].operation'],
    ['an action after the horizon', [[61_000_000, 'healAll', {}]], '[0].at'],
  ])('with %s is invalid', (_, actions, path) => {
    const body = packed({ ...payloadOf(), actions });
    expect(decode(linkWith({ format: 1, body }))).toMatchObject({ ok: false, reason: 'invalid', errors: [{ path }] });
  });

  it.each([
    ['no JSON', deflateSync(strToU8('{'), { dictionary: SHARE_DICTIONARY })],
    ['no object', packed([])],
    ['null', packed(null)],
    ['no actions', packed({ ...payloadOf(), actions: undefined })],
    ['a trace hash that is none', packed({ ...payloadOf(), traceHash: '<b>' })],
    ['an engine version that is none', packed({ ...payloadOf(), engineVersion: '' })],
    ['no deflated data', new Uint8Array([255, 255, 255, 255])],
    ['deflated data without end', packed(payloadOf()).slice(0, -4)],
    ['an empty body', new Uint8Array(0)],
  ])('whose body is %s is malformed', (_, body) => {
    expect(decode(linkWith({ format: 1, body }))).toMatchObject({ ok: false, reason: 'malformed' });
  });
});

describe('an oversized link', () => {
  it('is refused by its length alone', () => {
    expect(decode(`alo.${'A'.repeat(400_000)}`)).toMatchObject({ ok: false, reason: 'oversized' });
  });

  it('is refused by the length it announces', () => {
    const link = linkWith({ format: 1, body: new Uint8Array(3), length: 300_000 });
    expect(decode(link)).toMatchObject({ ok: false, reason: 'oversized' });
  });

  it('is refused when a small body unpacks to a huge text', () => {
    const bomb = deflateSync(new Uint8Array(50_000_000), { level: 9, dictionary: SHARE_DICTIONARY });
    expect(bomb.length).toBeLessThan(60_000);
    expect(decode(linkWith({ format: 1, body: bomb }))).toMatchObject({ ok: false, reason: 'oversized' });
  });

  it('does not refuse the largest scenario that is allowed', () => {
    const actions = Array.from({ length: 2_000 }, (_, index): Action => ({
      at: (index * 104_729) % 60_000_000,
      operation: 'slowLink',
      arguments: { a: `broker-${(index % 3) + 1}`, b: 'controller', micros: (index * 7_919_111) % 60_000_000 },
    }));
    expect(decode(encodeShare({ ...run, actions }))).toMatchObject({ ok: true, actions });
  });
});

describe('every refusal', () => {
  it('is said in both languages', () => {
    for (const text of ['', 'alo', encodeShare(run).slice(0, -1), linkWith({ format: 9, body: new Uint8Array(0) })]) {
      const result = decode(text);
      expect(result.ok).toBe(false);
      if (!result.ok)
        expect([result.message.en.length > 10, /\p{Script=Han}/u.test(result.message['zh-cn'])]).toEqual([true, true]);
    }
  });
});

/** Links that are out in the world depend on these two. */
const DICTIONARY_CRC = 1002964043;
const LINK_OF_FORMAT_1 =
  'alo.AQAATl7mSU54KXWHI9hqLM6FtLSIbjaCHTc4mo1orSigW-GtKENEI4qaLSfyKl6ial2iKyxwBYhaXwHrMNz1FVrlYkqNZGVgaGRsYmpmbmGZmJSckpqmVAsA';
