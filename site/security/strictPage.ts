/**
 * A built page without inline scripts and styles: what stands in the page moves into files named after their content.
 *
 * Astro writes the start of its islands into pages as inline scripts. As files they are fetched once for all pages, and the
 * policy need not list hashes. They run when the page has been read (`defer`), in the order in which they stood.
 */
import { createHash } from 'node:crypto';

export interface StrictPage {
  readonly html: string;
  /** Files that the page now needs: address to content. */
  readonly files: ReadonlyMap<string, string>;
}

export interface StrictPageOptions {
  readonly policy: string;
  /** Content of a style sheet that the page links, by its address. */
  readonly styleAt: (address: string) => string;
}

/** Data blocks (`application/json` and the like) are no scripts. */
const RUNS = /^(?:|module|text\/javascript)$/;
const DIGITS = 10;

const fileFor = (content: string, ending: 'js' | 'css'): string =>
  `/_astro/inline.${createHash('sha256').update(content).digest('hex').slice(0, DIGITS)}.${ending}`;

const typeIn = (attributes: string): string => /\btype="([^"]*)"/.exec(attributes)?.[1] ?? '';

/** @throws {Error} when the page has no `<meta charset>`, behind which the policy belongs */
export function strictPage(page: string, { policy, styleAt }: StrictPageOptions): StrictPage {
  const files = new Map<string, string>();
  const keep = (content: string, ending: 'js' | 'css'): string => {
    const address = fileFor(content, ending);
    files.set(address, content);
    return address;
  };
  const linked = [...page.matchAll(/<link\b[^>]*\brel="stylesheet"[^>]*>/g)].map(([link]) =>
    styleAt(/\bhref="([^"]*)"/.exec(link)?.[1] ?? ''),
  );

  const withoutScripts = page.replace(
    /<script\b((?:(?!\bsrc=)[^>])*)>(.*?)<\/script>/gs,
    (whole, attributes: string, content: string) => {
      const type = typeIn(attributes);
      if (!RUNS.test(type)) return whole;
      const wait = type === 'module' ? '' : ' defer';
      return `<script${attributes}${wait} src="${keep(content, 'js')}"></script>`;
    },
  );
  const withoutStyles = withoutScripts.replace(/<style\b[^>]*>(.*?)<\/style>/gs, (_, content: string) =>
    linked.some((sheet) => sheet.includes(content)) ? '' : `<link rel="stylesheet" href="${keep(content, 'css')}">`,
  );
  return { html: withPolicy(withoutStyles, policy), files };
}

/** As early as can be: a policy holds for what stands behind it. */
function withPolicy(page: string, policy: string): string {
  const charset = /<meta charset="[^"]*"\s*\/?>/.exec(page);
  if (charset === null) throw new Error('the page has no <meta charset>, so the policy has no place');
  const end = charset.index + charset[0].length;
  return `${page.slice(0, end)}<meta http-equiv="Content-Security-Policy" content="${policy}">${page.slice(end)}`;
}
