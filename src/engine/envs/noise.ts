import { cos, log } from '../math.ts';
import type { Draw } from './environment.ts';

/** A standard normal draw (Box-Muller) from two uniform ones; 1 − u lies in (0, 1], where the logarithm is finite. */
export function standardNormal(draw: Draw): number {
  const radius = Math.sqrt(-2 * log(1 - draw()));
  return radius * cos(2 * Math.PI * draw());
}
