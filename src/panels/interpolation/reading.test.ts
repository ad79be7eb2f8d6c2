import fc from 'fast-check';
import { expect, test } from 'vitest';
import { plainText } from '../../charts/rich-text.ts';
import { judge, peakOf, valuesAt } from './reading.ts';

/** L^CLIP = −(t − peak)² + noise-free; KL = c t². */
function line(peak: number, cost = 0.01) {
  const t = Float64Array.from({ length: 51 }, (_, i) => -0.5 + i / 20);
  return {
    t,
    surrogate: t.map((at) => at),
    clipped: t.map((at) => -((at - peak) ** 2)),
    clippedTerm: t.map(() => 0),
    kl: t.map((at) => cost * at * at),
    clipRange: 0.2,
    rows: 10,
  };
}

test('what it claims about the peak is true of the line', () => {
  fc.assert(
    fc.property(
      fc.double({ min: -1, max: 3, noNaN: true }),
      fc.double({ min: 1e-6, max: 10, noNaN: true }),
      (at, cost) => {
        const along = line(at, cost);
        const { level, text } = judge(along);
        const peak = peakOf(along);
        expect(Math.abs(peak - Math.max(-0.5, Math.min(2, at)))).toBeLessThanOrEqual(0.0251);
        expect(level).toBe(peak < 0.9 ? 2 : peak <= 1.1 ? 1 : 0);
        const words = plainText(text);
        expect(words.includes('led away')).toBe(peak <= 0);
        const said = /highest.* at t = (−?[\d.]+)/.exec(words);
        if (said) expect(Number(said[1]!.replace('−', '-'))).toBeCloseTo(peak, 2);
      },
    ),
    { numRuns: 500 },
  );
});

test('values are those of the nearest place that was measured', () => {
  expect(valuesAt(line(1), 0.99)).toMatchObject({ t: expect.closeTo(1, 9), kl: expect.closeTo(0.01, 9) });
  expect(valuesAt(line(1), 9).t).toBeCloseTo(2, 9);
});
