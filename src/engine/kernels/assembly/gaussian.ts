// N(μ, diag σ²): the head is μ, log σ is θ's tail. With z = (a − μ)/σ: ∂log π/∂μ = z/σ, ∂log π/∂log σ = z² − 1; ∂H/∂log
// σ = 1; ∂KL/∂μ = (μ − μ_old)/σ², ∂KL/∂log σ = 1 − (σ_old² + (μ − μ_old)²)/σ².
import { exp4 } from './elementary';
import { Head } from './head';
import { column, laneBlock, putColumn } from './lanes';

const HALF_LOG_TWO_PI: f32 = 0.9189385332046727;

/** lanes ← 1/σ, then σ_old/σ, of each component. */
export function prepareGaussian(head: Head, lanes: usize): void {
  for (let j: usize = 0; j < head.stride(); j += 4) {
    const logStd = v128.load32_splat(head.logStd() + j), old = v128.load32_splat(head.oldLogStd + j);
    v128.store(lanes + (j << 2), exp4(f32x4.neg(logStd)));
    v128.store(lanes + ((head.stride() + j) << 2), exp4(f32x4.sub(old, logStd)));
  }
}

@inline
export function evaluateGaussian(
  head: Head, first: usize, stride: usize, at: usize, lanes: usize, withOld: bool,
): void {
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
export function pullBackGaussian(
  head: Head, first: usize, stride: usize, at: usize, lanes: usize, ofDivergence: v128,
): void {
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
export function pullBackLogStd(head: Head, rows: i32, stride: usize, entropySlope: f32, divergenceSlope: f32): void {
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
