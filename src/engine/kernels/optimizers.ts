import type { AdamSettings } from '../nn/optimizers.ts';
import type { CheckpointPart } from '../run-spec.ts';
import type { Floats } from './kernel.ts';
import type { MlpKernel } from './mlp-kernel.ts';

/**
 * Moves a network's θ along its gradient; the counterpart of nn/optimizers.ts, with checkpoints that either can load.
 */
export interface KernelOptimizer {
  ascend(rate: number): void;
  descend(rate: number): void;
  save(): CheckpointPart;
  load(part: CheckpointPart): void;
}

/**
 * A moment below this moves nothing, and would soon be subnormal: units that ReLU has silenced for a thousand steps would
 * halve the speed of every step. Looked for once in so many steps, in which β₁ = 0.9 takes it no further than 10⁻³⁶.
 */
const DUST = 1e-30;
const DUST_EVERY = 128;

/** Adam (Kingma and Ba 2015, Algorithm 1), ε added to √v̂. */
export class KernelAdam implements KernelOptimizer {
  private readonly m: Floats;
  private readonly v: Floats;
  private steps = 0;
  /** β₁ᵗ and β₂ᵗ by repeated products: `pow` would differ between machines. */
  private beta1Power = 1;
  private beta2Power = 1;
  private readonly beta1: number;
  private readonly beta2: number;
  private readonly epsilon: number;

  constructor(
    private readonly network: MlpKernel,
    { beta1 = 0.9, beta2 = 0.999, epsilon = 1e-8 }: AdamSettings = {},
  ) {
    this.m = network.kernel.floats(network.parameters);
    this.v = network.kernel.floats(network.parameters);
    this.beta1 = beta1;
    this.beta2 = beta2;
    this.epsilon = epsilon;
  }

  ascend(rate: number): void {
    this.descend(-rate);
  }

  descend(rate: number): void {
    this.steps += 1;
    this.beta1Power *= this.beta1;
    this.beta2Power *= this.beta2;
    const { kernel, theta, gradient, parameters } = this.network;
    kernel.exports.adam(
      theta.address,
      gradient.address,
      this.m.address,
      this.v.address,
      parameters,
      rate / (1 - this.beta1Power),
      this.beta1,
      this.beta2,
      1 - this.beta2Power,
      this.epsilon,
    );
    if (this.steps % DUST_EVERY === 0)
      for (const moments of [this.m, this.v]) kernel.exports.dropDust(moments.address, parameters, DUST);
    this.network.changed();
  }

  save(): CheckpointPart {
    const { steps, beta1Power, beta2Power } = this;
    return { m: this.m.values.slice(), v: this.v.values.slice(), steps, beta1Power, beta2Power };
  }

  load(part: CheckpointPart): void {
    this.m.values.set(part.m as Float32Array);
    this.v.values.set(part.v as Float32Array);
    this.steps = part.steps as number;
    this.beta1Power = part.beta1Power as number;
    this.beta2Power = part.beta2Power as number;
  }
}

/** θ ± α g, with classical momentum if it is above 0: u ← μ u + g, θ ← θ ± α u. */
export class KernelGradientStep implements KernelOptimizer {
  private readonly velocity: Floats | null;

  constructor(
    private readonly network: MlpKernel,
    private readonly momentum = 0,
  ) {
    this.velocity = momentum === 0 ? null : network.kernel.floats(network.parameters);
  }

  ascend(rate: number): void {
    this.descend(-rate);
  }

  descend(rate: number): void {
    const { kernel, gradient, theta } = this.network;
    if (this.velocity) {
      // From zero, the first step's velocity is the gradient.
      kernel.scale(this.momentum, this.velocity);
      kernel.addScaled(1, gradient, this.velocity);
    }
    kernel.addScaled(-rate, this.velocity ?? gradient, theta);
    this.network.changed();
  }

  save(): CheckpointPart {
    return { velocity: this.velocity?.values.slice() ?? null };
  }

  load({ velocity }: CheckpointPart): void {
    if (velocity) this.velocity?.values.set(velocity as Float32Array);
    else this.velocity?.values.fill(0);
  }
}
