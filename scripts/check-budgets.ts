/** `npm run budgets [-- --json]`: weighs every built page and fails when one is too heavy. Build the site first. */
import { fileURLToPath } from 'node:url';
import { budgetOf, exceeded, kilobytes } from './budgets.ts';
import { weighSite, type PageWeight } from './pageWeight.ts';

const DIST = fileURLToPath(new URL('../dist', import.meta.url));

function table(weights: readonly PageWeight[]): string {
  const rows = weights.map((weight) => {
    const budget = budgetOf(weight.page);
    return [
      weight.page,
      budget.kind,
      `${kilobytes(weight.scriptBytes)} / ${budget.scriptKilobytesMax}`,
      `${kilobytes(weight.htmlBytes)} / ${budget.htmlKilobytesMax}`,
      `${kilobytes(weight.cssBytes)} / ${budget.cssKilobytesMax}`,
    ];
  });
  const lines = [['page', 'kind', 'JS KB', 'HTML KB', 'CSS KB'], ...rows];
  const widths = [0, 1, 2, 3, 4].map((column) => Math.max(...lines.map((line) => line[column]?.length ?? 0)));
  return lines
    .map((line) =>
      line
        .map((cell, column) => (column < 2 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0)))
        .join('  '),
    )
    .join('\n');
}

function laterScripts(weights: readonly PageWeight[]): string {
  const sizes = new Map(
    weights.flatMap(({ later }) => later.map(({ path, bytes }): [string, number] => [path, bytes])),
  );
  return [...sizes].map(([path, bytes]) => `  ${path}: ${kilobytes(bytes)} KB`).join('\n');
}

function main(): void {
  const weights = weighSite(DIST);
  const faults = weights.length === 0 ? ['no page was built: npm run build'] : weights.flatMap(exceeded);
  if (process.argv.includes('--json')) {
    const pages = weights.map((weight) => ({ ...weight, budget: budgetOf(weight.page) }));
    console.log(JSON.stringify({ pages, faults }, null, 2));
  } else {
    const later = laterScripts(weights);
    console.log(table(weights));
    if (later !== '') console.log(`\nWorkers and scripts loaded on demand (not counted):\n${later}`);
    for (const fault of faults) console.error(`\n✗ ${fault}`);
  }
  process.exitCode = faults.length === 0 ? 0 : 1;
}

main();
