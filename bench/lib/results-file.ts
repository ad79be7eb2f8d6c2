import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { availableParallelism, cpus } from 'node:os';

const FILE = 'bench/RESULTS.md';
const HEAD =
  '# Results\n\nWritten by the benchmarks themselves (README.md says how); nothing here is edited by hand.\n';

/** Replaces one section of RESULTS.md, or adds it at the end. `body` is Markdown below the section's own heading. */
export function writeSection(title: string, body: string): void {
  const text = existsSync(FILE) ? readFileSync(FILE, 'utf8') : HEAD;
  const section = `## ${title}\n\n${provenance()}\n\n${body.trim()}\n`;
  const start = text.indexOf(`## ${title}\n`);
  if (start < 0) {
    writeFileSync(FILE, `${text.trimEnd()}\n\n${section}`);
    return;
  }
  const next = text.indexOf('\n## ', start);
  const rest = next < 0 ? '' : text.slice(next);
  writeFileSync(FILE, `${text.slice(0, start)}${section}${rest}`);
}

/** A Markdown table; columns of numbers are aligned to the right. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const rule = head.map((_, column) => (rows.every((row) => /^[\d.,−–\s]*$/.test(row[column]!)) ? '---:' : '---'));
  return [head, rule, ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n');
}

/** The rows of a section's table as they stand in RESULTS.md, cell by cell; none where there is no such section. */
export function readTable(title: string): string[][] {
  const text = existsSync(FILE) ? readFileSync(FILE, 'utf8') : '';
  const section = text.split('\n## ').find((part) => part.startsWith(`${title}\n`)) ?? '';
  const lines = section.split('\n').filter((line) => line.startsWith('|'));
  // Without its head and the rule below it.
  return lines.slice(2).map((line) => line.slice(2, -2).split(' | '));
}

const provenance = (): string =>
  `${new Date().toISOString().slice(0, 10)}, ${cpus()[0]?.model.trim()}, ${availableParallelism()} cores, Node ${process.version}.`;
