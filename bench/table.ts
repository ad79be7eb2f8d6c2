// The learning table: every case below, five seeds each, with shipped defaults. See README.md.
import { parseArgs } from 'node:util';
import { lqrGainErrors } from './lib/lqr-gain.ts';
import { type Learned, learnAll, median, short } from './lib/parallel.ts';
import { progress } from './lib/report.ts';
import { table, writeSection } from './lib/results-file.ts';

/** Algorithm, environment, steps, what `evalMean` should reach on how many of five seeds, and settings that differ. */
type Case = readonly [algo: string, env: string, steps: number, wanted: number, onSeeds: number, ...settings: string[]];

const CARTPOLE = 'CartPole-v1';
const CASES: readonly Case[] = [
  ['reinforce', 'Bandit-v0', 10_000, 0.95, 5],
  ...['trpo', 'ppo-clip', 'ppo-kl', 'npg'].map((algo): Case => [algo, CARTPOLE, 100_000, 475, 5]),
  ...['reinforce', 'actor-critic', 'a2c', 'vpg-adaptive', 'a2c-trust-region'].map(
    (algo): Case => [algo, CARTPOLE, 500_000, 475, 4],
  ),
  ['is-pg', CARTPOLE, 300_000, 195, 4],
  ['trpo', 'Pendulum-v1', 100_000, -195, 4],
  ['ppo-clip', 'Pendulum-v1', 100_000, -195, 4],
  ['a2c', 'Pendulum-v1', 1_000_000, -195, 4],
  ['trpo', 'Acrobot-v1', 100_000, -90, 4],
  ['ppo-clip', 'Acrobot-v1', 500_000, -85, 4],
  ['a2c', 'Acrobot-v1', 500_000, -90, 4],
  ['ppo-clip', 'MountainCar-v0', 1_000_000, -125, 4],
  ['ppo-clip', 'MountainCarContinuous-v0', 300_000, 88, 4],
  ['actor-critic', 'CliffWalking-v1', 500_000, -17, 4],
  ['actor-critic', 'FrozenLake-v1', 300_000, 0.95, 4, '--set', 'slippery=false'],
  // Within 0.05 of the optimal policy, which reaches the goal in 0.8167 of all episodes of at most 200 steps.
  ['actor-critic', 'FrozenLake-v1', 1_000_000, 0.7667, 4],
];

const { values: options } = parseArgs({ options: { only: { type: 'string' } } });
const chosen = CASES.filter(([algo, env]) => !options.only || `${algo} ${env}`.includes(options.only));
const rows: string[][] = [];
await learnAll(
  chosen.map(([algo, env, steps, , , ...more]) => ['--algo', algo, '--env', env, '--steps', String(steps), ...more]),
  (index, result) => {
    rows[index] = rowOf(chosen[index]!, result);
    progress(rows[index].join(' | '));
  },
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
if (chosen.length)
  writeSection(
    'Learning',
    `Greedy policy after exactly so many steps, over the same 100 start states (where the environment is a table, its exact value); shipped defaults, seeds 1 to 5. Steps and seconds until the mean of the last 100 training episodes reaches the environment’s threshold: median of the seeds that do (how many).\n\n${table(head, rows)}`,
  );

if (!options.only || 'npg LQR-v0'.includes(options.only)) {
  const errors = (await lqrGainErrors([1, 2, 3, 4, 5])).map((error) => `${short(error)} %`);
  writeSection(
    'LQR',
    `npg on LQR-v0 with shipped defaults: its gain k, averaged over the last 20 iterations, against the Riccati gain, seeds 1 to 5: ${errors.join(', ')} (wanted: within 2 %).`,
  );
}

function rowOf([algo, env, steps, wanted, onSeeds, ...more]: Case, { seeds }: Learned): string[] {
  const means = seeds.map(({ exactMean, evalMean }) => exactMean ?? evalMean ?? Number.NEGATIVE_INFINITY);
  const reached = means.filter((mean) => mean >= wanted).length;
  const when = seeds.flatMap((seed) => (seed.stepsToThreshold === null ? [] : [seed.stepsToThreshold]));
  const seconds = seeds.flatMap((seed) => (seed.secondsToThreshold === null ? [] : [seed.secondsToThreshold]));
  return [
    algo,
    [env, ...more.filter((word) => word !== '--set')].join(' '),
    steps.toLocaleString('en'),
    means.map((mean) => (Number.isFinite(mean) ? short(mean) : 'diverged')).join(', '),
    short(median(means)),
    `≥ ${short(wanted)} on ${onSeeds}`,
    `${reached >= onSeeds ? 'yes' : 'no'}, ${reached} of ${seeds.length}`,
    when.length ? `${Math.round(median(when)).toLocaleString('en')} (${when.length})` : 'none',
    seconds.length ? median(seconds).toFixed(1) : '–',
  ];
}
