import type { Floats, Kernel } from '../engine/kernels/kernel.ts';
import { MlpKernel } from '../engine/kernels/mlp-kernel.ts';
import { PolicyHead } from '../engine/kernels/policy-head.ts';
import { DrawSequence } from '../engine/rng.ts';
import type { SymmetricMatrix } from '../engine/trust-region/cholesky.ts';
import { ACTIONS, INPUTS, STATES } from './fisher-cost-sizes.ts';

const SEED = 1;

/** A policy with two hidden layers of one width, made up, in made-up states: F, and g to solve for. */
export class FisherProblem {
  readonly parameters: number;
  /** The policy gradient of those states' made-up actions and advantages. */
  readonly gradient: Float64Array;
  private readonly network: MlpKernel;
  private readonly direction: Floats;
  private readonly image: Floats;

  constructor(kernel: Kernel, width: number) {
    const { next } = new DrawSequence(SEED, 'initialise').at(0, width);
    /** Uniform, mean 0, of the given deviation. */
    const draw = (deviation: number) => (2 * next() - 1) * Math.sqrt(3) * deviation;
    const sizes = [INPUTS, width, width, ACTIONS];
    this.network = new MlpKernel(kernel, { sizes, activation: 'tanh' }, { batch: STATES });
    this.parameters = this.network.parameters;
    this.direction = kernel.floats(this.parameters);
    this.image = kernel.floats(this.parameters);
    const head = new PolicyHead(this.network, 'categorical');
    this.network.setTheta(drawTheta(sizes, draw));
    this.network.input.values.forEach((_, i, input) => {
      input[i] = draw(1);
    });
    for (let row = 0; row < STATES; row++) head.codes.values[row * ACTIONS + (next() < 0.5 ? 0 : 1)] = 1;
    head.advantages.values.forEach((_, row, advantages) => {
      advantages[row] = draw(1);
    });
    this.network.forward(STATES);
    head.remember(STATES);
    head.ascend(STATES, { surrogate: 'log-probability', clipRange: 0, entropyCoefficient: 0, klCoefficient: 0 });
    this.network.backward(STATES);
    this.gradient = Float64Array.from(this.network.gradient.values);
    this.network.forward(STATES);
  }

  /** (F + damping I) v, without F. */
  product(v: Float64Array, damping: number): Float64Array {
    this.direction.values.set(v);
    this.network.fisherProduct('categorical', this.direction, STATES, this.image);
    const result = Float64Array.from(this.image.values);
    for (let i = 0; i < result.length; i++) result[i]! += damping * v[i]!;
    return result;
  }

  /** F itself, a column a product. */
  matrix(): SymmetricMatrix {
    const size = this.parameters;
    const values = new Float64Array(size * size);
    const unit = this.direction.values;
    unit.fill(0);
    for (let i = 0; i < size; i++) {
      unit[i] = 1;
      this.network.fisherProduct('categorical', this.direction, STATES, this.image);
      values.set(this.image.values, i * size);
      unit[i] = 0;
    }
    return { size, values };
  }
}

/** Weights that keep signals at their size, no biases; layout of nn/mlp.ts. */
function drawTheta(sizes: readonly number[], draw: (deviation: number) => number): Float32Array {
  const layers = sizes.slice(1).map((outputs, layer) => {
    const inputs = sizes[layer]!;
    const theta = new Float32Array(outputs * (inputs + 1));
    for (let i = 0; i < outputs * inputs; i++) theta[i] = draw(1 / Math.sqrt(inputs));
    return theta;
  });
  const theta = new Float32Array(layers.reduce((length, layer) => length + layer.length, 0));
  let from = 0;
  for (const layer of layers) {
    theta.set(layer, from);
    from += layer.length;
  }
  return theta;
}
