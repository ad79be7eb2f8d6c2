import fc from 'fast-check';
import { expect, test } from 'vitest';
import { categoricalSlice, gaussianSlice, type KlSlice, sigmoidSlice } from './kl-slice.ts';

const coordinate = fc.double({ min: -3, max: 3, noNaN: true });
const angle = fc.double({ min: 0, max: 2 * Math.PI, noNaN: true });
const along = (turn: number): [number, number] => [Math.cos(turn), Math.sin(turn)];

const slice: fc.Arbitrary<KlSlice> = fc.oneof(
  coordinate.map(sigmoidSlice),
  fc.tuple(coordinate, coordinate, angle).map(([a, b, turn]) => categoricalSlice([a, b, 0], [...along(turn), 0])),
  fc
    .tuple(fc.double({ min: 0.4, max: 2, noNaN: true }), angle)
    .map(([sigma, turn]) => gaussianSlice(sigma, along(turn))),
);

test('at θ_old: value 0, slope 0, curvature F', () => {
  fc.assert(
    fc.property(slice, ({ forward, reverse, slope, curvature, fisher }) => {
      expect(forward(0)).toBeCloseTo(0, 20);
      expect(reverse(0)).toBeCloseTo(0, 20);
      expect(slope(0)).toBeCloseTo(0, 14);
      expect(curvature(0) / fisher).toBeCloseTo(1, 12);
    }),
  );
});

test('slope and curvature are the derivatives of KL, everywhere', () => {
  fc.assert(
    fc.property(slice, fc.double({ min: -2, max: 2, noNaN: true }), ({ forward, slope, curvature }, t) => {
      const h = 1e-4;
      const scale = 1 + Math.abs(curvature(t)) + Math.abs(slope(t)) + forward(t);
      expect(Math.abs((forward(t + h) - forward(t - h)) / (2 * h) - slope(t))).toBeLessThan(1e-5 * scale);
      expect(Math.abs((slope(t + h) - slope(t - h)) / (2 * h) - curvature(t))).toBeLessThan(1e-5 * scale);
    }),
  );
});

test('seen near enough, truth is its parabola, in either order', () => {
  fc.assert(
    fc.property(slice, fc.constantFrom(1e-4, -1e-4), ({ forward, reverse, fisher }, t) => {
      const parabola = 0.5 * fisher * t * t;
      expect(forward(t) / parabola).toBeCloseTo(1, 2);
      expect(reverse(t) / parabola).toBeCloseTo(1, 2);
    }),
  );
});

test('known slices: a Gaussian moved along μ is its parabola exactly; along log σ, narrowing costs more than widening', () => {
  const across = gaussianSlice(0.5, [1, 0]);
  for (const t of [-1, 0.3, 2]) {
    expect(across.forward(t)).toBeCloseTo(2 * t * t, 12);
    expect(across.reverse(t)).toBeCloseTo(2 * t * t, 12);
  }
  const wider = gaussianSlice(0.5, [0, 1]);
  expect(wider.forward(1)).toBeCloseTo(0.5 + 0.5 * Math.exp(-2), 12);
  expect(wider.forward(-1)).toBeGreaterThan(wider.forward(1));
});
