import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** What bench:learn reports of one case; see README.md. */
export interface Learned {
  readonly algo: string;
  readonly env: string;
  readonly threshold: number;
  readonly seeds: readonly {
    readonly seed: number;
    readonly stepsToThreshold: number | null;
    readonly secondsToThreshold: number | null;
    readonly evalMean: number | null;
    readonly exactMean: number | null;
    readonly best100: number | null;
    readonly lastFifth: number | null;
  }[];
}

/** Trains cases side by side, one process each, as many at once as there are cores. Results in the order of the cases. */
export async function learnAll(
  cases: readonly (readonly string[])[],
  onResult: (index: number, result: Learned) => void = () => {},
): Promise<Learned[]> {
  const folder = mkdtempSync(join(tmpdir(), 'learn-'));
  // Bundles it, once for all.
  await run('node', [
    'bench/run.mjs',
    'learn',
    '--algo',
    'reinforce',
    '--env',
    'Bandit-v0',
    '--steps',
    '32',
    '--seeds',
    '1',
  ]);
  const results: Learned[] = [];
  let next = 0;
  const worker = async (): Promise<void> => {
    while (next < cases.length) {
      const index = next++;
      const file = join(folder, `${index}.json`);
      await run('node', ['.cache/bench/learn.mjs', ...cases[index]!, '--json', file], { maxBuffer: 1 << 28 });
      results[index] = JSON.parse(readFileSync(file, 'utf8')) as Learned;
      onResult(index, results[index]!);
    }
  };
  await Promise.all(Array.from({ length: availableParallelism() }, worker));
  return results;
}

export const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[values.length >> 1]!;

/** At most four digits, with a proper minus. */
export const short = (value: number): string =>
  String(Number(value.toFixed(Math.abs(value) < 10 ? 3 : 0))).replace('-', '−');
