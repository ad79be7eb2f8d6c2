import { describe, expect, it } from 'vitest';
import { expectClose } from '../testing/golden.ts';
import { pendulum } from './pendulum.ts';

const distance = (a: readonly [number, number], b: readonly [number, number]): number =>
  Math.sqrt((a[0] - b[0]) * (a[0] - b[0]) + (a[1] - b[1]) * (a[1] - b[1]));

describe('Pendulum', () => {
  it('starts anywhere on the circle, and clips the torque in dynamics and reward', () => {
    const state = new Float64Array(2);
    pendulum.reset(state, 0, () => 0);
    expect(Array.from(state)).toEqual([-Math.PI, -1]);
    const [strong, stronger] = [2, 5].map((torque) => {
      const outcome = { reward: 0, terminated: true };
      const from = Float64Array.of(0.5, 0);
      pendulum.step(from, 0, [torque], 0, () => 0, outcome);
      return { from, ...outcome };
    });
    expect(stronger).toEqual(strong);
    expect(strong!.terminated).toBe(false);
  });

  it('draws the torque as an arc whose length it is', () => {
    const arcOf = (torque: number) => {
      const { shapes } = pendulum.scene([0.3, 0], [torque], 'large');
      const line = shapes.find((shape) => shape.kind === 'line' && shape.role === 'action');
      const head = shapes.find((shape) => shape.kind === 'arrow');
      if (line?.kind !== 'line' || head?.kind !== 'arrow') return expect.fail('no arc or no head');
      const path = [...line.points, head.to];
      return path.slice(1).reduce((sum, point, i) => sum + distance(point, path[i]!), 0);
    };
    expectClose(arcOf(-2), 2 * arcOf(1), { relativeToMax: 0.02 });
  });
});
