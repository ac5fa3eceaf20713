/** A disk has two layers: what a process wrote, and what an fsync has made durable. */
import { describe, expect, test } from 'vitest';
import type { Action } from '../../sim-engine/host/action.ts';
import { at, FILE, FSYNC_MICROS, story } from './support.ts';

const write = (micros: number, text: string): Action => at(micros, 'write', { node: 'bob', text });
const writeDurably = (micros: number, text: string): Action => at(micros, 'writeDurably', { node: 'bob', text });
const fsync = (micros: number): Action => at(micros, 'fsync', { node: 'bob' });
const to = (micros: number, operation: string): Action => at(micros, operation, { node: 'bob' });

/** Bob's file at the end: what he reads, and what is durable. */
function fileAfter(...script: Action[]): unknown {
  const { written, durable } = story(script).machine('bob').disk[FILE] ?? { written: undefined, durable: undefined };
  return { written, durable };
}

describe('writing', () => {
  test('reaches the page cache only', () => {
    expect(fileAfter(write(0, 'A'))).toEqual({ written: 'A', durable: undefined });
  });

  test('an fsync makes durable what was written before it, after its time, and says so', () => {
    const told = story([write(0, 'A'), fsync(100)]);
    expect(told.machine('bob', told.worldAt(100 + FSYNC_MICROS - 1)).disk[FILE]?.durable).toBeUndefined();
    expect(told.machine('bob').disk[FILE]).toEqual({ written: 'A', durable: 'A' });
    expect(told.since('bob')).toEqual([`${100 + FSYNC_MICROS} synced ${FILE}`]);
  });

  test('what is written while an fsync is under way is not part of it', () => {
    expect(fileAfter(write(0, 'A'), fsync(100), write(200, 'B'))).toEqual({ written: 'B', durable: 'A' });
  });

  test('a durable write needs no fsync', () => {
    expect(fileAfter(writeDurably(0, 'A'))).toEqual({ written: 'A', durable: 'A' });
  });

  test('an fsync under way does not bring back what a durable write has replaced', () => {
    expect(fileAfter(write(0, 'A'), fsync(100), writeDurably(200, 'B'))).toEqual({ written: 'B', durable: 'B' });
  });
});

describe('a crash', () => {
  test('loses neither layer: the next incarnation reads what was written', () => {
    expect(fileAfter(write(0, 'A'), to(10, 'crash'), to(20, 'restart'))).toEqual({ written: 'A', durable: undefined });
  });

  test('an fsync that was under way never completes', () => {
    const told = story([write(0, 'A'), fsync(100), to(200, 'crash'), to(250, 'restart')]);
    expect(told.machine('bob').disk[FILE]).toEqual({ written: 'A', durable: undefined });
    expect(told.since('bob')).toEqual([]);
  });
});

describe('a loss of power', () => {
  test('loses what was not fsynced', () => {
    expect(fileAfter(write(0, 'A'), to(10, 'powerLoss'))).toEqual({ written: undefined, durable: undefined });
  });

  test('keeps what was fsynced, and nothing younger', () => {
    const script = [write(0, 'A'), fsync(100), write(200, 'B'), to(5_000, 'powerLoss'), to(6_000, 'restart')];
    expect(fileAfter(...script)).toEqual({ written: 'A', durable: 'A' });
  });

  test('loses what an fsync under way had not finished', () => {
    const almost = 100 + FSYNC_MICROS - 1;
    expect(fileAfter(write(0, 'A'), fsync(100), to(almost, 'powerLoss'))).toEqual({
      written: undefined,
      durable: undefined,
    });
  });

  test('after a crash it takes the page cache that the crash had left', () => {
    expect(fileAfter(write(0, 'A'), to(10, 'crash'), to(20, 'powerLoss'))).toEqual({
      written: undefined,
      durable: undefined,
    });
  });
});

describe('a loss of the disk', () => {
  test('takes both layers', () => {
    const script = [writeDurably(0, 'A'), to(10, 'crash'), to(20, 'diskLoss'), to(30, 'restart')];
    expect(story(script).machine('bob').disk).toEqual([]);
  });

  test('does not happen under a running process', () => {
    expect(fileAfter(writeDurably(0, 'A'), to(20, 'diskLoss'))).toEqual({ written: 'A', durable: 'A' });
  });

  test('takes no other machine’s disk', () => {
    const told = story([
      at(0, 'writeDurably', { node: 'cid', text: 'C' }),
      writeDurably(0, 'A'),
      to(10, 'crash'),
      to(20, 'diskLoss'),
    ]);
    expect(told.machine('cid').disk[FILE]).toEqual({ written: 'C', durable: 'C' });
  });
});
