// What all families of distributions do with a head: log-probabilities, entropy and KL, and the way back from their
// derivatives to dJ/d(head).
import { evaluateCategorical, pullBackCategorical } from './categorical';
import { evaluateGaussian, prepareGaussian, pullBackGaussian, pullBackLogStd } from './gaussian';
import { CATEGORICAL, GAUSSIAN, Head } from './head';
import { laneBlock } from './lanes';
import { evaluateSigmoid, pullBackSigmoid } from './sigmoid';

/**
 * log π(a|s) and H(π(·|s)) of the first `rows` outputs, and with `withOld` KL(π_old ‖ π). Leaves p in dOutput of a
 * categorical.
 */
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
 * dOutput ← dJ/d(head) from what J makes of each sample's log-probability (slopes), of the mean entropy and of the mean
 * KL; and for a Gaussian dJ/d(log σ), into the gradient's tail. After `evaluate` of the same rows.
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
