import type { Distribution } from '../nn/distribution.ts';
import { Doubles, Floats } from './kernel.ts';
import type { MlpKernel } from './mlp-kernel.ts';

export interface ObjectiveSettings {
  /** mean log π Â; L^IS = mean r Â; or L^CLIP. */
  readonly surrogate: 'log-probability' | 'importance' | 'clipped';
  /** ε; also what the clip fraction counts by. */
  readonly clipRange: number;
  /** Weight of the mean entropy, which is added. */
  readonly entropyCoefficient: number;
  /** β, weight of the mean KL(π_old ‖ π), which is taken off. */
  readonly klCoefficient: number;
}

/** Means over the rows that they were computed for. One object a head, overwritten by each call. */
export interface PolicyFigures {
  /** J, all terms together. */
  objective: number;
  surrogate: number;
  entropy: number;
  /** KL(π_old ‖ π); after `ascend` only if its coefficient is not 0. */
  kl: number;
  /** The share of samples with |r − 1| > ε. */
  clipFraction: number;
}

const FAMILIES: Record<Distribution['kind'], number> = { categorical: 0, gaussian: 1, sigmoid: 2 };
const SURROGATES: Record<ObjectiveSettings['surrogate'], number> = { 'log-probability': 0, importance: 1, clipped: 2 };

/**
 * A policy network's outputs as a family of distributions (those of nn/), with objectives that end in the network's
 * dOutput, ready for `backward`. The minibatch's actions, advantages and old probabilities are written to the arrays
 * here, row by row beside the inputs.
 */
export class PolicyHead {
  readonly figures: PolicyFigures = { objective: 0, surrogate: 0, entropy: 0, kl: 0, clipFraction: 0 };
  /** log σ of π_old, for a Gaussian. */
  readonly oldLogStd: Floats;
  private readonly results: Doubles;
  private readonly address: number;
  private readonly width: number;
  private rows: number;
  private arrays: ReturnType<PolicyHead['batchArrays']>;

  constructor(
    readonly network: MlpKernel,
    kind: Distribution['kind'],
  ) {
    const { kernel, shape } = network;
    this.width = shape.sizes.at(-1)!;
    if (kind === 'gaussian' && network.parameters < this.width) throw new RangeError('a Gaussian needs its log σ in θ');
    this.address = kernel.exports.createHead(network.address, FAMILIES[kind]);
    this.oldLogStd = new Floats(kernel, kernel.exports.oldLogStdOf(this.address), this.width);
    this.results = new Doubles(kernel, kernel.exports.resultsOf(this.address), 5);
    this.rows = network.capacity;
    this.arrays = this.batchArrays();
  }

  /** Encoded actions as Distribution.encode makes them, [capacity, outputs]. */
  get codes(): Floats {
    return this.current().codes;
  }
  /** Â, [capacity]. */
  get advantages(): Floats {
    return this.current().advantages;
  }
  /** log π_old(a|s), [capacity]. */
  get oldLogProbabilities(): Floats {
    return this.current().oldLogProbabilities;
  }
  /** Outputs under θ_old, [capacity, outputs]; a categorical's as log-probabilities. */
  get oldHeads(): Floats {
    return this.current().oldHeads;
  }
  /** log π(a|s), H(π(·|s)), KL(π_old ‖ π) and r of each row, [capacity], as the last call found them. */
  get logProbabilities(): Floats {
    return this.current().logProbabilities;
  }
  get entropies(): Floats {
    return this.current().entropies;
  }
  get divergences(): Floats {
    return this.current().divergences;
  }
  get ratios(): Floats {
    return this.current().ratios;
  }

  /**
   * The objective, to be maximised, over the first `count` rows of the network's last forward pass; its derivative goes
   * to the network's dOutput (and for a Gaussian to log σ's part of the gradient).
   */
  ascend(count: number, settings: ObjectiveSettings): PolicyFigures {
    this.check(count);
    const { surrogate, clipRange, entropyCoefficient, klCoefficient } = settings;
    const { exports } = this.network.kernel;
    exports.objective(this.address, count, SURROGATES[surrogate], clipRange, entropyCoefficient, klCoefficient);
    const results = this.read();
    this.figures.objective = results[0]!;
    this.figures.surrogate = results[1]!;
    return this.figures;
  }

  /**
   * Entropy, KL(π_old ‖ π) and clip fraction of `count` rows, without a derivative. Uses the network's dOutput as
   * scratch.
   */
  measure(count: number, clipRange: number): PolicyFigures {
    this.check(count);
    this.network.kernel.exports.measure(this.address, count, clipRange);
    this.read();
    return this.figures;
  }

  /** π_old ← π at the last forward pass: fills oldHeads, oldLogStd and, for the codes, oldLogProbabilities. */
  remember(count: number): void {
    this.check(count);
    this.network.kernel.exports.remember(this.address, count);
  }

  private read(): Float64Array {
    const { values } = this.results;
    this.figures.entropy = values[2]!;
    this.figures.kl = values[3]!;
    this.figures.clipFraction = values[4]!;
    return values;
  }

  private check(count: number): void {
    if (!(count > 0 && count <= this.network.capacity))
      throw new RangeError(`${count} rows for ${this.network.capacity}`);
    this.current();
  }

  /** The arrays, made anew if the network has more room than before. */
  private current() {
    if (this.rows !== this.network.capacity) {
      this.network.kernel.exports.reserveHead(this.address);
      this.rows = this.network.capacity;
      this.arrays = this.batchArrays();
    }
    return this.arrays;
  }

  private batchArrays() {
    const { kernel } = this.network;
    const { exports } = kernel;
    const column = (address: number): Floats => new Floats(kernel, address, this.rows);
    const matrix = (address: number): Floats => new Floats(kernel, address, this.rows * this.width);
    return {
      codes: matrix(exports.codesOf(this.address)),
      oldHeads: matrix(exports.oldHeadsOf(this.address)),
      advantages: column(exports.advantagesOf(this.address)),
      oldLogProbabilities: column(exports.oldLogProbabilitiesOf(this.address)),
      logProbabilities: column(exports.logProbabilitiesOf(this.address)),
      entropies: column(exports.entropiesOf(this.address)),
      divergences: column(exports.divergencesOf(this.address)),
      ratios: column(exports.ratiosOf(this.address)),
    };
  }
}
