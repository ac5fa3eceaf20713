/** Writes scenarios/scenario.schema.json, which editors read; a test fails while it is out of date. */
import { writeFileSync } from 'node:fs';
import { scenarioJsonSchema } from '../sim-engine/scenario/jsonSchema.ts';
import { VOCABULARIES } from '../sim-engine/systems/vocabularies.ts';

const target = new URL('../scenarios/scenario.schema.json', import.meta.url);
writeFileSync(target, `${JSON.stringify(scenarioJsonSchema(VOCABULARIES), null, 2)}\n`);
