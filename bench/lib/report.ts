import { writeFileSync } from 'node:fs';
import { availableParallelism, cpus } from 'node:os';

/** The result as JSON: to a file if `--json` named one, else to stdout. */
export function report(result: unknown, file: string | undefined): void {
  const text = `${JSON.stringify(result, null, 2)}\n`;
  if (file) writeFileSync(file, text);
  else process.stdout.write(text);
}

/** Progress goes to stderr, so that stdout holds the result alone. */
export const progress = (line: string): void => {
  process.stderr.write(`${line}\n`);
};

/** What the figures were measured on. */
export const machine = (backend: string) => ({
  cpu: cpus()[0]?.model ?? 'unknown',
  cores: availableParallelism(),
  node: process.version,
  backend,
});
