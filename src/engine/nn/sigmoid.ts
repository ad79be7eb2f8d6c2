import { sigmoid as logistic } from '../math.ts';
import { tf } from '../tf.ts';
import type { Distribution } from './distribution.ts';

/**
 * The lecture's two-action policy ("Hard to choose stepsizes"): π(first action) = σ(θ), π(second) = 1 − σ(θ). The head is
 * one logit; actions are encoded as +1 and −1, so that log π(a) = log σ(±θ).
 */
export function sigmoid(): Distribution {
  return {
    kind: 'sigmoid',
    headSize: 1,
    freeParameters: 0,
    actionSize: 1,
    codeSize: 1,
    descriptionSize: 2,

    logProbability: ({ head }, codes) => tf.sum(logSigma(tf.mul(head, codes)), -1) as tf.Tensor1D,

    entropy: ({ head }) => tf.neg(expectation(head, logSigma(head), logSigma(tf.neg(head)))) as tf.Tensor1D,

    kl: (p, q) =>
      expectation(
        p.head,
        tf.sub(logSigma(p.head), logSigma(q.head)),
        tf.sub(logSigma(tf.neg(p.head)), logSigma(tf.neg(q.head))),
      ),

    /** σ(θ) (1 − σ(θ)) ṫ */
    metric: ({ head }, tangents) => tf.mul(tangents, tf.mul(tf.sigmoid(head), tf.sigmoid(tf.neg(head)))),

    sample({ head }, row, draw, actions) {
      actions[row] = draw() < logistic(head[row]!) ? 0 : 1;
    },

    mode({ head }, row, actions) {
      actions[row] = head[row]! >= 0 ? 0 : 1;
    },

    encode(actions, row, codes, codeRow) {
      codes[codeRow] = actions[row] === 0 ? 1 : -1;
    },

    describe({ head }, row, description) {
      description[2 * row] = logistic(head[row]!);
      description[2 * row + 1] = logistic(-head[row]!);
    },
  };
}

/** E_π[x] with x = `first` under the first action and `second` under the other, [batch]. */
const expectation = (head: tf.Tensor2D, first: tf.Tensor, second: tf.Tensor): tf.Tensor1D =>
  tf.sum(tf.add(tf.mul(tf.sigmoid(head), first), tf.mul(tf.sigmoid(tf.neg(head)), second)), -1) as tf.Tensor1D;

/** log σ(x) = −softplus(−x). tf.logSigmoid forgets its argument before its gradient needs it. */
const logSigma = (x: tf.Tensor2D): tf.Tensor2D => tf.neg(tf.softplus(tf.neg(x)));
