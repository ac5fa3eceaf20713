/**
 * The words of a system: everything that a scenario or an action may name. Every room hands in one vocabulary of this
 * form, so that scenarios are checked without knowing which systems exist.
 */
import type { PromiseName, Scenario, Topology } from '../scenario/types.ts';
import type { Bilingual } from './door.ts';
import type { Findings } from './findings.ts';
import type { SystemReductions } from './reduction.ts';
import type { FormBuilders, SystemForm } from './scenarioForm.ts';
import type { SettingsCatalogue, SettingScope } from './settingsCatalogue.ts';

/** What an argument of an operation is. */
export type ArgumentType =
  /** Name of a machine. */
  | { readonly kind: 'node' }
  | { readonly kind: 'broker' }
  | { readonly kind: 'producer' }
  /** A part of the topology that the system adds, e.g. a topic or a queue. */
  | PlaceArgument
  /** Name of a setting of the machine named by the argument `node`, and a value for it. */
  | { readonly kind: 'setting' }
  | { readonly kind: 'setting-value' }
  /** A record's key; may be left out. */
  | { readonly kind: 'key' }
  | { readonly kind: 'integer'; readonly min: number; readonly max: number };

/** A part of the topology, by name or by its number from 0. */
export interface PlaceArgument {
  readonly kind: 'place';
  /** Which parts, in the vocabulary's own words (`places`). */
  readonly what: string;
  readonly label: Bilingual;
  /** Name of the argument, itself a place, within which this one lies. */
  readonly within?: string;
  /** Given when the part is known by its number: the largest that any scenario has. */
  readonly numbered?: { readonly max: number };
}

export interface OperationDefinition {
  /** As in an action, e.g. `crash`. */
  readonly name: string;
  /** A fault breaks something and counts against the budget, healing repairs and is free, admin is an operator's work. */
  readonly kind: 'fault' | 'heal' | 'admin';
  readonly label: Bilingual;
  readonly arguments: Readonly<Record<string, ArgumentType>>;
}

/** One of a system's own operations that a search may try. */
export interface SearchableOperation {
  /** As in an action. */
  readonly name: string;
  /** How many of it: one, several, and what stands after a number in Chinese. */
  readonly words: { readonly one: string; readonly more: string; readonly chinese: string };
  /** What makes it good again: `restart` of the machine, or another operation of the system. Absent: nothing does. */
  readonly repairedBy?: string;
}

/** Everything that a scenario may name of one system. */
export interface SystemVocabulary {
  /** Value of `system` in a scenario. */
  readonly system: string;
  readonly settings: SettingsCatalogue;
  /** Protocol rules that can be switched off. */
  readonly guards: readonly string[];
  /** Promises that mean something for it, in the order in which they are offered; absent: all. */
  readonly promises?: readonly PromiseName[];
  /** Operations beyond those that every machine and link understands. */
  readonly operations: readonly OperationDefinition[];
  /** Those of them that a search may try, mildest first. */
  readonly searchable: readonly SearchableOperation[];
  /** How many of which fault a search allows unless somebody says otherwise. */
  readonly usualFaults: Readonly<Record<string, number>>;
  /** Form of what the system adds to a scenario. */
  form<Field>(build: FormBuilders<Field>): SystemForm<Field>;
  /** Reports names that refer to nothing, numbers that do not fit, and refused combinations in the system's own parts. */
  references(findings: Findings, scenario: Scenario): void;
  /**
   * What an argument of the kind `place` may say.
   *
   * @param within - value of the argument that it lies within, when there is one
   * @returns null when `within` names nothing
   */
  places(topology: Topology, what: string, within?: string): readonly (string | number)[] | null;
  /** What a part that is known by its number is, in a few characters; null for one whose name says it. */
  titleOfPlace?(topology: Topology, what: string, place: string | number): string | null;
  readonly reductions: SystemReductions;
  /** Names of the brokers, in order. */
  brokerNames(topology: Topology): readonly string[];
  /** Names of all machines. */
  nodeNames(topology: Topology): readonly string[];
  /** Scope of the settings that a machine reads; null when it has none or does not exist. */
  scopeOfNode(topology: Topology, node: string): SettingScope | null;
}
