import fc from 'fast-check';
import { expect, test } from 'vitest';
import { plainText } from '../../charts/rich-text.ts';
import { inSight, iteratesOf, modelAt, type Seen } from './update.ts';
import { judge } from './verdict.ts';

const positive = (min: number, max: number) => fc.double({ min, max, noNaN: true });

/** Updates as far as any line: residuals as they may fall and rise, candidates refused until one is not. */
const updates: fc.Arbitrary<Seen> = fc
  .record({
    start: positive(1e-6, 10),
    falls: fc.array(positive(0.01, 3), { maxLength: 12 }),
    hasStep: fc.boolean(),
    refusals: fc.array(
      fc.constantFrom('KL too large' as const, 'no improvement' as const, 'no improvement, KL too large' as const),
      { maxLength: 8 },
    ),
    isAccepted: fc.boolean(),
    hasSearch: fc.boolean(),
    penalty: fc.constantFrom(0, 5),
  })
  .map(({ start, falls, hasStep, refusals, isAccepted, hasSearch, penalty }) => {
    const residuals: number[] = [];
    for (const fall of falls) residuals.push((residuals.at(-1) ?? start) * fall);
    // x grows and turns: along rises slower than its length
    const iterates = falls.map((_, i) => ({ length: Math.sqrt(start) * (1 + i), along: start * Math.sqrt(1 + i) }));
    const verdicts = [...refusals, ...(isAccepted || refusals.length === 0 ? [null] : [])];
    const maxKl = penalty > 0 ? Number.POSITIVE_INFINITY : 0.01;
    return {
      iteration: 7,
      conjugateGradient: { start, residuals, iterates },
      step: hasStep ? { scale: 2, length: 1, gain: 0.1, kl: 0.01 } : null,
      search:
        hasStep && hasSearch
          ? {
              surrogateOld: 0,
              maxKl,
              penalty,
              candidates: verdicts.map((refused, j) => ({
                j,
                factor: 0.8 ** j,
                surrogate: 0.05,
                kl: 0.008,
                improvement: 0.05,
                refused,
              })),
            }
          : null,
    };
  });

test('what it says of an update is true of it', () => {
  fc.assert(
    fc.property(updates, (seen) => {
      const { level, text } = judge(seen);
      const words = plainText(text);
      const { conjugateGradient, search } = seen;
      const verdicts = search?.candidates.map(({ refused }) => refused) ?? [];
      expect(words.includes('is zero')).toBe(conjugateGradient.residuals.length === 0);
      if (conjugateGradient.residuals.length === 0) return;
      if (verdicts.length === 0) {
        expect([level, words.includes('refused')]).toEqual([0, false]);
        return;
      }
      const accepted = verdicts.at(-1) === null;
      expect(level).toBe(!accepted ? 2 : verdicts.length > 1 ? 1 : 0);
      expect(words.includes('The whole step was accepted')).toBe(accepted && verdicts.length === 1);
      if (!accepted) expect(words).toContain(`${verdicts.length} candidate`);
      if (verdicts[0]) expect(words).toContain(accepted ? `refused: ${verdicts[0]}` : String(verdicts.at(-1)));
      if (accepted) expect(words.includes('δ')).toBe(Number.isFinite(search!.maxKl));
    }),
    { numRuns: 500 },
  );
});

test('the first x points along the gradient; each is worth what √(ĝᵀx) says', () => {
  // H = diag(1, 4), ĝ = (1, 1): x₁ = 0.4 ĝ, x₂ = (1, ¼)
  const seen = {
    start: 2,
    residuals: [0.72, 0],
    iterates: [
      { length: 0.4 * Math.SQRT2, along: 0.8 },
      { length: Math.hypot(1, 0.25), along: 1.25 },
    ],
  };
  const [zeroth, first, second] = iteratesOf(seen);
  expect(zeroth).toEqual({ i: 0, residual: 1, angle: 0, worth: 0 });
  expect(first).toMatchObject({ i: 1, residual: 0.6, angle: expect.closeTo(0, 5), worth: 0.8 });
  const turned = (Math.atan2(1, 1) - Math.atan2(0.25, 1)) * (180 / Math.PI);
  expect(second).toMatchObject({ residual: 0, angle: expect.closeTo(turned, 9), worth: 1 });
});

test('the model is a parabola through δ, and a line that the penalty bends', () => {
  const step = { scale: 1, length: 1, gain: 0.3, kl: 0.02 };
  expect(modelAt(step, 0, 1)).toEqual({ kl: 0.02, gain: 0.3 });
  expect(modelAt(step, 5, 0.5)).toEqual({ kl: 0.005, gain: expect.closeTo(0.125, 12) });
});

test('while it plays, a finished update stays in sight until the next one is finished', () => {
  const part = (iteration: number, search: Seen['search']): Seen => ({
    iteration,
    conjugateGradient: { start: 1, residuals: [], iterates: [] },
    step: null,
    search,
  });
  const candidate = { j: 0, factor: 1, surrogate: 1, kl: 0, improvement: 1, refused: null };
  const finished = part(3, { surrogateOld: 0, maxKl: 1, penalty: 0, candidates: [candidate] });
  const begun = part(4, null);
  expect(inSight(begun, finished, 4, true)).toBe(finished);
  expect(inSight(begun, finished, 4, false)).toBe(begun);
  // lines that show nothing of an update, and another run
  expect(inSight(null, finished, 4, false)).toBe(finished);
  expect(inSight(null, finished, 1, false)).toBeNull();
  expect(inSight(null, finished, null, false)).toBeNull();
});
