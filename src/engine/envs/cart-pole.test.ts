import { describe, expect, it } from 'vitest';
import { expectClose } from '../testing/golden.ts';
import { cartPole } from './cart-pole.ts';

/** Draws that are all the same. */
const constant = (value: number) => () => value;

describe('CartPole', () => {
  it('starts within ±0.05 and pushes the way that the action says', () => {
    const state = new Float64Array(4);
    for (const [draw, expected] of [
      [0, -0.05],
      [0.5, 0],
    ] as const) {
      cartPole.reset(state, 0, constant(draw));
      expectClose(state, [expected, expected, expected, expected], { absolute: 1e-15 });
    }
    const outcome = { reward: 0, terminated: false };
    cartPole.step(state, 0, [1], 0, constant(0), outcome);
    expect(state[1]).toBeGreaterThan(0);
    expect(state[3]).toBeLessThan(0);
  });

  it('draws the pole leaning to the side of its angle, and the arrow to the side of the push', () => {
    const { shapes } = cartPole.scene([0, 0, 0.2, 0], [0], 'large');
    const pole = shapes.find((shape) => shape.kind === 'line' && shape.role === 'limb');
    const arrow = shapes.find((shape) => shape.kind === 'arrow');
    if (pole?.kind !== 'line' || arrow?.kind !== 'arrow') return expect.fail('no pole or no arrow');
    expect(pole.points[1]![0]).toBeGreaterThan(pole.points[0]![0]);
    expect(arrow.to[0]).toBeLessThan(arrow.from[0]);
  });
});
