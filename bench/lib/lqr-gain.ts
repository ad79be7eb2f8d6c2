import { optimalGain } from '../../src/exact/lqr.ts';
import { openTrainer } from './training.ts';

/** LQR-v0's quiet process, under the discount that its defaults train with. */
const QUIET = { a: 0.7, b: 1, q: 1, r: 0.1, gamma: 0.9, noise: 0.1, startMean: 0, startVariance: 1 };
const LAST = 20;

/**
 * How far natural policy gradient's gain k (of u = −k x + σ ε), averaged over its last 20 iterations, is from the
 * Riccati gain, in percent of it, for each seed.
 */
export async function lqrGainErrors(seeds: readonly number[]): Promise<number[]> {
  const errors: number[] = [];
  for (const seed of seeds) {
    const trainer = await openTrainer('npg', 'LQR-v0', seed, {});
    const gains: number[] = [];
    for (;;) {
      const event = await trainer.next();
      if (event.kind === 'finished' || event.kind === 'diverged') break;
      // A linear policy: θ begins with its only weight, which is −k.
      if (event.kind === 'iteration') gains.push(-(await trainer.theta())[0]!);
    }
    trainer.dispose();
    const mean = gains.slice(-LAST).reduce((sum, k) => sum + k, 0) / LAST;
    errors.push(100 * (mean / optimalGain(QUIET) - 1));
  }
  return errors;
}
