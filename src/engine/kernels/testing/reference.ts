import { exp, tanh } from '../../math.ts';
import type { KernelShape, Metric } from '../mlp-kernel.ts';

/**
 * A network's outputs and derivatives in float64, by loops that follow the definitions: what the kernel is held
 * against.
 */
export class Reference {
  /** Each layer's inputs; the last entry is the output. [batch, width] each. */
  private readonly values: Float64Array[];

  constructor(
    private readonly shape: KernelShape,
    private readonly theta: ArrayLike<number>,
    x: ArrayLike<number>,
    private readonly batch: number,
  ) {
    this.values = [Float64Array.from(x)];
    this.eachLayer((layer, offset, inputs, outputs) => {
      const z = this.affine(this.values[layer]!, theta, offset, inputs, outputs);
      this.values.push(layer === shape.sizes.length - 2 ? z : z.map(this.activation));
    });
  }

  get output(): Float64Array {
    return this.values.at(-1)!;
  }

  /** J v, [batch, outputs]. */
  tangents(v: ArrayLike<number>): Float64Array {
    let tangent = new Float64Array(this.values[0]!.length);
    this.eachLayer((layer, offset, inputs, outputs) => {
      const ofTheta = this.affine(this.values[layer]!, v, offset, inputs, outputs);
      const carried = this.affine(tangent, this.theta, offset, inputs, outputs, false);
      const slopes = this.slopes(layer + 1);
      tangent = ofTheta.map((t, i) => (t + carried[i]!) * (slopes ? slopes[i]! : 1)) as Float64Array<ArrayBuffer>;
    });
    return tangent;
  }

  /** Jᵀ d for d [batch, outputs], flat, and the same in the inputs. */
  backward(d: ArrayLike<number>): { theta: Float64Array; input: Float64Array } {
    const gradient = new Float64Array(this.theta.length);
    const layers: [number, number, number, number][] = [];
    this.eachLayer((...layer) => layers.push(layer));
    let delta = Float64Array.from(d);
    for (const [layer, offset, inputs, outputs] of layers.reverse()) {
      const below = new Float64Array(this.batch * inputs);
      const h = this.values[layer]!;
      const slopes = layer > 0 ? this.slopes(layer) : null;
      for (let row = 0; row < this.batch; row++) {
        for (let o = 0; o < outputs; o++) {
          const dz = delta[row * outputs + o]!;
          gradient[offset + outputs * inputs + o]! += dz;
          for (let i = 0; i < inputs; i++) {
            gradient[offset + o * inputs + i]! += dz * h[row * inputs + i]!;
            below[row * inputs + i]! += dz * this.theta[offset + o * inputs + i]!;
          }
        }
      }
      delta = slopes ? below.map((value, i) => value * slopes[i]!) : below;
    }
    return { theta: gradient, input: delta };
  }

  /** F v with M of the family; θ's free parameters are log σ. */
  fisherProduct(metric: Metric, v: ArrayLike<number>): Float64Array {
    const width = this.shape.sizes.at(-1)!;
    const tangent = this.tangents(v);
    const free = this.theta.length - width;
    for (let row = 0; row < this.batch; row++) {
      const t = tangent.subarray(row * width, (row + 1) * width);
      const head = this.output.subarray(row * width, (row + 1) * width);
      if (metric === 'categorical') {
        const largest = Math.max(...head);
        const p = head.map((logit) => exp(logit - largest));
        const total = p.reduce((sum, value) => sum + value, 0);
        const mean = p.reduce((sum, value, i) => sum + (value / total) * t[i]!, 0);
        for (let i = 0; i < width; i++) t[i] = (p[i]! / total) * (t[i]! - mean);
      } else if (metric === 'gaussian') {
        for (let i = 0; i < width; i++) t[i]! *= exp(-2 * this.theta[free + i]!);
      } else if (metric === 'sigmoid') {
        for (let i = 0; i < width; i++) t[i]! *= 1 / ((1 + exp(-head[i]!)) * (1 + exp(head[i]!)));
      }
    }
    const product = this.backward(tangent.map((t) => t / this.batch)).theta;
    if (metric === 'gaussian') for (let i = 0; i < width; i++) product[free + i] = 2 * v[free + i]!;
    return product;
  }

  private readonly activation = (z: number): number => {
    if (this.shape.activation === 'tanh') return tanh(z);
    return this.shape.activation === 'relu' ? Math.max(z, 0) : z;
  };

  /** d activation / dz of the values that enter layer `layer`; null for the network's outputs. */
  private slopes(layer: number): Float64Array | null {
    if (layer === this.shape.sizes.length - 1) return null;
    const { activation } = this.shape;
    return this.values[layer]!.map((h) =>
      activation === 'tanh' ? 1 - h * h : activation === 'relu' && h <= 0 ? 0 : 1,
    );
  }

  private affine(
    x: Float64Array,
    theta: ArrayLike<number>,
    offset: number,
    inputs: number,
    outputs: number,
    withBias = true,
  ): Float64Array {
    const z = new Float64Array(this.batch * outputs);
    for (let row = 0; row < this.batch; row++) {
      for (let o = 0; o < outputs; o++) {
        let sum = withBias ? theta[offset + outputs * inputs + o]! : 0;
        for (let i = 0; i < inputs; i++) sum += theta[offset + o * inputs + i]! * x[row * inputs + i]!;
        z[row * outputs + o] = sum;
      }
    }
    return z;
  }

  private eachLayer(visit: (layer: number, offset: number, inputs: number, outputs: number) => void): void {
    const { sizes } = this.shape;
    for (let layer = 0, offset = 0; layer < sizes.length - 1; layer++) {
      const [inputs, outputs] = [sizes[layer]!, sizes[layer + 1]!];
      visit(layer, offset, inputs, outputs);
      offset += outputs * (inputs + 1);
    }
  }
}
