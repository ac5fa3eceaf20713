/** Serves a folder of built files on 127.0.0.1, on a port of the system's choice, as a static host would. */
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join, normalize } from 'node:path';

const CONTENT_TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.wasm': 'application/wasm',
  '.woff2': 'font/woff2',
  '.txt': 'text/plain; charset=utf-8',
};

export interface StaticServer {
  /** `http://127.0.0.1:port`, without a slash at the end. */
  readonly origin: string;
  close(): Promise<void>;
}

/** Files that exist only for a test, by path: `/engine.js`. They win over those of the folder. */
export type ExtraFiles = Readonly<Record<string, string>>;

async function contentOf(root: string, path: string, extra: ExtraFiles): Promise<string | Uint8Array | null> {
  const file = path.endsWith('/') ? `${path}index.html` : path;
  const given = extra[file];
  if (given !== undefined) return given;
  try {
    return await readFile(join(root, normalize(file)));
  } catch {
    return null;
  }
}

/** Starts a server over `root`. */
export async function serve(root: string, extra: ExtraFiles = {}): Promise<StaticServer> {
  const server = createServer((request, response) => {
    const path = decodeURIComponent(new URL(request.url ?? '/', 'http://localhost').pathname);
    void contentOf(root, path, extra).then((content) => {
      const type = CONTENT_TYPES[path.endsWith('/') ? '.html' : extname(path)] ?? 'application/octet-stream';
      response.writeHead(content === null ? 404 : 200, { 'content-type': content === null ? 'text/plain' : type });
      response.end(content ?? 'not found');
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
