import { describe, expect, it } from 'vitest';
import { pull, smallSpec, smallTrainer } from '../../testing/drive.ts';

/** Enough samples, and a critic good enough, that the quadratic model of the KL means something. */
const BATCH = { nEnvs: 4, nSteps: 64, hidden: '8', valueHidden: '32-32', cgDamping: 0.01 };

async function metricsOf(env: string, overrides: Readonly<Record<string, number | string | boolean>>, count = 4) {
  const trainer = await smallTrainer(smallSpec('npg', env, { ...BATCH, ...overrides }));
  const { records } = await pull(trainer, count);
  trainer.dispose();
  expect(records).toHaveLength(count);
  return records.map(({ metrics }) => metrics);
}

describe.each(['CartPole-v1', 'Pendulum-v1'])('NPG on %s', (env) => {
  it.each(['hessian', 'outer'] as const)('steps to a KL near δ, whatever the gradient, by the %s', async (fisher) => {
    for (const delta of [1e-4, 1e-2])
      for (const { kl, klPredicted } of await metricsOf(env, { fisher, delta })) {
        // Damping takes its share of δ.
        expect(klPredicted).toBeLessThanOrEqual(delta * 1.0001);
        expect(klPredicted).toBeGreaterThan(delta / 4);
        if (fisher === 'hessian') expect(Math.abs(kl! / klPredicted! - 1)).toBeLessThan(delta < 1e-3 ? 0.05 : 0.5);
        else expect(kl).toBeGreaterThan(0);
      }
  });

  it('the penalised step is the one that a fixed α = 1/λ takes', async () => {
    const [penalised, fixed] = [
      await metricsOf(env, { stepRule: 'penalty', lambda: 8 }),
      await metricsOf(env, { stepRule: 'fixed', stepSize: 0.125 }),
    ];
    expect(penalised.map(({ kl }) => kl)).toEqual(fixed.map(({ kl }) => kl));
  });
});

it('refuses a matrix that is too large, and names who needs none', async () => {
  const spec = smallSpec('npg', 'CartPole-v1', { hidden: '64-64' });
  await expect(smallTrainer(spec)).rejects.toThrow(/4,610 parameters.*2,000.*TRPO/);
});
