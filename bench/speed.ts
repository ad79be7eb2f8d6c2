// Environment steps per second, from the bare dynamics to PPO end to end: see README.md.
import { parseArgs } from 'node:util';
import { findEnvironment } from '../src/engine/envs/index.ts';
import { loadKernel } from '../src/engine/kernels/load.ts';
import { createPolicyLearner } from '../src/engine/nn/create-learner.ts';
import { Collector } from '../src/engine/rollout/collect.ts';
import { VectorEnv } from '../src/engine/rollout/vector-env.ts';
import { Run } from '../src/engine/run.ts';
import type { ConfigValue } from '../src/engine/run-spec.ts';
import { openBackend } from '../src/engine/tf.ts';
import { tunedConfig } from '../src/presets/tuned.ts';
import { kernelResults } from './kernel.ts';
import { machine, progress, report } from './lib/report.ts';
import { writeSection } from './lib/results-file.ts';
import { speedTables } from './lib/speed-tables.ts';
import { iterations, openTrainer } from './lib/training.ts';

const { values: options } = parseArgs({
  options: {
    json: { type: 'string' },
    /** Also write the table in RESULTS.md. */
    results: { type: 'boolean', default: false },
  },
});
const cartPole = findEnvironment('CartPole-v1');

/** CleanRL's ppo.py, as far as our names go. */
const CLEANRL: Readonly<Record<string, ConfigValue>> = {
  nEnvs: 4,
  nSteps: 128,
  nEpochs: 4,
  batchSize: 128,
  learningRate: 2.5e-4,
  annealing: true,
  gamma: 0.99,
  gaeLambda: 0.95,
  clipRange: 0.2,
  clipRangeVf: 0.2,
  entCoef: 0.01,
  maxGradNorm: 0.5,
  hidden: '64-64',
};

/** A batch of 64 out of the buffer for every step, networks of two layers of 64: about 5.3 million operations a step. */
const ONE_UPDATE_A_STEP = {
  hidden: '64-64',
  valueHidden: '64-64',
  batchSize: 64,
  trainFreq: 1,
  gradientSteps: 1,
  learningStarts: 500,
};

/** The median of five rates, each of `steps` steps done by `work`. */
async function rate(steps: number, work: () => unknown): Promise<number> {
  const rates: number[] = [];
  await work();
  for (let i = 0; i < 5; i++) {
    const start = performance.now();
    await work();
    rates.push((steps / (performance.now() - start)) * 1000);
  }
  return rates.sort((a, b) => a - b)[2]!;
}

async function bareDynamics(): Promise<number> {
  const environments = new VectorEnv(cartPole, 64, 1);
  const actions = Float32Array.from({ length: 64 }, (_, i) => i % 2);
  const steps = 10_000;
  return rate(steps * 64, () => {
    for (let t = 0; t < steps; t++) environments.step(actions);
  });
}

async function rollout(): Promise<number> {
  const config = { ...tunedConfig('ppo-clip', 'CartPole-v1'), hidden: '64-64', nEnvs: 64 };
  const { kernel } = await loadKernel();
  const spec = { algo: 'ppo-clip', env: cartPole.id, seed: 1, backend: 'wasm', config } as const;
  const run = new Run(spec, async () => {}, kernel?.instantiate() ?? null);
  const settings = { hidden: '64-64', activation: 'tanh', initialLogStd: 0 } as const;
  const policy = createPolicyLearner(run, settings, { rule: 'adam' });
  const collector = new Collector(run, policy, { copies: 64, normalizeObs: false, normalizeReward: false });
  const horizon = 256;
  return rate(horizon * 64, () => collector.steps(horizon, 0.99));
}

/** Training end to end, rollouts, updates and evaluations included, after the first `warmUp` iterations. */
async function training(overrides: Readonly<Record<string, ConfigValue>>): Promise<number> {
  const trainer = await openTrainer('ppo-clip', cartPole.id, 1, overrides);
  const warmUp = 5;
  let [steps, start] = [0, 0];
  let last = 0;
  for await (const record of iterations(trainer)) {
    last = record.steps;
    if (record.iteration !== warmUp) continue;
    steps = record.steps;
    start = performance.now();
  }
  const result = ((last - steps) / (performance.now() - start)) * 1000;
  trainer.dispose();
  return result;
}

/**
 * DDPG end to end. It is judged against the machine's peak, which is taken where nothing else disturbs: so the rate, too, is
 * that of the fastest tenth of its iterations, each some ten milliseconds long.
 */
async function offPolicyTraining(): Promise<number> {
  const config = { ...ONE_UPDATE_A_STEP, nSteps: 50, totalSteps: 25_000, evalInterval: 1_000_000 };
  const trainer = await openTrainer('ddpg', 'Pendulum-v1', 1, config);
  const times: number[] = [];
  let start = performance.now();
  for await (const record of iterations(trainer)) {
    const now = performance.now();
    if (record.steps > 2 * ONE_UPDATE_A_STEP.learningStarts) times.push((now - start) / config.nSteps);
    start = now;
  }
  trainer.dispose();
  return 1000 / times.sort((a, b) => a - b)[Math.floor(times.length / 10)]!;
}

const { id } = await openBackend('wasm');
const results: { id: string; value: number; unit: string }[] = [];
for (const [name, measure] of [
  ['ddpg', offPolicyTraining],
  ['env.CartPole-v1', bareDynamics],
  ['rollout.CartPole-v1', rollout],
  ['ppo.preset', () => training({ totalSteps: 100_000 })],
  ['ppo.cleanrl', () => training({ ...CLEANRL, totalSteps: 50_000 })],
] as const) {
  const value = Math.round(await measure());
  results.push({ id: name, value, unit: 'steps/s' });
  progress(`${name}: ${value.toLocaleString('en')} steps/s`);
}
const kernel = await kernelResults();
for (const { id: name, value, unit } of kernel) progress(`${name}: ${value.toPrecision(3)} ${unit}`);
const all = [...results, ...kernel];
if (options.results) writeSection('Speed', speedTables(all));
report({ machine: machine(id), results: all }, options.json);
