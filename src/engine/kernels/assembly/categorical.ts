// π = softmax of the logits l. log p = l − log Σ eˡ; ∂log p_a/∂l = 1_a − p; ∂H/∂l = −p (log p + H); ∂KL/∂l = p − p_old.
import { exp4, log4 } from './elementary';
import { Head } from './head';
import { column, putColumn } from './lanes';

@inline
export function evaluateCategorical(
  head: Head, first: usize, stride: usize, at: usize, lanes: usize, withOld: bool,
): void {
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
export function pullBackCategorical(
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
