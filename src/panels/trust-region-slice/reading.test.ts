import fc from 'fast-check';
import { expect, test } from 'vitest';
import { plainText } from '../../charts/rich-text.ts';
import { inDelta, judge, readAt, shareInPlane } from './reading.ts';
import { ellipseOf, regionOf } from './region.ts';
import { quadraticSlice } from './testing/slices.ts';

const positive = (min: number, max: number) => fc.double({ min, max, noNaN: true });

/** F = L Lᵀ of any shape, a gradient that points along the first axis at least a little, any step. */
const slices = fc
  .record({
    a: positive(0.05, 3),
    b: fc.double({ min: -2, max: 2, noNaN: true }),
    c: positive(0.05, 3),
    g: fc.tuple(positive(0.01, 1), positive(0, 1)),
    delta: positive(1e-4, 1),
    bend: positive(0, 2),
    part: fc.oneof(fc.constant(0), positive(0.01, 3)),
    outside: fc.oneof(fc.constant(0), positive(0.01, 5)),
    isBound: fc.boolean(),
  })
  .map(({ a, b, c, g, ...rest }) => quadraticSlice({ fisher: [a * a, a * b, b * b + c * c], gradient: g, ...rest }));

test('what it says of the steps is true of them', () => {
  fc.assert(
    fc.property(slices, (slice) => {
      const { level, text } = judge(slice);
      const words = plainText(text);
      const { step, delta, isBound, natural, vanilla } = slice;
      expect(words.includes('stayed where it was')).toBe(step.kl < 1e-9);
      if (step.kl >= 1e-9) {
        expect(words.startsWith('No δ bounds')).toBe(!isBound);
        if (isBound) {
          expect(words.includes('stays inside')).toBe(step.kl < 0.9 * delta);
          expect(words.includes('leaves the trust region')).toBe(step.kl > 1.1 * delta);
          expect(level).toBe(step.kl < 0.9 * delta ? 0 : step.kl > 1.1 * delta ? 2 : 1);
        }
      }
      // both comparisons are told in full, the natural step first
      const [ideal, plain] = [natural, vanilla].map(({ kl }) => plainText(inDelta(kl, delta)));
      expect(words.indexOf(`natural step:`)).toBeGreaterThan(0);
      expect(words.split('natural step:')[1]).toContain(ideal);
      expect(words.split('plain gradient step as long:')[1]).toContain(plain);
    }),
    { numRuns: 500 },
  );
});

test('a place is read as it would have been measured', () => {
  const slice = quadraticSlice({ bend: 0.05 });
  const length = slice.natural.at[0];
  fc.assert(
    fc.property(
      fc.double({ min: -1.3, max: 1.5, noNaN: true }),
      fc.double({ min: -0.7, max: 1.2, noNaN: true }),
      (x, y) => {
        const at = readAt(slice, x, y);
        expect([at.x, at.y]).toEqual([expect.closeTo(x * length, 12), expect.closeTo(y * length, 12)]);
        const [xx, xy, yy] = slice.fisher;
        const kl = 0.5 * (xx * at.x ** 2 + 2 * xy * at.x * at.y + yy * at.y ** 2);
        expect(Math.abs(at.kl - kl)).toBeLessThan(0.01 * Math.max(kl, slice.delta));
        const gain = slice.gradient[0] * at.x + slice.gradient[1] * at.y - 0.05 * (at.x ** 2 + at.y ** 2);
        expect(at.surrogate).toBeCloseTo(gain, 3);
      },
    ),
  );
  // outside of what was measured the nearest place is read
  expect(readAt(slice, 3, -3)).toMatchObject({ x: slice.x.at(-1), y: slice.y[0] });
});

test('where KL is its parabola, the region is the ellipse', () => {
  const slice = quadraticSlice();
  const [xx, xy, yy] = slice.fisher;
  for (const [x, y] of ellipseOf(slice))
    expect(0.5 * (xx * x * x + 2 * xy * x * y + yy * y * y)).toBeCloseTo(slice.delta, 12);
  const inSight = ([x, y]: readonly [number, number]) =>
    x > slice.x[0]! && x < slice.x.at(-1)! && y > slice.y[0]! && y < slice.y.at(-1)!;
  const border = regionOf(slice).filter(inSight);
  expect(border.length).toBeGreaterThan(60);
  for (const [x, y] of border) {
    const kl = 0.5 * (xx * x * x + 2 * xy * x * y + yy * y * y);
    expect(Math.abs(Math.sqrt(kl / slice.delta) - 1)).toBeLessThan(0.04);
  }
});

test('the shadow of a step is a share of its squared length', () => {
  expect(shareInPlane(quadraticSlice())).toBe(1);
  expect(shareInPlane(quadraticSlice({ outside: 3 }))).toBeCloseTo(0.1, 12);
  expect(shareInPlane(quadraticSlice({ part: 0 }))).toBe(1);
});
