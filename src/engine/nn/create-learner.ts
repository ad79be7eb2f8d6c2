import type { Run } from '../run.ts';
import { KernelPolicyLearner } from './kernel-policy-learner.ts';
import { KernelValueLearner } from './kernel-value-learner.ts';
import type { PolicyLearner, StepRule, ValueLearner } from './learner.ts';
import { Adam, type AdamSettings, GradientStep } from './optimizers.ts';
import { Policy, type PolicySettings, ValueFunction } from './policy.ts';
import { TfPolicyLearner } from './tf-policy-learner.ts';
import { TfValueLearner } from './tf-value-learner.ts';

/** π_θ at its initial θ, kept with the run as "policy". */
export function createPolicyLearner(run: Run, settings: PolicySettings, step: StepRule): PolicyLearner {
  const policy = new Policy(run.environment, settings);
  const theta = policy.initialTheta(run.seed);
  if (run.kernel) return run.keep('policy', new KernelPolicyLearner(policy, run.kernel, theta, step));
  const optimizer = step.rule === 'adam' ? new Adam(policy.size, step.settings) : new GradientStep();
  return run.keep('policy', new TfPolicyLearner(policy, theta, optimizer));
}

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
