import { beforeAll, describe, expect, it } from 'vitest';
import { findEnvironment } from '../envs/index.ts';
import type { Kernel } from '../kernels/kernel.ts';
import { Draws, makeKernel } from '../kernels/testing/make.ts';
import { openWasm } from '../testing/backend.ts';
import { expectClose } from '../testing/golden.ts';
import { KernelQLearner } from './kernel-q-learner.ts';
import type { Reading } from './learner.ts';
import { PathwisePolicy, QFunction } from './pathwise-policy.ts';
import type { QLearner, TransitionBatch } from './q-learner.ts';
import { TfQLearner } from './tf-q-learner.ts';

const SIZE = 48;
const CLOSE = { relativeToMax: 1e-4, absolute: 1e-5 };
/** Two actions, in a box that is not about 0. */
const ENVIRONMENT = {
  ...findEnvironment('Pendulum-v1'),
  action: { kind: 'box', size: 2, low: -1, high: 3, names: ['left', 'right'] },
} as const;

let kernel: Kernel;
beforeAll(async () => {
  await openWasm();
  kernel = await makeKernel();
});

const numberOf = (reading: Reading): number => (typeof reading === 'number' ? reading : reading.dataSync()[0]!);
const numbersOf = (readings: object) =>
  Object.fromEntries(Object.entries(readings).map(([name, reading]) => [name, numberOf(reading as Reading)]));

function minibatch(draws: Draws): TransitionBatch {
  const pairs = draws.numbers(SIZE * 5);
  return {
    size: SIZE,
    observations: pairs.filter((_, i) => i % 5 < 3),
    pairs,
    rewards: draws.numbers(SIZE),
    nextObservations: draws.numbers(SIZE * 3),
    terminated: draws.numbers(SIZE).map((x) => (x > 0.5 ? 1 : 0)),
  };
}

describe.each([
  ['none', true],
  ['global', true],
  ['state', true],
  ['state', false],
] as const)('Q learners with σ: %s, squashed: %s', (sigma, squash) => {
  const shared = { hidden: '32-24', activation: 'relu', squash, sigma, initialLogStd: -0.5, sigmaMin: 0.2 } as const;
  const policy = new PathwisePolicy(ENVIRONMENT, shared);
  const q = new QFunction(3, 2, shared);
  const learners = (): { byKernel: QLearner; byTf: QLearner } => {
    const [theta, phi] = [policy.initialTheta(1), q.initialPhi(1)];
    return {
      byKernel: new KernelQLearner(kernel, policy, q, theta, phi, SIZE),
      byTf: new TfQLearner(policy, q, theta, phi),
    };
  };

  it('agree over ten updates, and go on from each other’s checkpoints', async () => {
    const story = async (learner: QLearner) => {
      const draws = new Draws(4);
      const noise = () => (sigma === 'none' ? null : draws.numbers(SIZE * 2, 2));
      const readings: Record<string, number>[] = [];
      learner.mark();
      for (let update = 0; update < 10; update++) {
        learner.begin(minibatch(draws));
        learner.target(0.95, noise());
        const targetQ = numberOf(learner.targetReading());
        learner.fit(0.01);
        const fit = numbersOf(learner.fitReadings());
        learner.climb(0.01, noise());
        readings.push({ targetQ, ...fit, ...numbersOf(learner.climbReadings()) });
        learner.follow(0.1);
      }
      return { readings, measure: numbersOf(learner.measure()), part: await learner.save() };
    };
    const { byKernel, byTf } = learners();
    const [actual, expected] = [await story(byKernel), await story(byTf)];
    for (const [update, readings] of actual.readings.entries())
      for (const [name, reading] of Object.entries(readings))
        expectClose(reading, expected.readings[update]![name]!, CLOSE, `${name} of update ${update}`);
    expect(Object.keys(actual.measure)).toEqual(sigma === 'none' ? ['stepNorm'] : ['stepNorm', 'sigma', 'entropy']);
    for (const [name, value] of Object.entries(actual.measure))
      expectClose(value, expected.measure[name]!, CLOSE, name);
    for (const name of ['theta', 'phi', 'targetTheta', 'targetPhi'])
      expectClose(actual.part[name] as Float32Array, expected.part[name] as Float32Array, CLOSE, name);

    byTf.load(structuredClone(actual.part));
    expect(await byTf.save()).toEqual(actual.part);
    byKernel.load(structuredClone(expected.part));
    expect(await byKernel.save()).toEqual(expected.part);
    byTf.dispose();
  });

  it('act alike: inside the box where it is squashed, greedily by μ, with σ never below its floor', async () => {
    const { byKernel, byTf } = learners();
    const theta = policy.initialTheta(2).map((x) => 4 * x);
    const observations = new Draws(9).numbers(7 * 3, 5);
    const [actions, description] = [new Float32Array(14), new Float32Array(28)];
    for (const learner of [byKernel, byTf]) {
      const outputs = await learner.frozen(theta).act(observations, 7);
      for (let row = 0; row < 7; row++) {
        policy.distribution.mode(outputs, row, actions);
        policy.distribution.describe(outputs, row, description);
      }
      for (let i = 0; i < 14; i++) {
        expect(description[2 * i]).toBe(actions[i]);
        if (squash) expect(Math.abs(actions[i]! - 1)).toBeLessThanOrEqual(2);
        const deviation = description[2 * i + 1]!;
        if (sigma === 'none') expect(deviation).toBe(0);
        else expect(deviation).toBeGreaterThanOrEqual(Math.fround(0.2));
      }
      const expected = await byTf.frozen(theta).act(observations, 7);
      expectClose(Array.from(outputs.head).slice(0, expected.head.length), expected.head, CLOSE, 'the head');
    }
    byTf.dispose();
  });
});
