import { type Pair, stayProbabilities } from './two-state.ts';

/**
 * What a policy gradient estimated from episodes is worth, exactly: two states, a policy with one logit each (as in
 * `two-state.ts`), and episodes of a fixed length, U(θ) = E Σ_{t<T} γ^t r_t. One episode's estimate is
 *
 *     ĝ = Σ_{t<T} w_t ∇log π(a_t | s_t) Ψ_t,
 *
 * where Ψ_t judges the action taken. With w_t = γ^t and Ψ_t = G_t − b(s_t), whatever b, its mean is ∇U; so it is with a
 * critic's Ψ_t = r_t + γ V̂(s_{t+1}) − V̂(s_t) if V̂ is V^π. As episodes end after T steps, values depend on the time too.
 *
 * Source: slide "Critics are state dependent baselines"; Sutton et al. 2000 for γ^t.
 */
export interface Episodes {
  /** What staying pays, in *i* and in *j*. */
  readonly rewards: Pair;
  readonly gamma: number;
  /** Where an episode begins. */
  readonly start: Pair;
  /** T, in steps. */
  readonly horizon: number;
}

/** values[t][s] for t = 0 … T; nothing is left to gain at T. */
export type TimedValues = readonly Pair[];

export interface Estimator {
  /** The weight of each step, T of them. */
  readonly weights: readonly number[];
  /** Whether Ψ_t is the return less a baseline, or the critic's one-step advantage. */
  readonly judge: 'return' | 'critic';
  /** The baseline, or what the critic believes. */
  readonly values: TimedValues;
}

/** Of one episode's estimate: its mean, and its covariance as [xx, xy, yy]. */
export interface Moments {
  readonly mean: Pair;
  readonly covariance: readonly [number, number, number];
}

/** γ^t: with these, ĝ estimates the gradient of U. */
export const discountedWeights = ({ gamma, horizon }: Episodes): number[] =>
  Array.from({ length: horizon }, (_, t) => gamma ** t);

/** 1 for every step, as in practice: what is estimated then is the gradient of no function (Nota and Thomas 2020). */
export const equalWeights = ({ horizon }: Episodes): number[] => Array<number>(horizon).fill(1);

/** The same baseline everywhere, up to the end. */
export const constantValues = ({ horizon }: Episodes, value: number): TimedValues =>
  Array.from({ length: horizon + 1 }, (_, t): Pair => (t < horizon ? [value, value] : [0, 0]));

/** V^π with T − t steps to go, by backward induction. */
export function policyValues({ rewards, gamma, horizon }: Episodes, theta: Pair): TimedValues {
  const [p, q] = stayProbabilities(theta);
  const values: Pair[] = [[0, 0]];
  for (let t = horizon - 1; t >= 0; t--) {
    const [i, j] = values[0]!;
    values.unshift([
      p * (rewards[0] + gamma * i) + (1 - p) * gamma * j,
      q * (rewards[1] + gamma * j) + (1 - q) * gamma * i,
    ]);
  }
  return values;
}

/** A critic that is wrong about *j* by `error` as long as an episode lasts. */
export const withError = (values: TimedValues, error: number): TimedValues =>
  values.map(([i, j], t) => (t < values.length - 1 ? [i, j + error] : [i, j]));

/** U(θ) = E Σ_{t<T} γ^t r_t. */
export function expectedReturn(episodes: Episodes, theta: Pair): number {
  const [i, j] = policyValues(episodes, theta)[0]!;
  return episodes.start[0] * i + episodes.start[1] * j;
}

/** ∇U = Σ_t γ^t Pr(s_t = s) π (1 − π) (Q_t(s, stay) − Q_t(s, go)), by the policy gradient theorem. */
export function exactGradient(episodes: Episodes, theta: Pair): Pair {
  const { rewards, gamma, horizon } = episodes;
  const [p, q] = stayProbabilities(theta);
  const values = policyValues(episodes, theta);
  let [inI, inJ] = episodes.start;
  let [first, second] = [0, 0];
  for (let t = 0; t < horizon; t++) {
    const gap = gamma * (values[t + 1]![0] - values[t + 1]![1]);
    const weight = gamma ** t;
    first += weight * inI * p * (1 - p) * (rewards[0] + gap);
    second += weight * inJ * q * (1 - q) * (rewards[1] - gap);
    [inI, inJ] = [inI * p + inJ * (1 - q), inI * (1 - p) + inJ * q];
  }
  return [first, second];
}

/**
 * Mean and covariance of one episode's estimate, by following the first two moments of (1, y, e) from state to state: y is
 * Σ_{k≤t} γ^{t−k} w_k ∇log π, what a reward at t is credited to, and e the estimate so far. Each step maps that vector
 * linearly, given the state and the action. A mean over N episodes has the same mean and an Nth of the covariance.
 */
export function estimatorMoments(episodes: Episodes, theta: Pair, { weights, judge, values }: Estimator): Moments {
  const { rewards, gamma, start, horizon } = episodes;
  const stay = stayProbabilities(theta);
  let moments = [startMoments(start[0]), startMoments(start[1])] as const;
  for (let t = 0; t < horizon; t++) {
    const next = [new Float64Array(SIZE * SIZE), new Float64Array(SIZE * SIZE)] as const;
    for (const state of [0, 1] as const)
      for (const action of [0, 1] as const) {
        const probability = action === 0 ? stay[state] : 1 - stay[state];
        const score = (action === 0 ? 1 - stay[state] : -stay[state]) * weights[t]!;
        const reward = action === 0 ? rewards[state] : 0;
        const successor = action === 0 ? state : other(state);
        const value = values[t]![state];
        const map = identity();
        if (judge === 'critic') map[E(state) * SIZE] = score * (reward + gamma * values[t + 1]![successor] - value);
        else {
          for (const s of [0, 1] as const) {
            map[Y(s) * SIZE + Y(s)] = gamma;
            map[E(s) * SIZE + Y(s)] = reward * gamma;
          }
          map[Y(state) * SIZE] = score;
          map[E(state) * SIZE] = score * (reward - value);
        }
        addMapped(next[successor], map, moments[state], probability);
      }
    moments = next;
  }
  const total = (row: number, column: number) => moments[0][row * SIZE + column]! + moments[1][row * SIZE + column]!;
  const mean: Pair = [total(0, E(0)), total(0, E(1))];
  const covariance = (a: 0 | 1, b: 0 | 1) => total(E(a), E(b)) - mean[a] * mean[b];
  return { mean, covariance: [covariance(0, 0), covariance(0, 1), covariance(1, 1)] };
}

/** The vector (1, y_i, y_j, e_i, e_j). */
const SIZE = 5;
const Y = (state: 0 | 1) => 1 + state;
const E = (state: 0 | 1) => 3 + state;
const other = (state: 0 | 1): 0 | 1 => (state === 0 ? 1 : 0);

function startMoments(probability: number): Float64Array {
  const moments = new Float64Array(SIZE * SIZE);
  moments[0] = probability;
  return moments;
}

function identity(): Float64Array {
  const matrix = new Float64Array(SIZE * SIZE);
  for (let i = 0; i < SIZE; i++) matrix[i * SIZE + i] = 1;
  return matrix;
}

/** target += weight · A M Aᵀ. */
function addMapped(target: Float64Array, a: Float64Array, m: Float64Array, weight: number): void {
  const am = new Float64Array(SIZE * SIZE);
  for (let i = 0; i < SIZE; i++)
    for (let k = 0; k < SIZE; k++) {
      const entry = a[i * SIZE + k]!;
      if (entry !== 0) for (let j = 0; j < SIZE; j++) am[i * SIZE + j]! += entry * m[k * SIZE + j]!;
    }
  for (let i = 0; i < SIZE; i++)
    for (let j = 0; j < SIZE; j++) {
      let sum = 0;
      for (let k = 0; k < SIZE; k++) sum += am[i * SIZE + k]! * a[j * SIZE + k]!;
      target[i * SIZE + j]! += weight * sum;
    }
}

/**
 * The estimates of sampled episodes, for several estimators at once: all see the same episodes.
 *
 * @param uniforms T + 1 draws from [0, 1) an episode: where it begins, then one for each action.
 * @returns for each estimator the pairs (ĝ_i, ĝ_j) of all episodes, one after the other.
 */
export function sampleEstimates(
  episodes: Episodes,
  theta: Pair,
  estimators: readonly Estimator[],
  uniforms: Float32Array,
): readonly Float64Array[] {
  const { gamma, start, horizon } = episodes;
  const stay = stayProbabilities(theta);
  const count = Math.floor(uniforms.length / (horizon + 1));
  const tables = estimators.map((estimator) => stepTables(episodes, stay, estimator));
  const estimates = estimators.map(() => new Float64Array(2 * count));
  /** For each step, 4 t + 2 · state + action. */
  const steps = new Uint16Array(horizon);
  const later = new Float64Array(2);
  for (let episode = 0, draw = 0; episode < count; episode++) {
    let state = uniforms[draw++]! < start[0] ? 0 : 1;
    for (let t = 0; t < horizon; t++) {
      const action = uniforms[draw++]! < stay[state]! ? 0 : 1;
      steps[t] = 4 * t + 2 * state + action;
      state ^= action;
    }
    let known: readonly number[] | null = null;
    for (const [k, { weights, judged, looksAhead }] of tables.entries()) {
      let [first, second] = [0, 0];
      for (let t = 0; t < horizon; t++) {
        const at = 2 * steps[t]!;
        first += judged[at]!;
        second += judged[at + 1]!;
      }
      if (!looksAhead) {
        // the same for all estimators with the same weights: what comes after an action
        if (known !== weights) creditLater(steps, tables[k]!, gamma, later);
        known = weights;
        first += later[0]!;
        second += later[1]!;
      }
      estimates[k]![2 * episode] = first;
      estimates[k]![2 * episode + 1] = second;
    }
  }
  return estimates;
}

type StepTables = ReturnType<typeof stepTables>;

/** Σ_t w_t ∇log π(a_t | s_t) (G_t − r_t), by crediting each reward to what was chosen before it. */
function creditLater(steps: Uint16Array, { reward, scores }: StepTables, gamma: number, into: Float64Array): void {
  let [first, second, creditI, creditJ] = [0, 0, 0, 0];
  for (const step of steps) {
    const later = reward[step & 3]!;
    creditI *= gamma;
    creditJ *= gamma;
    first += later * creditI;
    second += later * creditJ;
    creditI += scores[2 * step]!;
    creditJ += scores[2 * step + 1]!;
  }
  into[0] = first;
  into[1] = second;
}

/** What a step at t adds to both components of the estimate, at 2 (4 t + 2 · state + action) and beside it. */
function stepTables({ rewards, gamma, horizon }: Episodes, stay: Pair, { weights, judge, values }: Estimator) {
  const reward = Float64Array.of(rewards[0], 0, rewards[1], 0);
  const scores = new Float64Array(8 * horizon);
  const judged = new Float64Array(8 * horizon);
  for (let t = 0; t < horizon; t++)
    for (const state of [0, 1] as const)
      for (const action of [0, 1] as const) {
        const at = 2 * (4 * t + 2 * state + action) + state;
        const ahead = judge === 'critic' ? gamma * values[t + 1]![action === 0 ? state : other(state)] : 0;
        scores[at] = weights[t]! * (action === 0 ? 1 - stay[state] : -stay[state]);
        judged[at] = scores[at] * (reward[2 * state + action]! + ahead - values[t]![state]);
      }
  return { weights, reward, scores, judged, looksAhead: judge === 'critic' };
}

/** Means of `size` estimates each, drawn with replacement: what batches of that many episodes would say. */
export function batchMeans(estimates: Float64Array, size: number, picks: Uint16Array): Float64Array {
  const means = new Float64Array(2 * Math.floor(picks.length / size));
  for (let batch = 0, pick = 0; 2 * batch < means.length; batch++) {
    let [first, second] = [0, 0];
    for (let i = 0; i < size; i++, pick++) {
      const at = 2 * picks[pick]!;
      first += estimates[at]!;
      second += estimates[at + 1]!;
    }
    means[2 * batch] = first / size;
    means[2 * batch + 1] = second / size;
  }
  return means;
}
