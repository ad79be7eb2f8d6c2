import type { Run } from '../run.ts';
import { AveragePolicy } from './average-policy.ts';
import { KernelActor, networkFor } from './kernel-actor.ts';
import { KernelPolicyLearner } from './kernel-policy-learner.ts';
import { KernelSharedLearner } from './kernel-shared-learner.ts';
import { KernelValueLearner } from './kernel-value-learner.ts';
import type { Actor, PolicyLearner, UpdateRule, ValueLearner } from './learner.ts';
import { Adam, type AdamSettings, GradientStep, type Optimizer } from './optimizers.ts';
import { Policy, type PolicySettings, ValueFunction } from './policy.ts';
import type { SharedLearner } from './shared-learner.ts';
import { SharedNetwork } from './shared-network.ts';
import { TfActor } from './tf-actor.ts';
import { TfPolicyLearner } from './tf-policy-learner.ts';
import { TfSharedLearner } from './tf-shared-learner.ts';
import { TfValueLearner } from './tf-value-learner.ts';

/** π_θ at its initial θ, kept with the run as "policy". */
export function createPolicyLearner(run: Run, settings: PolicySettings, step: UpdateRule): PolicyLearner {
  const policy = new Policy(run.environment, settings);
  const theta = policy.initialTheta(run.seed);
  if (run.kernel) return run.keep('policy', new KernelPolicyLearner(policy, run.kernel, theta, step));
  return run.keep('policy', new TfPolicyLearner(policy, theta, optimizerFor(policy.size, step)));
}

/**
 * The same policy at any other θ; each actor replaces the one before it. Apart from the learner's own stage, which belongs to
 * the page.
 */
export function createActorAt(run: Run, { policy }: PolicyLearner): (theta: Float32Array) => Actor {
  const network = run.kernel && networkFor(run.kernel, policy);
  return (theta) => {
    if (!network) return new TfActor(policy, theta);
    network.setTheta(theta);
    return new KernelActor(policy, network);
  };
}

/** π_avg beside a policy that learns, kept with the run as "average"; θ_avg starts at the initial θ. */
export function createAveragePolicy(run: Run, learner: PolicyLearner): AveragePolicy {
  const theta = learner.policy.initialTheta(run.seed);
  return run.keep('average', new AveragePolicy(createActorAt(run, learner), theta));
}

/** π_θ and V_θ in one network at its initial θ, kept with the run as "policy". */
export function createSharedLearner(run: Run, settings: PolicySettings, step: UpdateRule): SharedLearner {
  const network = new SharedNetwork(run.environment, settings);
  const theta = network.initialTheta(run.seed);
  if (run.kernel) return run.keep('policy', new KernelSharedLearner(network, run.kernel, theta, step));
  return run.keep('policy', new TfSharedLearner(network, theta, optimizerFor(network.size, step)));
}

const optimizerFor = (size: number, step: UpdateRule): Optimizer =>
  step.rule === 'adam' ? new Adam(size, step.settings) : new GradientStep();

/** V_φ or b(s) at its initial φ, kept with the run as "value". */
export function createValueLearner(
  run: Run,
  settings: Pick<PolicySettings, 'hidden' | 'activation'>,
  adam?: AdamSettings,
): ValueLearner {
  const valueFunction = new ValueFunction(run.environment, settings);
  const phi = valueFunction.initialPhi(run.seed);
  if (run.kernel) return run.keep('value', new KernelValueLearner(run.kernel, valueFunction, phi, adam));
  return run.keep('value', new TfValueLearner(valueFunction, phi, new Adam(valueFunction.size, adam)));
}
