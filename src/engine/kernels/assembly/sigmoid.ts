// Two actions, π(first) = σ(l). Codes are ±1: log π(a) = log σ(±l) = −softplus(∓l). ∂H/∂l = −l p(1 − p); ∂KL/∂l = p −
// p_old.
import { sigmoid4, softplus4 } from './elementary';
import { Head } from './head';
import { column, putColumn } from './lanes';

@inline
export function evaluateSigmoid(head: Head, first: usize, stride: usize, at: usize, withOld: bool): void {
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
export function pullBackSigmoid(
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
