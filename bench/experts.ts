// Trains the experts that behaviour cloning learns from, and writes the best of five seeds each: see README.md.
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { findEnvironment } from '../src/engine/envs/index.ts';
import { encodeFloats, type TrainedPolicy } from '../src/engine/experts/trained.ts';
import { parameterCount, parseHidden } from '../src/engine/nn/mlp.ts';
import { RunningNormalizer } from '../src/engine/rollout/running-normalizer.ts';
import type { CheckpointPart } from '../src/engine/run-spec.ts';
import { progress } from './lib/report.ts';
import { iterations, openTrainer } from './lib/training.ts';

/** Environment, who trains there and for how long, and what differs from its defaults: networks as small as will do. */
type Case = readonly [environment: string, algorithm: string, steps: number, settings: Record<string, string>];

const SMALL = { hidden: '16-16' };
const CASES: readonly Case[] = [
  ['CartPole-v1', 'ppo-clip', 100_000, SMALL],
  ['Pendulum-v1', 'trpo', 200_000, SMALL],
  ['Acrobot-v1', 'trpo', 200_000, SMALL],
  ['MountainCar-v0', 'ppo-clip', 1_000_000, SMALL],
  ['MountainCarContinuous-v0', 'cem', 500_000, {}],
];
const SEEDS = [1, 2, 3, 4, 5];
/** As in bench:learn. */
const EVALUATION = { episodes: 100, seed: 20_403 };

const { values: options } = parseArgs({ options: { only: { type: 'string' } } });
for (const [environment, algorithm, steps, settings] of CASES) {
  if (options.only && !environment.includes(options.only)) continue;
  const trained: TrainedPolicy[] = [];
  for (const seed of SEEDS) trained.push(await train(environment, algorithm, seed, steps, settings));
  const best = trained.reduce((a, b) => (b.greedyReturn > a.greedyReturn ? b : a));
  writeFileSync(`src/engine/experts/trained/${environment}.json`, written(best));
  progress(`${environment}: ${trained.map(({ greedyReturn }) => greedyReturn).join(', ')}; seed ${best.seed} it is.`);
}

/** As JSON in the project's format: a list of numbers stands on one line. */
function written(trained: TrainedPolicy): string {
  const text = JSON.stringify(trained, null, 2);
  return `${text.replace(/\[[^\]"]*\]/g, (list) => list.replace(/\s+/g, ' ').replace('[ ', '[').replace(' ]', ']'))}\n`;
}

async function train(
  environment: string,
  algorithm: string,
  seed: number,
  steps: number,
  settings: Record<string, string>,
): Promise<TrainedPolicy> {
  const trainer = await openTrainer(algorithm, environment, seed, { ...settings, totalSteps: steps });
  let fingerprint = '';
  for await (const record of iterations(trainer)) fingerprint = record.fingerprint;
  const { parts, spec } = await trainer.checkpoint();
  const returns = await trainer.evaluate(EVALUATION.episodes, EVALUATION.seed);
  const theta = await trainer.theta();
  trainer.dispose();
  const { observation, action } = findEnvironment(environment);
  const outputs = action.kind === 'box' ? action.size : action.n;
  const sizes = [observation.size, ...parseHidden(String(spec.config.hidden)), outputs];
  return {
    algorithm,
    environment,
    settings,
    seed,
    steps,
    fingerprint,
    greedyReturn: Number((returns.reduce((sum, value) => sum + value, 0) / returns.length).toFixed(3)),
    sizes,
    normalizer: parts.normalizer ? normalizerOf(parts.normalizer, observation.size) : null,
    // Without log σ at its end: an expert does not hesitate.
    theta: encodeFloats(theta.slice(0, parameterCount({ sizes, activation: 'tanh' }))),
  };
}

function normalizerOf(part: CheckpointPart, size: number): TrainedPolicy['normalizer'] {
  const running = new RunningNormalizer(size);
  running.load(part);
  // As exact as the float32 numbers that come out.
  const short = (value: number): number => Number(value.toPrecision(8));
  const deviation = Array.from({ length: size }, (_, i) => short(Math.sqrt(running.variance(i))));
  return { mean: Array.from(running.mean, short), deviation, clip: running.clip };
}
