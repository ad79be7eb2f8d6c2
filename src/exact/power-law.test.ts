import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fitPowerLaw, throughPoint, valueAt } from './power-law.ts';

describe('a power law', () => {
  it('is found again from points on it, whatever their number', () => {
    const cases = fc.record({
      factor: fc.double({ min: 1e-6, max: 1e6, noNaN: true }),
      power: fc.double({ min: -4, max: 4, noNaN: true }),
      from: fc.double({ min: 0.01, max: 100, noNaN: true }),
      count: fc.integer({ min: 2, max: 12 }),
    });
    fc.assert(
      fc.property(cases, ({ factor, power, from, count }) => {
        const law = { factor, power };
        const xs = Array.from({ length: count }, (_, i) => from * 1.7 ** i);
        const found = fitPowerLaw(xs.map((x) => [x, valueAt(law, x)] as const))!;
        expect(found.power).toBeCloseTo(power, 8);
        expect(Math.abs(found.factor / factor - 1)).toBeLessThan(1e-7);
      }),
    );
  });

  it('is not turned by one measurement that something disturbed, wherever it stands', () => {
    for (const disturbed of [0, 3, 6]) {
      const points = [1, 2, 4, 8, 16, 32, 64].map((x, i) => [x, x * x * (i === disturbed ? 5 : 1)] as const);
      const { power, factor } = fitPowerLaw(points)!;
      expect(power).toBeCloseTo(2, 12);
      expect(factor).toBeCloseTo(1, 12);
    }
  });

  it('needs two places', () => {
    expect(fitPowerLaw([])).toBeNull();
    expect(fitPowerLaw([[3, 4]])).toBeNull();
    expect(
      fitPowerLaw([
        [3, 4],
        [3, 5],
      ]),
    ).toBeNull();
  });

  it('goes through the point that it is hung on', () => {
    const cubic = throughPoint(3, [10, 5]);
    expect(valueAt(cubic, 10)).toBeCloseTo(5, 12);
    expect(valueAt(cubic, 20)).toBeCloseTo(40, 10);
  });
});
