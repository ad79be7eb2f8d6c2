import { describe, expect, it } from 'vitest';
import type { Diagnostics } from '../../run-events.ts';
import { pull, smallSpec, smallTrainer } from '../../testing/drive.ts';

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
});
