/** Timers: armed by name and subject, replaced by arming again, in order of time and then of arming. */
import { describe, expect, test } from 'vitest';
import type { Action } from '../../sim-engine/host/action.ts';
import { at, greet, story } from './support.ts';

const arm = (micros: number, name: string, subject: number, after: number): Action =>
  at(micros, 'arm', { node: 'bob', name, subject, after });
const disarm = (micros: number, name: string, subject: number): Action =>
  at(micros, 'disarm', { node: 'bob', name, subject });

describe('timers', () => {
  test('go off once, after their time', () => {
    expect(story([arm(100, 'tick', 7, 400)]).since('bob')).toEqual(['500 timer tick 7']);
  });

  test('armed again, they forget the time before: earlier or later', () => {
    expect(story([arm(0, 'tick', 7, 400), arm(100, 'tick', 7, 900)]).since('bob')).toEqual(['1000 timer tick 7']);
    expect(story([arm(0, 'tick', 7, 900), arm(100, 'tick', 7, 100)]).since('bob')).toEqual(['200 timer tick 7']);
  });

  test('of another name or subject are others', () => {
    const told = story([arm(0, 'tick', 1, 400), arm(0, 'tick', 2, 300), arm(0, 'tock', 1, 200)]);
    expect(told.since('bob')).toEqual(['200 timer tock 1', '300 timer tick 2', '400 timer tick 1']);
  });

  test('disarmed, they do not go off; disarming what is not armed does nothing', () => {
    const told = story([arm(0, 'tick', 1, 400), arm(0, 'tick', 2, 400), disarm(100, 'tick', 1), disarm(100, 'no', 9)]);
    expect(told.since('bob')).toEqual(['400 timer tick 2']);
  });

  test('due at the same time go off in the order in which they were armed', () => {
    const told = story([arm(0, 'second', 0, 400), arm(100, 'third', 0, 300), arm(0, 'first', 0, 100)]);
    expect(told.since('bob')).toEqual(['100 timer first 0', '400 timer second 0', '400 timer third 0']);
    const rearmed = story([arm(0, 'a', 0, 400), arm(10, 'b', 0, 390), arm(20, 'a', 0, 380)]);
    expect(rearmed.since('bob')).toEqual(['400 timer b 0', '400 timer a 0']);
  });

  test('a timer that lies in the past goes off now', () => {
    expect(story([arm(300, 'tick', 0, -200)]).since('bob')).toEqual(['300 timer tick 0']);
  });

  test('it does not overtake what is due now already', () => {
    expect(story([arm(0, 'due', 0, 300), arm(300, 'tick', 0, -200)]).since('bob')).toEqual([
      '300 timer due 0',
      '300 timer tick 0',
    ]);
  });

  test('a timer has nothing to do with an fsync of the same name and number', () => {
    const told = story([at(0, 'fsync', { node: 'bob' }), arm(10, 'fsync', 0, 900), disarm(20, 'fsync', 0)]);
    expect(told.since('bob')).toEqual(['500 synced 0']);
  });

  test('a process knows which timers it has armed; an fsync is not one of them', () => {
    const once = (micros: number, name: string, after: number): Action =>
      at(micros, 'armOnce', { node: 'bob', name, subject: 0, after });
    expect(story([once(0, 'tick', 400), once(100, 'tick', 900)]).since('bob')).toEqual(['400 timer tick 0']);
    const told = story([at(0, 'fsync', { node: 'bob' }), once(10, 'fsync', 90)]);
    expect(told.since('bob')).toEqual(['100 timer fsync 0', '500 synced 0']);
  });

  test('at the same time, what an operator does goes first, then disks, then messages, then timers', () => {
    const told = story([
      at(500, 'fsync', { node: 'bob' }),
      arm(0, 'tick', 0, 1_000),
      greet(0, 'ann', 'bob', 1),
      at(1_000, 'configure', { node: 'bob', setting: 'colour', value: 'red' }),
    ]);
    expect(told.since('bob')).toEqual([
      '1000 configured {"colour":"red"}',
      '1000 synced 0',
      '1000 Greeting 1 from ann',
      '1000 timer tick 0',
    ]);
  });
});
