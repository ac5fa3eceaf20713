/**
 * A run as text for a link: scenario, actions and the hash of the trace, so that another browser replays the identical run
 * and can say whether it did.
 *
 * Layout: the marker `alo.`, then base64url of a header and the deflated JSON. The header is the same in every format, now
 * and later: format (1 byte), length of the body (3 bytes), CRC-32 of the body (4 bytes), CRC-32 of these 8 bytes. So a cut
 * link, a damaged one and one from the future are told apart before anything is unpacked. Both the packed and the unpacked
 * size are limited.
 */
import { deflateSync, Inflate, strFromU8, strToU8 } from 'fflate';
import type { Action } from '../host/action.ts';
import { invariant } from '../kernel/invariant.ts';
import type { Bilingual } from '../systems/door.ts';
import type { SystemVocabulary } from '../systems/vocabulary.ts';
import { fromBase64Url, toBase64Url } from './base64url.ts';
import { crc32 } from './crc32.ts';
import type { ScenarioError } from './errors.ts';
import { parseActions, parseScenario } from './parse.ts';
import { SHARE_DICTIONARY } from './shareDictionary.ts';
import type { Scenario } from './types.ts';

/** What a link carries. */
export interface SharedRun {
  readonly scenario: Scenario;
  readonly actions: readonly Action[];
  /** Hash of the run's trace as the sender saw it: hexadecimal digits. */
  readonly traceHash: string;
  /** Version of the engine that made it. */
  readonly engineVersion: string;
}

export type ShareFault = 'malformed' | 'truncated' | 'oversized' | 'newer' | 'invalid';

export type ShareResult =
  | ({ readonly ok: true } & SharedRun)
  | {
      readonly ok: false;
      readonly reason: ShareFault;
      readonly message: Bilingual;
      /** For `invalid` and `newer`: what is wrong with the scenario or the actions. */
      readonly errors: readonly ScenarioError[];
    };

const MARKER = 'alo.';
const FORMAT = 1;
const HEADER_BYTES = 12;
/** Largest body, packed and unpacked: several times what the largest valid scenario needs. */
const BODY_BYTES_MAX = 262_144;
const TEXT_BYTES_MAX = 2_097_152;
const LINK_LENGTH_MAX = MARKER.length + Math.ceil(((HEADER_BYTES + BODY_BYTES_MAX) * 4) / 3);
/** Deflate expands at most about thousandfold: unpacking in slices stops soon after the limit. */
const SLICE_BYTES = 512;

/**
 * Packs a run.
 *
 * @param run - a scenario and actions that `parseScenario` and `parseActions` accept
 * @returns text of the characters A-Z a-z 0-9 . _ - for the fragment of an address
 */
export function encodeShare(run: SharedRun): string {
  const { scenario, actions, engineVersion, traceHash } = run;
  const text = JSON.stringify({ scenario, actions: packActions(actions), engineVersion, traceHash });
  const body = deflateSync(strToU8(text), { level: 9, dictionary: SHARE_DICTIONARY });
  invariant(body.length <= BODY_BYTES_MAX, 'a valid scenario fits into a link');
  const bytes = new Uint8Array(HEADER_BYTES + body.length);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, FORMAT * 0x100_0000 + body.length);
  view.setUint32(4, crc32(body));
  view.setUint32(8, crc32(bytes.subarray(0, 8)));
  bytes.set(body, HEADER_BYTES);
  return MARKER + toBase64Url(bytes);
}

/**
 * Unpacks a run: the whole of it or nothing.
 *
 * @param text - what `encodeShare` returned, however damaged on the way; white space around it is ignored
 */
export function decodeShare(text: string, vocabularies: readonly SystemVocabulary[]): ShareResult {
  const link = text.trim();
  if (link.length > LINK_LENGTH_MAX) return refused('oversized');
  if (!link.startsWith(MARKER)) return refused(link !== '' && MARKER.startsWith(link) ? 'truncated' : 'malformed');
  const body = readBody(link.slice(MARKER.length));
  if (typeof body === 'string') return refused(body);
  const unpacked = inflate(body);
  if (typeof unpacked === 'string') return refused(unpacked);
  return readRun(strFromU8(unpacked), vocabularies);
}

/** The packed body, once header and checksums agree. */
function readBody(encoded: string): Uint8Array | ShareFault {
  const bytes = fromBase64Url(encoded);
  if (bytes === null) return 'malformed';
  if (bytes.length < HEADER_BYTES) return 'truncated';
  const view = new DataView(bytes.buffer);
  if (view.getUint32(8) !== crc32(bytes.subarray(0, 8))) return 'malformed';
  if (view.getUint8(0) > FORMAT) return 'newer';
  if (view.getUint8(0) !== FORMAT) return 'malformed';
  const length = view.getUint32(0) % 0x100_0000;
  if (length > BODY_BYTES_MAX) return 'oversized';
  const body = bytes.subarray(HEADER_BYTES);
  if (body.length < length) return 'truncated';
  if (body.length > length || view.getUint32(4) !== crc32(body)) return 'malformed';
  return toBase64Url(bytes) === encoded ? body : 'malformed';
}

/** Unpacks slice by slice, so that a small text cannot become a huge one. */
function inflate(body: Uint8Array): Uint8Array | ShareFault {
  const unpacked = new Uint8Array(TEXT_BYTES_MAX);
  let total = 0;
  const stream = new Inflate({ dictionary: SHARE_DICTIONARY }, (chunk) => {
    if (total + chunk.length <= TEXT_BYTES_MAX) unpacked.set(chunk, total);
    total += chunk.length;
  });
  try {
    for (let start = 0; start < body.length; start += SLICE_BYTES) {
      const end = Math.min(start + SLICE_BYTES, body.length);
      stream.push(body.slice(start, end), end === body.length);
      if (total > TEXT_BYTES_MAX) return 'oversized';
    }
  } catch {
    return 'malformed';
  }
  return unpacked.subarray(0, total);
}

function readRun(text: string, vocabularies: readonly SystemVocabulary[]): ShareResult {
  const payload = parsePayload(text);
  if (payload === null) return refused('malformed');
  const parsed = parseScenario(payload.scenario, vocabularies);
  if (!parsed.ok) {
    const isNewer = parsed.errors.some((error) => error.code === 'newer-version');
    return refused(isNewer ? 'newer' : 'invalid', parsed.errors);
  }
  const acts = parseActions(unpackActions(payload.actions), parsed.scenario, vocabularies);
  if (!acts.ok) return refused('invalid', acts.errors);
  const { engineVersion, traceHash } = payload;
  return { ok: true, scenario: parsed.scenario, actions: acts.actions, traceHash, engineVersion };
}

interface Payload {
  readonly scenario: unknown;
  readonly actions: readonly unknown[];
  readonly engineVersion: string;
  readonly traceHash: string;
}

function parsePayload(text: string): Payload | null {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return null;
  }
  if (typeof value !== 'object' || value === null) return null;
  const { scenario, actions, engineVersion, traceHash } = value as Partial<Record<keyof Payload, unknown>>;
  if (!Array.isArray(actions)) return null;
  if (typeof engineVersion !== 'string' || !/^[\w.+-]{1,32}$/.test(engineVersion)) return null;
  if (typeof traceHash !== 'string' || !/^[0-9a-f]{1,64}$/.test(traceHash)) return null;
  return { scenario, actions, engineVersion, traceHash };
}

/** Times as differences to the action before: short numbers. */
function packActions(actions: readonly Action[]): readonly unknown[] {
  let before = 0;
  return actions.map((action) => {
    const wait = action.at - before;
    before = action.at;
    return [wait, action.operation, action.arguments];
  });
}

/** The opposite; what has another form is left to `parseActions` to refuse. */
function unpackActions(packed: readonly unknown[]): readonly unknown[] {
  let at = 0;
  return packed.map((entry) => {
    if (!Array.isArray(entry) || entry.length !== 3 || typeof entry[0] !== 'number') return entry;
    at += entry[0];
    return { at, operation: entry[1] as unknown, arguments: entry[2] as unknown };
  });
}

function refused(reason: ShareFault, errors: readonly ScenarioError[] = []): ShareResult {
  return { ok: false, reason, message: MESSAGES[reason], errors };
}

const MESSAGES: Readonly<Record<ShareFault, Bilingual>> = {
  malformed: {
    en: 'This link is damaged: some of its characters were changed. Copy it again from where it came from.',
    'zh-cn': '链接已损坏：其中有字符被改动。请从来源重新复制。',
  },
  truncated: {
    en: 'This link is cut off: its end is missing. Copy the whole of it.',
    'zh-cn': '链接不完整：末尾缺失。请复制完整的链接。',
  },
  oversized: {
    en: 'This link holds more than any run needs and was not opened.',
    'zh-cn': '链接的内容超出了任何一次运行所需，没有打开。',
  },
  newer: {
    en: 'This link was made by a newer version of At Least Once. Reload the page to get the newest one.',
    'zh-cn': '这个链接由更新版本的“至少一次”制作。请刷新页面以获取最新版本。',
  },
  invalid: {
    en: 'This link is whole, but its scenario cannot be run.',
    'zh-cn': '链接是完整的，但其中的场景无法运行。',
  },
};
