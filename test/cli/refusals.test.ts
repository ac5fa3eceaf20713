/** What cannot be done is said in words on the error output, with exit code 2; nothing is guessed. */
import { describe, expect, test } from 'vitest';
import { benchCommand } from '../../sim-engine/cli/bench.ts';
import { checkCommand } from '../../sim-engine/cli/check.ts';
import { runCommand } from '../../sim-engine/cli/run.ts';
import { vectorsCommand } from '../../sim-engine/cli/vectors.ts';
import { acksOne, ACKS_ONE, alo, scratchFolder, type Fields } from './support.ts';

const scratch = scratchFolder();

/** The error for the sample scenario after a change. */
function refused(name: string, change: (scenario: Fields) => void): string {
  const scenario = acksOne();
  change(scenario);
  const { exitCode, text } = runCommand([scratch.write(`${name}.json`, scenario)]);
  expect(exitCode).toBe(2);
  expect(text).toContain(`${name}.json is not a valid scenario:\n`);
  return text;
}

describe.concurrent('a scenario file that is wrong', () => {
  test('syntax: line, column, and what was expected', async () => {
    const file = scratch.write('syntax.json', '{\n  "version": 1,\n  "name" "x"\n}');
    const { exitCode, error } = await alo('run', file);
    expect(exitCode).toBe(2);
    expect(error).toMatch(/\n {2}line 3, column 10: expected .+, found "/);
  });

  test('a field that nobody knows', () => {
    const error = refused('unknown', (scenario) => (scenario.topology.producers[0].colour = 'red'));
    expect(error).toMatch(/\n {2}topology\.producers\[0\]\.colour: expected /);
  });

  test('a value of the wrong type: path, expected, found, once each', () => {
    const error = refused('type', (scenario) => (scenario.topology.brokers = 'three'));
    expect(error).toMatch(/\n {2}topology\.brokers: expected .*integer.*, found "three"$/);
    expect(error.match(/topology\.brokers/g)).toHaveLength(1);
  });

  test('a setting that the system does not have', () => {
    const error = refused('setting', (scenario) => (scenario.settings['min.insync.replica'] = 2));
    expect(error).toContain('settings["min.insync.replica"]: expected ');
  });

  test('a machine that is not there', () => {
    const error = refused('node', (scenario) => (scenario.faults[2].arguments.node = 'broker-9'));
    expect(error).toContain('faults[2].arguments.node: expected ');
    expect(error).toContain('found "broker-9"');
  });

  test('everything that is wrong is told in one go', () => {
    const error = refused('many', (scenario) => {
      scenario.horizonMillis = -1;
      scenario.promises = ['no-bugs'];
    });
    expect(error).toContain('horizonMillis: expected ');
    expect(error).toContain('promises[0]: expected ');
  });

  test('made by a newer version', () => {
    expect(refused('newer', (scenario) => (scenario.version = 99))).toContain('version: expected ');
  });

  test('the same words under `check`', () => {
    const file = scratch.write('check.json', { ...acksOne(), promises: ['no-bugs'] });
    const { exitCode, text } = checkCommand([file, '--seeds', '1..3']);
    expect(exitCode).toBe(2);
    expect(text).toContain('promises[0]: expected ');
  });
});

describe.concurrent('arguments that are wrong', () => {
  test.each([
    [runCommand, [], 'expected a scenario file, found nothing'],
    [runCommand, ['a.json', 'b.json'], 'expected one scenario file, found a.json b.json'],
    [runCommand, ['scenarios'], 'cannot read scenarios: it is a folder'],
    [runCommand, [ACKS_ONE, '--seed', '1.5'], '--seed: expected a whole number, found "1.5"'],
    [runCommand, [ACKS_ONE, '--seed=-1'], '--seed: expected a whole number, found "-1"'],
    [vectorsCommand, [], 'expected one file of test vectors'],
    [vectorsCommand, ['no.json'], 'cannot read no.json: there is no such file'],
    [benchCommand, ['--rounds', '0'], '--rounds: expected 1 to 100, found 0'],
  ])('%o %j: %s', (command, args, message) => {
    expect(command(args)).toEqual({ exitCode: 2, text: message });
  });

  test.each([
    [runCommand, [ACKS_ONE, '--seeds', '1..2']],
    [runCommand, [ACKS_ONE, '--jsno']],
    [checkCommand, [ACKS_ONE, '--seeds', '1', '--seed', '2']],
    [benchCommand, ['--jsno']],
  ])('an option that the command does not have is not ignored: %o %j', (command, args) => {
    const { exitCode, text } = command(args);
    expect(exitCode).toBe(2);
    expect(text).toMatch(/--jsno|--seeds?/);
  });

  test('the words go to the error output, and nothing else to the other', async () => {
    const [missing, seed] = await Promise.all([alo('run', 'no/such/file.json'), alo('run', ACKS_ONE, '--seed', 'x')]);
    expect(missing).toEqual({ exitCode: 2, out: '', error: 'cannot read no/such/file.json: there is no such file\n' });
    expect(seed).toEqual({ exitCode: 2, out: '', error: '--seed: expected a whole number, found "x"\n' });
  });

  test('an unknown command, or none, shows how to use it', async () => {
    const [unknown, inherited, none] = await Promise.all([alo('dance'), alo('toString'), alo()]);
    expect(unknown.error).toMatch(/^unknown command "dance"\nusage:\n/);
    expect(inherited.error).toMatch(/^unknown command "toString"\nusage:\n/);
    expect(none.error).toMatch(/^usage:\n/);
    expect([unknown.exitCode, inherited.exitCode, none.exitCode]).toEqual([2, 2, 2]);
  });

  test('--help is no error', async () => {
    const [help, helpOfRun] = await Promise.all([alo('--help'), alo('run', '--help')]);
    expect(help).toEqual({ exitCode: 0, out: expect.stringMatching(/^usage:\n/), error: '' });
    expect(helpOfRun).toEqual(help);
  });
});
