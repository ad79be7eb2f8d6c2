// A multilayer perceptron as it lies in memory: its parameters θ as one flat vector (layer after layer W [outputs, inputs],
// then b), copies of them laid out for the products, and the arrays of a batch. What is computed with it is in passes.ts.
import { allocate, padded } from './arena';
import { laneBlock } from './lanes';
import { copyRows, transpose } from './rows';

/** One layer. Widths are padded to multiples of 4; padding is zero in weights, and so in what they produce. */
@unmanaged
export class Layer {
  inputs: i32;
  outputs: i32;
  /** Bytes from one row to the next: of rows as wide as the inputs, and as the outputs. */
  inputStride: usize;
  outputStride: usize;
  /** Bytes from θ's start to this layer's W, and to its b. */
  weightOffset: usize;
  biasOffset: usize;
  /** Whether θ has W, and its gradient dL/dW, just as the products want them, so that neither is copied. */
  weightsInPlace: bool;
  gradientInPlace: bool;
  /** W [outputs, inputs] and Wᵀ [inputs, outputs], padded. */
  weights: usize;
  transposed: usize;
  bias: usize;
  /** dL/dW, padded; transposed where the inputs are fewer than the outputs, so that its rows fill vectors. dL/db. */
  weightGradient: usize;
  biasGradient: usize;
  /** A direction's Wᵀ and b, for tangents. */
  directionTransposed: usize;
  directionBias: usize;
  /** h = activation(z) of the last forward pass, [capacity, outputs], padded; 0 for the last layer. */
  activations: usize;
}

@unmanaged
export class Network {
  depth: i32;
  /** Address of the first of `depth` layers. */
  layers: usize;
  activation: i32;
  /** Length of θ: the layers' parameters, and those that follow them (log σ). */
  layerParameters: i32;
  parameters: i32;
  /** Rows of the largest batch, and of a chunk. */
  capacity: i32;
  chunk: i32;
  /** Flat vectors of `parameters` numbers. */
  theta: usize;
  gradient: usize;
  /** Packed arrays: [capacity, inputs], [capacity, outputs] and the gradients in both; dInput is 0 until asked for. */
  input: usize;
  output: usize;
  dInput: usize;
  dOutput: usize;
  /** Zeros, as many as the widest layer has units: the bias of products that have none. */
  zeros: usize;
  /** Two blocks [chunk, widest layer], for deltas and tangents. */
  scratch0: usize;
  scratch1: usize;

  @inline
  layer(index: i32): Layer {
    return changetype<Layer>(this.layers + <usize>index * offsetof<Layer>());
  }

  /** Address of layer i's inputs from row `row` on, and the bytes between two rows of them. */
  @inline
  inputsOf(i: i32, row: i32): usize {
    if (i == 0) return this.input + ((<usize>row * this.layer(0).inputs) << 2);
    return this.layer(i - 1).activations + <usize>row * this.layer(i).inputStride;
  }
  @inline
  inputStrideOf(i: i32): usize {
    return i == 0 ? (<usize>this.layer(0).inputs) << 2 : this.layer(i).inputStride;
  }
}

/** A chunk's rows of the widest layer take about this many bytes. */
const CHUNK_BYTES: i32 = 12288;

/**
 * @param sizes address of `depth` + 1 numbers (int32): inputs, hidden widths …, outputs
 * @param extra parameters at θ's end that no layer uses
 * @returns the address of a Network
 */
export function createNetwork(sizes: usize, depth: i32, activation: i32, extra: i32, capacity: i32): usize {
  const network = changetype<Network>(allocate(<i32>(offsetof<Network>() >> 2)));
  network.depth = depth;
  network.layers = allocate(depth * <i32>(offsetof<Layer>() >> 2));
  network.activation = activation;
  let offset = 0, widest = 4;
  for (let i = 0; i < depth; i++) {
    const layer = network.layer(i);
    const inputs = load<i32>(sizes + (<usize>i << 2)), outputs = load<i32>(sizes + (<usize>i << 2), 4);
    layer.inputs = inputs;
    layer.outputs = outputs;
    layer.inputStride = (<usize>padded(inputs)) << 2;
    layer.outputStride = (<usize>padded(outputs)) << 2;
    layer.weightOffset = (<usize>offset) << 2;
    layer.biasOffset = (<usize>(offset + inputs * outputs)) << 2;
    // Unpadded, and aligned for vector operations.
    layer.weightsInPlace = ((inputs | outputs | offset) & 3) == 0;
    layer.gradientInPlace = layer.weightsInPlace && inputs >= outputs;
    layer.transposed = allocate(inputs * padded(outputs));
    layer.bias = allocate(padded(outputs));
    layer.biasGradient = allocate(padded(outputs));
    layer.directionTransposed = allocate(inputs * padded(outputs));
    layer.directionBias = allocate(padded(outputs));
    offset += (inputs + 1) * outputs;
    widest = max(widest, max(padded(inputs), padded(outputs)));
  }
  network.layerParameters = offset;
  network.parameters = offset + extra;
  network.theta = allocate(network.parameters);
  network.gradient = allocate(network.parameters);
  for (let i = 0; i < depth; i++) {
    const layer = network.layer(i), size = padded(layer.outputs) * padded(layer.inputs);
    layer.weights = layer.weightsInPlace ? network.theta + layer.weightOffset : allocate(size);
    layer.weightGradient = layer.gradientInPlace ? 0 : allocate(size);
  }
  network.chunk = max(16, min(256, (CHUNK_BYTES / (widest << 2)) & ~3));
  network.zeros = allocate(widest);
  network.scratch0 = allocate(network.chunk * widest);
  network.scratch1 = allocate(network.chunk * widest);
  // Scratch of losses and metrics, so that none of them has to allocate.
  laneBlock(2 * network.layer(depth - 1).outputs);
  reserve(changetype<usize>(network), capacity);
  return changetype<usize>(network);
}

/** Makes room for batches of up to `capacity` rows; what the batch arrays held is gone. */
export function reserve(address: usize, capacity: i32): void {
  const network = changetype<Network>(address);
  const last = network.depth - 1;
  // Losses handle rows in fours.
  const rows = padded(capacity);
  network.capacity = capacity;
  for (let i = 0; i < last; i++) {
    const layer = network.layer(i);
    layer.activations = allocate(rows * padded(layer.outputs));
  }
  network.input = allocate(rows * network.layer(0).inputs);
  network.output = allocate(rows * network.layer(last).outputs);
  network.dOutput = allocate(rows * network.layer(last).outputs);
  network.dInput = 0;
}

/** Copies θ into the layouts of the products. Needed after every change of θ, before anything is computed with it. */
export function pack(address: usize): void {
  const network = changetype<Network>(address);
  for (let i = 0; i < network.depth; i++) {
    const layer = network.layer(i);
    const weights = network.theta + layer.weightOffset, rowBytes = (<usize>layer.inputs) << 2;
    if (!layer.weightsInPlace) {
      copyRows(weights, rowBytes, layer.weights, layer.inputStride, layer.outputs, layer.inputs);
    }
    transpose(weights, rowBytes, layer.transposed, layer.outputStride, layer.outputs, layer.inputs);
    memory.copy(layer.bias, network.theta + layer.biasOffset, (<usize>layer.outputs) << 2);
  }
}
