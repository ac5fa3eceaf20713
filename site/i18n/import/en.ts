/** English words of the import. */
import { inGroups } from '../numbers.ts';
import { plural } from '../plural.ts';

const grouped = (count: number): string => inGroups('en', count);

export const importing = {
  lead: 'Run the exchanges, queues and bindings of your own broker. The file stays in this browser; users and passwords in it are ignored.',
  format: 'Kind of file',
  command: 'The file comes from:',
  file: 'Choose a file',
  chosen: (name: string): string => `Read from ${name}`,
  paste: 'Or paste its text (JSON)',
  choosePart: 'Choose one',
  brokers: 'Nodes',
  unreadable: (name: string): string => `${name} cannot be read.`,
  tooLong: (found: number, max: number): string =>
    `The file has ${plural('en', found, { one: '# character', other: '# characters' })}; at most ${grouped(max)} are read.`,
  notJson: (line: number, column: number, expected: string, found: string): string =>
    `This is no JSON. Line ${line}, column ${column}: expected ${expected}, found ${found}.`,
  refused: 'This file cannot be imported.',
  counted: (count: number, name: string): string => `${grouped(count)} ${name}`,
  result: 'What the run has',
  colon: ': ',
  taken: 'From the file',
  added: 'Made up',
  addedNote:
    'Definitions do not say who publishes and who consumes. Publishers use confirms and reach each binding at least once; queues that only get dead letters have no consumer.',
  complete: 'Everything in the file is carried over.',
  unknown: (count: number): string => `Not modelled or left out: ${count}`,
  renamed: (count: number): string => `Renamed: ${count}`,
  renamedNote: 'Names in a scenario have at most 32 characters from a-z, 0-9 and -.',
  wholeFile: 'the file',
  open: 'Open this run',
  opened: 'The imported run is open.',
};
