import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chooseTicks, growingEnd } from './ticks.ts';

describe('chooseTicks', () => {
  it('chooses numbers that a person would', () => {
    expect(chooseTicks(0, 500, 400)).toEqual([0, 100, 200, 300, 400, 500]);
    expect(chooseTicks(0, 500, 130)).toEqual([0, 200, 400]);
    expect(chooseTicks(-1600, 0, 400)).toEqual([-1500, -1000, -500, 0]);
    expect(chooseTicks(0, 90_000, 300)).toEqual([0, 20_000, 40_000, 60_000, 80_000]);
  });

  it('gives two to six, inside the domain and ascending', () => {
    fc.assert(
      fc.property(
        fc.double({ min: -1e6, max: 1e6, noNaN: true }),
        fc.double({ min: 1e-3, max: 1e6, noNaN: true }),
        fc.integer({ min: 20, max: 4000 }),
        (low, span, pixels) => {
          const ticks = chooseTicks(low, low + span, pixels);
          expect(ticks.length).toBeGreaterThanOrEqual(2);
          expect(ticks.length).toBeLessThanOrEqual(6);
          expect(ticks.every((tick, i) => i === 0 || tick > ticks[i - 1]!)).toBe(true);
          expect(ticks[0]).toBeGreaterThanOrEqual(low - span * 1e-9);
          expect(ticks.at(-1)).toBeLessThanOrEqual(low + span * (1 + 1e-9));
        },
      ),
    );
  });
});

describe('growingEnd', () => {
  it('rests at round numbers', () => {
    expect([0, 1, 1.2, 86_016, 100_000, 7, 0.3].map((v) => growingEnd(v))).toEqual([1, 1, 1.5, 100_000, 100_000, 8, 1]);
  });

  it('holds its value without wasting more than half of the axis', () => {
    fc.assert(
      fc.property(fc.double({ min: 1, max: 1e9, noNaN: true }), (value) => {
        const end = growingEnd(value);
        expect(end).toBeGreaterThanOrEqual(value * (1 - 1e-9));
        expect(end).toBeLessThanOrEqual(value * 1.5 * (1 + 1e-9));
      }),
    );
  });
});
