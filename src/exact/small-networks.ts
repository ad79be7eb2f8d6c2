/**
 * Networks small enough to be looked into: multilayer perceptrons with tanh, in float64, with their gradient.
 *
 * θ is flat, layer after layer: W (outputs × inputs, row-major), then b (outputs). Hidden layers have tanh, the last is linear.
 */

/** Inputs, hidden widths …, outputs. */
export type Widths = readonly number[];

/** How many numbers θ holds. */
export const parameterCount = (widths: Widths): number => layerRanges(widths).at(-1)?.[1] ?? 0;

/** Where each layer's W and b stand in θ: [from, to), layer after layer. */
export function layerRanges(widths: Widths): LayerRanges {
  let ranges = known.get(widths);
  if (!ranges) {
    ranges = computeRanges(widths);
    known.set(widths, ranges);
  }
  return ranges;
}

type LayerRanges = readonly (readonly [from: number, to: number])[];
const known = new WeakMap<Widths, LayerRanges>();

function computeRanges(widths: Widths): LayerRanges {
  let from = 0;
  return widths.slice(1).map((outputs, layer) => {
    const range = [from, from + outputs * (widths[layer]! + 1)] as const;
    from = range[1];
    return range;
  });
}

/**
 * Weights that keep signals at their size, and no biases.
 * @param normal independent standard normal numbers, one a call.
 */
export function initialTheta(widths: Widths, normal: () => number): Float64Array {
  const theta = new Float64Array(parameterCount(widths));
  layerRanges(widths).forEach(([from], layer) => {
    const [inputs, outputs] = [widths[layer]!, widths[layer + 1]!];
    for (let i = 0; i < inputs * outputs; i++) theta[from + i] = normal() / Math.sqrt(inputs);
  });
  return theta;
}

/** What each layer puts out for one input, the input itself first: what the backward pass needs. */
export type Activations = readonly Float64Array[];

export function forward(widths: Widths, theta: Float64Array, input: ArrayLike<number>): Activations {
  const activations = [Float64Array.from(input)];
  layerRanges(widths).forEach(([from], layer) => {
    const [inputs, outputs] = [widths[layer]!, widths[layer + 1]!];
    const below = activations[layer]!;
    const above = new Float64Array(outputs);
    const isLast = layer === widths.length - 2;
    for (let j = 0; j < outputs; j++) {
      let sum = theta[from + outputs * inputs + j]!;
      for (let i = 0; i < inputs; i++) sum += theta[from + j * inputs + i]! * below[i]!;
      above[j] = isLast ? sum : Math.tanh(sum);
    }
    activations.push(above);
  });
  return activations;
}

/**
 * Adds Jᵀ dOutput, the gradient in θ of what has the gradient `dOutput` in the outputs, to `gradient`. One input at a time,
 * layer by layer from the last to the first: what reaches a layer has passed through all those above it.
 */
export function backward(
  widths: Widths,
  theta: Float64Array,
  activations: Activations,
  dOutput: ArrayLike<number>,
  gradient: Float64Array,
): void {
  const ranges = layerRanges(widths);
  let dAbove = Float64Array.from(dOutput);
  for (let layer = ranges.length - 1; layer >= 0; layer--) {
    const [from] = ranges[layer]!;
    const [inputs, outputs] = [widths[layer]!, widths[layer + 1]!];
    const below = activations[layer]!;
    const dBelow = new Float64Array(inputs);
    for (let j = 0; j < outputs; j++) {
      const d = dAbove[j]!;
      gradient[from + outputs * inputs + j]! += d;
      for (let i = 0; i < inputs; i++) {
        gradient[from + j * inputs + i]! += d * below[i]!;
        dBelow[i]! += d * theta[from + j * inputs + i]!;
      }
    }
    // through tanh, whose slope is 1 − h²
    if (layer > 0) for (let i = 0; i < inputs; i++) dBelow[i]! *= 1 - below[i]! * below[i]!;
    dAbove = dBelow;
  }
}

/** ⟨x, y⟩ over a part of two gradients. */
export function innerProduct(x: Float64Array, y: Float64Array, from = 0, to = x.length): number {
  let sum = 0;
  for (let i = from; i < to; i++) sum += x[i]! * y[i]!;
  return sum;
}
