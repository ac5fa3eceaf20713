/** Scenarios and links from outside, read with the engine's own parser; what is wrong comes back in words. */
import { parseActions, parseScenario, type ScenarioError } from '../../sim-engine/scenario/parse.ts';
import { decodeShare, encodeShare } from '../../sim-engine/scenario/share.ts';
import type { Action, Scenario } from '../../sim-engine/scenario/types.ts';
import { ENGINE_VERSION } from '../../sim-engine/version.ts';
import { VOCABULARIES } from '../../sim-engine/systems/vocabularies.ts';
import type { Locale } from '../i18n/index.ts';
import { InputError } from './inputError.ts';

export interface Read {
  readonly scenario: Scenario;
  readonly actions: readonly Action[];
}

function inWords(errors: readonly ScenarioError[], locale: Locale): InputError {
  return new InputError(errors.map((error) => error.message[locale]));
}

/** @throws {InputError} */
export function readScenario(input: unknown, actions: unknown, locale: Locale): Read {
  const parsed = parseScenario(input, VOCABULARIES);
  if (!parsed.ok) throw inWords(parsed.errors, locale);
  const done = parseActions(actions, parsed.scenario, VOCABULARIES);
  if (!done.ok) throw inWords(done.errors, locale);
  return { scenario: parsed.scenario, actions: done.actions };
}

/** @throws {InputError} */
export function readLink(text: string, locale: Locale): Read & { readonly traceHash: string } {
  const read = decodeShare(text, VOCABULARIES);
  if (read.ok) return read;
  throw new InputError([read.message[locale], ...read.errors.map((error) => error.message[locale])]);
}

export function writeLink(scenario: Scenario, actions: readonly Action[], traceHash: string): string {
  return encodeShare({ scenario, actions, traceHash, engineVersion: ENGINE_VERSION });
}
