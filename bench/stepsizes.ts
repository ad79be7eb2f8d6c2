// How wide the range of step sizes is that solves CartPole, and what happens beyond it: see README.md.
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { type Learned, learnAll, short } from './lib/parallel.ts';
import { progress } from './lib/report.ts';
import { table, writeSection } from './lib/results-file.ts';
import { drawStepSizes, type StepSizeCurve } from './lib/step-size-plot.ts';

const { values: options } = parseArgs({
  options: { seeds: { type: 'string', default: '5' }, steps: { type: 'string', default: '100000' } },
});

/** One batch for all: 1,024 steps, or 16 whole episodes where an algorithm collects those. */
const BATCH = ['nEnvs=16', 'nSteps=64', 'nEpisodes=16', 'hidden=64-64', 'annealing=false', 'targetKl=0'];
/** The key of each algorithm's step size, and which of the shared settings it knows. */
const CONTENDERS: readonly (readonly [algo: string, key: string])[] = [
  ['reinforce', 'learningRate'],
  ['a2c', 'learningRate'],
  ['is-pg', 'learningRate'],
  ['trpo', 'delta'],
  ['ppo-kl', 'learningRate'],
  ['ppo-clip', 'learningRate'],
];
/** Half decades over four decades, from 10⁻⁴ to 1. */
const GRID = Array.from({ length: 9 }, (_, i) => Number((10 ** (i / 2 - 4)).toPrecision(3)));

const cases = CONTENDERS.flatMap(([algo, key]) =>
  GRID.map((stepSize) => {
    const settings = [...BATCH, `${key}=${stepSize}`].flatMap((setting) => ['--set', setting]);
    return ['--algo', algo, '--env', 'CartPole-v1', '--steps', options.steps, '--seeds', options.seeds, ...settings];
  }),
);
const results = await learnAll(cases, (index, { algo, seeds }) =>
  progress(
    `${algo} ${GRID[index % GRID.length]}: ${seeds.map(({ evalMean }) => evalMean?.toFixed(0) ?? '–').join(' ')}`,
  ),
);

/** A run that was good and is not any more, or whose numbers blew up. */
const collapsed = ({ best100, lastFifth, evalMean }: Learned['seeds'][number]): boolean =>
  evalMean === null || (best100 !== null && lastFifth !== null && lastFifth < best100 / 4);
const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

const curves: StepSizeCurve[] = CONTENDERS.map(([algo, key], which) => ({
  algo,
  key,
  points: GRID.map((stepSize, i) => {
    const { seeds } = results[which * GRID.length + i]!;
    return {
      stepSize,
      returns: seeds.map(({ evalMean }) => evalMean ?? 0),
      solved: seeds.filter(({ evalMean }) => (evalMean ?? 0) >= 475).length / seeds.length,
      collapsed: seeds.filter(collapsed).length / seeds.length,
    };
  }),
}));

const rows = curves.map(({ algo, key, points }) => {
  const works = points.filter(({ solved }) => solved > 0.5);
  // Each point of the grid stands for the half decade around it.
  const width = works.length / 2;
  // Of a plateau, its middle.
  const top = Math.max(...points.map(({ returns }) => mean(returns)));
  const plateau = points.filter(({ returns }) => mean(returns) >= 0.98 * top);
  const best = plateau[(plateau.length - 1) >> 1]!;
  const beyond = points.find(({ stepSize }) => Math.abs(stepSize / best.stepSize / 10 - 1) < 0.05);
  return [
    algo,
    key,
    works.length ? `${short4(works[0]!.stepSize)} – ${short4(works.at(-1)!.stepSize)}` : 'none',
    width.toFixed(1),
    short4(best.stepSize),
    short(mean(best.returns)),
    beyond ? `${(100 * beyond.collapsed).toFixed(0)} %` : 'off the grid',
    beyond ? short(mean(beyond.returns)) : '–',
  ];
});
writeFileSync('bench/step-sizes.svg', drawStepSizes(curves));
const head = [
  'algorithm',
  'step size',
  'solves from – to',
  'decades',
  'best',
  'its return',
  'collapse at 10 × best',
  'return there',
];
writeSection(
  'Step sizes',
  `CartPole-v1, ${Number(options.steps).toLocaleString('en')} steps, batches of 1,024 (REINFORCE: 16 episodes), 64-64 networks, no annealing, no early stop, ${options.seeds} seeds a point. A step size solves if the greedy policy returns 475 or more in most seeds; a run collapses if the mean of its last fifth is below a quarter of its best 100-episode mean, or its numbers blow up.\n\n${table(head, rows)}\n\n![Return after training against step size, one line an algorithm](step-sizes.svg)`,
);

function short4(value: number): string {
  return String(Number(value.toPrecision(2)));
}
