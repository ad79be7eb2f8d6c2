import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { expectClose } from '../testing/golden.ts';
import { gae, lambdaReturns, monteCarloReturns, normaliseAdvantages, nStepReturns, type Rollout } from './returns.ts';

const real = fc.double({ min: -10, max: 10, noNaN: true });
const flag = fc.constantFrom(0, 0, 0, 1);

/** A rollout with values of its states; advantages of any λ can be asked of it. */
const rollouts = fc
  .record({ horizon: fc.integer({ min: 1, max: 12 }), copies: fc.integer({ min: 1, max: 3 }) })
  .chain(({ horizon, copies }) => {
    const each = <T>(one: fc.Arbitrary<T>) =>
      fc.array(one, { minLength: horizon * copies, maxLength: horizon * copies });
    return fc.record({
      horizon: fc.constant(horizon),
      copies: fc.constant(copies),
      rewards: each(real),
      terminated: each(flag),
      truncated: each(flag),
      values: each(real),
      nextValues: each(real),
      gamma: fc.double({ min: 0, max: 1, noNaN: true }),
    });
  });
const empty = (rollout: Rollout) => new Float64Array(rollout.horizon * rollout.copies);
const CLOSE = { absolute: 1e-9 };

describe('returns', () => {
  it('are known for a hand-made rollout: one termination, one truncation, one open end', () => {
    const rollout = { horizon: 3, copies: 3, rewards: [1, 1, 1, 2, 2, 2, 4, 4, 4] };
    const terminated = [0, 0, 0, 1, 0, 0, 0, 0, 0];
    const truncated = [0, 0, 0, 0, 1, 0, 0, 0, 0];
    const nextValues = [0, 0, 0, 16, 16, 16, 32, 32, 32];
    const returns = monteCarloReturns({ ...rollout, terminated, truncated }, nextValues, 0.5, new Float64Array(9));
    expect(Array.from(returns)).toEqual([2, 6, 7, 2, 10, 12, 20, 20, 20]);
  });

  it('are those of GAE at its ends: one step at λ = 0, Monte Carlo at λ = 1', () => {
    fc.assert(
      fc.property(rollouts, ({ values, nextValues, gamma, ...rollout }) => {
        // The sum telescopes only if V(next) is the next row's V wherever the episode goes on.
        const consistent = nextValues.map((v, i) =>
          rollout.truncated[i] || i + rollout.copies >= values.length ? v : values[i + rollout.copies]!,
        );
        const viaGae = (lambda: number) =>
          lambdaReturns(gae(rollout, values, consistent, gamma, lambda, empty(rollout)), values, empty(rollout));
        expectClose(viaGae(0), nStepReturns(rollout, consistent, gamma, 1, empty(rollout)), CLOSE);
        expectClose(viaGae(1), monteCarloReturns(rollout, consistent, gamma, empty(rollout)), CLOSE);
      }),
    );
  });

  it('of as many steps as the rollout are the Monte-Carlo returns', () => {
    fc.assert(
      fc.property(rollouts, ({ nextValues, gamma, ...rollout }) => {
        const nStep = nStepReturns(rollout, nextValues, gamma, rollout.horizon, empty(rollout));
        expectClose(nStep, monteCarloReturns(rollout, nextValues, gamma, empty(rollout)), CLOSE);
      }),
    );
  });

  it('are the same for a copy alone and among others', () => {
    fc.assert(
      fc.property(rollouts, ({ values, nextValues, gamma, ...rollout }) => {
        const all = gae(rollout, values, nextValues, gamma, 0.9, empty(rollout));
        for (let copy = 0; copy < rollout.copies; copy++) {
          const own = (numbers: ArrayLike<number>) => Array.from(numbers).filter((_, i) => i % rollout.copies === copy);
          const alone = {
            horizon: rollout.horizon,
            copies: 1,
            rewards: own(rollout.rewards),
            terminated: own(rollout.terminated),
            truncated: own(rollout.truncated),
          };
          expect(Array.from(gae(alone, own(values), own(nextValues), gamma, 0.9, empty(alone)))).toEqual(own(all));
        }
      }),
    );
  });
});

describe('normalised advantages', () => {
  it('have mean 0 and deviation 1, and keep their order', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -1000, max: 1000 }), { minLength: 2, maxLength: 50 }), (numbers) => {
        fc.pre(numbers.some((value) => value !== numbers[0]));
        const normal = normaliseAdvantages(Float64Array.from(numbers));
        expectClose(
          normal.reduce((a, b) => a + b, 0),
          0,
          CLOSE,
        );
        expectClose(normal.reduce((a, b) => a + b * b, 0) / (numbers.length - 1), 1, { absolute: 1e-6 });
        numbers.forEach((a, i) => {
          numbers.forEach((b, j) => {
            if (a < b) expect(normal[i]!).toBeLessThan(normal[j]!);
          });
        });
      }),
    );
  });

  it('stay finite where there is no deviation', () => {
    expect(Array.from(normaliseAdvantages(Float64Array.of(3)))).toEqual([3]);
    expect(Array.from(normaliseAdvantages(Float64Array.of(3, 3)))).toEqual([0, 0]);
  });
});
