/** `explore scenario.json` from the command line: answers as data and in words, exit codes, refusals. */
import { describe, expect, test } from 'vitest';
import { exploreCommand } from '../../sim-engine/cli/explore.ts';
import { decodeShare } from '../../sim-engine/scenario/share.ts';
import { VOCABULARIES } from '../../sim-engine/systems/vocabularies.ts';
import { ACKS_ONE, requestOf } from '../explore/support.ts';
import { alo, aloJson, scratchFolder, type Fields } from './support.ts';

const { write } = scratchFolder();
const file = write('acks.json', requestOf(ACKS_ONE).scenario);
const SPAN = ['--from-millis', '990', '--until-millis', '6000'] as const;
const ONE_CRASH = ['--faults', 'crash=1', '--promise', 'no-lost-write', ...SPAN] as const;

function explored(...args: readonly string[]): { exitCode: number; value: Fields } {
  const { exitCode, text } = exploreCommand([file, ...args, '--json']);
  return { exitCode, value: JSON.parse(text) as Fields };
}

describe('as a process of its own', () => {
  test('a counter-example: exit code 1, the run as data, and a link that opens it', async () => {
    const { exitCode, value } = await aloJson('explore', file, ...ONE_CRASH);
    expect(exitCode).toBe(1);
    expect(value).toMatchObject({
      verdict: 'counter-example',
      promise: 'no-lost-write',
      anomaly: 'lost-write',
      faults: 1,
    });
    expect(value.steps).toBeLessThan(value.stepsBefore);
    const shared = decodeShare(value.link, VOCABULARIES);
    expect(shared).toMatchObject({ ok: true, scenario: value.scenario, actions: value.actions });
  });

  test('in words: what it takes, when, and what would help', async () => {
    const { out, exitCode } = await alo('explore', file, ...ONE_CRASH, '--remedies');
    expect(exitCode).toBe(1);
    expect(out).toContain('A counter-example. With 1 crash: an acknowledged message is gone. (lost-write)');
    expect(out).toMatch(/\d+\.\d{3} ms {2}crash broker-1\n/);
    expect(out).toMatch(/yes {2}acks = all: no other counter-example among \d+ configurations; refused sends 0 -> 0/);
    expect(out).toContain('no   min.insync.replicas = 2: the same schedule still breaks the promise');
  });

  test('exhausted: exit code 0', async () => {
    const { exitCode, value } = await aloJson(
      'explore',
      file,
      '--faults',
      'pause=1',
      '--targets',
      'broker-3',
      '--promise',
      'no-lost-write',
      ...SPAN,
    );
    expect(exitCode).toBe(0);
    expect(value.verdict).toBe('exhausted');
    expect(value.sentence).toContain(`${value.distinct} configurations with at most 1 pause`);
  });
});

describe('the answer', () => {
  test('budget spent names its bound', () => {
    expect(explored(...ONE_CRASH, '--states-max', '10').value).toMatchObject({
      verdict: 'budget-spent',
      bound: 'states',
    });
    expect(explored(...ONE_CRASH, '--depth-max', '2').value).toMatchObject({ verdict: 'budget-spent', bound: 'depth' });
    expect(explored(...ONE_CRASH, '--seconds', '0').value).toMatchObject({ verdict: 'budget-spent', bound: 'time' });
  });

  test('an anomaly by name', () => {
    const { value } = explored(
      '--faults',
      'crash=1',
      '--promise',
      'no-lost-write,no-duplicate',
      '--anomaly',
      'duplicate',
      ...SPAN,
    );
    expect(value.verdict).toBe('exhausted');
  });

  test('single runs instead of all schedules', () => {
    expect(explored(...ONE_CRASH, '--strategy', 'random').value.verdict).toBe('counter-example');
  });

  test('without the faults that the scenario brings along', () => {
    const scripted = write('scripted.json', {
      ...requestOf(ACKS_ONE).scenario,
      faults: [...(ACKS_ONE.faults ?? []), { at: 1_001_000, operation: 'crash', arguments: { node: 'broker-1' } }],
    });
    const common = [
      scripted,
      '--faults',
      'pause=1',
      '--targets',
      'broker-3',
      '--promise',
      'no-lost-write',
      ...SPAN,
      '--json',
    ];
    expect(JSON.parse(exploreCommand(common).text)).toMatchObject({ verdict: 'counter-example', faults: 0 });
    expect(JSON.parse(exploreCommand([...common, '--without-script']).text)).toMatchObject({ verdict: 'exhausted' });
  });
});

describe('refused with exit code 2, and what to change', () => {
  test.each([
    ['no file and no model', [], 'expected a scenario file or --model NAME'],
    ['no budget', [file], 'expected --faults, for example --faults crash=1,pause=1'],
    [
      'a budget that cannot be read',
      [file, '--faults', 'crash'],
      'expected KIND=COUNT, for example crash=1, found "crash"',
    ],
    ['an unknown fault', [file, '--faults', 'meteor=1'], '"meteor" is no fault that can be searched'],
    ['an unknown promise', [file, '--faults', 'crash=1', '--promise', 'peace'], 'There is no promise "peace"'],
    ['an impossible budget', [file, '--faults', 'crash=99'], 'crash: expected a whole number from 0 to 12, found 99'],
    [
      'an unknown strategy',
      [file, '--faults', 'crash=1', '--strategy', 'luck'],
      '--strategy: expected one of every, random',
    ],
    [
      'a time that is none',
      [file, '--faults', 'crash=1', '--until-millis', 'soon'],
      '--until-millis: expected a whole number',
    ],
    [
      'a file that is not there',
      ['nowhere.json', '--faults', 'crash=1'],
      'cannot read nowhere.json: there is no such file',
    ],
    ['a word too many', [file, 'other.json', '--faults', 'crash=1'], 'expected one scenario file, found'],
    ['an unknown option', [file, '--faults', 'crash=1', '--faster'], "Unknown option '--faster'"],
  ])('%s', (_what, args, sentence) => {
    const { exitCode, text } = exploreCommand(args);
    expect(exitCode).toBe(2);
    expect(text).toContain(sentence);
  });
});
