// Forward-mode derivatives, and with them Fisher-vector products Jᵀ M J v without a second backward pass.
import { IDENTITY, multiplyBySlope } from './activations';
import { padded } from './arena';
import { multiplyByMetric } from './metric';
import { Network } from './network';
import { backwardChunk, unpackGradient } from './passes';
import { addAffine, affine } from './product';
import { copyRows, transpose } from './rows';

/** Copies a direction v (laid out like θ) into the layouts of the products. */
function packDirection(network: Network, v: usize): void {
  for (let i = 0; i < network.depth; i++) {
    const layer = network.layer(i);
    transpose(
      v + layer.weightOffset, (<usize>layer.inputs) << 2, layer.directionTransposed, layer.outputStride,
      layer.outputs, layer.inputs,
    );
    memory.copy(layer.directionBias, v + layer.biasOffset, (<usize>layer.outputs) << 2);
  }
}

/**
 * The outputs' tangents J v of a chunk; ṫᵢ = (hᵢ₋₁ Vᵢᵀ + vᵢ + ṫᵢ₋₁ Wᵢᵀ) ⊙ activation′.
 *
 * @returns where they are, padded
 */
function tangentChunk(network: Network, row: i32, count: i32): usize {
  let tangent = network.scratch0, below = network.scratch1;
  for (let i = 0; i < network.depth; i++) {
    const layer = network.layer(i);
    affine(
      network.inputsOf(i, row), network.inputStrideOf(i), layer.directionTransposed, layer.outputStride,
      layer.directionBias, tangent, layer.outputStride, count, layer.inputs, padded(layer.outputs), IDENTITY,
    );
    if (i > 0) {
      addAffine(
        below, layer.inputStride, layer.transposed, layer.outputStride, network.zeros, tangent, layer.outputStride,
        count, layer.inputs, padded(layer.outputs),
      );
    }
    if (i == network.depth - 1) return tangent;
    const h = layer.activations + <usize>row * layer.outputStride;
    multiplyBySlope(tangent, h, count * padded(layer.outputs), network.activation);
    const done = tangent;
    tangent = below;
    below = done;
  }
  return tangent;
}

/** target [rows, outputs] ← J v at the last forward pass: how the outputs change when θ moves along v. */
export function tangents(address: usize, v: usize, rows: i32, target: usize): void {
  const network = changetype<Network>(address);
  const final = network.layer(network.depth - 1);
  const outputBytes = (<usize>final.outputs) << 2;
  packDirection(network, v);
  for (let row = 0; row < rows; row += network.chunk) {
    const count = min(network.chunk, rows - row);
    const tangent = tangentChunk(network, row, count);
    copyRows(tangent, final.outputStride, target + <usize>row * outputBytes, outputBytes, count, final.outputs);
  }
}

/**
 * target ← F v = Jᵀ M J v, where M is the Fisher information of the outputs' distribution, averaged over the first
 * `rows` rows of the last forward pass. θ's tail is log σ of a Gaussian, whose block of F is 2 I.
 *
 * @param metric which M, see metric.ts; @param v and @param target flat, like θ
 */
export function fisherProduct(address: usize, metric: i32, v: usize, rows: i32, target: usize): void {
  const network = changetype<Network>(address);
  const final = network.layer(network.depth - 1);
  packDirection(network, v);
  for (let row = 0; row < rows; row += network.chunk) {
    const count = min(network.chunk, rows - row);
    const tangent = tangentChunk(network, row, count);
    const head = network.output + ((<usize>row * final.outputs) << 2);
    const logStd = network.theta + ((<usize>network.layerParameters) << 2);
    multiplyByMetric(metric, tangent, final.outputStride, head, logStd, final.outputs, count, <f32>1 / <f32>rows);
    const other = tangent == network.scratch0 ? network.scratch1 : network.scratch0;
    backwardChunk(network, row, count, tangent, other, target);
  }
  unpackGradient(network, target);
  for (let i = network.layerParameters; i < network.parameters; i++) {
    store<f32>(target + ((<usize>i) << 2), 2 * load<f32>(v + ((<usize>i) << 2)));
  }
}
