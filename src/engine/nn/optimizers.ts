import type { CheckpointPart } from '../run-spec.ts';
import { read, tf } from '../tf.ts';
import type { Parameters } from './parameters.ts';

/** Turns a gradient into a step on a flat vector. `ascend` goes up along g, `descend` down. */
export interface Optimizer {
  ascend(parameters: Parameters, gradient: tf.Tensor1D, rate: number): void;
  descend(parameters: Parameters, gradient: tf.Tensor1D, rate: number): void;
  save(): Promise<CheckpointPart>;
  load(part: CheckpointPart): void;
  dispose(): void;
}

export interface AdamSettings {
  readonly beta1?: number;
  readonly beta2?: number;
  /** Added to √v̂, after the bias correction. */
  readonly epsilon?: number;
}

/** Adam (Kingma and Ba 2015, Algorithm 1) on one flat vector of `size` parameters. */
export class Adam implements Optimizer {
  private m: tf.Tensor1D;
  private v: tf.Tensor1D;
  private steps = 0;
  /** β₁ᵗ and β₂ᵗ by repeated products: `pow` would differ between machines. */
  private beta1Power = 1;
  private beta2Power = 1;
  private readonly beta1: number;
  private readonly beta2: number;
  private readonly epsilon: number;

  constructor(size: number, { beta1 = 0.9, beta2 = 0.999, epsilon = 1e-8 }: AdamSettings = {}) {
    this.m = tf.keep(tf.zeros([size]));
    this.v = tf.keep(tf.zeros([size]));
    this.beta1 = beta1;
    this.beta2 = beta2;
    this.epsilon = epsilon;
  }

  ascend(parameters: Parameters, gradient: tf.Tensor1D, rate: number): void {
    this.descend(parameters, gradient, -rate);
  }

  descend(parameters: Parameters, gradient: tf.Tensor1D, rate: number): void {
    this.steps += 1;
    this.beta1Power *= this.beta1;
    this.beta2Power *= this.beta2;
    const [m, v, next] = tf.tidy(() => {
      const m = tf.add(tf.mul(this.m, this.beta1), tf.mul(gradient, 1 - this.beta1)) as tf.Tensor1D;
      const v = tf.add(tf.mul(this.v, this.beta2), tf.mul(tf.square(gradient), 1 - this.beta2)) as tf.Tensor1D;
      const deviation = tf.add(tf.sqrt(tf.div(v, 1 - this.beta2Power)), this.epsilon);
      const step = tf.mul(tf.div(m, deviation), rate / (1 - this.beta1Power));
      return [m, v, tf.sub(parameters.tensor, step) as tf.Tensor1D];
    });
    this.keepMoments(m!, v!);
    parameters.replace(next!);
  }

  async save(): Promise<CheckpointPart> {
    return {
      m: Float32Array.from(await read(this.m)),
      v: Float32Array.from(await read(this.v)),
      steps: this.steps,
      beta1Power: this.beta1Power,
      beta2Power: this.beta2Power,
    };
  }

  load(part: CheckpointPart): void {
    this.keepMoments(tf.tensor1d(part.m as Float32Array), tf.tensor1d(part.v as Float32Array));
    this.steps = part.steps as number;
    this.beta1Power = part.beta1Power as number;
    this.beta2Power = part.beta2Power as number;
  }

  dispose(): void {
    this.m.dispose();
    this.v.dispose();
  }

  private keepMoments(m: tf.Tensor1D, v: tf.Tensor1D): void {
    this.dispose();
    this.m = tf.keep(m);
    this.v = tf.keep(v);
  }
}

/** The lecture's plain step θ + α ĝ, with classical momentum if it is above 0: u ← μ u + g, θ ← θ ± α u. */
export class GradientStep implements Optimizer {
  private velocity: tf.Tensor1D | null = null;

  constructor(private readonly momentum = 0) {}

  ascend(parameters: Parameters, gradient: tf.Tensor1D, rate: number): void {
    this.descend(parameters, gradient, -rate);
  }

  descend(parameters: Parameters, gradient: tf.Tensor1D, rate: number): void {
    if (this.momentum === 0) {
      parameters.replace(tf.tidy(() => tf.sub(parameters.tensor, tf.mul(gradient, rate)) as tf.Tensor1D));
      return;
    }
    const before = this.velocity;
    const velocity = tf.tidy(() =>
      before ? (tf.add(tf.mul(before, this.momentum), gradient) as tf.Tensor1D) : tf.clone(gradient),
    );
    this.velocity = tf.keep(velocity);
    before?.dispose();
    parameters.replace(tf.tidy(() => tf.sub(parameters.tensor, tf.mul(velocity, rate)) as tf.Tensor1D));
  }

  async save(): Promise<CheckpointPart> {
    return { velocity: this.velocity ? Float32Array.from(await read(this.velocity)) : null };
  }

  load({ velocity }: CheckpointPart): void {
    this.dispose();
    this.velocity = velocity ? tf.keep(tf.tensor1d(velocity as Float32Array)) : null;
  }

  dispose(): void {
    this.velocity?.dispose();
    this.velocity = null;
  }
}

/** g, shortened to length `limit` where it is longer: factor min(1, limit / (‖g‖ + 10⁻⁶)). A limit of 0 leaves it alone. */
export function limitNorm(gradient: tf.Tensor1D, limit: number): tf.Tensor1D {
  if (limit === 0) return gradient;
  return tf.tidy(() => tf.mul(gradient, tf.minimum(1, tf.div(limit, tf.add(norm(gradient), 1e-6)))) as tf.Tensor1D);
}

/** ‖x‖, a scalar. */
export const norm = (x: tf.Tensor1D): tf.Scalar => tf.sqrt(tf.sum(tf.square(x))) as tf.Scalar;
