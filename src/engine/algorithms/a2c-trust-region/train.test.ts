import { expect, it } from 'vitest';
import { pull, smallSpec, smallTrainer } from '../../testing/drive.ts';
import { expectClose } from '../../testing/golden.ts';

const COMMON = { nSteps: 16, nEnvs: 4, learningRate: 1e-3, annealing: true, gaeLambda: 0.9, entCoef: 0.01 };

async function train(algo: string, env: string, delta: number) {
  const trainer = await smallTrainer(smallSpec(algo, env, { ...COMMON, delta }));
  const { records } = await pull(trainer, 6);
  const theta = await trainer.theta();
  trainer.dispose();
  return { theta, held: records.map(({ metrics }) => metrics.heldFraction) };
}

it.each(['CartPole-v1', 'Pendulum-v1', 'Bandit-v0'])('in a boundless region it is A2C, on %s', async (env) => {
  const boundless = await train('a2c-trust-region', env, 10);
  expect(boundless.held).toEqual([0, 0, 0, 0, 0, 0]);
  expectClose(boundless.theta, (await train('a2c', env, 10)).theta, { relativeToMax: 1e-3 }, 'θ');
});

it.each(['CartPole-v1', 'Pendulum-v1'])(
  'a tight one holds samples back, once there is an average to leave, on %s',
  async (env) => {
    const { theta, held } = await train('a2c-trust-region', env, 0);
    // At first θ is its own average.
    expect(held[0]).toBe(0);
    for (const share of held.slice(1)) expect(share).toBeGreaterThan(0.1);
    expect(theta.every(Number.isFinite)).toBe(true);
  },
);
