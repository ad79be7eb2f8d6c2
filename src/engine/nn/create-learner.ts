import type { Run } from '../run.ts';
import type { PolicyLearner, ValueLearner } from './learner.ts';
import { Adam, type AdamSettings, GradientStep } from './optimizers.ts';
import { Policy, type PolicySettings, ValueFunction } from './policy.ts';
import { TfPolicyLearner } from './tf-policy-learner.ts';
import { TfValueLearner } from './tf-value-learner.ts';

/** How steps are taken: Adam with these settings, or the lecture's plain θ + α ĝ. */
export type StepRule = { readonly rule: 'adam'; readonly settings?: AdamSettings } | { readonly rule: 'sgd' };

/** π_θ at its initial θ, kept with the run as "policy". */
export function createPolicyLearner(run: Run, settings: PolicySettings, step: StepRule): PolicyLearner {
  const policy = new Policy(run.environment, settings);
  const optimizer = step.rule === 'adam' ? new Adam(policy.size, step.settings) : new GradientStep();
  return run.keep('policy', new TfPolicyLearner(policy, policy.initialTheta(run.seed), optimizer));
}

/** V_φ or b(s) at its initial φ, kept with the run as "value". */
export function createValueLearner(
  run: Run,
  settings: Pick<PolicySettings, 'hidden' | 'activation'>,
  adam?: AdamSettings,
): ValueLearner {
  const valueFunction = new ValueFunction(run.environment, settings);
  const optimizer = new Adam(valueFunction.size, adam);
  return run.keep('value', new TfValueLearner(valueFunction, valueFunction.initialPhi(run.seed), optimizer));
}
