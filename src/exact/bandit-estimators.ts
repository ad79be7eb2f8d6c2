import { probability } from './sigmoid.ts';

/**
 * The policy gradient of a bandit of two arms, π_θ(right) = σ(θ), estimated from one pull: ĝ = ∇log π(a) (r − b). There is
 * one state and one step, so b(s) is b, and a critic, who has nothing to look ahead to, is a baseline as well: however
 * wrong, it costs no bias.
 */
export interface Bandit {
  /** Mean rewards of the left and the right arm. */
  readonly means: readonly [left: number, right: number];
  /** Standard deviation of the Gaussian rewards of either. */
  readonly deviation: number;
}

/** U(θ), the mean reward. */
export const expectedReward = ({ means: [left, right] }: Bandit, theta: number): number =>
  probability(-theta) * left + probability(theta) * right;

/** dU/dθ = π (1 − π) (m_right − m_left). */
export const banditGradient = ({ means: [left, right] }: Bandit, theta: number): number =>
  probability(theta) * probability(-theta) * (right - left);

/** The variance of ĝ from one pull. */
export function banditVariance(bandit: Bandit, theta: number, baseline: number): number {
  const second = ([0, 1] as const).reduce<number>((sum, arm) => {
    const spread = (bandit.means[arm] - baseline) ** 2 + bandit.deviation ** 2;
    return sum + probability(arm === 1 ? theta : -theta) * score(arm, theta) ** 2 * spread;
  }, 0);
  return second - banditGradient(bandit, theta) ** 2;
}

/** ĝ of sampled pulls: one uniform and one standard normal draw for each. */
export function samplePulls(
  bandit: Bandit,
  theta: number,
  baseline: number,
  uniforms: Float32Array,
  normals: Float32Array,
): Float64Array {
  const right = probability(theta);
  const estimates = new Float64Array(normals.length);
  normals.forEach((normal, i) => {
    const arm = uniforms[i]! < right ? 1 : 0;
    estimates[i] = score(arm, theta) * (bandit.means[arm] + bandit.deviation * normal - baseline);
  });
  return estimates;
}

/** d log π(arm) / dθ. */
const score = (arm: 0 | 1, theta: number): number => (arm === 1 ? probability(-theta) : -probability(theta));
