import type { Distribution } from '../nn/distribution.ts';
import { Floats, type Kernel } from './kernel.ts';

/** As MlpShape of nn/mlp.ts, which has the layout of θ; the identity makes a deep linear network. */
export interface KernelShape {
  /** Inputs, hidden widths …, outputs. */
  readonly sizes: readonly number[];
  readonly activation: 'tanh' | 'relu' | 'identity';
}

export interface KernelOptions {
  /** Rows of the largest batch; unless given, so many as a network may grow from: see `reserve`. */
  readonly batch?: number;
  /** Parameters at θ's end that no layer uses: log σ of a Gaussian. */
  readonly freeParameters?: number;
}

/**
 * M of F = Jᵀ M J: the Fisher information of a family in its head, or the identity (Gauss-Newton for a squared error).
 */
export type Metric = Distribution['kind'] | 'identity';

const ACTIVATIONS: Record<KernelShape['activation'], number> = { tanh: 0, relu: 1, identity: 2 };
const METRICS: Record<Metric, number> = { categorical: 0, gaussian: 1, sigmoid: 2, identity: 3 };

/**
 * mlp(θ, x) in SIMD, with its derivatives. All arrays live in the kernel's memory: write θ (then say so by `changed`)
 * and `input`, call, read `output` or `gradient`. Rows are packed, θ and its gradient are flat, in the layout of
 * nn/mlp.ts.
 *
 * A row's output does not depend on the rows beside it, and every result is the same on every machine, to the last bit.
 */
export class MlpKernel {
  /** [parameters], free ones included. */
  readonly theta: Floats;
  /** dL/dθ, as `backward` and the losses leave it. */
  readonly gradient: Floats;
  readonly parameters: number;
  /** Address of the network's record; for what else computes with it in the kernel. */
  readonly address: number;
  private batch: number;
  private readonly inputs: number;
  private readonly outputs: number;
  private arrays: { readonly input: Floats; readonly output: Floats; readonly dOutput: Floats };
  private inputGradient: Floats | null = null;
  private stale = true;

  /** @throws RangeError for a shape without layers */
  constructor(
    readonly kernel: Kernel,
    readonly shape: KernelShape,
    { batch = 256, freeParameters = 0 }: KernelOptions = {},
  ) {
    const { sizes, activation } = shape;
    if (sizes.length < 2) throw new RangeError('a network needs inputs and outputs');
    this.inputs = sizes[0]!;
    this.outputs = sizes.at(-1)!;
    this.batch = batch;
    const { exports } = kernel;
    const list = kernel.indices(sizes.length);
    list.values.set(sizes);
    this.address = exports.createNetwork(
      list.address,
      sizes.length - 1,
      ACTIVATIONS[activation],
      freeParameters,
      batch,
    );
    this.parameters = exports.parametersOf(this.address);
    this.theta = new Floats(kernel, exports.thetaOf(this.address), this.parameters);
    this.gradient = new Floats(kernel, exports.gradientOf(this.address), this.parameters);
    this.arrays = this.batchArrays();
  }

  /** Rows of the largest batch. */
  get capacity(): number {
    return this.batch;
  }
  /** [capacity, inputs] */
  get input(): Floats {
    return this.arrays.input;
  }
  /** [capacity, outputs] of the last forward pass. */
  get output(): Floats {
    return this.arrays.output;
  }
  /** dL/d(output), [capacity, outputs]: to be filled before `backward`. */
  get dOutput(): Floats {
    return this.arrays.dOutput;
  }
  /** dL/d(input), [capacity, inputs]. @throws Error unless `backwardInput` has found it */
  get dInput(): Floats {
    if (!this.inputGradient) throw new Error('nobody has asked for the gradient in the inputs');
    return this.inputGradient;
  }

  /** Makes room for batches of `batch` rows; what the batch arrays held is gone. */
  reserve(batch: number): void {
    if (batch <= this.batch) return;
    // Room that is outgrown is not given back: doubling bounds what is lost.
    this.batch = Math.max(batch, 2 * this.batch);
    this.kernel.exports.reserve(this.address, this.batch);
    this.arrays = this.batchArrays();
    this.inputGradient = null;
  }

  /** θ ← values. */
  setTheta(values: ArrayLike<number>): void {
    if (values.length !== this.parameters)
      throw new RangeError(`${values.length} numbers for ${this.parameters} parameters`);
    this.theta.values.set(values);
    this.changed();
  }

  /** To be called after θ was written to. */
  changed(): void {
    this.stale = true;
  }

  /** output ← mlp(θ, input), for the first `count` rows; keeps the activations for the calls below. */
  forward(count: number): void {
    this.prepare(count);
    this.kernel.exports.forward(this.address, count);
  }

  /**
   * gradient ← Jᵀ dOutput at the last forward pass, summed over `count` rows; free parameters' entries are left alone.
   */
  backward(count: number): void {
    this.prepare(count);
    this.kernel.exports.backward(this.address, count);
  }

  /** dInput ← dL/d(input) from dOutput at the last forward pass; `gradient` stays as it is. */
  backwardInput(count: number): void {
    this.prepare(count);
    const { kernel, address, batch, inputs } = this;
    kernel.exports.backwardInput(address, count);
    this.inputGradient ??= new Floats(kernel, kernel.exports.dInputOf(address), batch * inputs);
  }

  /** target [count, outputs] ← J v at the last forward pass: the outputs' change along v. */
  tangents(v: Floats, count: number, target: Floats): void {
    this.prepare(count);
    if (v.length !== this.parameters || target.length < count * this.outputs) throw new RangeError('wrong lengths');
    this.kernel.exports.tangents(this.address, v.address, count, target.address);
  }

  /** target ← F v = Jᵀ M J v, the mean over `count` rows of the last forward pass; both of length `parameters`. */
  fisherProduct(metric: Metric, v: Floats, count: number, target: Floats): void {
    this.prepare(count);
    if (v.length !== this.parameters || target.length !== this.parameters) throw new RangeError('wrong lengths');
    this.kernel.exports.fisherProduct(this.address, METRICS[metric], v.address, count, target.address);
  }

  /** Shortens the gradient to length `limit` if it is longer (0: never). @returns its length before */
  limitGradient(limit: number): number {
    return this.kernel.exports.limitNorm(this.gradient.address, this.parameters, limit);
  }

  private prepare(count: number): void {
    if (!(count > 0 && count <= this.batch)) throw new RangeError(`${count} rows, but room for 1 to ${this.batch}`);
    if (!this.stale) return;
    this.kernel.exports.pack(this.address);
    this.stale = false;
  }

  private batchArrays() {
    const { kernel, address, batch } = this;
    const { exports } = kernel;
    return {
      input: new Floats(kernel, exports.inputOf(address), batch * this.inputs),
      output: new Floats(kernel, exports.outputOf(address), batch * this.outputs),
      dOutput: new Floats(kernel, exports.dOutputOf(address), batch * this.outputs),
    };
  }
}
