/** All formats that can be imported, of all systems. */
import type { ImportFormat } from './importFormat.ts';
import { rabbitmqImports } from './rabbitmq/imports.ts';

export const IMPORT_FORMATS: readonly ImportFormat[] = [...rabbitmqImports];
