/**
 * What a page of the site may load and do. A static host need not send headers, so every page carries the policy itself; hosts
 * that read a `_headers` file send it too, and with it what only a header can say.
 *
 * No script, style, style attribute or event handler stands in a page: nothing here is `'unsafe-inline'`. WebAssembly may be
 * compiled, for the search over the texts.
 */
const DIRECTIVES: Readonly<Record<string, string>> = {
  'default-src': "'none'",
  'script-src': "'self' 'wasm-unsafe-eval'",
  'worker-src': "'self'",
  'style-src': "'self'",
  'img-src': "'self' data:",
  'font-src': "'self'",
  'connect-src': "'self'",
  'manifest-src': "'self'",
  'object-src': "'none'",
  'base-uri': "'none'",
  'form-action': "'self'",
};

const inWords = (directives: Readonly<Record<string, string>>): string =>
  Object.entries(directives)
    .map(([name, sources]) => `${name} ${sources}`)
    .join('; ');

/** The policy as a page carries it. */
export const PAGE_POLICY = inWords(DIRECTIVES);

/** The policy as a header says it: a page cannot say who may frame it. */
const HEADER_POLICY = inWords({ ...DIRECTIVES, 'frame-ancestors': "'none'" });

/** Text of the `_headers` file, as Netlify, Cloudflare Pages and others read it. */
export const HEADERS_FILE = `/*
  Content-Security-Policy: ${HEADER_POLICY}
  X-Content-Type-Options: nosniff
  Referrer-Policy: strict-origin-when-cross-origin
  Cross-Origin-Opener-Policy: same-origin

/_astro/*
  Cache-Control: public, max-age=31536000, immutable
`;
