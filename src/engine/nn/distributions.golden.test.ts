import { describe, it } from 'vitest';
import { exp } from '../math.ts';
import { openWasm } from '../testing/backend.ts';
import { expectClose, readGolden } from '../testing/golden.ts';
import { tf } from '../tf.ts';
import { categorical } from './categorical.ts';
import type { Distribution, Outputs } from './distribution.ts';
import { gaussian } from './gaussian.ts';

interface CategoricalCase {
  logits_p: number[];
  logits_q: number[];
  action: number;
  logp: number;
  entropy: number;
  kl_pq: number;
  kl_qp: number;
  dlogp_dlogits: number[];
  dentropy_dlogits: number[];
  dkl_pq_dlogits_p: number[];
  dkl_pq_dlogits_q: number[];
}
interface GaussianCase {
  mu_p: number[];
  log_std_p: number[];
  mu_q: number[];
  log_std_q: number[];
  action: number[];
  logp: number;
  entropy: number;
  kl_pq: number;
  kl_qp: number;
  dlogp_dmu: number[];
  dlogp_dlog_std: number[];
  dkl_pq_dmu_p: number[];
  dkl_pq_dlog_std_p: number[];
  dkl_pq_dmu_q: number[];
  dkl_pq_dlog_std_q: number[];
}

const FLOAT32 = { relativeToMax: 1e-5, absolute: 1e-6 };
const golden = readGolden<{ categorical: CategoricalCase[]; gaussian: GaussianCase[] }>('dist');

await openWasm();

/** Values of a [1]-tensor and of its gradients in the arguments. */
function withGradients(
  f: (...args: tf.Tensor[]) => tf.Tensor,
  args: tf.Tensor[],
): { value: number; gradients: number[][] } {
  const { value, grads } = tf.valueAndGrads((...inputs: tf.Tensor[]) => tf.sum(f(...inputs)))(args);
  return { value: value.dataSync()[0]!, gradients: grads.map((gradient) => [...gradient.dataSync()]) };
}

describe('categorical', () => {
  it.each(golden.categorical.map((one, i) => [i, one] as const))('case %i', (_, one) => {
    const n = one.logits_p.length;
    const family: Distribution = categorical(n);
    const heads = [tf.tensor2d([one.logits_p]), tf.tensor2d([one.logits_q])];
    const at = (head: tf.Tensor): Outputs => ({ head: head as tf.Tensor2D, logStd: undefined });
    const codes = new Float32Array(n);
    family.encode([one.action], 0, codes, 0);

    const logp = withGradients((p) => family.logProbability(at(p!), tf.tensor2d(codes, [1, n])), [heads[0]!]);
    expectClose(logp.value, one.logp, FLOAT32, 'log π(a|s)');
    expectClose(logp.gradients[0]!, one.dlogp_dlogits, FLOAT32, 'its gradient');
    const entropy = withGradients((p) => family.entropy(at(p!)), [heads[0]!]);
    expectClose(entropy.value, one.entropy, FLOAT32, 'the entropy');
    expectClose(entropy.gradients[0]!, one.dentropy_dlogits, FLOAT32, 'its gradient');
    const kl = withGradients((p, q) => family.kl(at(p!), at(q!)), heads);
    expectClose(kl.value, one.kl_pq, FLOAT32, 'KL(p‖q)');
    expectClose(kl.gradients[0]!, one.dkl_pq_dlogits_p, FLOAT32, 'its gradient in p');
    expectClose(kl.gradients[1]!, one.dkl_pq_dlogits_q, FLOAT32, 'its gradient in q');
    expectClose(family.kl(at(heads[1]!), at(heads[0]!)).dataSync(), [one.kl_qp], FLOAT32, 'KL(q‖p)');
  });
});

/**
 * How far rounding a and μ to float32 alone, before anything is computed, can move log π(a|s) and its gradient in μ: where
 * a − μ is small beside a and σ is tiny, that is more than all arithmetic after it.
 */
function movedByRounding({ action, mu_p, log_std_p }: GaussianCase): { logp: number; dMu: number } {
  const precision = log_std_p.map((logStd) => exp(-2 * logStd));
  const rounding = action.map((a, i) => (Math.abs(a) + Math.abs(mu_p[i]!)) / 16_777_216);
  return {
    logp: rounding.reduce((sum, r, i) => sum + r * precision[i]! * Math.abs(action[i]! - mu_p[i]!), 0),
    dMu: Math.max(...rounding.map((r, i) => r * precision[i]!)),
  };
}

describe('gaussian', () => {
  it.each(golden.gaussian.map((one, i) => [i, one] as const))('case %i', (_, one) => {
    const family = gaussian(one.mu_p.length);
    const p = [tf.tensor2d([one.mu_p]), tf.tensor1d(one.log_std_p)];
    const q = [tf.tensor2d([one.mu_q]), tf.tensor1d(one.log_std_q)];
    const at = (head: tf.Tensor, logStd: tf.Tensor): Outputs => ({
      head: head as tf.Tensor2D,
      logStd: logStd as tf.Tensor1D,
    });

    const logp = withGradients((mu, sigma) => family.logProbability(at(mu!, sigma!), tf.tensor2d([one.action])), p);
    const moved = movedByRounding(one);
    expectClose(logp.value, one.logp, { ...FLOAT32, absolute: 1e-6 + moved.logp }, 'log π(a|s)');
    expectClose(logp.gradients[0]!, one.dlogp_dmu, { ...FLOAT32, absolute: 1e-6 + moved.dMu }, 'its gradient in μ');
    const inLogStd = { ...FLOAT32, absolute: 1e-6 + 2 * moved.logp };
    expectClose(logp.gradients[1]!, one.dlogp_dlog_std, inLogStd, 'its gradient in log σ');
    expectClose(family.entropy(at(p[0]!, p[1]!)).dataSync(), [one.entropy], FLOAT32, 'the entropy');
    const kl = withGradients((mp, sp, mq, sq) => family.kl(at(mp!, sp!), at(mq!, sq!)), [...p, ...q]);
    expectClose(kl.value, one.kl_pq, FLOAT32, 'KL(p‖q)');
    const expected = [one.dkl_pq_dmu_p, one.dkl_pq_dlog_std_p, one.dkl_pq_dmu_q, one.dkl_pq_dlog_std_q];
    for (const [i, gradient] of expected.entries())
      expectClose(kl.gradients[i]!, gradient, FLOAT32, `its gradient ${i}`);
    expectClose(family.kl(at(q[0]!, q[1]!), at(p[0]!, p[1]!)).dataSync(), [one.kl_qp], FLOAT32, 'KL(q‖p)');
  });
});
