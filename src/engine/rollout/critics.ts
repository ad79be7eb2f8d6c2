import { gae, lambdaReturns, monteCarloReturns, nStepReturns, type Rollout } from './returns.ts';
import type { VisitedValues } from './values.ts';

export interface CriticSettings {
  /**
   * What V_φ is fitted to: Monte-Carlo returns, TD(0), n-step returns or the λ-returns of GAE. Â is read off alike: the
   * TD error for the first two (slide "Actor-critic"), the n-step return minus V, GAE(λ).
   */
  readonly critic: 'mc' | 'td' | 'nstep' | 'gae';
  readonly gamma: number;
  /** n */
  readonly returnSteps: number;
  /** λ */
  readonly gaeLambda: number;
}

/** What V_φ(s_t) is to be fitted to, one number a row. */
export function criticTargets(rollout: Rollout, visited: VisitedValues, settings: CriticSettings): Float64Array {
  const { critic, gamma, returnSteps, gaeLambda } = settings;
  const { values, nextValues } = visited;
  const targets = new Float64Array(values.length);
  if (critic === 'mc') return monteCarloReturns(rollout, nextValues, gamma, targets);
  if (critic === 'td') return nStepReturns(rollout, nextValues, gamma, 1, targets);
  if (critic === 'nstep') return nStepReturns(rollout, nextValues, gamma, returnSteps, targets);
  return lambdaReturns(gae(rollout, values, nextValues, gamma, gaeLambda, targets), values, targets);
}

/** Â_t as the critic sees it, one number a row: TD error, n-step return minus V, or GAE(λ). */
export function criticAdvantages(rollout: Rollout, visited: VisitedValues, settings: CriticSettings): Float64Array {
  const { values } = visited;
  // Whatever V_φ was fitted to, one step of the true rewards and V_φ of where it led is the lecture's advantage.
  const oneStep = settings.critic === 'mc' ? { ...settings, critic: 'td' as const } : settings;
  return criticTargets(rollout, visited, oneStep).map((target, row) => target - values[row]!);
}
