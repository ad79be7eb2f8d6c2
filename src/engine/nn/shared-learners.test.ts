import { beforeAll, describe, expect, it } from 'vitest';
import { policyGradientObjective } from '../algorithms/objectives.ts';
import { findEnvironment } from '../envs/index.ts';
import type { Kernel } from '../kernels/kernel.ts';
import { loadKernel } from '../kernels/load.ts';
import { uniform } from '../rng.ts';
import type { Batch } from '../rollout/trajectories.ts';
import { openWasm } from '../testing/backend.ts';
import { expectClose } from '../testing/golden.ts';
import { KernelSharedLearner } from './kernel-shared-learner.ts';
import type { PolicyObjective, Reading } from './learner.ts';
import { Adam, GradientStep } from './optimizers.ts';
import type { SharedLearner } from './shared-learner.ts';
import { SharedNetwork } from './shared-network.ts';
import { TfSharedLearner } from './tf-shared-learner.ts';

const CLOSE = { relativeToMax: 2e-5, absolute: 1e-6 };
/** More rows than the kernel has room for at first. */
const SIZE = 300;

let kernel: Kernel;
beforeAll(async () => {
  await openWasm();
  kernel = (await loadKernel()).kernel!.instantiate();
});

const value = (reading: Reading): number => (typeof reading === 'number' ? reading : reading.dataSync()[0]!);

/** A batch of made-up states and actions, the same every time. */
function batchFor({ shape, distribution }: SharedNetwork): Batch {
  const { codeSize, actionSize, headSize, kind } = distribution;
  const numbers = (which: number, count: number) =>
    Float32Array.from({ length: count }, (_, i) => 2 * uniform(3, 'initialise', which, i) - 1);
  const actions = numbers(1, SIZE * actionSize).map((u) =>
    kind === 'gaussian' ? u : u > 0 ? Math.max(1, headSize - 1) : 0,
  );
  const codes = new Float32Array(SIZE * codeSize);
  for (let row = 0; row < SIZE; row++) distribution.encode(actions, row, codes, row);
  return {
    size: SIZE,
    observations: numbers(2, SIZE * shape.sizes[0]!),
    codes,
    advantages: numbers(3, SIZE),
    returns: numbers(4, SIZE),
    values: numbers(5, SIZE),
  };
}

describe.each(['CartPole-v1', 'Pendulum-v1', 'Bandit-v0'])('one network for actor and critic, on %s', (env) => {
  const settings = { hidden: '16-12', activation: 'tanh', initialLogStd: -0.3 } as const;
  const network = new SharedNetwork(findEnvironment(env), settings);
  const theta = network.initialTheta(5);
  const batch = batchFor(network);
  const rules = { adam: { rule: 'adam', settings: { epsilon: 1e-5 } }, sgd: { rule: 'sgd' } } as const;
  const learners = (rule: 'adam' | 'sgd'): [SharedLearner, SharedLearner] => [
    new TfSharedLearner(
      network,
      theta,
      rule === 'adam' ? new Adam(network.size, { epsilon: 1e-5 }) : new GradientStep(),
    ),
    new KernelSharedLearner(network, kernel, theta, rules[rule]),
  ];

  it.each([
    ['adam', policyGradientObjective],
    ['sgd', policyGradientObjective],
    ['adam', { ...policyGradientObjective, fused: null } satisfies PolicyObjective],
  ] as const)('kernel and TensorFlow.js agree (%s)', async (rule, objective) => {
    const story = async (learner: SharedLearner) => {
      learner.begin(batch);
      const readings: number[] = [];
      for (let step = 0; step < 5; step++) {
        const ascent = learner.gradient(objective, batch.advantages, { entCoef: 0.01, vfCoef: 0.7, maxGradNorm: 0.5 });
        learner.stepAlong(0.02);
        readings.push(value(ascent.value), value(ascent.gradNorm), value(ascent.valueLoss));
        // Looking changes nothing.
        await learner.act(batch.observations, 3);
      }
      const { kl, entropy, stepNorm } = learner.measure();
      const ratios = await learner.ratios(Uint32Array.from([3, 1, 4, 15]));
      learner.end();
      return {
        readings,
        whole: [kl, entropy, stepNorm].map(value),
        ratios,
        theta: await learner.theta(),
        values: await learner.values(batch.observations, 7),
      };
    };
    const [byTf, byKernel] = learners(rule);
    const [expected, actual] = [await story(byTf), await story(byKernel)];
    expectClose(actual.readings, expected.readings, { ...CLOSE, absolute: 1e-5 }, 'the readings');
    expectClose(actual.whole, expected.whole, CLOSE, 'KL, entropy and ‖Δθ‖');
    expectClose(actual.ratios, expected.ratios, CLOSE, 'the ratios');
    expectClose(actual.values, expected.values, { relativeToMax: 1e-4 }, 'the values');
    expectClose(actual.theta, expected.theta, { relativeToMax: 1e-4 }, 'θ');

    // And what either has saved, the other goes on from.
    byTf.load(await byKernel.save());
    expectClose(await byTf.theta(), actual.theta, {}, 'θ, handed over');
    byTf.dispose();
  });

  it('act alike, at their own θ and at a frozen one', async () => {
    const [byTf, byKernel] = learners('sgd');
    const other = theta.map((t) => 0.5 * t);
    for (const [tfActor, kernelActor] of [
      [byTf, byKernel],
      [byTf.frozen(other), byKernel.frozen(other)],
    ] as const) {
      const [wanted, got] = [await tfActor.act(batch.observations, 9), await kernelActor.act(batch.observations, 9)];
      expectClose(got.head, wanted.head, CLOSE, 'the head');
      expectClose(got.logStd ?? [], wanted.logStd ?? [], CLOSE, 'log σ');
    }
    byTf.dispose();
  });

  it('the critic alone moves what both share, unless its loss weighs nothing', async () => {
    const [byTf, byKernel] = learners('sgd');
    const flat = new Float32Array(SIZE);
    for (const learner of [byTf, byKernel]) {
      learner.begin(batch);
      for (const [vfCoef, moves] of [
        [0, false],
        [1, true],
      ] as const) {
        learner.gradient(policyGradientObjective, flat, { entCoef: 0, vfCoef, maxGradNorm: 0 });
        learner.stepAlong(1);
        expect(value(learner.measure().stepNorm) > 0).toBe(moves);
      }
      learner.end();
    }
    byTf.dispose();
  });
});
