import { restoreArray, restoreNumber } from '../checkpoint-part.ts';
import type { CheckpointPart } from '../run-spec.ts';

/** Keeps what is divided by finite where a component has never varied. */
const EPSILON = 1e-8;

/**
 * Mean and variance of all vectors seen so far, component by component, and vectors shifted and scaled by them.
 * Until two vectors were seen there is no variance: it counts as 1. Source of the update: Welford 1962.
 */
export class RunningNormalizer {
  /** Vectors seen. */
  count = 0;
  /** Normalised components are cut to ± this. */
  readonly clip = 10;
  readonly mean: Float64Array;
  /** Sums of squared deviations from the mean. */
  private readonly squares: Float64Array;

  /** @param size Components of a vector. */
  constructor(readonly size: number) {
    this.mean = new Float64Array(size);
    this.squares = new Float64Array(size);
  }

  /** Take in `rows` vectors (rows × size). */
  update(vectors: ArrayLike<number>, rows: number): void {
    const { size, mean, squares } = this;
    for (let row = 0; row < rows; row++) {
      this.count++;
      for (let i = 0; i < size; i++) {
        const value = vectors[row * size + i]!;
        const before = value - mean[i]!;
        mean[i]! += before / this.count;
        squares[i]! += before * (value - mean[i]!);
      }
    }
  }

  /** Population variance of component `i`. */
  variance(i: number): number {
    return this.count < 2 ? 1 : this.squares[i]! / this.count;
  }

  /** Writes `rows` normalised vectors into `out`, which may be `vectors` itself. */
  normalise(vectors: ArrayLike<number>, rows: number, out: Float32Array): void {
    const { size, mean, clip } = this;
    for (let i = 0; i < size; i++) {
      const scale = 1 / Math.sqrt(this.variance(i) + EPSILON);
      for (let at = i; at < rows * size; at += size)
        out[at] = Math.max(-clip, Math.min(clip, (vectors[at]! - mean[i]!) * scale));
    }
  }

  /** Its inverse by the present statistics, but for what was cut off; `out` may be `vectors` itself. */
  restore(vectors: ArrayLike<number>, rows: number, out: Float32Array): void {
    const { size, mean } = this;
    for (let i = 0; i < size; i++) {
      const scale = Math.sqrt(this.variance(i) + EPSILON);
      for (let at = i; at < rows * size; at += size) out[at] = vectors[at]! * scale + mean[i]!;
    }
  }

  save(): CheckpointPart {
    return { count: this.count, mean: this.mean.slice(), squares: this.squares.slice() };
  }

  /** @throws Error if the part was saved for vectors of another size. */
  load(part: CheckpointPart): void {
    restoreArray(part, 'mean', this.mean);
    restoreArray(part, 'squares', this.squares);
    this.count = restoreNumber(part, 'count');
  }
}

/**
 * Rewards divided by the running deviation of the discounted return Σ γ^k r_{t−k}, so that value targets stay near 1
 * whatever the task pays. Not shifted: a constant would change which episodes are worth prolonging.
 */
export class RewardScaler {
  /** Scaled rewards are cut to ± this. */
  readonly clip = 10;
  private readonly statistics = new RunningNormalizer(1);
  /** Each copy's discounted return up to now. */
  private readonly returns: Float64Array;

  /** @param copies Environments that step together. */
  constructor(copies: number) {
    this.returns = new Float64Array(copies);
  }

  /** Takes in one step of every copy, and writes the scaled rewards into `out`, which may be `rewards` itself. */
  scale(
    rewards: ArrayLike<number>,
    terminated: ArrayLike<number>,
    truncated: ArrayLike<number>,
    gamma: number,
    out: Float32Array | Float64Array,
  ): void {
    const { returns, clip } = this;
    for (let copy = 0; copy < returns.length; copy++) returns[copy] = gamma * returns[copy]! + rewards[copy]!;
    this.statistics.update(returns, returns.length);
    const scale = 1 / Math.sqrt(this.statistics.variance(0) + EPSILON);
    for (let copy = 0; copy < returns.length; copy++) {
      out[copy] = Math.max(-clip, Math.min(clip, rewards[copy]! * scale));
      if (terminated[copy] || truncated[copy]) returns[copy] = 0;
    }
  }

  save(): CheckpointPart {
    return { ...this.statistics.save(), returns: this.returns.slice() };
  }

  /** @throws Error if the part was saved for another number of copies. */
  load(part: CheckpointPart): void {
    restoreArray(part, 'returns', this.returns);
    this.statistics.load(part);
  }
}
