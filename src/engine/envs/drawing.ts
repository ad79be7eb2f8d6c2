import { cos, sin } from '../math.ts';
import type { Shape } from './environment.ts';

/** A point in world coordinates, y up. */
export type Point = readonly [number, number];

/** The point at `radius` from `centre`, turned from straight up by `angle` radians, counter-clockwise. */
export function turned(centre: Point, radius: number, angle: number): Point {
  return [centre[0] - radius * sin(angle), centre[1] + radius * cos(angle)];
}

/** A polyline along the circle around `centre`; angles in radians from straight up, counter-clockwise. */
export function arc(centre: Point, radius: number, from: number, to: number, pieces = 24): Point[] {
  return Array.from({ length: pieces + 1 }, (_, i) => turned(centre, radius, from + ((to - from) * i) / pieces));
}

/**
 * A torque: an arc around `centre` that starts at the angle `from` and whose length tells how strong it is, with an arrow
 * at its end. Angles in radians from straight up, counter-clockwise. Nothing for a torque too small to have a direction.
 */
export function turningArrow(centre: Point, radius: number, from: number, sweep: number): Shape[] {
  if (Math.abs(sweep) < 0.02) return [];
  // The last piece is a chord: long enough for an arrow's head, short enough to pass for the arc.
  const bend = from + sweep - Math.sign(sweep) * Math.min(0.35 * Math.abs(sweep), Math.PI / 6);
  return [
    { kind: 'line', points: arc(centre, radius, from, bend), role: 'action' },
    { kind: 'arrow', from: turned(centre, radius, bend), to: turned(centre, radius, from + sweep), role: 'action' },
  ];
}

/** A flag on a pole, as one line; its cloth flies to the left. */
export function flag([x, y]: Point, pole: number): Point[] {
  const top = y + pole;
  const cloth = pole * 0.35;
  return [
    [x, y],
    [x, top],
    [x - 1.3 * cloth, top - cloth / 2],
    [x, top - cloth],
  ];
}

/** A number for reading: fixed decimals, U+2212 for a minus, and never "−0.00". */
export function signed(value: number, decimals: number): string {
  const digits = Math.abs(value).toFixed(decimals);
  return value < 0 && Number(digits) !== 0 ? `−${digits}` : digits;
}
