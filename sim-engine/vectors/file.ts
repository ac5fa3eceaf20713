/** The form of a file of test vectors. */
import * as z from 'zod';

const vector = z.looseObject({
  id: z.string().min(1),
  area: z.string().min(1),
  input: z.json(),
  expected: z.json(),
});

const vectorFile = z.looseObject({ system: z.string().min(1), vectors: z.array(vector) });

export type Vector = z.infer<typeof vector>;
export type VectorFile = z.infer<typeof vectorFile>;

/** Where a file is wrong, and what was expected there. */
export interface FileError {
  /** Path in the file, as `vectors[3].area`; empty: the whole file. */
  readonly path: string;
  readonly message: string;
}

export type ParsedVectorFile =
  { readonly ok: true; readonly file: VectorFile } | { readonly ok: false; readonly errors: readonly FileError[] };

/** Errors that are listed; a file that is wrong in one way is often wrong in it everywhere. */
const ERRORS_MAX = 10;

function pathText(path: readonly PropertyKey[]): string {
  return path
    .map((part, index) => (typeof part === 'number' ? `[${part}]` : `${index === 0 ? '' : '.'}${String(part)}`))
    .join('');
}

/** Reads a file of vectors from its text. */
export function parseVectorFile(text: string): ParsedVectorFile {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    const message = `expected JSON: ${error instanceof Error ? error.message : 'it cannot be read'}`;
    return { ok: false, errors: [{ path: '', message }] };
  }
  const result = vectorFile.safeParse(value);
  if (result.success) return { ok: true, file: result.data };
  const errors = result.error.issues
    .slice(0, ERRORS_MAX)
    .map((issue) => ({ path: pathText(issue.path), message: issue.message }));
  return { ok: false, errors };
}
