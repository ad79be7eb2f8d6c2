import { cos, exp, log } from '../math.ts';
import { tf } from '../tf.ts';
import type { Distribution } from './distribution.ts';

const LOG_TWO_PI = log(2 * Math.PI);

/**
 * π(a|s) = N(μ_θ(s), diag σ²): the head is μ, log σ does not depend on the state. Log-probabilities are summed over
 * the components; samples are not squashed (environments clip what they use).
 */
export function gaussian(size: number): Distribution {
  return {
    kind: 'gaussian',
    headSize: size,
    freeParameters: size,
    actionSize: size,
    codeSize: size,
    descriptionSize: 2 * size,

    logProbability({ head, logStd }, codes) {
      const z = tf.mul(tf.sub(codes, head), tf.exp(tf.neg(logStd!)));
      const perComponent = tf.add(tf.mul(tf.square(z), -0.5), tf.sub(-0.5 * LOG_TWO_PI, logStd!));
      return tf.sum(perComponent, -1) as tf.Tensor1D;
    },

    /** ½ log 2πe + log σ, summed: the same in every state. */
    entropy({ head, logStd }) {
      const total = tf.sum(tf.add(logStd!, 0.5 * (1 + LOG_TWO_PI)));
      return tf.mul(tf.ones([head.shape[0]]), total) as tf.Tensor1D;
    },

    /** log σ_q/σ_p + (σ_p² + (μ_p − μ_q)²) / 2σ_q² − ½, summed over components. */
    kl(p, q) {
      const variance = tf.exp(tf.mul(p.logStd!, 2));
      const precision = tf.exp(tf.mul(q.logStd!, -2));
      const distance = tf.mul(tf.mul(tf.add(tf.square(tf.sub(p.head, q.head)), variance), precision), 0.5);
      return tf.sum(tf.add(distance, tf.sub(tf.sub(q.logStd!, p.logStd!), 0.5)), -1) as tf.Tensor1D;
    },

    /** ṫ / σ² */
    metric: ({ logStd }, tangents) => tf.mul(tangents, tf.exp(tf.mul(logStd!, -2))),

    sample({ head, logStd }, row, draw, actions) {
      for (let i = row * size, c = 0; c < size; i++, c++) {
        const radius = Math.sqrt(-2 * log(1 - draw()));
        actions[i] = head[i]! + exp(logStd![c]!) * radius * cos(2 * Math.PI * draw());
      }
    },

    mode({ head }, row, actions) {
      for (let i = row * size; i < (row + 1) * size; i++) actions[i] = head[i]!;
    },

    encode(actions, row, codes, codeRow) {
      for (let c = 0; c < size; c++) codes[codeRow * size + c] = actions[row * size + c]!;
    },

    describe({ head, logStd }, row, description) {
      for (let c = 0; c < size; c++) {
        description[(row * size + c) * 2] = head[row * size + c]!;
        description[(row * size + c) * 2 + 1] = exp(logStd![c]!);
      }
    },
  };
}
