import fc from 'fast-check';
import { expect, test } from 'vitest';
import { plainText } from '../../charts/rich-text.ts';
import { ENVIRONMENTS } from '../../engine/envs/index.ts';
import { planeOf, planesOf } from '../../engine/envs/plane.ts';
import { slicePoints, sliceSize } from '../../engine/envs/slice.ts';
import type { PolicyMap } from '../../engine/studies/policy-map.ts';
import { atlasOf, indexAt, partOf, spotAt } from './atlas.ts';
import { judge } from './verdict.ts';

const finite = (min: number, max: number) => fc.double({ min, max, noNaN: true });

/** Any environment with states, any plane of it, any numbers in it. */
const anyState = fc
  .constantFrom(...ENVIRONMENTS.filter(({ coordinates }) => coordinates))
  .chain((environment) => fc.tuple(fc.constant(environment), fc.constantFrom(...planesOf(environment))))
  .chain(([environment, name]) => {
    const plane = planeOf(environment, name)!;
    const { action } = environment;
    const along = ({ range, count, isDiscrete }: typeof plane.x) =>
      isDiscrete ? fc.constantFrom(...slicePoints({ label: '', range, count })) : finite(range[0], range[1]);
    const place: fc.Arbitrary<number[]> = fc.tuple(along(plane.x), ...(plane.y ? [along(plane.y)] : []));
    const points = sliceSize(plane);
    const width = action.kind === 'discrete' ? action.n : 2 * action.size;
    return fc.record({
      environment: fc.constant(environment),
      map: fc
        .tuple(fc.array(place, { minLength: 1, maxLength: 300 }), finite(-50, 50), finite(0.01, 1), fc.boolean())
        .map(([visited, height, scale, hasValue]): PolicyMap => {
          const wave = (i: number) => 0.5 + 0.5 * Math.sin(scale * i);
          return {
            x: plane.x,
            y: plane.y,
            policy: Float32Array.from({ length: points * width }, (_, i) => wave(i)),
            value: hasValue ? Float32Array.from({ length: points }, (_, i) => height * wave(i)) : null,
            scaledRewards: false,
            visited: Float32Array.from(visited.flat()),
          };
        }),
      action: fc.constantFrom('', ...action.names),
      x: finite(0, 1),
      y: finite(0, 1),
    });
  });

test('what it says of the point is so', () => {
  fc.assert(
    fc.property(anyState, ({ environment, map, action, x, y }) => {
      const atlas = atlasOf(map, environment.action, action);
      const spot = spotAt(atlas, { x, y });
      const { level, text } = judge(atlas, spot);
      const words = plainText(text);
      // counted once more, in another way
      const stride = map.y ? 2 : 1;
      const near = Array.from({ length: map.visited.length / stride }, (_, i) => {
        const away = (axis: typeof map.x, at: number, here: number) => {
          const length = axis.isDiscrete ? 0.5 : (axis.range[1] - axis.range[0]) / 12;
          return Math.abs(at - here) / length;
        };
        const dx = away(map.x, map.visited[i * stride]!, slicePoints(map.x)[indexAt(map.x, x)]!);
        const dy = map.y ? away(map.y, map.visited[i * stride + 1]!, slicePoints(map.y)[indexAt(map.y, y)]!) : 0;
        return Math.hypot(dx, dy) <= 1;
      }).filter(Boolean).length;
      expect(spot.near).toBe(near);
      expect(level).toBe(near === 0 ? 2 : near < atlas.rows / 100 ? 1 : 0);
      expect(words.startsWith('No state')).toBe(near === 0);
      const counted = /^(\d+) of (\d+) states/.exec(words);
      if (counted) expect([Number(counted[1]), Number(counted[2])]).toEqual([near, atlas.rows]);
      expect(words.startsWith('All ')).toBe(near > 0 && near === atlas.rows);

      const said = environment.action.names.includes(action) ? action : environment.action.names.at(-1)!;
      const index = environment.action.names.indexOf(said);
      const point = (map.y ? indexAt(map.y, y) : 0) * map.x.count + indexAt(map.x, x);
      const width = environment.action.kind === 'discrete' ? environment.action.n : 2;
      const shown = map.policy[point * width + (environment.action.kind === 'discrete' ? index : 0)]!;
      expect(spot.policy).toBe(shown);
      expect(words).toContain(said);
      expect(words).toContain(shown.toFixed(environment.action.kind === 'discrete' ? 3 : 2));
      expect(words.includes('V(s)')).toBe(map.value !== null);
    }),
    { numRuns: 500 },
  );
});

test('a place in the link is a point of the plane, and each point has one', () => {
  for (const environment of ENVIRONMENTS)
    for (const name of planesOf(environment)) {
      const { x } = planeOf(environment, name)!;
      for (let i = 0; i < x.count; i++) expect(indexAt(x, partOf(x, i))).toBe(i);
      expect([partOf(x, -5), partOf(x, x.count + 5)]).toEqual([0, 1]);
    }
});
