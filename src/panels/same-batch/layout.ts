import type { Frame } from '../../charts/figure.ts';

/** A plot's own area in px; names of its marks stand to the right of it. */
export interface Area {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly foot: number;
}

/** KL against surrogate, and returns: side by side, or one above the other on a phone. */
export function layout({ width, height, u, em }: Frame): { readonly steps: Area; readonly returns: Area } {
  const names = em * 8;
  const axis = 46 * u;
  const [top, foot] = [em * 2, height - em * 3.1];
  if (width < 420 * u) {
    const middle = top + (foot - top) * 0.56;
    const right = width - names;
    return {
      steps: { left: axis, right, top, foot: middle - em * 2.2 },
      returns: { left: axis, right, top: middle + em * 2.8, foot: height - em * 0.6 },
    };
  }
  const split = width * 0.6;
  return {
    steps: { left: axis, right: split - names, top, foot },
    returns: { left: split + axis, right: width - names, top, foot },
  };
}
