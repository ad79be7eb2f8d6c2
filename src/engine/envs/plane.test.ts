import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { atan2 } from '../math.ts';
import { bandit } from './bandit.ts';
import { cartPole } from './cart-pole.ts';
import { ENVIRONMENTS } from './index.ts';
import { planeOf, planesOf } from './plane.ts';
import { observeSlice, slicePoints } from './slice.ts';

const wide = ENVIRONMENTS.filter(({ coordinates }) => coordinates);

describe.each(wide.map((environment) => ({ name: environment.id, environment })))('$name', ({ environment }) => {
  const { axes, state: write, locate } = environment.coordinates!;

  it('has its own slice among its planes, state by state', () => {
    const [own] = planesOf(environment);
    const plane = planeOf(environment, own!)!;
    expect([plane.x, plane.y]).toEqual([environment.slice!.x, environment.slice!.y]);
    expect(observeSlice(environment, plane)).toEqual(observeSlice(environment));
  });

  it('tells from an observation where it was made', () => {
    const place = fc.tuple(
      ...axes.map((axis) =>
        axis.isDiscrete
          ? fc.constantFrom(...slicePoints(axis))
          : fc.double({ min: axis.range[0], max: axis.range[1], noNaN: true }),
      ),
    );
    fc.assert(
      fc.property(place, (coordinates) => {
        const state = new Float64Array(environment.stateSize);
        write(coordinates, state, 0);
        const observation = new Float32Array(environment.observation.size);
        environment.observe(state, 0, observation, 0);
        const found = new Float64Array(axes.length);
        locate(observation, 0, found);
        for (const [i, { range }] of axes.entries()) {
          const off = Math.abs(found[i]! - coordinates[i]!);
          // −π and π are the same place
          const turn = range[1] === Math.PI ? Math.abs(off - 2 * Math.PI) : off;
          expect(Math.min(off, turn)).toBeLessThan(1e-5);
        }
      }),
      { numRuns: 200 },
    );
  });

  it('has a plane for each pair of coordinates, once', () => {
    const planes = planesOf(environment);
    expect(planes).toHaveLength(Math.max(1, (axes.length * (axes.length - 1)) / 2));
    expect(new Set(planes).size).toBe(planes.length);
    for (const name of planes)
      expect(observeSlice(environment, planeOf(environment, name)!).every(Number.isFinite)).toBe(true);
  });
});

it('holds what lies off the plane in the middle', () => {
  const plane = planeOf(cartPole, 'position,angle')!;
  const state = new Float64Array(4);
  plane.state(1.5, -0.1, state, 0);
  expect([...state]).toEqual([1.5, 0, -0.1, 0]);
});

it('takes the own slice for a plane that there is not, and has none where there is but one state', () => {
  expect(planeOf(cartPole, 'height,weight')!.along).toEqual([2, 3]);
  expect(planesOf(bandit)).toEqual([]);
  expect(planeOf(bandit, '')).toBeNull();
});

it('knows the angle of a vector', () => {
  fc.assert(
    fc.property(fc.double({ min: -5, max: 5, noNaN: true }), fc.double({ min: -5, max: 5, noNaN: true }), (y, x) => {
      fc.pre(Math.abs(x) + Math.abs(y) > 1e-200);
      // biome-ignore lint/plugin: what ours is held against
      expect(Math.abs(atan2(y, x) - Math.atan2(y, x)) % (2 * Math.PI)).toBeLessThan(4e-15);
    }),
  );
  expect([atan2(0, 1), atan2(1, 0), atan2(0, -1), atan2(-1, 0), atan2(0, 0)]).toEqual([
    0,
    Math.PI / 2,
    Math.PI,
    -Math.PI / 2,
    0,
  ]);
});
