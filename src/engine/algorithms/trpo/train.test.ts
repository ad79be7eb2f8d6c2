import { describe, expect, it } from 'vitest';
import { findEnvironment } from '../../envs/index.ts';
import { Policy, type PolicySettings } from '../../nn/policy.ts';
import type { Diagnostics } from '../../run-events.ts';
import { Oracle } from '../../studies/testing/oracle.ts';
import { pull, smallSpec, smallTrainer } from '../../testing/drive.ts';
import { conjugateGradient } from '../../trust-region/conjugate-gradient.ts';
import { dot } from '../../trust-region/vectors.ts';

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
      seen.push({ line: event.line, diagnostics: (await event.inspect?.(new Set()))?.diagnostics });
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

  it('shows numbers that float64 finds again from the batch and θ alone', async () => {
    const spec = smallSpec('trpo', env, { ...BATCH, delta: 1, cgIterations: 6 });
    const trainer = await smallTrainer(spec);
    await pull(trainer, 2);
    let shown: Diagnostics = {};
    for (;;) {
      const event = await trainer.next();
      if (event.kind !== 'line') break;
      shown = (await event.inspect?.(new Set()))?.diagnostics ?? shown;
    }
    const record = (await trainer.studies.newest())!;
    const policy = new Policy(findEnvironment(env), spec.config as unknown as PolicySettings);
    const oracle = new Oracle(policy, record);
    const { start, residuals, iterates } = shown.conjugateGradient!;
    const close = (actual: number, expected: number, scale = Math.abs(expected)) =>
      expect(Math.abs(actual - expected)).toBeLessThanOrEqual(1e-4 * scale + 1e-7);

    const damping = Number(spec.config.cgDamping);
    const product = (v: Float64Array) => oracle.fisherProduct(v).map((Fv, i) => Fv + damping * v[i]!);
    const g = oracle.gradient();
    close(start, dot(g, g));
    const exact = await conjugateGradient(product, g, residuals.length);
    expect(residuals.length).toBeGreaterThan(3);
    residuals.forEach((rr, i) => {
      // r·r of what is left over: its error is a share of what it is left over from
      close(Math.sqrt(rr), Math.sqrt(exact.residuals[i]!), Math.sqrt(start));
      close(iterates[i]!.length, exact.iterates[i]!.length);
      close(iterates[i]!.along, exact.iterates[i]!.along);
    });

    const { x } = exact;
    const xHx = dot(x, product(x));
    const { scale, length, gain, kl } = shown.naturalStep!;
    close(scale, Math.sqrt(2 / xHx));
    close(length, scale * Math.sqrt(dot(x, x)));
    close(gain, scale * dot(g, x));
    close(kl, 1);
    // the batch is normalised, so the surrogate begins at 0 and errs by what its terms do
    for (const candidate of shown.lineSearch!.candidates) {
      const theta = Float32Array.from(record.thetaOld, (t, i) => t + Math.fround(candidate.factor * scale * x[i]!));
      close(candidate.kl, oracle.at(theta).kl);
      close(candidate.improvement, oracle.gain(theta), 0.1);
    }
    trainer.dispose();
  });
});
