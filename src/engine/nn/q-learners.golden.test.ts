import { describe, expect, it } from 'vitest';
import { findEnvironment } from '../envs/index.ts';
import { makeKernel } from '../kernels/testing/make.ts';
import { openWasm } from '../testing/backend.ts';
import { expectClose, readGolden } from '../testing/golden.ts';
import { KernelQLearner } from './kernel-q-learner.ts';
import type { Reading } from './learner.ts';
import { PathwisePolicy, type PathwiseSettings, QFunction } from './pathwise-policy.ts';
import type { QLearner, TransitionBatch } from './q-learner.ts';
import { TfQLearner } from './tf-q-learner.ts';

interface Case {
  obs_dim: number;
  act_dim: number;
  act_limit: number;
  gamma: number;
  tau: number;
  actor_sizes: number[];
  critic_sizes: number[];
  theta_actor: number[];
  theta_critic: number[];
  theta_actor_target: number[];
  theta_critic_target: number[];
  obs: number[][];
  actions: number[][];
  rewards: number[];
  next_obs: number[][];
  terminated: number[];
  targets: number[];
  q: number[];
  critic_loss: number;
  critic_grad: number[];
  actor_actions: number[][];
  actor_objective: number;
  dq_da: number[][];
  actor_grad: number[];
  polyak_actor_target: number[];
  polyak_critic_target: number[];
  svg0: {
    log_std: number[];
    eps: number[][];
    actions: number[][];
    objective: number;
    dq_da: number[][];
    grad_actor_mean: number[];
    grad_log_std: number[];
  };
}

const FLOAT32 = { relativeToMax: 1e-5 };
/** Means of terms near 1 that may cancel: their error is measured against the terms. */
const SCALAR = { absolute: 1e-6, relativeToMax: 1e-5 };

await openWasm();
const kernel = await makeKernel();
const floats = (numbers: readonly number[] | readonly number[][]) => Float32Array.from(numbers.flat());
const numberOf = (reading: Reading): number => (typeof reading === 'number' ? reading : reading.dataSync()[0]!);

const { cases } = readGolden<{ cases: Case[] }>('ddpg_svg0');

describe.each(cases)('DDPG and SVG(0), $actor_sizes actor and $critic_sizes critic', (one) => {
  const minibatch: TransitionBatch = {
    size: one.rewards.length,
    observations: floats(one.obs),
    pairs: floats(one.obs.map((observation, row) => [...observation, ...one.actions[row]!])),
    rewards: floats(one.rewards),
    nextObservations: floats(one.next_obs),
    terminated: floats(one.terminated),
  };

  /** A learner where the file has it: θ and φ, and targets elsewhere. */
  function learnerAt(which: 'kernel' | 'TensorFlow.js', action: Pick<PathwiseSettings, 'squash' | 'sigma'>): QLearner {
    const pendulum = findEnvironment('Pendulum-v1');
    const box = { kind: 'box', size: one.act_dim, low: -one.act_limit, high: one.act_limit, names: [] } as const;
    const environment = { ...pendulum, observation: { size: one.obs_dim, names: [] }, action: box };
    const network = { hidden: one.actor_sizes.slice(1, -1).join('-'), activation: 'tanh' } as const;
    const policy = new PathwisePolicy(environment, { ...network, ...action, initialLogStd: 0, sigmaMin: 0 });
    const q = new QFunction(one.obs_dim, one.act_dim, { ...network, hidden: one.critic_sizes.slice(1, -1).join('-') });
    expect([policy.shape.sizes, q.shape.sizes]).toEqual([one.actor_sizes, one.critic_sizes]);
    const tail = action.sigma === 'global' ? one.svg0.log_std : [];
    const theta = floats([...one.theta_actor, ...tail]);
    const phi = floats(one.theta_critic);
    if (which === 'kernel') return new KernelQLearner(kernel, policy, q, theta, phi, minibatch.size);
    return new TfQLearner(policy, q, theta, phi);
  }

  /** Puts the file's targets beside what is learned. */
  async function withTargets(learner: QLearner): Promise<QLearner> {
    const targets = { targetTheta: floats(one.theta_actor_target), targetPhi: floats(one.theta_critic_target) };
    learner.load({ ...(await learner.save()), ...targets });
    return learner;
  }

  describe.each(['kernel', 'TensorFlow.js'] as const)('by the %s', (which) => {
    it('DDPG: targets, both gradients and the Polyak averages', async () => {
      const learner = await withTargets(learnerAt(which, { squash: true, sigma: 'none' }));
      learner.begin(minibatch);
      learner.target(one.gamma, null);
      // At a rate of 0 all is computed and nothing moves.
      learner.fit(0);
      expectClose(numberOf(learner.fitReadings().qLoss), one.critic_loss, FLOAT32, 'the loss');
      learner.climb(0, null);
      expectClose(numberOf(learner.climbReadings().objective), one.actor_objective, SCALAR, 'the objective');
      const found = await learner.inspect();
      expectClose(found.targets, one.targets, FLOAT32, 'y');
      expectClose(found.values, one.q, FLOAT32, 'Q');
      expectClose(found.criticGradient, one.critic_grad, FLOAT32, 'the gradient in φ');
      expectClose(found.actions, floats(one.actor_actions), FLOAT32, 'μ(s)');
      expectClose(found.slopes, floats(one.dq_da), FLOAT32, '∂Q/∂a');
      expectClose(found.actorGradient, one.actor_grad, FLOAT32, 'the gradient in θ');
      learner.follow(one.tau);
      const { targetTheta, targetPhi } = await learner.save();
      expectClose(targetTheta as Float32Array, one.polyak_actor_target, FLOAT32, 'θ′');
      expectClose(targetPhi as Float32Array, one.polyak_critic_target, FLOAT32, 'φ′');
      learner.dispose();
    });

    it('SVG(0): actions under given z, ∂Q/∂a there, and the gradients in μ and log σ', async () => {
      const learner = learnerAt(which, { squash: false, sigma: 'global' });
      learner.begin(minibatch);
      const z = floats(one.svg0.eps);
      learner.target(one.gamma, z);
      learner.fit(0);
      learner.climb(0, z);
      expectClose(numberOf(learner.climbReadings().objective), one.svg0.objective, SCALAR, 'the objective');
      const found = await learner.inspect();
      expectClose(found.actions, floats(one.svg0.actions), FLOAT32, 'a = μ + σ z');
      expectClose(found.slopes, floats(one.svg0.dq_da), FLOAT32, '∂Q/∂a');
      const split = one.theta_actor.length;
      expectClose(found.actorGradient.subarray(0, split), one.svg0.grad_actor_mean, FLOAT32, 'the gradient in μ');
      expectClose(found.actorGradient.subarray(split), one.svg0.grad_log_std, FLOAT32, 'the gradient in log σ');
      learner.dispose();
    });
  });
});
