// The learning table: every case below, five seeds each, with shipped defaults. See README.md.
import { parseArgs } from 'node:util';
import { lqrGainErrors } from './lib/lqr-gain.ts';
import { type Learned, learnAll, median, short } from './lib/parallel.ts';
import { progress } from './lib/report.ts';
import { readTable, table, writeSection } from './lib/results-file.ts';

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
  ['ddpg', 'Pendulum-v1', 20_000, -175, 4],
  ['ddpg', 'MountainCarContinuous-v0', 300_000, 90, 4],
  ['svg0', 'Pendulum-v1', 40_000, -195, 4],
  ['a3c', CARTPOLE, 500_000, 475, 4],
  ['a3c', CARTPOLE, 500_000, 475, 4, '--set', 'mode=workers', '--set', 'nWorkers=2'],
  ['behavior-cloning', CARTPOLE, 200_000, 475, 4],
  ['cem', CARTPOLE, 500_000, 475, 5],
];

const { values: options } = parseArgs({ options: { only: { type: 'string' } } });
const chosen = CASES.filter((one) => !options.only || nameOf(one).join(' ').includes(options.only));
/** By case; what is not measured now stays as it stood. */
const rows = new Map(readTable('Learning').map((row) => [row.slice(0, 3).join(' '), row]));
await learnAll(
  chosen.map(([algo, env, steps, , , ...more]) => ['--algo', algo, '--env', env, '--steps', String(steps), ...more]),
  (index, result) => {
    const row = rowOf(chosen[index]!, result);
    rows.set(nameOf(chosen[index]!).join(' '), row);
    progress(row.join(' | '));
  },
);
const inOrder = CASES.map((one) => rows.get(nameOf(one).join(' '))).filter((row) => row !== undefined);
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
    `Greedy policy after exactly so many steps (of behaviour cloning: expert samples), over the same 100 start states (where the environment is a table, its exact value); shipped defaults, seeds 1 to 5. Steps and seconds until the mean of the last 100 training episodes reaches the environment’s threshold: median of the seeds that do (how many).\n\n${table(head, inOrder)}`,
  );

if (!options.only || 'npg LQR-v0'.includes(options.only)) {
  const errors = (await lqrGainErrors([1, 2, 3, 4, 5])).map((error) => `${short(error)} %`);
  writeSection(
    'LQR',
    `npg on LQR-v0 with shipped defaults: its gain k, averaged over the last 20 iterations, against the Riccati gain, seeds 1 to 5: ${errors.join(', ')} (wanted: within 2 %).`,
  );
}

/** The first three cells of a case's row: they tell it from all others. */
function nameOf([algo, env, steps, , , ...more]: Case): string[] {
  return [algo, [env, ...more.filter((word) => word !== '--set')].join(' '), steps.toLocaleString('en')];
}

function rowOf(one: Case, { seeds }: Learned): string[] {
  const [, , , wanted, onSeeds] = one;
  const means = seeds.map(({ exactMean, evalMean }) => exactMean ?? evalMean ?? Number.NEGATIVE_INFINITY);
  const reached = means.filter((mean) => mean >= wanted).length;
  const when = seeds.flatMap((seed) => (seed.stepsToThreshold === null ? [] : [seed.stepsToThreshold]));
  const seconds = seeds.flatMap((seed) => (seed.secondsToThreshold === null ? [] : [seed.secondsToThreshold]));
  return [
    ...nameOf(one),
    means.map((mean) => (Number.isFinite(mean) ? short(mean) : 'diverged')).join(', '),
    short(median(means)),
    `≥ ${short(wanted)} on ${onSeeds}`,
    `${reached >= onSeeds ? 'yes' : 'no'}, ${reached} of ${seeds.length}`,
    when.length ? `${Math.round(median(when)).toLocaleString('en')} (${when.length})` : 'none',
    seconds.length ? median(seconds).toFixed(1) : '–',
  ];
}
