import { expect } from 'vitest';
import type { Scene, Shape } from '../environment.ts';

/** Shapes may overhang the drawing's bounds by this part of its larger side: a cart just past its limit, say. */
const OVERHANG = 0.15;

/** The scene has bounds, something to show within them, and no number that is none. */
export function expectDrawable(scene: Scene): void {
  const margin = OVERHANG * Math.max(scene.x[1] - scene.x[0], scene.y[1] - scene.y[0]);
  expect(scene.x[1]).toBeGreaterThan(scene.x[0]);
  expect(scene.y[1]).toBeGreaterThan(scene.y[0]);
  expect(scene.shapes.length).toBeGreaterThan(0);
  // Written so that NaN lies outside as well.
  const inside = ([x, y]: readonly [number, number]) =>
    x >= scene.x[0] - margin && x <= scene.x[1] + margin && y >= scene.y[0] - margin && y <= scene.y[1] + margin;
  expect(scene.shapes.filter((shape) => !points(shape).every(inside))).toEqual([]);
  for (const { value } of scene.readouts) expect(value).not.toMatch(/NaN|Infinity|-/);
}

function points(shape: Shape): readonly (readonly [number, number])[] {
  switch (shape.kind) {
    case 'line':
      return shape.points;
    case 'arrow':
      return [shape.from, shape.to];
    case 'rect':
      return [
        [shape.x, shape.y],
        [shape.x + shape.width, shape.y + shape.height],
      ];
    case 'circle':
      return [
        [shape.x - shape.radius, shape.y - shape.radius],
        [shape.x + shape.radius, shape.y + shape.radius],
      ];
    case 'label':
      return [[shape.x, shape.y]];
  }
}
