/**
 * Serves a folder of built files on 127.0.0.1, on a port of the system's choice, as a static host would: compressed, with the
 * headers that `_headers` asks for, and with `404.html` for what does not exist.
 */
import { existsSync, readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join, normalize } from 'node:path';
import { brotliCompressSync, constants } from 'node:zlib';

const CONTENT_TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.webmanifest': 'application/manifest+json; charset=utf-8',
  '.xml': 'application/xml; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.wasm': 'application/wasm',
  '.woff2': 'font/woff2',
  '.txt': 'text/plain; charset=utf-8',
};
const COMPRESSED = /^(?:text|application)\/|\+xml/;
const BROTLI_QUALITY = 5;

export interface StaticServer {
  /** `http://127.0.0.1:port`, without a slash at the end. */
  readonly origin: string;
  close(): Promise<void>;
}

/** Files that exist only for a test, by path: `/engine.js`. They win over those of the folder, and have no headers of a host. */
export type ExtraFiles = Readonly<Record<string, string>>;

interface Answer {
  readonly status: 200 | 404;
  readonly file: string;
  readonly content: string | Uint8Array;
}

async function answerTo(root: string, path: string, extra: ExtraFiles): Promise<Answer> {
  const file = path.endsWith('/') ? `${path}index.html` : path;
  const given = extra[file];
  if (given !== undefined) return { status: 200, file, content: given };
  try {
    return { status: 200, file, content: await readFile(join(root, normalize(file))) };
  } catch {
    const missing = join(root, '404.html');
    return { status: 404, file: '/404.html', content: existsSync(missing) ? await readFile(missing) : 'not found' };
  }
}

interface HeaderRule {
  /** The path that the rule is for; a star at its end stands for anything. */
  readonly path: string;
  readonly headers: readonly (readonly [name: string, value: string])[];
}

/** What `_headers` says. */
function headerRules(root: string): readonly HeaderRule[] {
  const file = join(root, '_headers');
  if (!existsSync(file)) return [];
  return readFileSync(file, 'utf8')
    .split('\n\n')
    .map((block) => {
      const [path = '', ...lines] = block.trim().split('\n');
      const headers = lines.map((line): [string, string] => {
        const colon = line.indexOf(':');
        return [line.slice(0, colon).trim(), line.slice(colon + 1).trim()];
      });
      return { path, headers };
    });
}

const isFor = ({ path }: HeaderRule, address: string): boolean =>
  path.endsWith('*') ? address.startsWith(path.slice(0, -1)) : address === path;

/** Compresses each file once. */
function compressor(): (answer: Answer) => Uint8Array {
  const known = new Map<string, Uint8Array>();
  return ({ file, content }) => {
    const packed =
      known.get(file) ?? brotliCompressSync(content, { params: { [constants.BROTLI_PARAM_QUALITY]: BROTLI_QUALITY } });
    known.set(file, packed);
    return packed;
  };
}

/** Starts a server over `root`. */
export async function serve(root: string, extra: ExtraFiles = {}): Promise<StaticServer> {
  const rules = headerRules(root);
  const compressed = compressor();
  const server = createServer((request, response) => {
    const path = decodeURIComponent(new URL(request.url ?? '/', 'http://localhost').pathname);
    void answerTo(root, path, extra).then((answer) => {
      const type = CONTENT_TYPES[extname(answer.file)] ?? 'application/octet-stream';
      const packs = COMPRESSED.test(type) && /\bbr\b/.test(String(request.headers['accept-encoding']));
      response.statusCode = answer.status;
      response.setHeader('content-type', type);
      if (extra[answer.file] === undefined) {
        for (const rule of rules.filter((each) => isFor(each, path))) {
          for (const [name, value] of rule.headers) response.setHeader(name, value);
        }
      }
      if (packs) response.setHeader('content-encoding', 'br');
      response.end(packs ? compressed(answer) : answer.content);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the server listens on no port');
  return {
    origin: `http://127.0.0.1:${address.port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
