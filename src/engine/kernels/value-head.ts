import type { Floats } from './kernel.ts';
import type { MlpKernel } from './mlp-kernel.ts';

/** A network with one output as V_φ or b(s): its squared error, which ends in the network's dOutput. */
export class ValueHead {
  /** Ĝ, [capacity]. */
  readonly targets: Floats;
  /** V before this update, [capacity]; only read when clipping. */
  readonly oldValues: Floats;

  constructor(readonly network: MlpKernel) {
    if (network.shape.sizes.at(-1) !== 1) throw new RangeError('a value function has one output');
    // Losses handle rows in fours.
    const rows = (network.capacity + 3) & ~3;
    this.targets = network.kernel.floats(rows);
    this.oldValues = network.kernel.floats(rows);
  }

  /** coefficient · ½ mean (V − Ĝ)² over `count` rows, clipped as in PPO where clipRange is above 0; to be minimised. */
  descend(count: number, clipRange = 0, coefficient = 1): number {
    const { kernel, capacity } = this.network;
    if (!(count > 0 && count <= capacity && count <= this.targets.length)) throw new RangeError(`${count} rows`);
    const { address } = this.network;
    const [targets, old] = [this.targets.address, this.oldValues.address];
    return kernel.exports.valueLoss(address, targets, old, count, clipRange, coefficient);
  }
}
