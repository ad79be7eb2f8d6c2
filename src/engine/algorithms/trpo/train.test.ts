import { describe, expect, it } from 'vitest';
import { findEnvironment } from '../../envs/index.ts';
import { loadKernel } from '../../kernels/load.ts';
import { KernelPolicyLearner } from '../../nn/kernel-policy-learner.ts';
import { Policy, type PolicySettings } from '../../nn/policy.ts';
import { normaliseAdvantages } from '../../rollout/returns.ts';
import type { Diagnostics } from '../../run-events.ts';
import type { ConfigValue } from '../../run-spec.ts';
import { Oracle } from '../../studies/testing/oracle.ts';
import { pull, smallSpec, smallTrainer } from '../../testing/drive.ts';
import { expectNear } from '../../testing/near.ts';
import { conjugateGradient } from '../../trust-region/conjugate-gradient.ts';
import { fisherProduct } from '../../trust-region/fisher.ts';
import { combined, dot, scaled } from '../../vectors.ts';
import { importanceObjective } from '../objectives.ts';

const BATCH = { nEnvs: 4, nSteps: 64 };

describe.each(['CartPole-v1', 'Pendulum-v1'])('TRPO on %s', (env) => {
  it('never leaves the trust region, and never lowers the surrogate', async () => {
    for (const delta of [1e-3, 1]) {
      const trainer = await smallTrainer(smallSpec('trpo', env, { ...BATCH, delta, cgDamping: 0.01 }));
      const { records } = await pull(trainer, 6);
      for (const { metrics } of records) {
        expect(metrics.kl).toBeLessThanOrEqual(delta * 1.001);
        expect(metrics.surrogateAfter).toBeGreaterThanOrEqual(metrics.surrogateBefore! - 1e-6);
        expect(metrics.lineSearchIndex).toBeGreaterThanOrEqual(0);
      }
      trainer.dispose();
    }
  });

  it('in the penalised form, L − β KL never falls', async () => {
    const beta = 2;
    const trainer = await smallTrainer(smallSpec('trpo', env, { ...BATCH, form: 'penalty', beta, cgDamping: 0.01 }));
    for (const { metrics } of (await pull(trainer, 6)).records) {
      const improvement = metrics.surrogateAfter! - metrics.surrogateBefore! - beta * metrics.kl!;
      expect(improvement).toBeGreaterThanOrEqual(-1e-6);
      expect(metrics.beta).toBe(beta);
    }
    trainer.dispose();
  });

  it('stays where it was if every candidate is refused', async () => {
    // So large a region that the quadratic model is far off, and no second try.
    const trainer = await smallTrainer(smallSpec('trpo', env, { ...BATCH, delta: 0.5, lineSearchSteps: 0 }));
    for (let refusals = 0; refusals < 2; ) {
      const before = await trainer.theta();
      const { metrics } = (await pull(trainer, 1)).records[0]!;
      if (metrics.lineSearchIndex !== -1) continue;
      refusals += 1;
      expect(metrics).toMatchObject({ kl: 0, klPredicted: 0, stepNorm: 0 });
      expect(await trainer.theta()).toEqual(before);
    }
    trainer.dispose();
  });

  it('shows every CG residual and every candidate, with the reason of each refusal', async () => {
    const trainer = await smallTrainer(smallSpec('trpo', env, { ...BATCH, delta: 2 }));
    const seen: { line: number; diagnostics: Diagnostics | undefined }[] = [];
    for (;;) {
      const event = await trainer.next();
      if (event.kind !== 'line') break;
      seen.push({ line: event.line, diagnostics: (await event.inspect(new Set())).diagnostics });
    }
    const { start, residuals } = seen.find(({ line }) => line === 5)!.diagnostics!.conjugateGradient!;
    expect(residuals.length).toBeGreaterThan(3);
    expect(residuals.at(-1)).toBeLessThan(start / 100);
    const last = seen.findLast(({ line }) => line === 8)!.diagnostics!;
    const { candidates, maxKl } = last.lineSearch!;
    expect(maxKl).toBe(2);
    expect(seen.filter(({ line }) => line === 7)).toHaveLength(candidates.length);
    expect(candidates.map(({ j }) => j)).toEqual(candidates.map((_, j) => j));
    expect(candidates.at(-1)!.refused).toBeNull();
    for (const { refused, kl, improvement } of candidates.slice(0, -1)) {
      expect(refused!.includes('KL too large')).toBe(kl > maxKl);
      expect(refused!.includes('no improvement')).toBe(improvement < 0);
    }
    trainer.dispose();
  });
});

/** The last iteration's diagnostics, and what they are of. */
async function shownOf(
  env: string,
  overrides: Readonly<Record<string, ConfigValue>>,
  seed: number,
  iterations: number,
) {
  const spec = smallSpec('trpo', env, { ...BATCH, ...overrides }, { seed });
  const trainer = await smallTrainer(spec);
  await pull(trainer, iterations);
  let shown: Diagnostics = {};
  for (;;) {
    const event = await trainer.next();
    if (event.kind !== 'line') break;
    shown = { ...shown, ...(await event.inspect(new Set())).diagnostics };
  }
  const record = (await trainer.studies.newest())!;
  trainer.dispose();
  const policy = new Policy(findEnvironment(env), spec.config as unknown as PolicySettings);
  return { shown, record, policy, oracle: new Oracle(policy, record) };
}

type Shown = Awaited<ReturnType<typeof shownOf>>;

/** Every x that conjugate gradient came by in training: the same float32 products, taken once more. */
async function iteratesOf({ policy, record: { batch, thetaOld, config } }: Shown, count: number) {
  const kernel = (await loadKernel()).kernel!.instantiate();
  const learner = new KernelPolicyLearner(policy, kernel, thetaOld, { rule: 'sgd' });
  const advantages = batch.advantages.slice();
  if (config.normalizeAdvantage) normaliseAdvantages(advantages);
  learner.begin(batch);
  learner.gradient(importanceObjective, null, advantages, { entCoef: 0, maxGradNorm: 0 });
  const g = Float64Array.from(await learner.direction());
  const f = fisherProduct(learner, Number(config.cgDamping));
  const found: Float64Array[] = [];
  while (found.length < count) found.push((await conjugateGradient(f, g, found.length + 1)).x);
  return found;
}

describe.each([
  ['CartPole-v1', 1, 3, { delta: 1, cgIterations: 6 }],
  ['CartPole-v1', 2, 12, { cgDamping: 0.001, hidden: '16-16' }],
  ['Pendulum-v1', 1, 3, { delta: 1, cgIterations: 6 }],
  ['Pendulum-v1', 3, 15, { normalizeAdvantage: false, cgDamping: 0.01 }],
  ['Acrobot-v1', 2, 8, { activation: 'relu', form: 'penalty', beta: 1 }],
  ['LQR-v0', 3, 20, { delta: 0.1 }],
] as const)('a TRPO update on %s, seed %i, iteration %i (%j)', (env, seed, iterations, overrides) => {
  it('shows numbers that float64 finds again from the batch, θ and x alone', async () => {
    const known = await shownOf(env, overrides, seed, iterations - 1);
    const { shown, record, oracle } = known;
    const { cgDamping, delta, beta, form } = record.config;
    const isConstrained = form === 'constraint';
    const product = (v: Float64Array) => combined([1, oracle.fisherProduct(v)], [Number(cgDamping), v]);
    const g = oracle.gradient();
    const { start, residuals, iterates } = shown.conjugateGradient!;
    expectNear(start, dot(g, g), 'ĝ·ĝ');
    expect(residuals.length).toBeGreaterThan(1);
    const found = await iteratesOf(known, residuals.length);
    found.forEach((x, i) => {
      // what x leaves over of ĝ
      const r = combined([1, g], [-1, product(x)]);
      expectNear(residuals[i]!, dot(r, r), `r·r of x ${i + 1}`);
      expectNear(iterates[i]!.length, Math.sqrt(dot(x, x)), `‖x ${i + 1}‖`);
      expectNear(iterates[i]!.along, dot(g, x), `ĝᵀx ${i + 1}`);
    });

    const x = found.at(-1)!;
    const xHx = dot(x, product(x));
    const { scale, length, gain, kl } = shown.naturalStep!;
    expectNear(scale, isConstrained ? Math.sqrt((2 * Number(delta)) / xHx) : 1 / Number(beta), 'the factor of x');
    expectNear(length, scale * Math.sqrt(dot(x, x)), '‖Δ‖');
    expectNear(gain, scale * dot(g, x), 'ĝᵀΔ');
    expectNear(kl, 0.5 * scale * scale * xHx, '½ ΔᵀHΔ');
    for (const candidate of shown.lineSearch!.candidates) {
      const step = scaled(candidate.factor * scale, x);
      const theta = Float32Array.from(record.thetaOld, (t, i) => t + step[i]!);
      const there = oracle.at(theta);
      expectNear(candidate.kl, there.kl, `KL of candidate ${candidate.j}`);
      const price = isConstrained ? 0 : Number(beta) * there.kl;
      expectNear(candidate.improvement, oracle.gain(theta) - price, `improvement of candidate ${candidate.j}`);
    }
  });
});
