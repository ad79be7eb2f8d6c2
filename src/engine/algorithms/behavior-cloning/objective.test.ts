import { beforeAll, describe, expect, it } from 'vitest';
import { findEnvironment } from '../../envs/index.ts';
import type { Kernel } from '../../kernels/kernel.ts';
import { Draws, makeKernel } from '../../kernels/testing/make.ts';
import { exp, log } from '../../math.ts';
import { KernelPolicyLearner } from '../../nn/kernel-policy-learner.ts';
import type { PolicyLearner } from '../../nn/learner.ts';
import { GradientStep } from '../../nn/optimizers.ts';
import { Policy } from '../../nn/policy.ts';
import { TfPolicyLearner } from '../../nn/tf-policy-learner.ts';
import type { Batch } from '../../rollout/trajectories.ts';
import { openWasm } from '../../testing/backend.ts';
import { expectClose } from '../../testing/golden.ts';
import { supervisedObjective } from './objective.ts';

/** Samples of a linear policy: one weight for each input and output, and a bias. */
const SAMPLES = 12;
const CLOSE = { relativeToMax: 1e-5, absolute: 1e-6 };
const PLAIN = { entCoef: 0, maxGradNorm: 0 };

let kernel: Kernel;
beforeAll(async () => {
  await openWasm();
  kernel = await makeKernel();
});

function batchOf(policy: Policy, observations: Float32Array, actions: Float32Array): Batch {
  const { distribution } = policy;
  const codes = new Float32Array(SAMPLES * distribution.codeSize);
  for (let row = 0; row < SAMPLES; row++) distribution.encode(actions, row, codes, row);
  const ones = new Float32Array(SAMPLES).fill(1);
  return { size: SAMPLES, observations, codes, advantages: ones, returns: ones, values: ones };
}

async function expectUpdate(policy: Policy, theta: Float32Array, batch: Batch, value: number, gradient: number[]) {
  const learners: PolicyLearner[] = [
    new TfPolicyLearner(policy, theta, new GradientStep()),
    new KernelPolicyLearner(policy, kernel, theta, { rule: 'sgd' }),
  ];
  for (const learner of learners) {
    learner.begin(batch);
    const reading = learner.gradient(supervisedObjective, null, batch.advantages, PLAIN).value;
    expectClose(typeof reading === 'number' ? reading : reading.dataSync()[0]!, value, CLOSE, 'U^SL');
    expectClose(await learner.direction(), gradient, CLOSE, 'its gradient');
    // The plain step goes all the way along it.
    learner.stepAlong(0.1);
    expectClose(
      await learner.theta(),
      gradient.map((g, i) => theta[i]! + 0.1 * g),
      CLOSE,
      'θ + α ĝ',
    );
    learner.end();
    learner.dispose();
  }
}

describe('U^SL and its gradient on a linear policy, by hand in float64', () => {
  it('for two actions: the mean of (1[a = ã] − π(a|s)) s', async () => {
    const policy = new Policy(findEnvironment('CartPole-v1'), { hidden: 'none', activation: 'tanh', initialLogStd: 0 });
    const draws = new Draws(7);
    const [inputs, outputs] = [4, 2];
    const theta = draws.numbers(policy.size);
    const observations = draws.numbers(SAMPLES * inputs);
    const actions = Float32Array.from({ length: SAMPLES }, () => draws.integer(0, 1));
    let value = 0;
    const gradient = new Array<number>(policy.size).fill(0);
    for (let row = 0; row < SAMPLES; row++) {
      const x = [...observations.subarray(row * inputs, (row + 1) * inputs)];
      const logits = [0, 1].map((o) =>
        x.reduce((sum, v, i) => sum + theta[o * inputs + i]! * v, theta[outputs * inputs + o]!),
      );
      const weights = logits.map((logit) => exp(logit));
      const total = weights[0]! + weights[1]!;
      value += (logits[actions[row]!]! - log(total)) / SAMPLES;
      for (const o of [0, 1]) {
        const error = ((actions[row] === o ? 1 : 0) - weights[o]! / total) / SAMPLES;
        for (let i = 0; i < inputs; i++) gradient[o * inputs + i]! += error * x[i]!;
        gradient[outputs * inputs + o]! += error;
      }
    }
    await expectUpdate(policy, theta, batchOf(policy, observations, actions), value, gradient);
  });

  it('for a Gaussian: the mean of (ã − μ) s / σ², and for log σ that of z² − 1', async () => {
    const settings = { hidden: 'none', activation: 'tanh', initialLogStd: 0 } as const;
    const policy = new Policy(findEnvironment('Pendulum-v1'), settings);
    const draws = new Draws(8);
    const theta = draws.numbers(policy.size, 0.5);
    const observations = draws.numbers(SAMPLES * 3);
    const actions = draws.numbers(SAMPLES, 2);
    const logStd = theta[4]!;
    const variance = exp(2 * logStd);
    let value = 0;
    const gradient = [0, 0, 0, 0, 0];
    for (let row = 0; row < SAMPLES; row++) {
      const x = [...observations.subarray(row * 3, (row + 1) * 3), 1];
      const error = actions[row]! - x.reduce((sum, v, i) => sum + theta[i]! * v, 0);
      value += (-0.5 * ((error * error) / variance + log(2 * Math.PI)) - logStd) / SAMPLES;
      for (const [i, v] of x.entries()) gradient[i]! += (error * v) / variance / SAMPLES;
      gradient[4]! += ((error * error) / variance - 1) / SAMPLES;
    }
    expect(policy.size).toBe(5);
    await expectUpdate(policy, theta, batchOf(policy, observations, actions), value, gradient);
  });
});
