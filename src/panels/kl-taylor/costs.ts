import { range } from 'd3';
import * as categorical from '../../exact/categorical.ts';
import { coordinatesOf } from '../../exact/gaussian.ts';
import { klContour } from '../../exact/gaussian-geometry.ts';
import type { Taylor } from './quantities.ts';

/** All θ that cost as much as the present step: truly, and as the parabola of θ_old has it. Empty where that is nothing. */
export interface Costs {
  readonly contour: readonly (readonly number[])[];
  readonly ellipse: readonly (readonly number[])[];
}

export const costsOf = (quantities: Taylor): Costs =>
  quantities.kl > 0 ? { contour: contourOf(quantities), ellipse: ellipseOf(quantities) } : { contour: [], ellipse: [] };

const RAYS = 60;
const angles = range(RAYS).map((i) => (2 * Math.PI * i) / RAYS);

function contourOf({ state, from, kl }: Taylor): readonly (readonly number[])[] {
  if (state.family === 'gaussian')
    return klContour({ mean: 0, sigma: state.sigmaOld }, kl).map((policy) => coordinatesOf(policy, 'logSigma'));
  const logits = [...from, 0];
  return angles.map((angle) => {
    const ray = [Math.cos(angle), Math.sin(angle), 0];
    const cost = (way: number) =>
      categorical.klDivergence(
        logits,
        logits.map((logit, a) => logit + way * ray[a]!),
      );
    // far beyond the plane nothing is seen; KL grows along every ray
    let [low, high] = [0, 24];
    for (let halving = 0; halving < 16; halving++) {
      const middle = (low + high) / 2;
      if (cost(middle) < kl) low = middle;
      else high = middle;
    }
    return [from[0]! + low * ray[0]!, from[1]! + low * ray[1]!];
  });
}

function ellipseOf({ state, from, kl }: Taylor): readonly (readonly number[])[] {
  return angles.map((angle) => {
    const ray = [Math.cos(angle), Math.sin(angle)];
    const fisher =
      state.family === 'gaussian'
        ? (ray[0]! / state.sigmaOld) ** 2 + 2 * ray[1]! ** 2
        : categorical.fisherQuadratic([...from, 0], [...ray, 0]);
    const way = Math.sqrt((2 * kl) / fisher);
    return [from[0]! + way * ray[0]!, from[1]! + way * ray[1]!];
  });
}
