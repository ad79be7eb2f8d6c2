import { Reference } from '../../kernels/testing/reference.ts';
import { exp, log, sigmoid } from '../../math.ts';
import type { Policy } from '../../nn/policy.ts';
import type { UpdateRecord } from '../study.ts';

const square = (x: number): number => x * x;

/**
 * log π, r, KL and derivatives by their definitions in float64, from the stored batch and θ alone: what every number that is
 * shown of an update is held against.
 */
export class Oracle {
  readonly advantages: Float64Array;
  readonly rows: number;
  private readonly observations: Float64Array;
  private readonly codes: Float64Array;
  private readonly old: { head: Float64Array; logStd: Float64Array };

  /** @param every of the batch, only every so many rows: normalised with all the others, then taken alone */
  constructor(
    private readonly policy: Policy,
    private readonly record: Pick<UpdateRecord, 'batch' | 'thetaOld' | 'config'>,
    every = 1,
  ) {
    const { size, observations, codes } = record.batch;
    const pick = (numbers: ArrayLike<number>): Float64Array =>
      Float64Array.from(numbers).filter((_, i) => Math.floor((i * size) / numbers.length) % every === 0);
    this.observations = pick(observations);
    this.codes = pick(codes);
    this.advantages = pick(this.normalised());
    this.rows = this.advantages.length;
    this.old = this.outputs(record.thetaOld);
  }

  private normalised(): Float64Array {
    const { batch, config } = this.record;
    const n = batch.size;
    const mean = batch.advantages.reduce((sum, a) => sum + a / n, 0);
    const deviation = Math.sqrt(batch.advantages.reduce((sum, a) => sum + square(a - mean) / (n - 1), 0));
    const normal = config.normalizeAdvantage === true && n > 1;
    return Float64Array.from(batch.advantages, (a) => (normal ? (a - mean) / (deviation + 1e-8) : a));
  }

  at(theta: ArrayLike<number>): { ratios: number[]; kl: number } {
    const now = this.outputs(theta);
    const rows = Array.from({ length: this.rows }, (_, row) => row);
    return {
      ratios: rows.map((row) => exp(this.logProbability(now, row) - this.logProbability(this.old, row))),
      kl: rows.reduce((sum, row) => sum + this.kl(now, row), 0) / rows.length,
    };
  }

  /** Mean of r Â minus that of Â. */
  gain(theta: ArrayLike<number>): number {
    const { ratios } = this.at(theta);
    return ratios.reduce((sum, r, row) => sum + ((r - 1) * this.advantages[row]!) / ratios.length, 0);
  }

  /** g: the mean of Â ∇ log π at θ_old. */
  gradient(): Float64Array {
    const { head, logStd } = this.old;
    const { kind, headSize, codeSize, freeParameters } = this.policy.distribution;
    const { rows, codes } = this;
    const ofHead = new Float64Array(head.length);
    const ofLogStd = new Float64Array(freeParameters);
    for (let row = 0; row < rows; row++) {
      const out = head.subarray(row * headSize, (row + 1) * headSize);
      const share = this.advantages[row]! / rows;
      const probabilities = kind === 'categorical' ? logSoftmax(out).map(exp) : [];
      for (let i = 0; i < headSize; i++) {
        const code = codes[row * codeSize + i]!;
        if (kind === 'categorical') ofHead[row * headSize + i] = share * (code - probabilities[i]!);
        else if (kind === 'sigmoid') ofHead[row * headSize + i] = share * code * sigmoid(-code * out[i]!);
        else {
          const z = (code - out[i]!) / exp(logStd[i]!);
          ofHead[row * headSize + i] = (share * z) / exp(logStd[i]!);
          ofLogStd[i]! += share * (z * z - 1);
        }
      }
    }
    const gradient = this.network().backward(ofHead).theta;
    gradient.set(ofLogStd, gradient.length - freeParameters);
    return gradient;
  }

  /** F v at θ_old. */
  fisherProduct(v: ArrayLike<number>): Float64Array {
    const { kind } = this.policy.distribution;
    return this.network().fisherProduct(kind, v);
  }

  private network(): Reference {
    const theta = Float64Array.from(this.record.thetaOld);
    return new Reference(this.policy.shape, theta, this.observations, this.rows);
  }

  private outputs(theta: ArrayLike<number>) {
    const { shape, distribution } = this.policy;
    const free = distribution.freeParameters;
    const values = Float64Array.from(theta);
    const network = values.subarray(0, values.length - free);
    const head = new Reference(shape, network, this.observations, this.rows).output;
    return { head, logStd: values.slice(values.length - free) };
  }

  private logProbability({ head, logStd }: { head: Float64Array; logStd: Float64Array }, row: number): number {
    const { kind, headSize, codeSize } = this.policy.distribution;
    const code = this.codes.subarray(row * codeSize, (row + 1) * codeSize);
    const out = head.subarray(row * headSize, (row + 1) * headSize);
    if (kind === 'sigmoid') return logSigmoid(code[0]! * out[0]!);
    if (kind === 'categorical') return code.reduce((sum, one, a) => sum + one * logSoftmax(out)[a]!, 0);
    return code.reduce(
      (sum, a, i) => sum - 0.5 * square((a - out[i]!) / exp(logStd[i]!)) - logStd[i]! - 0.5 * log(2 * Math.PI),
      0,
    );
  }

  private kl(now: { head: Float64Array; logStd: Float64Array }, row: number): number {
    const { kind, headSize } = this.policy.distribution;
    const [before, after] = [this.old.head, now.head].map((head) =>
      head.subarray(row * headSize, (row + 1) * headSize),
    );
    if (kind === 'categorical') {
      const [p, q] = [logSoftmax(before!), logSoftmax(after!)];
      return p.reduce((sum, logP, a) => sum + exp(logP) * (logP - q[a]!), 0);
    }
    if (kind === 'sigmoid') {
      const [x, y] = [before![0]!, after![0]!];
      return [1, -1].reduce((sum, a) => sum + sigmoid(a * x) * (logSigmoid(a * x) - logSigmoid(a * y)), 0);
    }
    return before!.reduce((sum, mean, i) => {
      const [s, t] = [this.old.logStd[i]!, now.logStd[i]!];
      return sum + t - s + (exp(2 * s) + square(mean - after![i]!)) / (2 * exp(2 * t)) - 0.5;
    }, 0);
  }
}

const logSigmoid = (x: number): number => log(sigmoid(x));

function logSoftmax(logits: Float64Array): number[] {
  const most = Math.max(...logits);
  const total = logits.reduce((sum, logit) => sum + exp(logit - most), 0);
  return Array.from(logits, (logit) => logit - most - log(total));
}
