// Forwards through a network and back. Batches go through in chunks of rows that fit the first-level cache.
import { activate, IDENTITY, multiplyBySlope } from './activations';
import { allocate, padded } from './arena';
import { dotProducts } from './dot-products';
import { Network } from './network';
import { affine } from './product';
import { copyRows, transpose } from './rows';
import { sumOfRows, transposedProduct } from './transposed-product';

/** Up to so many outputs are computed as dot products. */
const FEW: i32 = 4;

/** output ← mlp(θ, input) for the first `rows` rows; keeps every layer's activations for what comes after. */
export function forward(address: usize, rows: i32): void {
  const network = changetype<Network>(address);
  const last = network.depth - 1, final = network.layer(last);
  const outputBytes = (<usize>final.outputs) << 2;
  for (let row = 0; row < rows; row += network.chunk) {
    const count = min(network.chunk, rows - row);
    for (let i = 0; i < last; i++) {
      const layer = network.layer(i);
      const h = layer.activations + <usize>row * layer.outputStride;
      affine(
        network.inputsOf(i, row), network.inputStrideOf(i), layer.transposed, layer.outputStride, layer.bias,
        h, layer.outputStride, count, layer.inputs, padded(layer.outputs), network.activation,
      );
      activate(h, count * padded(layer.outputs), network.activation);
    }
    const output = network.output + <usize>row * outputBytes;
    if (final.outputs <= FEW && (last > 0 || padded(final.inputs) == final.inputs)) {
      dotProducts(
        network.inputsOf(last, row), network.inputStrideOf(last), final.weights, final.inputStride, final.bias,
        output, count, padded(final.inputs), final.outputs,
      );
    } else {
      affine(
        network.inputsOf(last, row), network.inputStrideOf(last), final.transposed, final.outputStride, final.bias,
        network.scratch0, final.outputStride, count, final.inputs, padded(final.outputs), IDENTITY,
      );
      copyRows(network.scratch0, final.outputStride, output, outputBytes, count, final.outputs);
    }
  }
}

/**
 * gradient ← dL/dθ from dOutput = dL/d(output), over the first `rows` rows of the last forward pass. Sums over rows:
 * means have their 1/rows in dOutput. What follows the layers' parameters in `gradient` is left alone.
 */
export function backward(address: usize, rows: i32): void {
  const network = changetype<Network>(address);
  for (let row = 0; row < rows; row += network.chunk) {
    const count = min(network.chunk, rows - row);
    takeDeltas(network, row, count);
    backwardChunk(network, row, count, network.scratch0, network.scratch1, network.gradient);
  }
  unpackGradient(network, network.gradient);
}

/**
 * From the last layer's deltas [count, outputs, padded] to sums in the layers' gradients; the first chunk starts the
 * sums. What `unpackGradient` will write to is `target`: some sums grow there from the beginning.
 */
export function backwardChunk(
  network: Network, row: i32, count: i32, delta: usize, below: usize, target: usize,
): void {
  const add = row > 0;
  for (let i = network.depth - 1; i >= 0; i--) {
    const layer = network.layer(i);
    if (layer.inputs < layer.outputs) {
      transposedProduct(
        network.inputsOf(i, row), network.inputStrideOf(i), delta, layer.outputStride,
        layer.weightGradient, layer.outputStride, padded(layer.inputs), count, padded(layer.outputs), add,
      );
    } else {
      transposedProduct(
        delta, layer.outputStride, network.inputsOf(i, row), network.inputStrideOf(i),
        layer.gradientInPlace ? target + layer.weightOffset : layer.weightGradient, layer.inputStride,
        layer.outputs + (layer.outputs & 1), count, padded(layer.inputs), add,
      );
    }
    sumOfRows(delta, layer.outputStride, layer.biasGradient, count, padded(layer.outputs), add);
    if (i == 0) return;
    deltasBelow(network, i, row, count, delta, below);
    const done = delta;
    delta = below;
    below = done;
  }
}

/**
 * dInput ← dL/d(input), from dOutput = dL/d(output): no gradient in θ is computed, and the one that stands is left alone.
 */
export function backwardInput(address: usize, rows: i32): void {
  const network = changetype<Network>(address);
  const first = network.layer(0), inputBytes = (<usize>first.inputs) << 2;
  if (!network.dInput) network.dInput = allocate(padded(network.capacity) * first.inputs);
  for (let row = 0; row < rows; row += network.chunk) {
    const count = min(network.chunk, rows - row);
    takeDeltas(network, row, count);
    let delta = network.scratch0, below = network.scratch1;
    for (let i = network.depth - 1; i >= 0; i--) {
      deltasBelow(network, i, row, count, delta, below);
      const done = delta;
      delta = below;
      below = done;
    }
    copyRows(delta, first.inputStride, network.dInput + <usize>row * inputBytes, inputBytes, count, first.inputs);
  }
}

/** scratch0 ← a chunk's rows of dOutput, padded with zeros. */
@inline
function takeDeltas(network: Network, row: i32, count: i32): void {
  const final = network.layer(network.depth - 1), outputBytes = (<usize>final.outputs) << 2;
  const deltas = network.dOutput + <usize>row * outputBytes;
  memory.fill(network.scratch0, 0, <usize>count * final.outputStride);
  copyRows(deltas, outputBytes, network.scratch0, final.outputStride, count, final.outputs);
}

/** below ← what layer i's deltas mean for the layer under it, its activation's slope included. */
@inline
function deltasBelow(network: Network, i: i32, row: i32, count: i32, delta: usize, below: usize): void {
  const layer = network.layer(i);
  affine(
    delta, layer.outputStride, layer.weights, layer.inputStride, network.zeros,
    below, layer.inputStride, count, layer.outputs, padded(layer.inputs), IDENTITY,
  );
  if (i > 0) multiplyBySlope(below, network.inputsOf(i, row), count * padded(layer.inputs), network.activation);
}

/** The layers' gradients as one flat vector, that to which the chunks went. */
export function unpackGradient(network: Network, target: usize): void {
  for (let i = 0; i < network.depth; i++) {
    const layer = network.layer(i);
    const weights = target + layer.weightOffset, rowBytes = (<usize>layer.inputs) << 2;
    if (layer.inputs < layer.outputs) {
      transpose(layer.weightGradient, layer.outputStride, weights, rowBytes, layer.inputs, layer.outputs);
    } else if (!layer.gradientInPlace) {
      copyRows(layer.weightGradient, layer.inputStride, weights, rowBytes, layer.outputs, layer.inputs);
    }
    memory.copy(target + layer.biasOffset, layer.biasGradient, (<usize>layer.outputs) << 2);
  }
}
