/**
 * A Markov decision process that is small enough for a table, and softmax policies over it, exactly and in float64:
 * π_θ(a|s) = e^{θ(s,a)} / Σ_b e^{θ(s,b)}, one logit for each state and action.
 */

/** process[s][a]: all that may happen, with probabilities that add up to 1. */
export type Process = readonly (readonly (readonly Outcome[])[])[];

export interface Outcome {
  readonly probability: number;
  readonly next: number;
  readonly reward: number;
  /** Nothing follows: V of `next` counts as 0. */
  readonly terminated: boolean;
}

/** table[s][a]: logits, probabilities, values or advantages. */
export type Table = readonly (readonly number[])[];

/** π_θ. */
export const softmax = (logits: Table): Table =>
  logits.map((row) => {
    const largest = Math.max(...row);
    const weights = row.map((logit) => Math.exp(logit - largest));
    const total = weights.reduce((sum, weight) => sum + weight, 0);
    return weights.map((weight) => weight / total);
  });

/** Q(s, a) = Σ p (r + γ V(s′)). */
export const actionValues = (process: Process, values: readonly number[], gamma: number): Table =>
  process.map((actions) =>
    actions.map((outcomes) =>
      outcomes.reduce(
        (sum, { probability, next, reward, terminated }) =>
          sum + probability * (reward + (terminated ? 0 : gamma * values[next]!)),
        0,
      ),
    ),
  );

/**
 * V^π after `horizon` steps at most: backward induction from V = 0. With γ < 1 and a long horizon that is V^π itself, to
 * γ^horizon.
 */
export function policyValues(process: Process, policy: Table, gamma: number, horizon: number): readonly number[] {
  let values: readonly number[] = process.map(() => 0);
  for (let t = 0; t < horizon; t++) {
    const q = actionValues(process, values, gamma);
    values = q.map((row, s) => row.reduce((sum, value, a) => sum + policy[s]![a]! * value, 0));
  }
  return values;
}

/** The best that any policy can reach within `horizon` steps, from each state. */
export function optimalValues(process: Process, gamma: number, horizon: number): readonly number[] {
  let values: readonly number[] = process.map(() => 0);
  for (let t = 0; t < horizon; t++) values = actionValues(process, values, gamma).map((row) => Math.max(...row));
  return values;
}

/** The policy that takes the likeliest action in every state. */
export const greedy = (policy: Table): Table =>
  policy.map((row) => {
    const best = row.indexOf(Math.max(...row));
    return row.map((_, a) => (a === best ? 1 : 0));
  });

/**
 * One exact natural policy gradient step of size α: θ ← θ + α A^π / (1 − γ).
 *
 * For a table the Fisher matrix F = E_{s∼d}[diag π(·|s) − π π^⊤] undoes the weighting of the gradient by d(s) and π(a|s)
 * altogether: F⁻¹g = A^π / (1 − γ), up to a constant in each state that softmax ignores (Kakade 2001; Agarwal et al. 2021,
 * lemma 15). States that the policy hardly visits learn as fast as all others.
 */
export function naturalStep(process: Process, logits: Table, alpha: number, gamma: number, horizon: number): Table {
  const policy = softmax(logits);
  const values = policyValues(process, policy, gamma, horizon);
  const q = actionValues(process, values, gamma);
  return logits.map((row, s) => row.map((logit, a) => logit + (alpha * (q[s]![a]! - values[s]!)) / (1 - gamma)));
}
