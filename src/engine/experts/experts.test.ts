import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Environment } from '../envs/environment.ts';
import { ENVIRONMENTS, environmentFor, findEnvironment } from '../envs/index.ts';
import { PROCESSES } from '../envs/lqr.ts';
import { forwardPass } from '../nn/mlp.ts';
import { type Act, playEpisodes } from '../rollout/play-episodes.ts';
import { VectorEnv } from '../rollout/vector-env.ts';
import { openWasm } from '../testing/backend.ts';
import { tf } from '../tf.ts';
import { riccatiGain } from './controllers.ts';
import type { Expert } from './expert.ts';
import { loadExpert, TRAINED } from './index.ts';
import { optimalActions } from './tabular.ts';
import { decodeFloats, encodeFloats, networkOutputs } from './trained.ts';

async function returnsOf(environment: Environment, expert: Expert, episodes: number): Promise<number[]> {
  const environments = new VectorEnv(environment, episodes, 20_403, {
    reset: 'evaluationReset',
    dynamics: 'evaluationDynamics',
  });
  const act: Act = (observations, count, actions) => {
    for (let copy = 0; copy < count; copy++)
      expert.act(observations, copy * environment.observation.size, actions, copy * environments.actionSize);
  };
  return (await playEpisodes(environments, act)).finished.map((episode) => episode.return);
}

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

describe('every environment has an expert', () => {
  it.each(ENVIRONMENTS.map(({ id }) => id))('%s: it reaches the threshold', async (id) => {
    const environment = findEnvironment(id);
    const expert = await loadExpert(environment, {});
    expect(mean(await returnsOf(environment, expert, 100))).toBeGreaterThanOrEqual(environment.successThreshold);
    expect(expert.source).toMatch(/^\S.*[^.]$/);
  });

  it.each([
    ['LQR-v0', { process: 'noisy' }, PROCESSES.noisy.successThreshold],
    ['FrozenLake-v1', { slippery: false }, 1],
    ['FrozenLake8x8-v1', { slippery: false }, 1],
    ['CliffWalking-v1', { slippery: false }, -13],
  ] as const)('%s with %o: it knows the difference', async (id, config, threshold) => {
    const environment = environmentFor(id, config);
    const expert = await loadExpert(environment, config);
    expect(mean(await returnsOf(environment, expert, 100))).toBeGreaterThanOrEqual(threshold);
  });

  it('and one that nobody knows is refused by name', async () => {
    const unknown = { ...findEnvironment('CartPole-v1'), id: 'Doom-v0' };
    await expect(loadExpert(unknown, {})).rejects.toThrow('Doom-v0');
  });
});

it.each(Object.entries(TRAINED))('what is shipped for %s earns what its file says', async (id, load) => {
  const trained = await load();
  expect(trained.environment).toBe(id);
  expect(trained.fingerprint).toMatch(/^[0-9a-f]{6}$/);
  const environment = findEnvironment(id);
  const returns = await returnsOf(environment, await loadExpert(environment, {}), 100);
  // Float64 here, float32 where it was trained: chaotic tasks come to other episodes, as good on average.
  const [low, high] = environment.returnRange;
  expect(Math.abs(mean(returns) - trained.greedyReturn)).toBeLessThan(0.01 * (high - low));
});

it('the undiscounted Riccati gain: known numbers', () => {
  expect(riccatiGain({ a: 0.7, b: 1, q: 1, r: 0 })).toBeCloseTo(0.7, 12);
  // P = (0.949 + √(0.949² + 0.4)) / 2 = 1.044720, k = 0.7 P / (0.1 + P)
  expect(riccatiGain({ a: 0.7, b: 1, q: 1, r: 0.1 })).toBeCloseTo(0.638849, 5);
});

it('value iteration takes the shorter of two ways to the same reward', () => {
  const to = (next: number, reward = 0, terminated = false) => [{ probability: 1, next, reward, terminated }];
  // From 0: action 0 detours over 1, action 1 arrives at once; action 2 stays for ever.
  const transitions = [
    [to(1), to(2, 1, true), to(0)],
    [to(2, 1, true), to(0), to(1)],
    [to(2), to(2), to(2)],
  ];
  expect(optimalActions(transitions, 50)).toEqual([1, 0, 0]);
});

describe('a shipped network', () => {
  it('is the same numbers after base64', () => {
    fc.assert(
      fc.property(fc.float32Array({ noNaN: true, maxLength: 40 }), (numbers) => {
        expect(decodeFloats(encodeFloats(numbers))).toEqual(numbers);
      }),
    );
    expect(encodeFloats(new Float32Array([1, -2]))).toBe('AACAPwAAAMA=');
  });

  it('computes what the engine’s own network does', async () => {
    await openWasm();
    const sizes = [3, 5, 4, 2];
    const theta = Float32Array.from({ length: 20 + 24 + 10 }, (_, i) => Math.sqrt(i + 1) * (i % 3 === 0 ? 0.3 : -0.2));
    const input = [0.3, -1.2, 0.8];
    const expected = tf.tidy(() =>
      forwardPass(tf.tensor1d(theta), tf.tensor2d(input, [1, 3]), { sizes, activation: 'tanh' }).output.dataSync(),
    );
    const outputs = networkOutputs(theta, sizes, Float64Array.from(input));
    for (const [i, value] of expected.entries()) expect(outputs[i]).toBeCloseTo(value, 5);
  });
});
