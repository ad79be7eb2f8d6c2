import { cos, sin } from '../math.ts';

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

/** A number for reading: fixed decimals, U+2212 for a minus, and never "−0.00". */
export function signed(value: number, decimals: number): string {
  const digits = Math.abs(value).toFixed(decimals);
  return value < 0 && Number(digits) !== 0 ? `−${digits}` : digits;
}
