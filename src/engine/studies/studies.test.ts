import { describe, expect, it } from 'vitest';
import { findEnvironment } from '../envs/index.ts';
import { Reference } from '../kernels/testing/reference.ts';
import { exp, log } from '../math.ts';
import { Policy, type PolicySettings } from '../nn/policy.ts';
import { pull, smallSpec, smallTrainer } from '../testing/drive.ts';
import { thinned } from './desk.ts';
import type { UpdateRecord } from './study.ts';

const breathe = async () => {};
const hypot = (...v: number[]): number => Math.sqrt(v.reduce((sum, x) => sum + x * x, 0));
const square = (x: number): number => x * x;

/** A run's update after a few iterations, and the policy that it moved. */
async function update(algo: string, env: string) {
  const spec = smallSpec(algo, env, { learningRate: 0.01 });
  const trainer = await smallTrainer(spec);
  await pull(trainer, 3);
  const record = (await trainer.studies.newest())!;
  const policy = new Policy(findEnvironment(env), spec.config as unknown as PolicySettings);
  return { trainer, record, oracle: new Oracle(policy, record) };
}

/** log π, r and KL by their definitions in float64, from the stored batch and θ alone. */
class Oracle {
  readonly advantages: Float64Array;
  private readonly old: { head: Float64Array; logStd: Float64Array };

  constructor(
    private readonly policy: Policy,
    record: UpdateRecord,
    private readonly batch = record.batch,
  ) {
    const { advantages } = this.batch;
    const n = advantages.length;
    const mean = advantages.reduce((sum, a) => sum + a / n, 0);
    const deviation = Math.sqrt(advantages.reduce((sum, a) => sum + square(a - mean) / (n - 1), 0));
    const normal = record.config.normalizeAdvantage === true;
    this.advantages = Float64Array.from(advantages, (a) => (normal ? (a - mean) / (deviation + 1e-8) : a));
    this.old = this.outputs(record.thetaOld);
  }

  at(theta: ArrayLike<number>): { ratios: number[]; kl: number } {
    const now = this.outputs(theta);
    const rows = Array.from({ length: this.batch.size }, (_, row) => row);
    return {
      ratios: rows.map((row) => exp(this.logProbability(now, row) - this.logProbability(this.old, row))),
      kl: rows.reduce((sum, row) => sum + this.kl(now, row), 0) / rows.length,
    };
  }

  private outputs(theta: ArrayLike<number>) {
    const { shape, distribution } = this.policy;
    const free = distribution.freeParameters;
    const values = Float64Array.from(theta);
    const network = values.subarray(0, values.length - free);
    const head = new Reference(shape, network, this.batch.observations, this.batch.size).output;
    return { head, logStd: values.slice(values.length - free) };
  }

  private logProbability({ head, logStd }: { head: Float64Array; logStd: Float64Array }, row: number): number {
    const { kind, headSize, codeSize } = this.policy.distribution;
    const code = this.batch.codes.subarray(row * codeSize, (row + 1) * codeSize);
    const out = head.subarray(row * headSize, (row + 1) * headSize);
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
    return before!.reduce((sum, mean, i) => {
      const [s, t] = [this.old.logStd[i]!, now.logStd[i]!];
      return sum + t - s + (exp(2 * s) + square(mean - after![i]!)) / (2 * exp(2 * t)) - 0.5;
    }, 0);
  }
}

function logSoftmax(logits: Float64Array): number[] {
  const most = Math.max(...logits);
  const total = logits.reduce((sum, logit) => sum + exp(logit - most), 0);
  return Array.from(logits, (logit) => logit - most - log(total));
}

const close = (actual: number, expected: number) =>
  expect(Math.abs(actual - expected)).toBeLessThanOrEqual(1e-4 * Math.abs(expected) + 2e-7);

describe.each([
  ['ppo-clip', 'CartPole-v1'],
  ['ppo-clip', 'Pendulum-v1'],
  ['trpo', 'CartPole-v1'],
  ['trpo', 'Pendulum-v1'],
  ['reinforce', 'CartPole-v1'],
] as const)('an update of %s on %s', (algo, env) => {
  it('is what it was between θ_old and θ_new, as recomputed from batch and θ in float64', async () => {
    const { trainer, record, oracle } = await update(algo, env);
    const { interpolation } = await trainer.studies.conduct(record, [{ id: 'interpolation' }], breathe);
    const { t, surrogate, clipped, clippedTerm, kl, clipRange, rows } = interpolation!;
    expect(rows).toBe(record.batch.size);
    expect([t[0], t[10], t[30], t.at(-1)]).toEqual([-0.5, 0, 1, 2].map((at) => expect.closeTo(at, 12)));
    for (const i of [0, 10, 17, 30, 50]) {
      const theta = Float32Array.from(record.thetaNew, (now, p) => {
        const before = record.thetaOld[p]!;
        return before + Math.fround(t[i]! * (now - before));
      });
      const found = oracle.at(theta);
      const terms = found.ratios.map((r, row) => {
        const advantage = oracle.advantages[row]!;
        const bounded = Math.min(1 + clipRange, Math.max(1 - clipRange, r)) * advantage;
        return { plain: r * advantage, bounded, least: Math.min(r * advantage, bounded) };
      });
      const scale = terms.reduce((sum, { plain }) => sum + Math.abs(plain), 0) / rows;
      const mean = (pick: (term: (typeof terms)[number]) => number) =>
        terms.reduce((sum, at) => sum + pick(at), 0) / rows;
      // a mean of terms of both signs is as exact as its terms are
      for (const [actual, expected] of [
        [surrogate[i]!, mean((at) => at.plain)],
        [clipped[i]!, mean((at) => at.least)],
        [clippedTerm[i]!, mean((at) => at.bounded)],
      ] as const)
        expect(Math.abs(actual - expected)).toBeLessThanOrEqual(
          1e-4 * Math.max(Math.abs(expected), 0.01 * scale) + 2e-7,
        );
      close(kl[i]!, found.kl);
    }
    expect(kl[10]!).toBeLessThan(1e-7);
  });

  it('is seen in the plane of both gradients as recomputed', async () => {
    const { trainer, record, oracle } = await update(algo, env);
    const { planeSlice } = await trainer.studies.conduct(record, [{ id: 'planeSlice' }], breathe);
    const slice = planeSlice!;
    const side = slice.x.length;
    // the middle is θ_old
    expect(slice.kl[(side * side - 1) / 2]!).toBeLessThan(1e-7);
    expect(Math.abs(slice.surrogate[(side * side - 1) / 2]!)).toBeLessThan(1e-6);
    // ½ dᵀFd is the KL of small steps: at a quarter of the box, within the cubic terms
    const [xx, xy, yy] = slice.fisher;
    expect(xx * yy - xy * xy).toBeGreaterThan(0);
    const length = hypot(...slice.natural);
    expect(0.5 * xx * length * length).toBeCloseTo(slice.delta, 10);
    expect(hypot(...slice.vanilla)).toBeCloseTo(length, 10);
    // the step taken has the length that it has
    const taken = hypot(...Array.from(record.thetaNew, (theta, i) => theta - record.thetaOld[i]!));
    expect(hypot(...slice.step, slice.stepOutside)).toBeCloseTo(taken, 6);
    if (algo !== 'trpo') close(slice.delta, oracle.at(record.thetaNew).kl);
  });

  it('leaves the run alone: the same fingerprint, looked at or not', async () => {
    const spec = smallSpec(algo, env);
    const [plain, seen] = [await smallTrainer(spec), await smallTrainer(spec)];
    for (let i = 0; i < 3; i++) {
      await pull(seen, 1);
      const record = (await seen.studies.newest())!;
      await seen.studies.conduct(record, [{ id: 'interpolation' }, { id: 'planeSlice' }], breathe);
    }
    const expected = (await pull(plain, 4)).records.at(-1)!.fingerprint;
    expect((await pull(seen, 1)).records.at(-1)!.fingerprint).toBe(expected);
  });

  it('gives the same answer later', async () => {
    const { trainer, record } = await update(algo, env);
    const ask = () => trainer.studies.conduct(record, [{ id: 'interpolation' }, { id: 'planeSlice' }], breathe);
    const live = await ask();
    await pull(trainer, 2);
    expect(await ask()).toEqual(live);
  });
});

it('is not to be had of algorithms whose updates are no matter of one batch', async () => {
  const trainer = await smallTrainer(smallSpec('ddpg', 'Pendulum-v1'));
  await pull(trainer, 1);
  expect(await trainer.studies.newest()).toBeNull();
});

it('thins a batch evenly, from its first row on', () => {
  const column = Float32Array.from({ length: 10 }, (_, i) => i);
  const batch = { size: 10, observations: Float32Array.from({ length: 20 }, (_, i) => i), codes: column };
  const whole = { ...batch, advantages: column, returns: column, values: column };
  expect(thinned(whole, 10)).toBe(whole);
  const few = thinned(whole, 4);
  expect([few.size, ...few.advantages]).toEqual([4, 0, 3, 6, 9]);
  expect([...few.observations]).toEqual([0, 1, 6, 7, 12, 13, 18, 19]);
});
