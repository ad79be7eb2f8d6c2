import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { clippedObjective } from '../algorithms/ppo-clip/objective.ts';
import { findEnvironment } from '../envs/index.ts';
import type { Kernel } from '../kernels/kernel.ts';
import { Draws, makeKernel } from '../kernels/testing/make.ts';
import { KernelPolicyLearner } from '../nn/kernel-policy-learner.ts';
import { MOVED, type PolicyLearner } from '../nn/learner.ts';
import { GradientStep } from '../nn/optimizers.ts';
import { Policy } from '../nn/policy.ts';
import { TfPolicyLearner } from '../nn/tf-policy-learner.ts';
import type { Batch } from '../rollout/trajectories.ts';
import { openWasm } from '../testing/backend.ts';
import { expectClose } from '../testing/golden.ts';
import { tf } from '../tf.ts';

const CLOSE = { relativeToMax: 2e-5, absolute: 1e-6 };
const SIZE = 70;

let kernel: Kernel;
beforeAll(async () => {
  await openWasm();
  kernel = await makeKernel();
});

/** Also what golden policies are not: no inputs, two actions by one logit, kinked activations. */
describe.each([
  ['CartPole-v1', 'relu'],
  ['Pendulum-v1', 'relu'],
  ['Bandit-v0', 'tanh'],
] as const)('policy learners inside a trust region, on %s with %s', (env, activation) => {
  const policy = new Policy(findEnvironment(env), { hidden: '12-9', activation, initialLogStd: -0.3 });
  const draws = new Draws(7);
  const theta = policy.initialTheta(3).map((x) => x + draws.numbers(1, 0.2)[0]!);
  const batch = batchFor(policy, draws);
  const step = draws.numbers(policy.size, 0.05);
  const direction = draws.numbers(policy.size);
  const objective = clippedObjective(0.1);
  const learners: TfPolicyLearner[] = [];
  const open = (implementation: string): PolicyLearner => {
    if (implementation === 'kernel') return new KernelPolicyLearner(policy, kernel, theta, { rule: 'sgd' });
    const learner = new TfPolicyLearner(policy, theta, new GradientStep());
    learners.push(learner);
    return learner;
  };
  afterEach(() => {
    for (const learner of learners.splice(0)) learner.dispose();
  });

  it('kernel and TensorFlow.js agree', async () => {
    const story = async (learner: PolicyLearner) => {
      learner.begin(batch);
      const product = await learner.fisherProduct(direction);
      const scores = await learner.scores();
      learner.place(step);
      const { surrogate, kl } = await learner.assess(objective, batch.advantages);
      return { product, scores, figures: [surrogate, kl], theta: await learner.theta() };
    };
    const [wanted, got] = [await story(open('TensorFlow.js')), await story(open('kernel'))];
    expectClose(got.product, wanted.product, CLOSE, 'F v');
    expectClose(got.scores, wanted.scores, CLOSE, 'the scores');
    expectClose(got.figures, wanted.figures, CLOSE, 'surrogate and KL');
    expectClose(got.theta, wanted.theta, { relativeToMax: 1e-7 }, 'θ');
  });

  it.each(['kernel', 'TensorFlow.js'])(
    '%s: scores average to ĝ, and looking in between changes nothing',
    async (name) => {
      const learner = open(name);
      learner.begin(batch);
      const before = await learner.fisherProduct(direction);
      learner.gradient({ ...objective, fused: null }, null, batch.advantages, { entCoef: 0, maxGradNorm: 0 });
      const g = await learner.direction();
      const scores = await learner.scores();
      await learner.kl();
      await learner.ratios(Uint32Array.of(5, 2));
      expect(await learner.fisherProduct(direction)).toEqual(before);
      expect(await learner.direction()).toEqual(g);
      // At θ_old every ratio is 1: any surrogate has the policy gradient.
      const mean = g.map((_, i) => {
        let sum = 0;
        for (let row = 0; row < SIZE; row++) sum += (batch.advantages[row]! * scores[row * g.length + i]!) / SIZE;
        return sum;
      });
      expectClose(mean, g, CLOSE, 'the mean of Â ∇ log π');
    },
  );

  it.each(['kernel', 'TensorFlow.js'])('%s: places θ from θ_old, wherever it was', async (name) => {
    const learner = open(name);
    learner.begin(batch);
    for (const away of [step, step.map((x) => -3 * x), new Float32Array(step.length)]) learner.place(away);
    expect(await learner.theta()).toEqual(theta);
    expect((await learner.assess(objective, batch.advantages)).kl).toBeCloseTo(0, 7);
    await expect(learner.fisherProduct(direction)).rejects.toThrow(MOVED);
    await expect(learner.scores()).rejects.toThrow(MOVED);
  });

  it('TensorFlow.js leaves no tensor behind', async () => {
    const learner = open('TensorFlow.js');
    const round = async (): Promise<number> => {
      learner.begin(batch);
      await learner.fisherProduct(direction);
      await learner.scores();
      learner.place(step);
      await learner.assess(objective, batch.advantages);
      learner.end();
      return tf.memory().numTensors;
    };
    const first = await round();
    expect(await round()).toBe(first);
  });
});

function batchFor({ shape, distribution }: Policy, draws: Draws): Batch {
  const { kind, actionSize, codeSize, headSize } = distribution;
  const actions = draws
    .numbers(SIZE * actionSize)
    .map((u) => (kind === 'gaussian' ? u : u > 0 ? Math.max(1, headSize - 1) : 0));
  const codes = new Float32Array(SIZE * codeSize);
  for (let row = 0; row < SIZE; row++) distribution.encode(actions, row, codes, row);
  const [advantages, zeros] = [draws.numbers(SIZE), new Float32Array(SIZE)];
  return {
    size: SIZE,
    observations: draws.numbers(SIZE * shape.sizes[0]!),
    codes,
    advantages,
    returns: zeros,
    values: zeros,
  };
}
