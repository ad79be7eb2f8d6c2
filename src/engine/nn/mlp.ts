import { tf } from '../tf.ts';

/**
 * A multilayer perceptron whose parameters are one flat vector θ, as in the lecture.
 *
 * Layout of θ, layer after layer: W (outputs × inputs, row-major), then b (outputs). Hidden layers have the activation,
 * the last one is linear. Zero inputs are allowed: then the first layer is its bias, which is all of a stateless policy.
 */
export interface MlpShape {
  /** Inputs, hidden widths …, outputs. */
  readonly sizes: readonly number[];
  readonly activation: Activation;
}
export type Activation = 'tanh' | 'relu';

/** Number of parameters of an MLP of this shape. */
export function parameterCount({ sizes }: MlpShape): number {
  let count = 0;
  for (let i = 1; i < sizes.length; i++) count += sizes[i]! * (sizes[i - 1]! + 1);
  return count;
}

/** "64-64" → [64, 64]; "none" → []. */
export function parseHidden(hidden: string): number[] {
  return hidden === 'none' ? [] : hidden.split('-').map(Number);
}

/**
 * The network's outputs for a batch, as one operation with its own gradient.
 *
 * @param theta [parameterCount] flat parameters
 * @param x [batch, inputs]
 * @returns [batch, outputs]; differentiable in θ, and in x where `inputGradient` asks for it (that costs another product)
 */
export function mlp(theta: tf.Tensor1D, x: tf.Tensor2D, shape: MlpShape, { inputGradient = false } = {}): tf.Tensor2D {
  if (inputGradient) {
    return tf.customGrad((theta_, x_, save) => {
      const forward = forwardPass(theta_ as tf.Tensor1D, x_ as tf.Tensor2D, shape);
      (save as tf.GradSaveFunc)([theta_ as tf.Tensor, ...forward.layerInputs]);
      return {
        value: forward.output,
        gradFunc: (dOutput: tf.Tensor, [saved, ...layerInputs]: tf.Tensor[]) => {
          const back = runBackwards(saved as tf.Tensor1D, layerInputs as tf.Tensor2D[], dOutput as tf.Tensor2D, shape);
          return [back.dTheta, back.dInput()];
        },
      };
    })(theta, x) as tf.Tensor2D;
  }
  return tf.customGrad((theta_, save) => {
    const forward = forwardPass(theta_ as tf.Tensor1D, x, shape);
    (save as tf.GradSaveFunc)([theta_ as tf.Tensor, ...forward.layerInputs]);
    return {
      value: forward.output,
      gradFunc: (dOutput: tf.Tensor, [saved, ...layerInputs]: tf.Tensor[]) =>
        runBackwards(saved as tf.Tensor1D, layerInputs as tf.Tensor2D[], dOutput as tf.Tensor2D, shape).dTheta,
    };
  })(theta) as tf.Tensor2D;
}

/** Outputs, and what each layer was given: those are the cached activations of the passes that follow. */
export function forwardPass(theta: tf.Tensor1D, x: tf.Tensor2D, { sizes, activation }: MlpShape) {
  const layerInputs: tf.Tensor2D[] = [];
  let h = x;
  let offset = 0;
  for (let layer = 1; layer < sizes.length; layer++) {
    const [inputs, outputs] = [sizes[layer - 1]!, sizes[layer]!];
    layerInputs.push(h);
    const bias = tf.slice(theta, offset + outputs * inputs, outputs);
    // An explicit transpose: flags on matMul leave the fast path of the wasm backend.
    const z: tf.Tensor2D = inputs
      ? (tf.fused.matMul({ a: h, b: tf.transpose(weights(theta, offset, inputs, outputs)), bias }) as tf.Tensor2D)
      : tf.matMul(tf.ones([h.shape[0], 1]), tf.reshape(bias, [1, outputs]) as tf.Tensor2D);
    offset += outputs * (inputs + 1);
    h = layer === sizes.length - 1 ? z : activate(z, activation);
  }
  return { output: h, layerInputs };
}

/** dL/dθ, flat, from dL/d(output); dL/dx on demand. */
export function runBackwards(theta: tf.Tensor1D, layerInputs: tf.Tensor2D[], dOutput: tf.Tensor2D, shape: MlpShape) {
  const { sizes } = shape;
  const deltas = layerDeltas(theta, layerInputs, dOutput, shape);
  // A row of ones times dz: the sum over the batch, ten times faster than a reduction on wasm.
  const ones = tf.ones<tf.Rank.R2>([1, dOutput.shape[0]]);
  const pieces = deltas.flatMap((dz, layer) => {
    const [inputs, outputs] = [sizes[layer]!, sizes[layer + 1]!];
    const bias = tf.reshape(tf.matMul(ones, dz), [outputs]);
    if (!inputs) return [bias];
    return [tf.reshape(tf.matMul(tf.transpose(dz), layerInputs[layer]!), [outputs * inputs]), bias];
  });
  return {
    dTheta: tf.concat(pieces) as tf.Tensor1D,
    dInput: (): tf.Tensor2D => tf.matMul(deltas[0]!, weights(theta, 0, sizes[0]!, sizes[1]!)),
  };
}

/** dL/dz of every layer, first to last, from dL/d(output): [batch, outputs of the layer] each. */
export function layerDeltas(
  theta: tf.Tensor1D,
  layerInputs: tf.Tensor2D[],
  dOutput: tf.Tensor2D,
  shape: MlpShape,
): tf.Tensor2D[] {
  const { sizes, activation } = shape;
  const deltas = [dOutput];
  let offset = parameterCount(shape);
  for (let layer = sizes.length - 1; layer > 1; layer--) {
    const [inputs, outputs] = [sizes[layer - 1]!, sizes[layer]!];
    offset -= outputs * (inputs + 1);
    const dh: tf.Tensor2D = tf.matMul(deltas[0]!, weights(theta, offset, inputs, outputs));
    deltas.unshift(tf.mul(dh, activationSlope(layerInputs[layer - 1]!, activation)));
  }
  return deltas;
}

/** W of the layer that starts at `offset`, [outputs, inputs]. */
export const weights = (theta: tf.Tensor1D, offset: number, inputs: number, outputs: number): tf.Tensor2D =>
  tf.reshape(tf.slice(theta, offset, outputs * inputs), [outputs, inputs]);

/** tanh on wasm is 2σ(2z) − 1: the same to 10⁻⁷, ten times faster than that backend's own. */
function activate(z: tf.Tensor2D, activation: Activation): tf.Tensor2D {
  if (activation === 'relu') return tf.relu(z);
  return tf.getBackend() === 'wasm' ? tf.sub(tf.mul(tf.sigmoid(tf.mul(z, 2)), 2), 1) : tf.tanh(z);
}

/** d activation / dz, from the activation's value h. */
export const activationSlope = (h: tf.Tensor2D, activation: Activation): tf.Tensor2D =>
  activation === 'relu' ? tf.cast(tf.greater(h, 0), 'float32') : tf.sub(1, tf.square(h));
