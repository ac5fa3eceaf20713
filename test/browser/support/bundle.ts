/** One module and all that it imports as a single minified script, the way the site's own scripts are built. */
import { build } from 'vite';

/** @returns text of an ES module that exports what `entry` exports */
export async function bundle(entry: string): Promise<string> {
  const result = await build({
    configFile: false,
    logLevel: 'error',
    build: { write: false, minify: true, lib: { entry, formats: ['es'], fileName: 'bundle' } },
  });
  const [output] = Array.isArray(result) ? result : [result];
  if (output === undefined || !('output' in output)) throw new Error(`${entry} was not built`);
  const chunks = output.output.filter((file) => file.type === 'chunk');
  const [chunk] = chunks;
  if (chunk === undefined || chunks.length > 1) throw new Error(`${entry} became ${chunks.length} scripts, not one`);
  return chunk.code;
}
