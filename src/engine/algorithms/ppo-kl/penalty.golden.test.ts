import { describe, expect, it } from 'vitest';
import { readGolden } from '../../testing/golden.ts';
import { nextBeta } from './penalty.ts';

interface Sequence {
  readonly beta0: number;
  readonly target: number;
  readonly kl: readonly number[];
  readonly beta_after: readonly number[];
}

describe.each(readGolden<{ sequences: Sequence[] }>('adaptive_kl').sequences)(
  'β from $beta0, δ = $target',
  ({ beta0, target, kl, beta_after }) => {
    it('doubles and halves as the reference does', () => {
      let beta = beta0;
      const betas = kl.map((measured) => {
        beta = nextBeta(beta, measured, target);
        return beta;
      });
      expect(betas).toEqual(beta_after);
    });
  },
);
