import fc from 'fast-check';
import { expect, test } from 'vitest';
import { plainText } from '../../charts/rich-text.ts';
import { nextBeta } from '../../engine/algorithms/ppo-kl/penalty.ts';
import type { IterationRecord } from '../../engine/run-events.ts';
import { factorOf, judge, updatesOf } from './updates.ts';

const positive = fc.double({ min: 1e-6, max: 10, noNaN: true });
const record = (iteration: number, kl: number, beta: number) =>
  ({ iteration, metrics: { kl, beta } }) as unknown as IterationRecord;

test('the factor is the one of the algorithm itself', () => {
  fc.assert(
    fc.property(positive, positive, positive, (beta, kl, delta) => {
      expect(factorOf(kl, delta) * beta).toBe(nextBeta(beta, kl, delta));
    }),
    { numRuns: 500 },
  );
});

test('the sentence says where the last update lies, and how many lie in the band', () => {
  fc.assert(
    fc.property(fc.array(positive, { minLength: 1, maxLength: 60 }), positive, (kls, delta) => {
      const updates = updatesOf(
        kls.map((kl, i) => record(i + 1, kl, 1)),
        null,
        40,
        delta,
      );
      const { level, text } = judge(updates, delta);
      const last = kls.at(-1)!;
      expect(level).toBe(last > 1.5 * delta ? 2 : last < delta / 1.5 ? 0 : 1);
      const seen = kls.slice(-40);
      const counted = /Of these (\d+) updates (\d+) lie/.exec(plainText(text));
      expect(counted === null).toBe(seen.length === 1);
      if (!counted) return;
      const [, all, inside] = counted;
      expect(Number(all)).toBe(seen.length);
      expect(Number(inside)).toBe(seen.filter((kl) => kl <= 1.5 * delta && kl >= delta / 1.5).length);
    }),
    { numRuns: 500 },
  );
});

test('looking back ends the list at that iteration', () => {
  const iterations = [1, 2, 3, 4].map((i) => record(i, 0.01, i));
  expect(updatesOf(iterations, 3, 2, 0.01).map(({ iteration }) => iteration)).toEqual([2, 3]);
});

test('at its bounds β is not said to change', () => {
  const said = (kl: number, beta: number) =>
    plainText(judge(updatesOf([record(1, kl, beta)], null, 40, 0.01), 0.01).text);
  expect(said(1e-5, 1e-6)).toContain('as low as it may go');
  expect(said(0.5, 1e6)).toContain('as high as it may go');
  expect(said(1e-5, 4e-6)).toContain('is halved');
});
