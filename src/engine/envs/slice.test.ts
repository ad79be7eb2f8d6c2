import { describe, expect, it } from 'vitest';
import { bandit } from './bandit.ts';
import { cliffWalking } from './cliff-walking.ts';
import { ENVIRONMENTS } from './index.ts';
import { pendulum } from './pendulum.ts';
import { observeSlice, slicePoints, sliceSize } from './slice.ts';
import { nameOf, variantsOf } from './testing/variants.ts';

const sliced = ENVIRONMENTS.flatMap(variantsOf).filter(({ environment }) => environment.slice);

describe.each(sliced.map((variant) => ({ name: nameOf(variant), ...variant })))(
  'a slice of $name',
  ({ environment }) => {
    const slice = environment.slice!;

    it('has axes that run upwards, with names and points enough', () => {
      for (const axis of slice.y ? [slice.x, slice.y] : [slice.x]) {
        expect(axis.label).not.toBe('');
        expect(axis.count).toBeGreaterThanOrEqual(2);
        const points = slicePoints(axis);
        expect([points[0], points.at(-1)]).toEqual(axis.range);
        expect(points).toEqual([...points].sort((a, b) => a - b));
      }
    });

    it('writes whole states, into their own place only', () => {
      const state = new Float64Array(environment.stateSize + 2).fill(7);
      slice.state(slice.x.range[0], slice.y?.range[0] ?? 0, state, 1);
      expect([state[0], state.at(-1)]).toEqual([7, 7]);
      const elsewhere = new Float64Array(environment.stateSize).fill(-3);
      slice.state(slice.x.range[0], slice.y?.range[0] ?? 0, elsewhere, 0);
      expect(state.slice(1, -1)).toEqual(elsewhere);
    });

    it('is seen as finite observations, each another', () => {
      const observations = observeSlice(environment);
      const { size } = environment.observation;
      expect(observations).toHaveLength(sliceSize(slice) * size);
      expect(observations.every(Number.isFinite)).toBe(true);
      const seen = new Set(
        Array.from({ length: sliceSize(slice) }, (_, i) => observations.slice(i * size, (i + 1) * size).join()),
      );
      // An angle of −π and one of π look the same, but for rounding.
      expect(seen.size).toBeGreaterThan(0.9 * sliceSize(slice));
    });

    it('holds only states that can be drawn and stepped from', () => {
      const state = new Float64Array(environment.stateSize);
      for (const x of slicePoints(slice.x))
        for (const y of slice.y ? slicePoints(slice.y) : [0]) {
          slice.state(x, y, state, 0);
          expect(environment.scene(state, null, 'small').shapes.length).toBeGreaterThan(0);
          const action = new Float32Array(1);
          const outcome = { reward: Number.NaN, terminated: false };
          environment.step(state, 0, action, 0, () => 0.5, outcome);
          expect([...state, outcome.reward].every(Number.isFinite)).toBe(true);
        }
    });
  },
);

it('covers every cell of a grid once, row by row', () => {
  const observations = observeSlice(cliffWalking);
  for (let cell = 0; cell < 48; cell++) expect(observations.subarray(48 * cell, 48 * cell + 48).indexOf(1)).toBe(cell);
});

it('runs x fastest', () => {
  const observations = observeSlice(pendulum);
  const turnRates = observations.filter((_, i) => i % 3 === 2);
  expect(turnRates.subarray(0, 49).every((rate) => rate === -8)).toBe(true);
  expect(turnRates[49]).toBeGreaterThan(-8);
});

it('is left out only where there is nothing to see', () => {
  expect(ENVIRONMENTS.filter(({ slice }) => !slice)).toEqual([bandit]);
  expect(observeSlice(bandit)).toHaveLength(0);
});
