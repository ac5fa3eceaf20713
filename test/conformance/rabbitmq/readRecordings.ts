/** The committed recordings, by script name. */
import { readdirSync, readFileSync } from 'node:fs';

const folder = new URL('./recordings/', import.meta.url);

export const recordingNames = (): string[] =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .map((name) => name.slice(0, -'.json'.length))
    .sort();

export const recordingText = (name: string): string => readFileSync(new URL(`${name}.json`, folder), 'utf8');
