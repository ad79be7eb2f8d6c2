// What a policy network's outputs mean: a family of action distributions, with log-probabilities, entropy and KL, and the way
// back from their derivatives to dL/d(head). Samples of the minibatch lie beside it in packed rows.
import { allocate, padded } from './arena';
import { exp4, log4, sigmoid4, softplus4 } from './elementary';
import { column, laneBlock, putColumn } from './lanes';
import { Network } from './network';

export const CATEGORICAL: i32 = 0;
export const GAUSSIAN: i32 = 1;
export const SIGMOID: i32 = 2;

const HALF_LOG_TWO_PI: f32 = 0.9189385332046727;

@unmanaged
export class Head {
  family: i32;
  /** Numbers that the network puts out for one state. */
  width: i32;
  network: Network;
  /** Per sample. codes [capacity, width]: one-hot rows, values, or ±1; the others [capacity]. */
  codes: usize;
  advantages: usize;
  oldLogProbabilities: usize;
  /** π_old: heads [capacity, width] (normalised logits for a categorical), and log σ. */
  oldHeads: usize;
  oldLogStd: usize;
  /** What `evaluate` finds, [capacity] each. */
  logProbabilities: usize;
  entropies: usize;
  divergences: usize;
  /** log Σ eˡ of a categorical's logits l. */
  logSums: usize;
  /** dJ/d log π(a|s), [capacity]. */
  slopes: usize;
  /** π(a|s)/π_old(a|s), [capacity]. */
  ratios: usize;
  /** Results of an objective, float64; see objective.ts. */
  results: usize;

  @inline
  stride(): usize {
    return (<usize>this.width) << 2;
  }
  /** log σ: θ's tail. */
  @inline
  logStd(): usize {
    return this.network.theta + ((<usize>this.network.layerParameters) << 2);
  }
}

export function createHead(network: usize, family: i32): usize {
  const head = changetype<Head>(allocate(<i32>(offsetof<Head>() >> 2)));
  head.family = family;
  head.network = changetype<Network>(network);
  head.width = head.network.layer(head.network.depth - 1).outputs;
  head.oldLogStd = allocate(head.width);
  head.results = allocate(16);
  reserveHead(changetype<usize>(head));
  return changetype<usize>(head);
}

/** Makes room for as many rows as the network has. */
export function reserveHead(address: usize): void {
  const head = changetype<Head>(address);
  const rows = padded(head.network.capacity);
  head.codes = allocate(rows * head.width);
  head.oldHeads = allocate(rows * head.width);
  head.advantages = allocate(rows);
  head.oldLogProbabilities = allocate(rows);
  head.logProbabilities = allocate(rows);
  head.entropies = allocate(rows);
  head.divergences = allocate(rows);
  head.logSums = allocate(rows);
  head.slopes = allocate(rows);
  head.ratios = allocate(rows);
}

/** log π(a|s) and H(π(·|s)) of the first `rows` outputs, and with `withOld` KL(π_old ‖ π). Leaves p in dOutput of a categorical. */
export function evaluate(address: usize, rows: i32, withOld: bool): void {
  const head = changetype<Head>(address);
  const stride = head.stride();
  const lanes = laneBlock(2 * head.width);
  if (head.family == GAUSSIAN) prepareGaussian(head, lanes);
  let at: usize = 0;
  for (let row = 0; row < rows; row += 4, at += 16) {
    const first = <usize>row * stride;
    if (head.family == CATEGORICAL) evaluateCategorical(head, first, stride, at, lanes, withOld);
    else if (head.family == GAUSSIAN) evaluateGaussian(head, first, stride, at, lanes, withOld);
    else evaluateSigmoid(head, first, stride, at, withOld);
  }
}

/**
 * dOutput ← dJ/d(head) from what J makes of each sample's log-probability (slopes), of the mean entropy and of the mean KL;
 * and for a Gaussian dJ/d(log σ), into the gradient's tail. After `evaluate` of the same rows.
 */
export function pullBack(address: usize, rows: i32, entropySlope: f32, divergenceSlope: f32): void {
  const head = changetype<Head>(address);
  const stride = head.stride();
  const lanes = laneBlock(2 * head.width);
  const ofEntropy = f32x4.splat(entropySlope / <f32>rows), ofDivergence = f32x4.splat(divergenceSlope / <f32>rows);
  if (head.family == GAUSSIAN) prepareGaussian(head, lanes);
  let at: usize = 0;
  for (let row = 0; row < rows; row += 4, at += 16) {
    const first = <usize>row * stride;
    if (head.family == CATEGORICAL) {
      pullBackCategorical(head, first, stride, at, ofEntropy, ofDivergence, divergenceSlope != 0);
    } else if (head.family == GAUSSIAN) pullBackGaussian(head, first, stride, at, lanes, ofDivergence);
    else pullBackSigmoid(head, first, stride, at, ofEntropy, ofDivergence);
  }
  if (head.family == GAUSSIAN) pullBackLogStd(head, rows, stride, entropySlope, divergenceSlope);
}

/** π_old ← π at the last forward pass: its heads, and log π(a|s) of the codes. */
export function remember(address: usize, rows: i32): void {
  const head = changetype<Head>(address);
  evaluate(address, rows, false);
  const count = rows * head.width, bytes = (<usize>count) << 2;
  memory.copy(head.oldLogProbabilities, head.logProbabilities, (<usize>rows) << 2);
  memory.copy(head.oldHeads, head.network.output, bytes);
  if (head.family == GAUSSIAN) memory.copy(head.oldLogStd, head.logStd(), head.stride());
  if (head.family != CATEGORICAL) return;
  for (let row = 0; row < rows; row++) {
    const logSum = load<f32>(head.logSums + ((<usize>row) << 2));
    for (let j: usize = 0; j < head.stride(); j += 4) {
      const p = head.oldHeads + <usize>row * head.stride() + j;
      store<f32>(p, load<f32>(p) - logSum);
    }
  }
}

// Categorical. log p = l − log Σ eˡ; ∂log p_a/∂l = 1_a − p; ∂H/∂l = −p (log p + H); ∂KL/∂l = p − p_old.

@inline
function evaluateCategorical(head: Head, first: usize, stride: usize, at: usize, lanes: usize, withOld: bool): void {
  const logits = head.network.output + first, p = head.network.dOutput + first;
  let largest = f32x4.splat(-f32.POSITIVE_INFINITY);
  for (let j: usize = 0; j < stride; j += 4) {
    const l = column(logits + j, stride);
    v128.store(lanes + (j << 2), l);
    largest = f32x4.max(largest, l);
  }
  let sum = f32x4.splat(0);
  for (let j: usize = 0; j < stride; j += 4) {
    sum = f32x4.add(sum, exp4(f32x4.sub(v128.load(lanes + (j << 2)), largest)));
  }
  const logSum = f32x4.add(largest, log4(sum));
  let ofAction = f32x4.splat(0), entropy = f32x4.splat(0), divergence = f32x4.splat(0);
  for (let j: usize = 0; j < stride; j += 4) {
    const logP = f32x4.sub(v128.load(lanes + (j << 2)), logSum);
    const share = exp4(logP);
    putColumn(p + j, stride, share);
    ofAction = f32x4.add(ofAction, f32x4.mul(column(head.codes + first + j, stride), logP));
    entropy = f32x4.sub(entropy, f32x4.mul(share, logP));
    if (withOld) {
      const old = column(head.oldHeads + first + j, stride);
      divergence = f32x4.add(divergence, f32x4.mul(exp4(old), f32x4.sub(old, logP)));
    }
  }
  v128.store(head.logSums + at, logSum);
  v128.store(head.logProbabilities + at, ofAction);
  v128.store(head.entropies + at, entropy);
  v128.store(head.divergences + at, divergence);
}

@inline
function pullBackCategorical(
  head: Head, first: usize, stride: usize, at: usize, ofEntropy: v128, ofDivergence: v128, withOld: bool,
): void {
  const logits = head.network.output + first, d = head.network.dOutput + first;
  const slope = v128.load(head.slopes + at);
  const shift = f32x4.sub(v128.load(head.entropies + at), v128.load(head.logSums + at));
  for (let j: usize = 0; j < stride; j += 4) {
    const p = column(d + j, stride);
    // log p + H, with log p = l − log Σ eˡ.
    const surprise = f32x4.add(column(logits + j, stride), shift);
    let result = f32x4.mul(slope, f32x4.sub(column(head.codes + first + j, stride), p));
    result = f32x4.sub(result, f32x4.mul(ofEntropy, f32x4.mul(p, surprise)));
    if (withOld) {
      const old = exp4(column(head.oldHeads + first + j, stride));
      result = f32x4.add(result, f32x4.mul(ofDivergence, f32x4.sub(p, old)));
    }
    putColumn(d + j, stride, result);
  }
}

// Gaussian. z = (a − μ)/σ; ∂log π/∂μ = z/σ, ∂log π/∂log σ = z² − 1; ∂H/∂log σ = 1; ∂KL/∂μ = (μ − μ_old)/σ²,
// ∂KL/∂log σ = 1 − (σ_old² + (μ − μ_old)²)/σ².

/** lanes ← 1/σ, then σ_old/σ, of each component. */
function prepareGaussian(head: Head, lanes: usize): void {
  for (let j: usize = 0; j < head.stride(); j += 4) {
    const logStd = v128.load32_splat(head.logStd() + j), old = v128.load32_splat(head.oldLogStd + j);
    v128.store(lanes + (j << 2), exp4(f32x4.neg(logStd)));
    v128.store(lanes + ((head.stride() + j) << 2), exp4(f32x4.sub(old, logStd)));
  }
}

@inline
function evaluateGaussian(head: Head, first: usize, stride: usize, at: usize, lanes: usize, withOld: bool): void {
  const half = f32x4.splat(0.5);
  let ofAction = f32x4.splat(0), entropy = f32x4.splat(0), divergence = f32x4.splat(0);
  for (let j: usize = 0; j < stride; j += 4) {
    const mean = column(head.network.output + first + j, stride);
    const inverse = v128.load(lanes + (j << 2));
    const logStd = v128.load32_splat(head.logStd() + j);
    const z = f32x4.mul(f32x4.sub(column(head.codes + first + j, stride), mean), inverse);
    const constant = f32x4.add(logStd, f32x4.splat(HALF_LOG_TWO_PI));
    ofAction = f32x4.sub(ofAction, f32x4.add(f32x4.mul(half, f32x4.mul(z, z)), constant));
    entropy = f32x4.add(entropy, f32x4.add(constant, half));
    if (withOld) {
      const moved = f32x4.mul(f32x4.sub(mean, column(head.oldHeads + first + j, stride)), inverse);
      const wider = v128.load(lanes + ((stride + j) << 2));
      const squares = f32x4.add(f32x4.mul(wider, wider), f32x4.mul(moved, moved));
      const logs = f32x4.sub(logStd, v128.load32_splat(head.oldLogStd + j));
      divergence = f32x4.add(divergence, f32x4.add(logs, f32x4.mul(half, f32x4.sub(squares, f32x4.splat(1)))));
    }
  }
  v128.store(head.logProbabilities + at, ofAction);
  v128.store(head.entropies + at, entropy);
  v128.store(head.divergences + at, divergence);
}

@inline
function pullBackGaussian(head: Head, first: usize, stride: usize, at: usize, lanes: usize, ofDivergence: v128): void {
  const slope = v128.load(head.slopes + at);
  for (let j: usize = 0; j < stride; j += 4) {
    const mean = column(head.network.output + first + j, stride);
    const inverse = v128.load(lanes + (j << 2));
    const ahead = f32x4.mul(slope, f32x4.sub(column(head.codes + first + j, stride), mean));
    const away = f32x4.mul(ofDivergence, f32x4.sub(mean, column(head.oldHeads + first + j, stride)));
    putColumn(head.network.dOutput + first + j, stride, f32x4.mul(f32x4.add(ahead, away), f32x4.mul(inverse, inverse)));
  }
}

/** The gradient's tail: one sum over the samples for each component, in float64. */
function pullBackLogStd(head: Head, rows: i32, stride: usize, entropySlope: f32, divergenceSlope: f32): void {
  const tail = head.network.gradient + ((<usize>head.network.layerParameters) << 2);
  const lanes = laneBlock(2 * head.width);
  for (let j: usize = 0; j < stride; j += 4) {
    const inverse = f32x4.extract_lane(v128.load(lanes + (j << 2)), 0);
    const wider = f32x4.extract_lane(v128.load(lanes + ((stride + j) << 2)), 0);
    let ofActions: f64 = 0, squares: f64 = 0;
    for (let row = 0; row < rows; row++) {
      const i = <usize>row * stride + j;
      const mean = load<f32>(head.network.output + i);
      const z = (load<f32>(head.codes + i) - mean) * inverse;
      const moved = (mean - load<f32>(head.oldHeads + i)) * inverse;
      ofActions += <f64>(load<f32>(head.slopes + ((<usize>row) << 2)) * (z * z - 1));
      squares += <f64>(moved * moved);
    }
    let sum = ofActions + <f64>entropySlope;
    if (divergenceSlope != 0) sum += <f64>divergenceSlope * (1 - <f64>(wider * wider) - squares / <f64>rows);
    store<f32>(tail + j, <f32>sum);
  }
}

// Two actions, π(first) = σ(l). Codes are ±1: log π(a) = log σ(±l) = −softplus(∓l). ∂H/∂l = −l p(1 − p); ∂KL/∂l = p − p_old.

@inline
function evaluateSigmoid(head: Head, first: usize, stride: usize, at: usize, withOld: bool): void {
  let ofAction = f32x4.splat(0), entropy = f32x4.splat(0), divergence = f32x4.splat(0);
  for (let j: usize = 0; j < stride; j += 4) {
    const l = column(head.network.output + first + j, stride);
    ofAction = f32x4.sub(ofAction, softplus4(f32x4.neg(f32x4.mul(l, column(head.codes + first + j, stride)))));
    const up = softplus4(l), down = softplus4(f32x4.neg(l));
    entropy = f32x4.add(entropy, f32x4.add(f32x4.mul(sigmoid4(l), down), f32x4.mul(sigmoid4(f32x4.neg(l)), up)));
    if (withOld) {
      const old = column(head.oldHeads + first + j, stride);
      const ofFirst = f32x4.mul(sigmoid4(old), f32x4.sub(down, softplus4(f32x4.neg(old))));
      const ofSecond = f32x4.mul(sigmoid4(f32x4.neg(old)), f32x4.sub(up, softplus4(old)));
      divergence = f32x4.add(divergence, f32x4.add(ofFirst, ofSecond));
    }
  }
  v128.store(head.logProbabilities + at, ofAction);
  v128.store(head.entropies + at, entropy);
  v128.store(head.divergences + at, divergence);
}

@inline
function pullBackSigmoid(
  head: Head, first: usize, stride: usize, at: usize, ofEntropy: v128, ofDivergence: v128,
): void {
  const slope = v128.load(head.slopes + at);
  for (let j: usize = 0; j < stride; j += 4) {
    const l = column(head.network.output + first + j, stride), code = column(head.codes + first + j, stride);
    const p = sigmoid4(l), rest = sigmoid4(f32x4.neg(l));
    let result = f32x4.mul(slope, f32x4.mul(code, sigmoid4(f32x4.neg(f32x4.mul(l, code)))));
    result = f32x4.sub(result, f32x4.mul(ofEntropy, f32x4.mul(l, f32x4.mul(p, rest))));
    const old = sigmoid4(column(head.oldHeads + first + j, stride));
    putColumn(head.network.dOutput + first + j, stride, f32x4.add(result, f32x4.mul(ofDivergence, f32x4.sub(p, old))));
  }
}
