import type { Floats } from './kernel.ts';
import type { MlpKernel } from './mlp-kernel.ts';

/** A network with one output as V_φ or b(s): its squared error, which ends in the network's dOutput. */
export class ValueHead {
  private rows = 0;
  private arrays!: { readonly targets: Floats; readonly oldValues: Floats };

  constructor(readonly network: MlpKernel) {
    if (network.shape.sizes.at(-1) !== 1) throw new RangeError('a value function has one output');
    this.current();
  }

  /** Ĝ, [capacity]. */
  get targets(): Floats {
    return this.current().targets;
  }
  /** V before this update, [capacity]; only read when clipping. */
  get oldValues(): Floats {
    return this.current().oldValues;
  }

  /** coefficient · ½ mean (V − Ĝ)² over `count` rows, clipped as in PPO where clipRange is above 0; to be minimised. */
  descend(count: number, clipRange = 0, coefficient = 1): number {
    const { kernel, capacity, address } = this.network;
    if (!(count > 0 && count <= capacity)) throw new RangeError(`${count} rows, but room for 1 to ${capacity}`);
    const { targets, oldValues } = this.current();
    return kernel.exports.valueLoss(address, targets.address, oldValues.address, count, clipRange, coefficient);
  }

  /** The arrays, made anew if the network has more room than before. */
  private current() {
    const { kernel, capacity } = this.network;
    if (this.rows !== capacity) {
      this.rows = capacity;
      this.arrays = { targets: kernel.floats(capacity), oldValues: kernel.floats(capacity) };
    }
    return this.arrays;
  }
}
