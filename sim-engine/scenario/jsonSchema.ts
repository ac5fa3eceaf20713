/** A JSON Schema of scenarios, for editors: it completes and explains settings, operations and promises. */
import * as z from 'zod/mini';
import type { SystemVocabulary } from '../systems/vocabulary.ts';
import { scenarioSchema } from './schema.ts';

const DIALECT = 'https://json-schema.org/draft/2020-12/schema';

/** Generates the schema (draft 2020-12) of what `parseScenario` accepts, references and combinations left out. */
export function scenarioJsonSchema(vocabularies: readonly SystemVocabulary[]): Readonly<Record<string, unknown>> {
  const systems = vocabularies.map(schemaOfSystem);
  const body = systems.length === 1 ? systems[0] : { anyOf: systems };
  return { $schema: DIALECT, title: 'At Least Once: scenario', ...body };
}

/** A file may point its editor to this schema, by `$schema`. */
function schemaOfSystem(vocabulary: SystemVocabulary): Readonly<Record<string, unknown>> {
  const { $schema: _dialect, ...schema } = z.toJSONSchema(scenarioSchema(vocabulary), { io: 'input' });
  return { ...schema, properties: { $schema: { type: 'string' }, ...schema.properties } };
}
