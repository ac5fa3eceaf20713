/** How heavy a page may be, gzipped. One kilobyte is 1,000 bytes. */
import type { PageWeight } from './pageWeight.ts';

export interface Budget {
  readonly kind: 'play' | 'lesson' | 'reading';
  readonly scriptKilobytesMax: number;
  readonly htmlKilobytesMax: number;
  readonly cssKilobytesMax: number;
}

const SCRIPT_KILOBYTES_MAX = { play: 140, lesson: 110, reading: 30 } as const;

/** The budget of a page by its address, in whatever language. */
export function budgetOf(page: string): Budget {
  const path = page.replace(/^\/zh-cn\//, '/');
  const kind = /^\/(play|versus)\//.test(path) ? 'play' : /^\/learn\/./.test(path) ? 'lesson' : 'reading';
  return { kind, scriptKilobytesMax: SCRIPT_KILOBYTES_MAX[kind], htmlKilobytesMax: 20, cssKilobytesMax: 20 };
}

/** Every budget that a page exceeds, as a sentence. */
export function exceeded(weight: PageWeight): readonly string[] {
  const budget = budgetOf(weight.page);
  const limits = [
    ['JavaScript', weight.scriptBytes, budget.scriptKilobytesMax],
    ['HTML', weight.htmlBytes, budget.htmlKilobytesMax],
    ['CSS', weight.cssBytes, budget.cssKilobytesMax],
  ] as const;
  return limits
    .filter(([, bytes, kilobytesMax]) => bytes > kilobytesMax * 1000)
    .map(
      ([what, bytes, kilobytesMax]) =>
        `${weight.page} has ${kilobytes(bytes)} KB of ${what}, more than ${kilobytesMax} KB`,
    );
}

/** `12.3`: bytes as kilobytes for reading. */
export function kilobytes(bytes: number): string {
  return (bytes / 1000).toFixed(1);
}
