import { exp } from '../math.ts';
import { tf } from '../tf.ts';
import type { ActingOutputs, Distribution } from './distribution.ts';

/** π(a|s) = softmax of the head's logits over `n` actions. Actions are encoded as one-hot rows. */
export function categorical(n: number): Distribution {
  /** Probabilities of one row, in float64; reused between calls. */
  const probabilities = new Float64Array(n);
  const softmaxRow = ({ head }: ActingOutputs, row: number): Float64Array => {
    let largest = Number.NEGATIVE_INFINITY;
    for (let a = 0; a < n; a++) largest = Math.max(largest, head[row * n + a]!);
    let total = 0;
    for (let a = 0; a < n; a++) {
      probabilities[a] = exp(head[row * n + a]! - largest);
      total += probabilities[a]!;
    }
    for (let a = 0; a < n; a++) probabilities[a]! /= total;
    return probabilities;
  };
  return {
    kind: 'categorical',
    headSize: n,
    freeParameters: 0,
    actionSize: 1,
    codeSize: n,
    descriptionSize: n,

    logProbability: ({ head }, codes) => tf.sum(tf.mul(logSoftmax(head), codes), -1) as tf.Tensor1D,

    entropy({ head }) {
      const logPi = logSoftmax(head);
      return tf.neg(tf.sum(tf.mul(tf.exp(logPi), logPi), -1)) as tf.Tensor1D;
    },

    kl(p, q) {
      const logP = logSoftmax(p.head);
      return tf.sum(tf.mul(tf.exp(logP), tf.sub(logP, logSoftmax(q.head))), -1) as tf.Tensor1D;
    },

    /** p ⊙ (ṫ − ⟨p, ṫ⟩) */
    metric({ head }, tangents) {
      const p = tf.softmax(head);
      return tf.mul(p, tf.sub(tangents, tf.sum(tf.mul(p, tangents), -1, true)));
    },

    sample(outputs, row, draw, actions) {
      const pi = softmaxRow(outputs, row);
      let u = draw();
      let action = 0;
      while (action < n - 1 && u >= pi[action]!) u -= pi[action++]!;
      actions[row] = action;
    },

    mode({ head }, row, actions) {
      let best = 0;
      for (let a = 1; a < n; a++) if (head[row * n + a]! > head[row * n + best]!) best = a;
      actions[row] = best;
    },

    encode(actions, row, codes, codeRow) {
      codes.fill(0, codeRow * n, (codeRow + 1) * n);
      codes[codeRow * n + actions[row]!] = 1;
    },

    describe(outputs, row, description) {
      description.set(softmaxRow(outputs, row), row * n);
    },
  };
}

/** x − log Σ eˣ, [batch, n]. tf.logSoftmax leaves a tensor behind each time that it is differentiated. */
const logSoftmax = (logits: tf.Tensor2D): tf.Tensor2D => tf.sub(logits, tf.logSumExp(logits, -1, true));
