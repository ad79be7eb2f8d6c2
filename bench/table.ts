// The learning table: every case below, five seeds each, with shipped defaults. See README.md.
import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs, promisify } from 'node:util';
import { progress } from './lib/report.ts';
import { table, writeSection } from './lib/results-file.ts';

/** Algorithm, environment, steps, and what `evalMean` should reach on how many of five seeds. */
const CASES: readonly (readonly [algo: string, env: string, steps: number, wanted: number, onSeeds: number])[] = [
  ['reinforce', 'Bandit-v0', 10_000, 0.95, 5],
  ['reinforce', 'CartPole-v1', 300_000, 475, 5],
  ['ppo-clip', 'CartPole-v1', 100_000, 475, 5],
  ['ppo-clip', 'Pendulum-v1', 100_000, -195, 4],
];

interface Learned {
  readonly threshold: number;
  readonly seeds: readonly {
    readonly stepsToThreshold: number | null;
    readonly secondsToThreshold: number | null;
    readonly evalMean: number | null;
  }[];
}

const { values: options } = parseArgs({ options: { only: { type: 'string' } } });
const chosen = CASES.filter(([algo, env]) => !options.only || `${algo} ${env}`.includes(options.only));
const folder = mkdtempSync(join(tmpdir(), 'learn-'));
// Bundled once; then the cases run side by side, a process each.
await promisify(execFile)('node', [
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

const rows: string[][] = chosen.map(() => []);
let next = 0;
await Promise.all(
  Array.from({ length: availableParallelism() }, async () => {
    while (next < chosen.length) {
      const index = next++;
      rows[index] = await learn(...chosen[index]!);
    }
  }),
);
const head = [
  'algorithm',
  'environment',
  'steps',
  'greedy return, five seeds',
  'median',
  'wanted',
  'held',
  'steps to threshold',
  'seconds',
];
writeSection(
  'Learning',
  `Greedy policy after exactly so many steps, over the same 100 start states; shipped defaults, seeds 1 to 5. Steps and seconds until the mean of the last 100 training episodes reaches the environment’s threshold: median of the seeds that do (how many).\n\n${table(head, rows)}`,
);

async function learn(algo: string, env: string, steps: number, wanted: number, onSeeds: number): Promise<string[]> {
  const file = join(folder, `${algo}-${env}.json`);
  const args = ['.cache/bench/learn.mjs', '--algo', algo, '--env', env, '--steps', String(steps), '--json', file];
  await promisify(execFile)('node', args, { maxBuffer: 1 << 28 });
  const { seeds } = JSON.parse(readFileSync(file, 'utf8')) as Learned;
  const means = seeds.map(({ evalMean }) => evalMean ?? Number.NaN);
  const reached = means.filter((mean) => mean >= wanted).length;
  const when = seeds.flatMap((seed) => (seed.stepsToThreshold === null ? [] : [seed.stepsToThreshold]));
  const seconds = seeds.flatMap((seed) => (seed.secondsToThreshold === null ? [] : [seed.secondsToThreshold]));
  const row = [
    algo,
    env,
    steps.toLocaleString('en'),
    means.map(short).join(', '),
    short(median(means)),
    `≥ ${short(wanted)} on ${onSeeds}`,
    `${reached >= onSeeds ? 'yes' : 'no'}, ${reached} of ${seeds.length}`,
    when.length ? `${Math.round(median(when)).toLocaleString('en')} (${when.length})` : 'none',
    seconds.length ? median(seconds).toFixed(1) : '–',
  ];
  progress(row.join(' | '));
  return row;
}

const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[values.length >> 1]!;
const short = (value: number): string =>
  Number.isNaN(value) ? 'diverged' : String(Number(value.toFixed(Math.abs(value) < 10 ? 3 : 0))).replace('-', '−');
