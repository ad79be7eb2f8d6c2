import { beforeAll, describe, expect, it } from 'vitest';
import { importanceObjective, policyGradientObjective } from '../algorithms/objectives.ts';
import { clippedObjective } from '../algorithms/ppo-clip/objective.ts';
import { findEnvironment } from '../envs/index.ts';
import type { Kernel } from '../kernels/kernel.ts';
import { loadKernel } from '../kernels/load.ts';
import { uniform } from '../rng.ts';
import type { Batch } from '../rollout/trajectories.ts';
import { openWasm } from '../testing/backend.ts';
import { expectClose } from '../testing/golden.ts';
import { KernelPolicyLearner } from './kernel-policy-learner.ts';
import { KernelValueLearner } from './kernel-value-learner.ts';
import type { PolicyLearner, PolicyObjective, Reading, ValueLearner } from './learner.ts';
import { Adam, GradientStep } from './optimizers.ts';
import { Policy, ValueFunction } from './policy.ts';
import { TfPolicyLearner } from './tf-policy-learner.ts';
import { TfValueLearner } from './tf-value-learner.ts';

const CLOSE = { relativeToMax: 2e-5, absolute: 1e-6 };
const SETTINGS = { hidden: '16-12', activation: 'tanh', initialLogStd: -0.3 } as const;
const SIZE = 90;

let kernel: Kernel;
beforeAll(async () => {
  await openWasm();
  const loaded = await loadKernel();
  kernel = loaded.kernel!.instantiate();
});

/** A batch of made-up states and actions, the same every time. */
function batchFor(policy: Policy): Batch {
  const inputs = policy.shape.sizes[0]!;
  const { codeSize, actionSize, headSize, kind } = policy.distribution;
  const numbers = (which: number, count: number) =>
    Float32Array.from({ length: count }, (_, i) => 2 * uniform(3, 'initialise', which, i) - 1);
  const actions = numbers(1, SIZE * actionSize).map((u) =>
    kind === 'gaussian' ? u : u > 0 ? Math.max(1, headSize - 1) : 0,
  );
  const codes = new Float32Array(SIZE * codeSize);
  for (let row = 0; row < SIZE; row++) policy.distribution.encode(actions, row, codes, row);
  const observations = numbers(2, SIZE * inputs);
  return {
    size: SIZE,
    observations,
    codes,
    advantages: numbers(3, SIZE),
    returns: numbers(4, SIZE),
    values: numbers(5, SIZE),
  };
}

const value = (reading: Reading | undefined): number =>
  typeof reading === 'number' ? reading : reading!.dataSync()[0]!;

/** L^CLIP without the kernel's own form of it. */
const unfused: PolicyObjective = { ...clippedObjective(0.1), fused: null };

describe.each(['CartPole-v1', 'Pendulum-v1', 'Bandit-v0'])('policy learners on %s', (env) => {
  const policy = new Policy(findEnvironment(env), SETTINGS);
  const theta = policy.initialTheta(5);
  const batch = batchFor(policy);

  it.each([
    ['L^CLIP', clippedObjective(0.1), 'adam', 0.01],
    ['L^CLIP by its formula', unfused, 'adam', 0.01],
    ['U^PG', policyGradientObjective, 'sgd', 0.05],
    ['L^IS', importanceObjective, 'adam', 0],
  ] as const)('kernel and TensorFlow.js agree on %s', async (_, objective, rule, entCoef) => {
    const optimizer = rule === 'adam' ? new Adam(policy.size, { epsilon: 1e-5 }) : new GradientStep();
    const byTf = new TfPolicyLearner(policy, theta, optimizer);
    const byKernel = new KernelPolicyLearner(
      policy,
      kernel,
      theta,
      rule === 'adam' ? { rule, settings: { epsilon: 1e-5 } } : { rule },
    );
    const story = async (learner: PolicyLearner) => {
      learner.begin(batch);
      const readings: number[] = [];
      for (let step = 0; step < 6; step++) {
        const rows = step % 3 === 2 ? null : Uint32Array.from({ length: 37 }, (_, i) => (i * 7 + step) % SIZE);
        const advantages = rows ? Float32Array.from(rows, (row) => batch.advantages[row]!) : batch.advantages;
        const reading = learner.ascend(objective, rows, advantages, {
          rate: 0.02,
          entCoef,
          klCoef: 0.3,
          maxGradNorm: 0.5,
        });
        readings.push(value(reading.value), value(reading.gradNorm));
        // Looking changes nothing.
        await learner.kl();
      }
      const { kl, entropy, clipFraction, stepNorm } = learner.measure(0.1);
      const ratios = await learner.ratios(Uint32Array.from([3, 1, 4, 15]));
      learner.end();
      return {
        readings,
        whole: [kl, entropy, clipFraction, stepNorm].map(value),
        ratios,
        theta: await learner.theta(),
      };
    };
    const [expected, actual] = [await story(byTf), await story(byKernel)];
    expectClose(actual.readings, expected.readings, { ...CLOSE, absolute: 1e-5 }, 'the readings');
    expectClose(actual.whole, expected.whole, CLOSE, 'KL, entropy, clip fraction and ‖Δθ‖');
    expectClose(actual.ratios, expected.ratios, CLOSE, 'the ratios');
    expectClose(actual.theta, expected.theta, { relativeToMax: 1e-4 }, 'θ');

    // And what either has saved, the other goes on from.
    byTf.load(await byKernel.save());
    expectClose(await byTf.theta(), actual.theta, {}, 'θ, handed over');
    byTf.dispose();
  });

  it('pull a direction in the statistics back to θ alike', async () => {
    const { headSize, freeParameters } = policy.distribution;
    const statistics = {
      head: Float32Array.from({ length: SIZE * headSize }, (_, i) => uniform(9, 'initialise', 0, i) - 0.5),
      logStd: freeParameters ? new Float32Array(freeParameters).fill(0.3) : null,
    };
    const story = async (learner: PolicyLearner) => {
      learner.begin(batch);
      const length = value(learner.pullBack(statistics, 0));
      const direction = await learner.direction();
      learner.stepAlong(0.1);
      learner.end();
      return { length, direction, theta: await learner.theta() };
    };
    const byTf = new TfPolicyLearner(policy, theta, new GradientStep());
    const expected = await story(byTf);
    const actual = await story(new KernelPolicyLearner(policy, kernel, theta, { rule: 'sgd' }));
    expectClose(actual.length, expected.length, CLOSE, '‖ĝ‖');
    expectClose(actual.direction, expected.direction, CLOSE, 'ĝ');
    expectClose(actual.theta, expected.theta, CLOSE, 'θ');
    byTf.dispose();
  });

  it('take a gradient that a copy has computed as they take their own', async () => {
    const settings = { entCoef: 0.01, maxGradNorm: 0.5 };
    const step = { rule: 'adam', settings: { epsilon: 1e-5 } } as const;
    const learners = (): PolicyLearner[] => [
      new TfPolicyLearner(policy, policy.initialTheta(7), new Adam(policy.size, step.settings)),
      new KernelPolicyLearner(policy, kernel, policy.initialTheta(7), step),
    ];
    for (const [i, copy] of learners().entries()) {
      const [alone, shared] = [learners()[i]!, learners()[i]!];
      for (const learner of [alone, shared]) learner.adopt(theta);
      for (let update = 0; update < 2; update++) {
        for (const learner of [alone, shared]) learner.begin(batch);
        alone.gradient(policyGradientObjective, null, batch.advantages, settings);
        copy.adopt(await shared.theta());
        copy.begin(batch);
        copy.gradient(policyGradientObjective, null, batch.advantages, settings);
        shared.receive(await copy.direction());
        for (const learner of [alone, shared]) learner.stepAlong(0.01);
        for (const learner of [alone, shared, copy]) learner.end();
      }
      expect(await shared.theta()).toEqual(await alone.theta());
      expect(await shared.theta()).not.toEqual(theta);
      for (const learner of [alone, shared, copy]) learner.dispose();
    }
  });

  it('act alike', async () => {
    const byTf = new TfPolicyLearner(policy, theta, new GradientStep());
    const byKernel = new KernelPolicyLearner(policy, kernel, theta, { rule: 'sgd' });
    for (const count of [1, SIZE]) {
      const [wanted, got] = [await byTf.act(batch.observations, count), byKernel.act(batch.observations, count)];
      const headLength = count * policy.distribution.headSize;
      expectClose(Array.from(got.head).slice(0, headLength), wanted.head, CLOSE, 'the head');
      expectClose(got.logStd ?? [], wanted.logStd ?? [], CLOSE, 'log σ');
    }
    byTf.dispose();
  });
});

describe('value learners', () => {
  it.each([0, 0.2])('kernel and TensorFlow.js agree, clip range %d', async (clipRange) => {
    const environment = findEnvironment('CartPole-v1');
    const valueFunction = new ValueFunction(environment, SETTINGS);
    const phi = valueFunction.initialPhi(2);
    const batch = batchFor(new Policy(environment, SETTINGS));
    const story = async (learner: ValueLearner) => {
      const losses: number[] = [];
      learner.begin(batch);
      for (let step = 0; step < 6; step++) {
        const rows = step % 3 === 2 ? null : Uint32Array.from({ length: 41 }, (_, i) => (i * 5 + step) % SIZE);
        const reading = learner.descend(rows, { rate: 0.01, coefficient: 0.5, clipRange, maxGradNorm: 0.5 });
        losses.push(value(reading.value), value(reading.gradNorm));
      }
      learner.end();
      return { losses, values: await learner.values(batch.observations, SIZE) };
    };
    const byTf = new TfValueLearner(valueFunction, phi, new Adam(valueFunction.size));
    const expected = await story(byTf);
    const actual = await story(new KernelValueLearner(kernel, valueFunction, phi));
    expectClose(actual.losses, expected.losses, { ...CLOSE, absolute: 1e-5 }, 'the losses');
    expectClose(actual.values, expected.values, { relativeToMax: 1e-4 }, 'the values');
    byTf.dispose();
  });

  it('take a gradient that a copy has computed as they take their own', async () => {
    const environment = findEnvironment('CartPole-v1');
    const valueFunction = new ValueFunction(environment, SETTINGS);
    const phi = valueFunction.initialPhi(2);
    const batch = batchFor(new Policy(environment, SETTINGS));
    const settings = { coefficient: 0.5, clipRange: 0, maxGradNorm: 0.5 };
    const learners = (): ValueLearner[] => [
      new TfValueLearner(valueFunction, phi, new Adam(valueFunction.size)),
      new KernelValueLearner(kernel, valueFunction, phi),
    ];
    for (const [i, copy] of learners().entries()) {
      const [alone, shared] = [learners()[i]!, learners()[i]!];
      for (let update = 0; update < 2; update++) {
        alone.begin(batch);
        alone.descend(null, { ...settings, rate: 0.01 });
        copy.adopt(await shared.phi());
        copy.begin(batch);
        copy.gradient(null, settings);
        shared.receive(await copy.direction());
        shared.stepDown(0.01);
        for (const learner of [alone, copy]) learner.end();
      }
      expect(await shared.phi()).toEqual(await alone.phi());
      expect(await shared.phi()).not.toEqual(phi);
      for (const learner of [alone, shared, copy]) learner.dispose?.();
    }
  });
});
