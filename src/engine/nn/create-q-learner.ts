import type { Run } from '../run.ts';
import { KernelQLearner } from './kernel-q-learner.ts';
import { PathwisePolicy, type PathwiseSettings, QFunction } from './pathwise-policy.ts';
import type { QLearner } from './q-learner.ts';
import { TfQLearner } from './tf-q-learner.ts';

export interface QLearnerSettings extends PathwiseSettings {
  /** Hidden layers of Q_φ. */
  readonly valueHidden: string;
  readonly batchSize: number;
}

/** π_θ and Q_φ with their targets, all at the initial θ and φ, kept with the run as "policy". */
export function createQLearner(run: Run, settings: QLearnerSettings): QLearner {
  const policy = new PathwisePolicy(run.environment, settings);
  const { valueHidden: hidden, activation, batchSize } = settings;
  const q = new QFunction(run.environment.observation.size, policy.actionSize, { hidden, activation });
  const [theta, phi] = [policy.initialTheta(run.seed), q.initialPhi(run.seed)];
  if (run.kernel) return run.keep('policy', new KernelQLearner(run.kernel, policy, q, theta, phi, batchSize));
  return run.keep('policy', new TfQLearner(policy, q, theta, phi));
}
