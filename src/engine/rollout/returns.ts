/**
 * From rewards to returns and advantages. All arrays are T × N, laid out [t·N + n]: time by time, copy beside copy.
 * Arithmetic is in float64 whatever the arrays hold; every function fills the array that it is handed and returns it.
 *
 * Conventions, where textbooks and libraries differ (they decide whether a critic is biased at time limits):
 * - `nextValues[t]` is V of the true next observation: the *final* observation where an episode ended at t.
 * - Terminated: nothing follows, so no bootstrap. Truncated: the task would have gone on, so bootstrap from `nextValues[t]`.
 *   Both cut the recursion. Where both are 1, terminated wins.
 * - The rollout's end is a cut as well, bootstrapped unless terminated.
 */

export type Numbers = Float32Array | Float64Array;

/** What happened in T steps of N copies. */
export interface Rollout {
  /** T. */
  readonly horizon: number;
  /** N. */
  readonly copies: number;
  readonly rewards: ArrayLike<number>;
  /** 1 where the task ended with this step. */
  readonly terminated: ArrayLike<number>;
  /** 1 where a time limit cut the episode after this step. */
  readonly truncated: ArrayLike<number>;
}

/**
 * Generalised advantage estimation: Â_t = δ_t + γλ Â_{t+1}, with δ_t = r_t + γ V(s_{t+1}) − V(s_t).
 * λ = 0 is the TD error, λ = 1 the Monte-Carlo return minus V. Source: Schulman et al. 2016, equation 16.
 */
export function gae<Out extends Numbers>(
  rollout: Rollout,
  values: ArrayLike<number>,
  nextValues: ArrayLike<number>,
  gamma: number,
  lambda: number,
  advantages: Out,
): Out {
  const { horizon, copies, rewards, terminated, truncated } = rollout;
  for (let copy = 0; copy < copies; copy++) {
    let advantage = 0;
    for (let t = horizon - 1; t >= 0; t--) {
      const i = t * copies + copy;
      const bootstrap = terminated[i] ? 0 : gamma * nextValues[i]!;
      const delta = rewards[i]! + bootstrap - values[i]!;
      advantage = terminated[i] || truncated[i] ? delta : delta + gamma * lambda * advantage;
      advantages[i] = advantage;
    }
  }
  return advantages;
}

/** λ-returns, what a critic is fitted to beside GAE: Ĝ_t = Â_t + V(s_t). */
export function lambdaReturns<Out extends Numbers>(
  advantages: ArrayLike<number>,
  values: ArrayLike<number>,
  returns: Out,
): Out {
  for (let i = 0; i < returns.length; i++) returns[i] = advantages[i]! + values[i]!;
  return returns;
}

/**
 * Monte-Carlo returns-to-go: G_t = Σ γ^k r_{t+k} up to the episode's end.
 * @param nextValues Bootstraps where an episode or the rollout was cut off; null leaves the rest away, which is exact only
 *   for episodes that terminated.
 */
export function monteCarloReturns<Out extends Numbers>(
  rollout: Rollout,
  nextValues: ArrayLike<number> | null,
  gamma: number,
  returns: Out,
): Out {
  const { horizon, copies, rewards, terminated, truncated } = rollout;
  for (let copy = 0; copy < copies; copy++) {
    let rest = 0;
    for (let t = horizon - 1; t >= 0; t--) {
      const i = t * copies + copy;
      if (terminated[i]) rest = 0;
      else if (truncated[i] || t === horizon - 1) rest = nextValues ? nextValues[i]! : 0;
      rest = rewards[i]! + gamma * rest;
      returns[i] = rest;
    }
  }
  return returns;
}

/** n-step returns: n rewards, then V of where they led; fewer where the episode or the rollout ends earlier. */
export function nStepReturns<Out extends Numbers>(
  rollout: Rollout,
  nextValues: ArrayLike<number>,
  gamma: number,
  n: number,
  returns: Out,
): Out {
  const { horizon, copies, rewards, terminated, truncated } = rollout;
  for (let copy = 0; copy < copies; copy++)
    for (let t = 0; t < horizon; t++) {
      const last = Math.min(t + n, horizon) - 1;
      let sum = 0;
      let discount = 1;
      for (let k = t; k <= last; k++) {
        const i = k * copies + copy;
        sum += discount * rewards[i]!;
        discount *= gamma;
        if (terminated[i]) break;
        if (truncated[i] || k === last) {
          sum += discount * nextValues[i]!;
          break;
        }
      }
      returns[t * copies + copy] = sum;
    }
  return returns;
}

/**
 * Shifts and scales to mean 0 and standard deviation 1 (of the sample, n − 1), in place. Fewer than two advantages have no
 * deviation and stay as they are.
 */
export function normaliseAdvantages<Out extends Numbers>(advantages: Out): Out {
  const n = advantages.length;
  if (n < 2) return advantages;
  let mean = 0;
  for (let i = 0; i < n; i++) mean += advantages[i]! / n;
  let squares = 0;
  for (let i = 0; i < n; i++) squares += (advantages[i]! - mean) * (advantages[i]! - mean);
  const scale = 1 / (Math.sqrt(squares / (n - 1)) + 1e-8);
  for (let i = 0; i < n; i++) advantages[i] = (advantages[i]! - mean) * scale;
  return advantages;
}
