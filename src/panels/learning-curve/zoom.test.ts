import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { shownRange, slideBy, WHOLE, zoomBy, zoomTo } from './zoom.ts';

const END = fc.double({ min: 1, max: 1e7, noNaN: true });
const share = fc.double({ min: 0, max: 1, noNaN: true });

describe('zooming', () => {
  it('shows what was dragged over, from either side, at round numbers', () => {
    expect(zoomTo(20_013, 39_966, 100_000)).toEqual({ from: 20_000, until: 40_000 });
    expect(zoomTo(39_966, 20_013, 100_000)).toEqual({ from: 20_000, until: 40_000 });
  });

  it('follows the end of a run that grows where the drag reached it', () => {
    const zoom = zoomTo(60_000, 120_000, 100_000)!;
    expect(zoom).toEqual({ from: 60_000, until: 0 });
    expect(shownRange(zoom, 150_000)).toEqual([60_000, 150_000]);
  });

  it('takes a click for no drag', () => {
    expect(zoomTo(500, 500.4, 100_000)).toBeNull();
  });

  it('shows all of an axis that ends before the zoom begins, and of a link that makes no sense', () => {
    expect(shownRange({ from: 60_000, until: 0 }, 2000)).toEqual([0, 2000]);
    expect(shownRange({ from: 500, until: 100 }, 2000)).toEqual([0, 2000]);
  });

  it('comes closer around a place and leaves again', () => {
    const near = zoomBy(WHOLE, 0.5, 50_000, 100_000);
    expect(near).toEqual({ from: 25_000, until: 75_000 });
    expect(zoomBy(near, 2, 50_000, 100_000)).toEqual(WHOLE);
  });

  it('slides up to the ends and no farther, as wide as before', () => {
    const near = { from: 20_000, until: 40_000 };
    expect(slideBy(near, 0.5, 100_000)).toEqual({ from: 30_000, until: 50_000 });
    expect(slideBy(near, -5, 100_000)).toEqual({ from: 0, until: 20_000 });
    expect(slideBy(near, 50, 100_000)).toEqual({ from: 80_000, until: 0 });
  });

  it('always leaves something to see, inside the axis', () => {
    fc.assert(
      fc.property(END, share, share, share, fc.constantFrom(0.5, 2, 0.01), (end, a, b, about, factor) => {
        const first = zoomTo(a * end, b * end, end) ?? WHOLE;
        const [low, high] = shownRange(first, end);
        for (const zoom of [
          first,
          zoomBy(first, factor, low + about * (high - low), end),
          slideBy(first, a - b, end),
        ]) {
          const [from, to] = shownRange(zoom, end);
          expect(from).toBeGreaterThanOrEqual(0);
          expect(to).toBeGreaterThan(from);
          expect(to).toBeLessThanOrEqual(end * 1.011);
        }
      }),
      { numRuns: 500 },
    );
  });
});
