/** Reading the fields of a vector's input: what has another form makes the vector unsupported. */
import type { FieldTable, FieldValue } from '../rules/fieldTable.ts';
import { UnsupportedVector, type Json } from '../../vectorArea.ts';

export type JsonObject = { readonly [name: string]: Json };

export function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function objectOf(value: Json | undefined, where = 'input'): JsonObject {
  if (!isObject(value)) throw new UnsupportedVector(`${where}: expected an object`);
  return value;
}

export function integerOf(input: JsonObject, name: string, fallback?: number): number {
  const value = input[name] ?? fallback;
  if (typeof value !== 'number' || !Number.isSafeInteger(value)) throw unexpected(name, 'an integer');
  return value;
}

export function textOf(input: JsonObject, name: string, fallback?: string): string {
  const value = input[name] ?? fallback;
  if (typeof value !== 'string') throw unexpected(name, 'a text');
  return value;
}

export function listOf(input: JsonObject, name: string): readonly Json[] {
  const value = input[name];
  if (!Array.isArray(value)) throw unexpected(name, 'a list');
  return value;
}

export function textsOf(input: JsonObject, name: string): readonly string[] {
  const list = listOf(input, name);
  if (!list.every((item) => typeof item === 'string')) throw unexpected(name, 'a list of texts');
  return list as readonly string[];
}

/** A list of sentences, or one sentence. */
export function sentencesOf(input: JsonObject, name = 'events'): readonly string[] {
  const value = input[name];
  return typeof value === 'string' ? [value] : textsOf(input, name);
}

function unexpected(name: string, expected: string): UnsupportedVector {
  return new UnsupportedVector(`input.${name}: expected ${expected}`);
}

/** A value as the recordings write it: `{"!": "double", "value": 1}` says its AMQP type. */
export function fieldValueOf(value: Json): FieldValue {
  if (value === null || typeof value === 'boolean' || typeof value === 'string') return value;
  if (typeof value === 'number') return Number.isSafeInteger(value) ? value : { kind: 'double', text: String(value) };
  if (Array.isArray(value)) return value.map(fieldValueOf);
  return typedValueOf(objectOf(value));
}

function typedValueOf(value: JsonObject): FieldValue {
  const type = value['!'];
  if (type === undefined) return { kind: 'table', fields: fieldTableOf(value) };
  const number = value['value'];
  if (typeof number !== 'number') throw new UnsupportedVector(`a value of type ${String(type)}`);
  if (type === 'double' || type === 'float') return { kind: 'double', text: String(number) };
  if (type === 'timestamp') return { kind: 'timestamp', seconds: number };
  if (Number.isSafeInteger(number)) return number;
  throw new UnsupportedVector(`a value of type ${String(type)}`);
}

export function fieldTableOf(value: Json | undefined): FieldTable {
  const entries = Object.entries(value === undefined ? {} : objectOf(value, 'a table'));
  return Object.fromEntries(entries.map(([name, field]) => [name, fieldValueOf(field)]));
}

/** A field as the recordings write it; times are not comparable. */
export function jsonOf(value: FieldValue): Json {
  if (value === null || typeof value !== 'object') return value;
  if (isValueList(value)) return value.map(jsonOf);
  switch (value.kind) {
    case 'double':
      return Number(value.text);
    case 'timestamp':
      return '<timestamp>';
    case 'table':
      return jsonTableOf(value.fields);
  }
}

export function jsonTableOf(table: FieldTable): JsonObject {
  return Object.fromEntries(Object.entries(table).map(([name, value]) => [name, jsonOf(value)]));
}

function isValueList(value: FieldValue): value is readonly FieldValue[] {
  return Array.isArray(value);
}

/** Bodies named in a sentence: "1..4", "1,2,3", "a,b". */
export function bodiesOf(text: string): readonly string[] {
  return text.split(',').flatMap((part) => {
    const [, from = '', to = ''] = /^([0-9]+)\.\.([0-9]+)$/.exec(part.trim()) ?? [];
    if (from === '') return [part.trim()];
    const first = Number(from);
    return Array.from({ length: Number(to) - first + 1 }, (_, index) => String(first + index));
  });
}

/** Sentences for readers inside an expectation: no rule produces them. */
const REMARKS = ['rule', 'note', 'outcome'];

/** Expectation and answer without remarks. */
export function withoutRemarks(value: Json, remarks: readonly string[] = REMARKS): Json {
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).filter(([name]) => !remarks.includes(name)));
}

/** The first characters of an error in a recording are the client library's; its queues have running names; quotes are single. */
export function plainError(text: string): string {
  return text
    .replace(/^(Channel closed by server: |Connection closed: |Operation failed: [A-Za-z]+; )/, '')
    .replaceAll(/queue 'c[0-9]+' in/g, "queue '<made up>' in")
    .replaceAll('"', "'");
}

/** Every text of a value, changed. */
export function mapTexts(value: Json, change: (text: string) => Json): Json {
  if (typeof value === 'string') return change(value);
  if (Array.isArray(value)) return value.map((item) => mapTexts(item, change));
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, mapTexts(item, change)]));
}
