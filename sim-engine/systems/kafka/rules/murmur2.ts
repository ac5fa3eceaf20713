/**
 * Which partition a key belongs to: murmur2 over the key's bytes.
 * Source: clients/src/main/java/org/apache/kafka/common/utils/Utils.java (murmur2, toPositive),
 * clients/src/main/java/org/apache/kafka/clients/producer/internals/BuiltInPartitioner.java (partitionForKey), Kafka 4.3.
 */
import { invariant } from '../../../kernel/invariant.ts';

const SEED = 0x9747b28c;
const MULTIPLIER = 0x5bd1e995;

/** 32-bit murmur2 with Kafka's seed, as a signed integer. Words are read little-endian. */
export function murmur2(bytes: Uint8Array): number {
  const { length } = bytes;
  const at = (index: number): number => bytes[index] as number;
  let hash = SEED ^ length;
  const tail = length & ~3;
  for (let index = 0; index < tail; index += 4) {
    let word = at(index) | (at(index + 1) << 8) | (at(index + 2) << 16) | (at(index + 3) << 24);
    word = Math.imul(word, MULTIPLIER);
    word = Math.imul(word ^ (word >>> 24), MULTIPLIER);
    hash = Math.imul(hash, MULTIPLIER) ^ word;
  }
  if (length > tail) {
    for (let index = length - 1; index >= tail; index -= 1) hash ^= at(index) << (8 * (index - tail));
    hash = Math.imul(hash, MULTIPLIER);
  }
  hash = Math.imul(hash ^ (hash >>> 13), MULTIPLIER);
  return (hash ^ (hash >>> 15)) | 0;
}

/** Clears the sign bit (this is not the absolute value). */
export function toPositive(value: number): number {
  return value & 0x7fffffff;
}

/**
 * Name: choose a partition by key
 * Who: the producer
 * Means: the same key goes to the same partition as long as the number of partitions stays
 * Enabled when: the record has a key and names no partition
 * Changes: nothing. All partitions count, whether they have a leader or not
 */
export function partitionForKey(keyBytes: Uint8Array, partitionCount: number): number {
  invariant(partitionCount > 0, 'a topic has at least one partition');
  return toPositive(murmur2(keyBytes)) % partitionCount;
}

/** A text's bytes in UTF-8; half of a surrogate pair becomes U+FFFD, as everywhere. */
export function utf8(text: string): Uint8Array {
  const bytes: number[] = [];
  for (const character of text) {
    const given = character.codePointAt(0) as number;
    const code = given >= 0xd800 && given <= 0xdfff ? 0xfffd : given;
    if (code < 0x80) bytes.push(code);
    else if (code < 0x800) bytes.push(0xc0 | (code >> 6), continuation(code, 0));
    else if (code < 0x10000) bytes.push(0xe0 | (code >> 12), continuation(code, 6), continuation(code, 0));
    else bytes.push(0xf0 | (code >> 18), continuation(code, 12), continuation(code, 6), continuation(code, 0));
  }
  return Uint8Array.from(bytes);
}

function continuation(code: number, shift: number): number {
  return 0x80 | ((code >> shift) & 0x3f);
}
