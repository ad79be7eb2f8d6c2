import { scaleLinear } from 'd3';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fateOf } from './fate.ts';
import { dotScale, stackDots } from './stack.ts';

const x = scaleLinear([0.5, 1.6], [0, 275]);
const room = { x, clipRange: 0.2, pitch: 6, height: 60 };
const stack = (ratios: readonly number[]) => stackDots(ratios, room, dotScale([ratios], room));

describe('stackDots', () => {
  it('stacks what is alike and keeps each dot near its ratio', () => {
    const dots = stack([1.01, 1.01, 1.3]);
    const { dx } = dotScale([], room);
    expect(dots.map(({ row }) => row)).toEqual([0, 1, 0]);
    for (const dot of dots) expect(Math.abs(dot.x - x(dot.ratio))).toBeLessThanOrEqual(dx / 2 + 1e-9);
  });

  it('never mixes two fates in a column', () => {
    fc.assert(
      fc.property(fc.array(fc.float({ min: Math.fround(0.1), max: 3, noNaN: true }), { minLength: 1 }), (ratios) => {
        const fates = new Map<number, string>();
        for (const dot of stack(ratios)) {
          const fate = fateOf(dot.ratio, 1, room.clipRange);
          expect(fates.get(dot.x) ?? fate).toBe(fate);
          fates.set(dot.x, fate);
        }
      }),
    );
  });

  it('lets a dot stand for more samples rather than leave its room', () => {
    const ratios = [...Array<number>(1000).fill(1), ...Array<number>(500).fill(0.9)];
    const { dy, perDot } = dotScale([ratios], room);
    const dots = stackDots(ratios, room, { dx: 0, dy, perDot });
    expect(perDot).toBe(100);
    expect(Math.max(...dots.map(({ row }) => (row + 1) * dy))).toBeLessThanOrEqual(60 + 1e-9);
    const [many, few] = [1, 0.9].map((ratio) => dots.filter((dot) => dot.ratio === ratio).length);
    expect(many! / few!).toBeCloseTo(2, 0);
  });

  it('keeps ratios beyond the axis in its last column', () => {
    expect(stack([40, 0.01]).every((dot) => dot.x >= 0 && dot.x <= 275)).toBe(true);
  });

  it('has one scale for stacks that stand side by side', () => {
    const [high, low] = [Array<number>(300).fill(1.1), [0.9]];
    expect(dotScale([low, high], room)).toEqual(dotScale([high], room));
    expect(stackDots(low, room, dotScale([low, high], room))).toHaveLength(1);
  });
});
