import { range } from 'd3';
import type { PlaneSlice } from '../../engine/studies/plane-slice.ts';
import { surfacesOf } from './surface.ts';

type Pair = readonly [number, number];

/** Directions in which a closed curve around θ_old is followed. */
const RAYS = 180;
/** Along a ray, in lengths of the ellipse's own radius there: how far is looked, and in what pieces. */
const FARTHEST = 8;
const PIECE = 0.05;

/** ½ dᵀFd = δ: evenly around, as the policy measures length, so that the tips of a long ellipse are round. */
export function ellipseOf({ fisher: [xx, xy, yy], delta }: PlaneSlice): Pair[] {
  // F = L Lᵀ, and d = √(2δ) L⁻ᵀ u for unit vectors u
  const a = Math.sqrt(xx);
  const b = xy / a;
  const c = Math.sqrt(Math.max(yy - b * b, 1e-9 * yy));
  const radius = Math.sqrt(2 * delta);
  return range(RAYS).map((i): Pair => {
    const angle = (2 * Math.PI * i) / RAYS;
    const across = (radius * Math.sin(angle)) / c;
    return [(radius * Math.cos(angle) - b * across) / a, across];
  });
}

const known = new WeakMap<PlaneSlice, readonly Pair[]>();

/** The area where measured KL is below δ, on the way out from θ_old; a ray that leaves the picture before ends outside it. */
export function regionOf(slice: PlaneSlice): readonly Pair[] {
  const found = known.get(slice);
  if (found) return found;
  const { kl } = surfacesOf(slice);
  const region = ellipseOf(slice).map(([x, y]): Pair => {
    const edge = edgeOf(slice, x, y);
    let [end, before, now] = [0, 0, 0];
    while (end < Math.min(edge, FARTHEST) && now < slice.delta) {
      end += PIECE;
      before = now;
      now = kl.at(end * x, end * y);
    }
    // past the edge, so that the border along it is not seen
    const t = end < edge && now > before ? end - (PIECE * (now - slice.delta)) / (now - before) : edge * 1.2;
    return [t * x, t * y];
  });
  known.set(slice, region);
  return region;
}

/** How many times (x, y) the picture's edge is away. */
function edgeOf({ x: xs, y: ys }: PlaneSlice, x: number, y: number): number {
  const along = (value: number, places: Float64Array) =>
    value === 0 ? Number.POSITIVE_INFINITY : (value > 0 ? places.at(-1)! : places[0]!) / value;
  return Math.min(along(x, xs), along(y, ys));
}
